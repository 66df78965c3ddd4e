"""The sides of a table: which parts each has, and what they are called in Dutch and English."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any
from uuid import UUID

from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from waarborg.complaints import choices as complained
from waarborg.overviews.counting import AGES, LEADS, MINUTES
from waarborg.overviews.tables import Axis, Population
from waarborg.practice.choices import Side
from waarborg.practice.selectors import practice_of
from waarborg.rights.choices import TITLES, Outcome
from waarborg.vault.blind_index import REGIONS

UNKNOWN, OTHERS = "unknown", "others"
LANGUAGES = ("nl", "en")
Names = Mapping[str, str]
"""Of principals, by id."""
MINUTES_OF_AN_HOUR = 60


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a side: its key, the values that it holds, and its words."""

    key: str
    values: tuple[str, ...]
    nl: str
    en: str


@dataclass(frozen=True, slots=True)
class SideOf:
    """A side of a table as it is kept: its attribute and its parts."""

    attribute: str
    parts: tuple[Part, ...]

    @property
    def axis(self) -> Axis:
        """As tables know it."""
        return Axis(self.attribute, {part.key: frozenset(part.values) for part in self.parts})

    def kept(self) -> dict[str, Any]:
        """As it is written down."""
        parts = [{"key": part.key, "values": sorted(part.values), "nl": part.nl, "en": part.en} for part in self.parts]
        return {"attribute": self.attribute, "parts": parts}


def read(kept: Mapping[str, Any]) -> SideOf:
    """A side from how it was written down."""
    parts = (Part(one["key"], tuple(one["values"]), one["nl"], one["en"]) for one in kept["parts"])
    return SideOf(kept["attribute"], tuple(parts))


def side(organisation_id: UUID, attribute: str, counted: Population, smallest: int, names: Names) -> SideOf:
    """A side over everybody counted; `names` are those of the principals.

    A small principal does not stand there by name, whatever the period.
    """
    if attribute == Side.PRINCIPAL:
        return SideOf(attribute, tuple(_principals(names, counted, smallest)))
    named = dict(_named(organisation_id, attribute))
    found = (*named, *sorted(counted.values(attribute) - set(named)))
    return SideOf(attribute, tuple(Part(value, (value,), *named.get(value, (value, value))) for value in found))


def _principals(names: Names, counted: Population, smallest: int) -> Iterator[Part]:
    small: list[str] = []
    for value in sorted(counted.values(Side.PRINCIPAL), key=lambda one: (names.get(one, ""), one)):
        if counted.count({Side.PRINCIPAL: frozenset({value})}) < smallest or not names.get(value):
            small.append(value)
        else:
            yield Part(value, (value,), names[value], names[value])
    yield Part(OTHERS, tuple(small), *_both(_("other principals")))


def _named(organisation_id: UUID, attribute: str) -> Iterator[tuple[str, tuple[str, str]]]:
    """The values of a side that are known beforehand, with their words in both languages."""
    practice = practice_of(organisation_id)
    if attribute == Side.KIND:
        yield from ((key, (one.label("nl"), one.label("en"))) for key, one in practice.types.items())
    elif attribute == Side.OUTCOME:
        yield from ((one.key, (one.label("nl"), one.label("en"))) for one in practice.lists["outcomes"])
    elif attribute == Side.RIGHT:
        yield from ((right, _both(title)) for right, title in TITLES.items())
    elif attribute == Side.ANSWER:
        yield from ((one.value, _both(one.label)) for one in Outcome)
    elif attribute == Side.SUBJECT:
        yield from ((one.value, _both(one.label)) for one in complained.Subject)
    elif attribute == Side.BECAME:
        yield from ((one.value, _both(one.label)) for one in complained.Outcome)
    elif attribute == Side.REGION:
        yield from ((digit, _both(_("postcode %(digit)s…"), digit=digit)) for digit in REGIONS)
    elif attribute in BANDS:
        yield from ((str(at), words) for at, words in enumerate(_bands(*BANDS[attribute])))
    yield UNKNOWN, _both(_("not known"))


BANDS: Mapping[str, tuple[tuple[int, ...], int, Promise, Promise, Promise]] = {
    Side.AGE: (AGES, 1, _("younger than %(to)s"), _("%(of)s until %(to)s years"), _("%(of)s years and older")),
    Side.LEAD: (LEADS, 30, _("less than %(to)s months"), _("%(of)s until %(to)s months"), _("%(of)s months and more")),
    Side.HOURS: (
        MINUTES, MINUTES_OF_AN_HOUR,
        _("less than %(to)s hours"), _("%(of)s until %(to)s hours"), _("%(of)s hours and more"),
    ),
}  # fmt: skip
"""Per side with bands: where they end, how many of it make what people read, and the words of the first, the middle and
the last."""


def _bands(
    ends: tuple[int, ...], unit: int, first: Promise, middle: Promise, last: Promise
) -> Iterator[tuple[str, str]]:
    read_as = [end // unit for end in ends]
    yield _both(first, to=read_as[0])
    for low, high in pairwise(read_as):
        yield _both(middle, of=low, to=high)
    yield _both(last, of=read_as[-1])


def _both(words: Promise | str, **given: object) -> tuple[str, str]:
    """In Dutch and in English."""
    said = []
    for language in LANGUAGES:
        with translation.override(language):
            said.append(str(words) % given if given else str(words))
    return said[0], said[1]
