"""What is known for a letter as the words of its places, in the language of the letter."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from waarborg.letters.choices import LetterKind
from waarborg.letters.filling import Values
from waarborg.practice.letter_texts import standard_letters


def values_of(kind: str, said: Mapping[str, Any], language: str) -> Values:
    """What is filled in, by place. What is words already stays as it is."""
    plain = {name: value for name, value in said.items() if isinstance(value, str)}
    make = _MAKING.get(kind)
    return {**plain, **(make(said, language) if make else {})}


def _word(group: str, key: str, language: str, **named: str) -> str:
    return standard_letters().word(group, key, language, **named)


def _article(number: str, language: str) -> str:
    """`9` of the regulation, or `avg 12.3` of a law."""
    return number.upper() if " " in number else _word("fixed", "own_article", language, number=number)


def _line(key: str, what: str, article: str, language: str, **named: str) -> str:
    """What it is with its article, and a day or a period where that is known: then another sentence says it."""
    known = {name: value for name, value in named.items() if value}
    return _word("fixed", key if known else "plain", language, what=what, article=_short(article, language), **known)


def _short(number: str, language: str) -> str:
    return number.upper() if " " in number else _word("fixed", "own_articles", language, number=number)


def _disclosed(said: Mapping[str, Any], _language: str) -> Values:
    return {"kinds": list(said["kinds"])}


def _enquiry_refused(said: Mapping[str, Any], language: str) -> Values:
    asked = "asks_transfer" if said["asks"] == "transfer" else "asks_data"
    return {
        "asked": _word("fixed", asked, language),
        "articles": ", ".join(_short(one, language) for one in said["articles"]),
    }


def _cooperation(said: Mapping[str, Any], language: str) -> Values:
    how = "reported_asked" if said["asked"] else "reported_ourselves"
    return {
        "how": _word("fixed", how, language, principal=said["principal"]),
        "article": _article(said["article"], language),
    }


def _hand_over(said: Mapping[str, Any], language: str) -> Values:
    return {"kinds": list(said["kinds"]), "article": _article(said["article"], language)}


def _looked_along(said: Mapping[str, Any], language: str) -> Values:
    article = said["article"]
    access, complaint = said["access"], said["complaint"]
    return {
        "article": article["number"],
        "article_title": article["title"],
        "article_words": "\n\n".join(article["words"]),
        "only_looked": _word("fixed", "only_looked", language) if said["only_looked"] else "",
        "review_by": said["review_by"] or "",
        "access": _article(access, language) if access else _word("fixed", "law_of_access", language),
        "complaint": _article(complaint, language) if complaint else _word("fixed", "complaints", language),
    }


def _information(said: Mapping[str, Any], language: str) -> Values:
    entities, place, regulation = ", ".join(said["entities"]), said["place"], said["regulation"]
    consents = ", ".join(one["number"] for one in said["consents"])
    complaint = said["complaint"]
    return {
        "regulation": ", ".join(filter(None, (regulation["title"], regulation["version"]))),
        "responsible": f"{entities} ({place})" if place else entities,
        "guides": ", ".join(said["guides"]) or _word("fixed", "no_guide", language),
        "purposes": [_purpose(one, language) for one in said["purposes"]],
        "kinds": ", ".join(said["kinds"]),
        "only_with_reason": ", ".join(said["only_with_reason"]),
        "recipients": ", ".join(said["recipients"]) or _word("fixed", "nobody", language),
        "keeping": [f"{' '.join(one['words'])} ({_short(one['number'], language)})" for one in said["keeping"]],
        "rights": [_right(one, language) for one in said["rights"]],
        "consents": _word("fixed", "own_articles", language, number=consents) if consents else "",
        "from_others": _sources(said, language),
        "complaint": _short(complaint, language) if complaint else _word("fixed", "complaints", language),
    }


def _purpose(one: Mapping[str, Any], language: str) -> str:
    known = standard_letters().words["bases"]
    why = ", ".join(_word("bases", key, language) for key in one["basis"] if key in known)
    return _word("fixed", "because", language, what=one["title"], why=why) if why else f"{one['title']}."


def _right(one: Mapping[str, str], language: str) -> str:
    return _line("within", _word("rights", one["right"], language), one["article"], language, within=one["within"])


def _asked(said: Mapping[str, Any], language: str) -> Values:
    return {
        "asked": [
            _line(
                "due" if one["article"] else "due_ours",
                _word("rights", one["right"], language),
                one["article"],
                language,
                until=one["due"],
            )
            for one in said["asked"]
        ],
        "court": said.get("court", ""),
        "doubted": _word("fixed", "doubted", language) if said["doubted"] else "",
    }


def _answer(said: Mapping[str, Any], language: str) -> Values:
    return {
        **_about_request(said, language),
        "outcome": _word("fixed", said["outcome"], language),
        "items": [_item(one, language) for one in said["items"]],
        "told": list(said["told"]),
        "article": _article(said["article"], language) if said["article"] else "",
        "remedies": [
            _line("way", _word("ways", one["what"], language), one["article"], language, until=one["until"])
            for one in said["remedies"]
        ],
    }


def _item(one: Mapping[str, Any], language: str) -> str:
    key = "item_done" if one["done"] else "item_refused"
    return _word(
        "fixed", key, language, what=one["what"], why=one["why"], article=_short(one["article"], language)
    ).strip()


def _about_request(said: Mapping[str, Any], language: str) -> Values:
    return {"right": _word("rights", said["right"], language)}


def _source(key: str, language: str) -> str:
    known = standard_letters().words["sources"]
    return _word("sources", key, language) if key in known else _word("fixed", "somebody_else", language)


def _sources(said: Mapping[str, Any], language: str) -> list[str]:
    """Which kinds of data came from whom: a line per source."""
    kinds: dict[str, list[str]] = {}
    for one in said.get("from_others", ()):
        kinds.setdefault(_source(one["source"], language), []).append(one["category"])
    return [_word("fixed", "came_from", language, source=source, kinds=", ".join(of)) for source, of in kinds.items()]


def _from_others(said: Mapping[str, Any], language: str) -> Values:
    access = said["access"]
    return {
        "from_others": _sources(said, language),
        "access": _article(access, language) if access else _word("fixed", "law_of_access", language),
    }


def _changed(said: Mapping[str, Any], language: str) -> Values:
    return {
        "article": _article(said["article"], language),
        "changes": [
            _word("changes", one["how"], language, number=one["number"], title=one["title"]) for one in said["changes"]
        ]
        or [_word("fixed", "as_a_whole", language)],
    }


def _of_age(said: Mapping[str, Any], language: str) -> Values:
    article = said["article"]
    consents, access = ", ".join(said["consents"]), said["access"]
    return {
        "access": _article(access, language) if access else _word("fixed", "law_of_access", language),
        "article": _article(article, language) if article else _word("fixed", "law_of_age", language),
        "consents": _word("fixed", "own_articles", language, number=consents) if consents else "",
    }


def _unexpected(said: Mapping[str, Any], language: str) -> Values:
    correction = said["correction"]
    return {
        "source": _source(said["source"], language),
        "correction": _article(correction, language) if correction else _word("fixed", "law_of_correction", language),
    }


def _lifted(said: Mapping[str, Any], language: str) -> Values:
    return {"article": _article(said["article"], language)}


def _mandate(said: Mapping[str, Any], language: str) -> Values:
    access = said["access"]
    return {"access": _article(access, language) if access else _word("fixed", "law_of_access", language)}


def _complaint(said: Mapping[str, Any], language: str) -> Values:
    """The words of what is missing and of the outcome, and the lines of what is done and whom one can turn to."""
    words = {name: _word("complaints", said[name], language) for name in ("because", "outcome") if said.get(name)}
    return {
        **words,
        "missing": [_word("complaints", word, language) for word in said.get("missing", ())],
        "on_what_there_is": _word("complaints", "on_what_there_is", language) if said.get("on_what_there_is") else "",
        "measures": list(said.get("measures", ())),
        "ladder": list(said.get("ladder", ())),
    }


_MAKING: Mapping[str, Callable[[Mapping[str, Any], str], Values]] = {
    LetterKind.BREACH: _disclosed,
    LetterKind.COMPLAINT_CONFIRMED: _complaint,
    LetterKind.COMPLAINT_DECIDED: _complaint,
    LetterKind.COMPLAINT_INCOMPLETE: _complaint,
    LetterKind.COMPLAINT_INVITED: _complaint,
    LetterKind.COMPLAINT_LONGER: _complaint,
    LetterKind.COMPLAINT_REFUSED: _complaint,
    LetterKind.COMPLAINT_STATUS: _complaint,
    LetterKind.DATA_FROM_OTHERS: _from_others,
    LetterKind.ADDRESS_LIST: _disclosed,
    LetterKind.DISCLOSED: _disclosed,
    LetterKind.COOPERATION: _cooperation,
    LetterKind.ENQUIRY_REFUSED: _enquiry_refused,
    LetterKind.HAND_OVER: _hand_over,
    LetterKind.INFORMATION: _information,
    LetterKind.LOOKED_ALONG: _looked_along,
    LetterKind.MANDATE_ENDED: _mandate,
    LetterKind.OF_AGE: _of_age,
    LetterKind.REGULATION_CHANGED: _changed,
    LetterKind.REQUEST_ANSWER: _answer,
    LetterKind.REQUEST_LONGER: _about_request,
    LetterKind.REQUEST_PASSED_ON: _about_request,
    LetterKind.REQUEST_QUESTION: _about_request,
    LetterKind.REQUEST_RECEIPT: _asked,
    LetterKind.RESTRICTION_LIFTED: _lifted,
    LetterKind.UNEXPECTED_DATA: _unexpected,
}
