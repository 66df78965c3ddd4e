"""The dates of destruction, hand-over and review that follow from events, one per class of data."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from waarborg.policy.calendar import Calendar
from waarborg.policy.model.regulation import Law, Regulation
from waarborg.policy.retention import Retention
from waarborg.policy.retention_bounds import Events
from waarborg.policy.retention_collisions import subjects
from waarborg.policy.retention_fates import Fate, Status
from waarborg.policy.retention_order import Subject
from waarborg.policy.terms_dates import DateStatus, DueDate
from waarborg.policy.terms_places import StandsIn
from waarborg.policy.terms_written import Kind

STATUSES = {
    Status.DECIDED: DateStatus.DUE,
    Status.KEPT: DateStatus.KEPT,
    Status.JUDGED: DateStatus.JUDGED,
    Status.UNDECIDED: DateStatus.UNDECIDED,
}


def retention_dates(
    regulation: Regulation,
    laws: Sequence[Law],
    events: Events,
    *,
    day: dt.date | None = None,
    principals: Collection[str] | None = None,
    holds: Collection[str] = (),
    calendar: Calendar | None = None,
) -> Iterator[DueDate]:
    """Yield the dates of every kind of data whose term has started, categories of one class and fate together."""
    ends = Retention(regulation, laws, day=day, calendar=calendar)
    grouped: dict[tuple[object, ...], list[DueDate]] = {}
    plain: dict[str, str] = {}
    for subject in subjects(regulation, ends.categories) if events else ():
        if principals is not None and subject.principal not in {None, *principals}:
            continue
        fate = ends.fate_of(subject, events, holds=holds)
        marks = _marks(subject)
        if not marks:
            plain[subject.category] = fate.retention_class
        elif plain.get(subject.category) == fate.retention_class:
            continue  # the mark changes nothing for this category
        if fate.status is Status.WAITING or not (fate.triggers or fate.status is Status.UNDECIDED):
            continue
        found = list(dates_of(fate, marks))
        key = (fate.retention_class, marks, *(each.date for each in found), *(each.nominal for each in found))
        grouped.setdefault((key, fate.status, fate.action), []).extend(found)
    for same in grouped.values():
        yield from _together(same)


def dates_of(fate: Fate, marks: tuple[str, ...] = ()) -> Iterator[DueDate]:
    """Yield the dates that one fate holds: first and last day, or the review; and the hand-over."""
    if fate.hand_over:
        if fate.hand_over.not_before:
            yield _date(fate, marks, Kind.HAND_OVER_FROM, fate.hand_over.not_before, fate.hand_over.at)
        yield _date(fate, marks, Kind.HAND_OVER_BY, fate.hand_over.by, fate.hand_over.at)
    if fate.latest:
        yield _date(fate, marks, Kind.DESTROY_BY, fate.latest)
    if fate.earliest and (fate.latest is None or fate.earliest == fate.latest or _keeps(fate)):
        yield _date(fate, marks, Kind.NOT_BEFORE, fate.earliest)
    if not (fate.latest or fate.earliest) or fate.status is Status.JUDGED:
        yield _date(fate, marks, Kind.REVIEW, None)


def _keeps(fate: Fate) -> bool:
    """Say whether the first day is a term of its own and not only the day of the event."""
    return all(day != fate.earliest for _, day in fate.triggers)


def _marks(subject: Subject) -> tuple[str, ...]:
    medium = () if subject.medium == "digital" else (f"medium_{subject.medium}",)
    return (*sorted(subject.flags), *medium, *((subject.principal,) if subject.principal else ()))


def _date(
    fate: Fate, marks: tuple[str, ...], kind: Kind, day: dt.date | None, first: StandsIn | None = None
) -> DueDate:
    event, event_on = fate.triggers[0] if fate.triggers else ("", None)
    status = STATUSES[fate.status]
    holds = [reason.at for reason in fate.reasons if reason.said == "kept" and reason.at]
    collides = [reason.at for reason in fate.reasons if reason.said == "collision" and reason.at]
    places = ([first] if first else []) + [*fate.rests_on, *collides, *holds]
    return DueDate(
        what=fate.retention_class,
        kind=kind,
        status=status,
        date=day if status is DateStatus.DUE else None,
        rests_on=tuple(dict.fromkeys(places)),
        event=event,
        event_on=event_on,
        nominal=day,
        latest=day,
        categories=(fate.category,),
        marks=marks,
        action=fate.action,
        kept_because=fate.kept_because,
        because=tuple(dict.fromkeys(reason.said for reason in fate.reasons if reason.said in {"collision", "no_rule"})),
    )


def _together(same: Sequence[DueDate]) -> Iterator[DueDate]:
    """Yield one date per kind for all categories that share it."""
    for kind in dict.fromkeys(each.kind for each in same):
        alike = [each for each in same if each.kind is kind]
        categories = tuple(dict.fromkeys(name for each in alike for name in each.categories))
        yield replace(alike[0], categories=categories)
