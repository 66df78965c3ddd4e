"""The texts of letters in words: which there are, one to change, and what can be filled in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from waarborg.desk.pages.templates import may_propose
from waarborg.gate.actors import Actor
from waarborg.kernel.languages import reader_language
from waarborg.letters.choices import LetterKind
from waarborg.practice.document import Way
from waarborg.practice.house_style import HouseStyle
from waarborg.practice.letter_texts import LANGUAGES, Wording, in_use, standard_letters
from waarborg.practice.selectors import SeenVersion

HELD, PROPOSED = "geldt", "voorstel"
"""Of which way of working an example is shown, in its address."""


def texts_page(actor: Actor, way: Way, waiting: SeenVersion | None) -> dict[str, Any]:
    """What desk/letter_texts.html needs."""
    return {
        "proposes": may_propose(actor),
        "letters": [
            {
                "label": str(LetterKind(one.kind).label),
                "texts": [_text(one.kind, language, way, waiting) for language in LANGUAGES],
            }
            for one in standard_letters().letters
        ],
        "house": _house(way.house),
    }


def _text(kind: str, language: str, way: Way, waiting: SeenVersion | None) -> dict[str, Any]:
    own = {(one.kind, one.language) for one in way.letter_texts}
    held, proposed = (in_use(one.letter_texts, kind, language) for one in (way, waiting.way if waiting else way))
    differs = held != proposed
    return {
        "language": tongue(language),
        "code": language,
        "title": held.title if held else "",
        "own": (kind, language) in own,
        "url": reverse("desk:letter_text", args=[kind, language]),
        "example_url": reverse("desk:letter_example", args=[kind, language, HELD]),
        "proposed_url": reverse("desk:letter_example", args=[kind, language, PROPOSED]) if differs else "",
    }


def tongue(language: str) -> str:
    """What a language is called."""
    return _("Dutch") if language == "nl" else _("English")


def _house(house: HouseStyle | None) -> list[tuple[str, str]]:
    if house is None:
        return []
    return [
        (_("Colour"), house.colour),
        (_("Logo"), _("Yes") if house.logo else _("No")),
        (_("Below the name"), ", ".join(house.contact) or "–"),
    ]


def text_page(kind: str, language: str, way: Way) -> dict[str, Any]:
    """What desk/letter_text.html needs beside its form."""
    return {
        "label": str(LetterKind(kind).label),
        "language": tongue(language),
        "own": any((one.kind, one.language) == (kind, language) for one in way.letter_texts),
        "groups": list(_legend(kind)),
    }


def _legend(kind: str) -> Iterator[Mapping[str, Any]]:
    """The words that can be filled in: what has to stay, and what may."""
    places = standard_letters().places(kind).items()
    has_to = [(name, place) for name, place in places if place.needed]
    may = [(name, place) for name, place in places if not place.needed]
    for title, found in ((_("Has to stay in it"), has_to), (_("May be in it"), may)):
        yield {"title": title, "words": [(f"{{{name}}}", _says(place)) for name, place in found]}


def _says(place: Any) -> str:
    notes = [_("alone on a line")] if place.lines else []
    notes += [place.asked_by.upper()] if place.asked_by else []
    return f"{place.of(reader_language())} ({', '.join(notes)})" if notes else place.of(reader_language())


def initial_of(wording: Wording | None, base: int) -> dict[str, Any]:
    """What the form of a text starts with."""
    return {"base": base, "title": wording.title, "text": wording.text} if wording else {"base": base}


def house_initial(house: HouseStyle | None, base: int) -> dict[str, Any]:
    """What the form of the house style starts with."""
    return {"base": base, **(house or HouseStyle()).model_dump(exclude={"logo"})}


def letters_changed(old: Way, new: Way) -> Iterator[str]:
    """Which letters two ways of working have otherwise, each with its language, and whether they look otherwise."""
    before, after = ({(one.kind, one.language): one for one in way.letter_texts} for way in (old, new))
    for key in sorted(before.keys() | after.keys()):
        if before.get(key) != after.get(key):
            yield f"{LetterKind(key[0]).label} ({tongue(key[1])})"
    if old.house != new.house:
        yield _("How letters look")
