"""Telling a table: counted, protected against whoever has every table, kept for ever; or refused, and why.

    told = release(actor, "inflow_by_kind", "2025-01")       a `Release`, or a `Refusal`

What was told once is not counted again: the same table of the same period is the same for ever, also when what it was
counted from is destroyed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from django.db import connections
from django.utils.translation import gettext as _

from waarborg.gate.actors import Actor
from waarborg.gate.door import Door, open_door
from waarborg.kernel import clock
from waarborg.kernel.errors import NotFound
from waarborg.kernel.identifiers import new_id
from waarborg.ledger.vocabulary import Kind
from waarborg.overviews.counting import QUARTER, population
from waarborg.overviews.models import Release
from waarborg.overviews.periods import Period, over, the_one
from waarborg.overviews.protecting import Refusal, protect
from waarborg.overviews.rules import rule_of, stated
from waarborg.overviews.sides import read, side
from waarborg.overviews.tables import TOTAL, Axis, Population, Table, Told
from waarborg.parties.selectors import principals
from waarborg.policy.overviews import COUNT, SMALLEST_GROUP, OverviewRow
from waarborg.practice.choices import OverviewOf, Side
from waarborg.practice.overviews import OverviewItem
from waarborg.practice.selectors import practice_of
from waarborg.rights.figures import protected

ROUNDED_TO = 5
YEARS_BACK = 10
_ENDED = (OverviewOf.OUTCOME, OverviewOf.LEAD_TIME, OverviewOf.HOURS)
SAME_PEOPLE = {of: _ENDED if of in _ENDED else (of,) for of in OverviewOf}
"""Overviews of the same people: what one of them tells counts for the others."""
FIGURES = {
    OverviewOf.REQUESTS: (Side.RIGHT, Side.ANSWER),
    OverviewOf.COMPLAINTS: (Side.SUBJECT, Side.BECAME),
}
"""By what the figures of a year are counted that somebody has beside the overviews."""


def approved(actor: Actor) -> Sequence[OverviewItem]:
    """The kinds of overview that somebody decided on and that the regulation lets be made.

    None while nobody decided: what comes along with the program is a proposal.
    """
    row, practice = rule_of(actor), practice_of(actor.organisation_id)
    if practice.version_id is None:
        return []
    return [one for one in practice.way.lists.overviews if not one.retired and one.of in row.subjects]


def release(actor: Actor, key: str, period: str) -> Release | Refusal:
    """One table of one period that is over. Raises `NotFound` for what nobody approved, `InvalidInput`, `Refused`."""
    row = rule_of(actor)
    item = next((one for one in approved(actor) if one.key == key), None)
    if item is None:
        raise NotFound("No such overview was approved.")
    names = {str(one.id): one.name for one in principals(actor)}
    chosen = the_one(item.span, period, clock.today(), clock.today().year - YEARS_BACK)
    with open_door(actor, COUNT, claims=stated(actor.in_force)) as door:
        door.require_anywhere()
        _one_at_a_time(door)
        return _told_before(door, item, chosen) or _tell(door, row, item, chosen, names)


def _one_at_a_time(door: Door) -> None:
    """Two tables at once would not know of each other."""
    with connections[door.using].cursor() as cursor:
        cursor.execute(
            "select pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"overviews {door.actor.organisation_id}"]
        )


def _told_before(door: Door, item: OverviewItem, chosen: Period) -> Release | None:
    told = Release.objects.using(door.using).filter(
        definition=item.key, from_on=chosen.from_on, until_on=chosen.until_on
    )
    found = told.first()
    if found is not None:
        door.note(Kind.OVERVIEWS_READ, details={"overview": str(found.pk)})
    return found


def _tell(door: Door, row: OverviewRow, item: OverviewItem, chosen: Period, names: dict[str, str]) -> Release | Refusal:
    counted = population(door, item.of)
    organisation = door.actor.organisation_id
    sides = [side(organisation, name, counted, row.smallest, names) for name in (item.rows, item.columns) if name]
    axes: list[Axis] = [one.axis for one in sides]
    table = Table({QUARTER: chosen.quarters}, axes[0], axes[1] if axes[1:] else None)
    before = [*_released(door, item.of, chosen), *_figures(item.of, chosen, counted)]
    answer = protect(table, counted, before, row.smallest)
    about = {"overview": item.key, "from": chosen.from_on.isoformat(), "until": chosen.until_on.isoformat()}
    if answer.told is None:
        assert answer.refusal is not None  # noqa: S101 - one of the two is there
        door.note(Kind.OVERVIEW_WITHHELD, details=about | {"because": answer.refusal.value})
        return answer.refusal
    made = Release(
        id=new_id(),
        organisation_id=organisation,
        definition=item.key,
        nl=item.label("nl"),
        en=item.label("en"),
        of=item.of,
        from_on=chosen.from_on,
        until_on=chosen.until_on,
        rows=sides[0].kept(),
        columns=sides[1].kept() if sides[1:] else None,
        cells=[[*place, count] for place, count in answer.told.counts.items()],
        smallest=row.smallest,
        rounded_to=ROUNDED_TO,
        article=row.article,
        released_by_id=door.actor.somebody,
        released_at=clock.now(),
    )
    made.decision_id = door.note(Kind.OVERVIEW_TOLD, details=about | {"release": str(made.pk)})
    Release.objects.using(door.using).bulk_create([made])
    return made


def _released(door: Door, of: str, chosen: Period) -> Iterator[Told]:
    """Every table of the same people that was told of the same year. Tables of other years speak of other people."""
    year = chosen.from_on.year
    for row in Release.objects.using(door.using).filter(of__in=SAME_PEOPLE[OverviewOf(of)], from_on__year=year):
        yield told_of(row)


def told_of(row: Release) -> Told:
    """A table that was told, as it is weighed."""
    columns = read(row.columns).axis if row.columns else None
    table = Table({QUARTER: Period(row.from_on, row.until_on).quarters}, read(row.rows).axis, columns)
    return Told(table, {(across, down): count for across, down, count in row.cells})


def _figures(of: str, chosen: Period, counted: Population) -> Iterator[Told]:
    """The figures of requests or complaints, which whoever sees to these has of the same year already."""
    if of not in FIGURES or chosen.from_on.year >= clock.today().year:
        return
    within = {QUARTER: frozenset(f"{chosen.from_on.year}q{at}" for at in range(1, 5))}
    for attribute in FIGURES[OverviewOf(of)]:
        axis = Axis(attribute, {value: frozenset({value}) for value in counted.values(attribute)})
        table = Table(within, axis)
        whole = Counter({place[0]: counted.count(where) for place, where in table.cells()})
        total = whole.pop(TOTAL)
        shown = protected(whole, axis.parts)
        cells = {(key, TOTAL): whole[key] if told else None for key, told in shown.items()}
        yield Told(table, cells | {(TOTAL, TOTAL): total if total >= SMALLEST_GROUP else None})


def choosable(item: OverviewItem) -> list[Period]:
    """The periods of which this kind of overview may be made."""
    return list(over(item.span, clock.today(), clock.today().year - YEARS_BACK))


def why(refusal: Refusal, smallest: int) -> str:
    """What somebody is told instead of a table, with what they can do."""
    said = {
        Refusal.TOO_FEW: _(
            "Hardly anybody is in it: a group has at least %(smallest)s people. Choose a longer period."
        ),
        Refusal.TOGETHER: _(
            "Together with tables that were made before it would point at fewer than %(smallest)s people. "
            "Use those tables, or choose another year."
        ),
        Refusal.CHANGED: _(
            "Something was written down since about a period of which a table was made before. The difference would "
            "point at fewer than %(smallest)s people. The table that was made stays valid."
        ),
    }
    return said[refusal] % {"smallest": smallest}
