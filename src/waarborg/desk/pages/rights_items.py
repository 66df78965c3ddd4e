"""The items of a request in words: what it is about, one to decide on; and the client's own words with an item."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from waarborg.desk.forms.records import Choices
from waarborg.desk.pages.records import fields_of
from waarborg.desk.pages.restricted import restricted_line
from waarborg.desk.pages.said import said_lines
from waarborg.dossiers import values
from waarborg.dossiers.items import Place
from waarborg.dossiers.selectors import SeenRecord
from waarborg.gate.actors import Actor
from waarborg.kernel.languages import reader_language
from waarborg.policy.names import Names
from waarborg.rights.choices import BECAUSE, GROUNDS, NOT_SO, TITLES, Decided
from waarborg.rights.item_selectors import OneItem, SeenItem, ToChoose
from waarborg.rights.lost import LostRestriction
from waarborg.rights.obstacles import Obstacle

LETTERS, LETTER = "letters", "letter"
"""In place of a kind of data: the letters of the dossier, and one of them."""
LOST = "lost"
"""In place of a kind of data: what is restricted by a request that was lost with a copy."""
FEW_WORDS = 90


def kinds_page(number: str, request_id: Any, found: ToChoose, kind: str) -> dict[str, Any]:
    """What desk/right_items.html needs beside its form: the kinds of data to choose from."""
    kinds = {one.entry.key: one.entry.rule.title for one in found.seen.records}
    url = reverse("desk:right_items", args=[number, request_id])
    lines = [*kinds.items(), *_beside(found).items()]
    return {
        "number": number,
        "title": _title(found.right),
        "back_url": reverse("desk:right_request", args=[number, request_id]),
        "kinds": [{"label": label, "url": f"{url}?kind={key}", "current": key == kind} for key, label in lines],
    }


def _beside(found: ToChoose) -> dict[str, str]:
    """What can be chosen beside the items that somebody reads."""
    letters = {LETTERS: _("Letters")} if found.letters else {}
    return letters | ({LOST: _("Restricted, and the request was lost")} if found.lost else {})


def first_kind(found: ToChoose, asked: str) -> str:
    """The kind of data to choose from: the one that was asked for, or else the first."""
    kinds = list(dict.fromkeys(one.entry.key for one in found.seen.records if not one.entry.rule.identifies))
    known = [*kinds, *(one.entry.key for one in found.seen.records), *_beside(found)]
    return asked if asked in known else next(iter(known), "")


def things_of(found: ToChoose, kind: str) -> Choices:
    """What can be chosen of one kind: whole items, single values and files; a letter only whole."""
    if kind == LETTERS:
        return [
            (f"{LETTER}:{one.id}", f"{one.title.capitalize()}\n{date_format(one.made_at, 'DATE_FORMAT')}")
            for one in found.letters
            if (one.id, "") not in found.chosen
        ]
    if kind == LOST:
        return [(f"record:{one.record_id}:", _lost(one)) for one in found.lost]
    return [
        choice
        for one in found.seen.records
        if one.entry.key == kind and one.moved_on is None and one.erased_on is None
        for choice in _things_in(one, found)
    ]


def _lost(one: LostRestriction) -> str:
    words = {"title": one.title, "day": date_format(one.since, "DATE_FORMAT")}
    return _("%(title)s, restricted since %(day)s: the whole item") % words


def _things_in(one: SeenRecord, found: ToChoose) -> Choices:
    title, on = values.title_of(one.entry, one.content.fields), date_format(one.occurred_on, "DATE_FORMAT")
    whole = [(f"record:{one.id}:", _("%(title)s, %(day)s: the whole item") % {"title": title, "day": on})]
    rules = one.entry.rule.fields
    single = [
        (f"record:{one.id}:{name}", f"{rules[name].label}\n{_shortly(one, name)}")
        for name in rules
        if name in one.content.fields or name in one.covered
    ]
    return [(key, label) for key, label in [*whole, *single] if (one.id, key.rpartition(":")[2]) not in found.chosen]


def _shortly(one: SeenRecord, name: str) -> str:
    if name in one.covered:
        return ""
    said = fields_of(one.entry, {name: one.content.fields[name]}, frozenset())[0]["value"]
    return said if len(said) <= FEW_WORDS else f"{said[:FEW_WORDS]}…"


def grounds_in_words(found: ToChoose) -> Choices:
    """Why a client may ask it."""
    return [(word, str(GROUNDS[word]).capitalize()) for word in found.grounds]


def items_lines(actor: Actor, number: str, request_id: Any, items: Sequence[SeenItem]) -> list[dict[str, Any]]:
    """What desk/parts/right_items.html needs of each item."""
    return [_line(actor, number, request_id, one) for one in items]


def _line(actor: Actor, number: str, request_id: Any, one: SeenItem) -> dict[str, Any]:
    return {
        "url": item_url(number, request_id, one.id),
        "title": one.title,
        "on": one.occurred_on,
        "ground": str(GROUNDS[one.ground]).capitalize() if one.ground in GROUNDS else "",
        "wanted": one.wanted,
        "decided": one.decided.label if one.decided else "",
        "done": one.decided is Decided.DONE,
        "because": str(BECAUSE[one.because]).capitalize() if one.because in BECAUSE else "",
        "reasons": one.reasons,
        "article": actor.in_force.article(one.article) if one.article else "",
        "decided_by": one.decided_by,
        "decided_at": one.decided_at,
        "waits_for_second": one.waits_for_second,
    }


def item_url(number: str, request_id: Any, item_id: Any, act: str = "") -> str:
    """Where an item is decided on; without a number for whom an article names and who may read nothing else there."""
    within = [number] if number else []
    name = f"desk:{'right' if number else 'judged'}_item{'_act' if act else ''}"
    return reverse(name, args=[*within, request_id, item_id, *([act] if act else [])])


def request_url(number: str, request_id: Any) -> str:
    """Where its request stands."""
    return (
        reverse("desk:right_request", args=[number, request_id])
        if number
        else reverse("desk:right_judged", args=[request_id])
    )


def item_page(actor: Actor, number: str, request_id: Any, found: OneItem, forms: Mapping[str, Any]) -> dict[str, Any]:
    """What desk/right_item.html needs; `forms` are those that can be filled in, by their act, the sent one first."""
    record = found.record
    return {
        **_line(actor, number, request_id, found.item),
        "number": found.number,
        "right": _title(found.right),
        "back_url": request_url(number, request_id),
        "record": _record(record, found.item.field) if record else None,
        "judge": _judge(actor, found),
        "ways": [_way(actor, one) for one in found.obstacles],
        "proposal": _proposal(actor, found),
        "restricted": _restricted(actor, found),
        "acts": [
            {
                "act": act,
                "title": ACT_TITLES[act](),
                "url": item_url(number, request_id, found.item.id, act),
                "form": _named(form, act),
                "open": bool(getattr(form, "is_bound", False)) or at == 0,
            }
            for at, (act, form) in enumerate(forms.items())
        ],
    }


def _way(actor: Actor, one: Obstacle) -> dict[str, Any]:
    return {
        "text": str(BECAUSE[one.word]).capitalize()
        if one.word != NOT_SO
        else _("It is still needed: the work goes on"),
        "article": actor.in_force.article(one.article) if one.article else "",
        "certain": one.certain,
        "until": one.until,
    }


def _proposal(actor: Actor, found: OneItem) -> dict[str, Any] | None:
    """What the rules make of it, with the article."""
    if found.proposal is None:
        return None
    said = _("Refuse it") if found.proposal.refuse else _("Erase it")
    article = found.proposal.article
    return {"text": said, "article": actor.in_force.article(article) if article else ""}


def _restricted(actor: Actor, found: OneItem) -> dict[str, Any] | None:
    """That it is restricted, since when, by which article; and when that ends."""
    if found.restricted is None:
        return None
    return restricted_line(actor, found.restricted)


def _judge(actor: Actor, found: OneItem) -> str:
    """Who decides, where that is not who looks."""
    if found.item.decided or not found.judged_by or found.judged_by in actor.roles:
        return ""
    return Names(actor.in_force.regulation, reader_language()).role(found.judged_by)


def _named(form: Any, act: str) -> Any:
    form.auto_id = f"id_{act}_%s"  # several forms on one page ask for words
    return form


def _record(record: SeenRecord, field: str) -> dict[str, Any]:
    return {
        "title": values.title_of(record.entry, record.content.fields),
        "fields": fields_of(record.entry, record.content.fields, record.covered),
        "meant": record.entry.rule.fields[field].label if field in record.entry.rule.fields else "",
        "said": said_lines(record.said),
    }


def statement_page(where: Place, record: SeenRecord) -> dict[str, Any]:
    """What desk/statement_new.html needs of an item, beside its form."""
    on = date_format(record.occurred_on, "DATE_FORMAT")
    return {
        "number": where.number,
        "name": where.name,
        "item": f"{values.title_of(record.entry, record.content.fields)}, {on}",
        "back_url": reverse("desk:records", args=[where.number, where.entry.key]),
        "back_label": where.entry.rule.title,
    }


def _title(right: str) -> str:
    return str(TITLES[right]).capitalize()


ACT_TITLES = {
    "correct": lambda: _("Correct it"),
    "add_words": lambda: _("Add it to the item"),
    "erase": lambda: _("Erase it"),
    "restrict": lambda: _("Restrict it"),
    "announce": lambda: _("Announce that the restriction ends"),
    "lift": lambda: _("End the restriction"),
    "refuse": lambda: _("Refuse it"),
    "agree": lambda: _("Agree with the refusal"),
}
"""What people read for each thing that can be done with an item."""
