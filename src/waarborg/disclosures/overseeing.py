"""What left the agency in a period, for who oversees it: to whom, by kind of data, ground and article. No contents.

Nobody's name stands in it, no number of a dossier and nothing of what was said. A recipient shows by name only where it
is a party of the register. What went of a complaint or about a data breach stands between it for who handles those.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.contrib.postgres.aggregates import ArrayAgg
from django.utils.translation import gettext as _

from waarborg.disclosures.choices import DisclosureState, ReviewOutcome
from waarborg.disclosures.elsewhere import AlsoWent, also_went_in
from waarborg.disclosures.models import Disclosure
from waarborg.disclosures.reviewing import OVERSEES
from waarborg.dossiers.catalogue import catalogue_of
from waarborg.dossiers.looks import FOR_ANOTHER
from waarborg.gate.actors import Actor
from waarborg.gate.door import Claims, Door, open_door
from waarborg.kernel import clock
from waarborg.kernel.errors import InvalidInput
from waarborg.ledger.vocabulary import Kind
from waarborg.policy.names import Names
from waarborg.policy.phrases import Language

MOST = 200
"""Lines on one page."""
MOST_IN_FILE = 20_000
RUNS = ("=", "+", "-", "@", "\t", "\r")
"""How text begins that a program for sheets may run."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """From which day until which, both included; of one kind of recipient, or of all."""

    from_on: date
    until_on: date
    recipient: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """One giving: when, to what kind of recipient, what for, on which ground, how, which kinds of data, which rules.

    Of what stands in no dossier only the day is known, and `what` says what it was.
    """

    on: date
    at: datetime | None
    what: str = ""
    recipient: str
    party: str
    purpose: str
    ground: str
    channel: str
    categories: Sequence[str]
    articles: Sequence[str]
    items: int
    to_review: bool
    """Does somebody still have to look back on it?"""
    outcome: ReviewOutcome | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Register:
    """What left in a period, the newest first; `more` when not all of it is shown."""

    period: Period
    left: Sequence[Left]
    more: bool


def left(actor: Actor, period: Period) -> Register:
    """What left the agency. One event. Raises `Refused` to who oversees nothing, and `InvalidInput`."""
    _check(period)
    with open_door(actor, OVERSEES, claims=FOR_ANOTHER) as door:
        door.require_anywhere()
        door.note(Kind.DISCLOSURES_READ)
        found = _found(door, period, MOST + 1)
    return Register(period=period, left=found[:MOST], more=len(found) > MOST)


def as_csv(actor: Actor, period: Period, purpose: str, language: Language) -> str:
    """The same as a sheet, for a purpose of the regulation's closed list; an event with that purpose.

    Raises `Refused`, and `InvalidInput` for another purpose.
    """
    _check(period)
    in_force = actor.in_force
    if purpose not in in_force.policy.purposes:
        raise InvalidInput(_("Some things are not right yet."), {"purpose": _("Choose one from the list.")})
    with open_door(actor, OVERSEES, claims=Claims(purpose=purpose, facts=FOR_ANOTHER.facts)) as door:
        door.require_anywhere()
        found = _found(door, period, MOST_IN_FILE)
        door.note(Kind.DISCLOSURES_EXPORTED, details={"lines": len(found)})
    names, entries = Names(in_force.regulation, language), catalogue_of(in_force).entries
    sheet = io.StringIO()
    lines = csv.writer(sheet, delimiter=";", lineterminator="\r\n")
    lines.writerow(_heads())
    for one in found:
        lines.writerow(_safe(_cells(one, names, [entries[key].rule.title for key in one.categories if key in entries])))
    return sheet.getvalue()


def _check(period: Period) -> None:
    if period.until_on < period.from_on:
        raise InvalidInput(_("Some things are not right yet."), {"until_on": _("This day comes before the start.")})


def _found(door: Door, period: Period, most: int) -> list[Left]:
    rows = (
        Disclosure.objects.using(door.using)
        .filter(
            state=DisclosureState.GIVEN,
            given_at__gte=clock.start_of(period.from_on),
            given_at__lt=clock.start_of(period.until_on + timedelta(days=1)),
        )
        .annotate(kinds=ArrayAgg("items__category", distinct=True), of=ArrayAgg("items__id"))
        .select_related("party", "review")
        .defer("sealed", "sealed_copy")
        .order_by("-given_at", "-id")
    )
    if period.recipient:
        rows = rows.filter(recipient=period.recipient)
    also = [
        _also(one)
        for one in also_went_in(door, period.from_on, period.until_on)
        if period.recipient in {"", one.recipient}
    ]
    found = [_left(row) for row in rows[:most]]
    return sorted([*found, *also], key=lambda one: one.on, reverse=True)[:most]


def _also(one: AlsoWent) -> Left:
    return Left(
        on=one.on,
        at=None,
        what=one.what,
        recipient=one.recipient,
        party=one.name,
        purpose=one.purpose,
        ground=one.ground,
        channel=one.channel,
        categories=(),
        articles=one.articles,
        items=1,
        to_review=False,
        outcome=None,
    )


def _left(row: Disclosure) -> Left:
    review = getattr(row, "review", None)
    kinds: list[str] = row.kinds  # type: ignore[attr-defined]
    of: list[UUID] = row.of  # type: ignore[attr-defined]
    assert row.given_at is not None  # noqa: S101 - it was given
    return Left(
        on=clock.day_of(row.given_at),
        at=row.given_at,
        recipient=row.recipient,
        party=row.party.name if row.party else "",
        purpose=row.purpose,
        ground=row.ground,
        channel=row.channel,
        categories=sorted(kinds),
        articles=row.articles,
        items=len(of),
        to_review=review is not None and not review.outcome,
        outcome=ReviewOutcome(review.outcome) if review is not None and review.outcome else None,
    )


def _heads() -> list[str]:
    return [
        _("day"),
        _("kind of recipient"),
        _("recipient in the register"),
        _("purpose"),
        _("ground"),
        _("channel"),
        _("kinds of data"),
        _("items"),
        _("articles"),
        _("looked back on"),
    ]


def _cells(one: Left, names: Names, kinds: Sequence[str]) -> Iterator[str]:
    yield one.on.isoformat()
    yield names.recipient(one.recipient)
    yield one.party
    yield names.purpose(one.purpose) if one.purpose else ""
    yield names.ground(one.ground) if one.ground else ""
    yield names.channel(one.channel) if one.channel else ""
    yield one.what or ", ".join(kinds)
    yield str(one.items)
    yield ", ".join(one.articles)
    yield str(one.outcome.label) if one.outcome else (_("not yet") if one.to_review else "")


def _safe(cells: Iterable[str]) -> list[str]:
    """Cells of which none is run: text that begins like a formula gets a quotation mark before it."""
    return [f"'{cell}" if cell.startswith(RUNS) else cell for cell in cells]
