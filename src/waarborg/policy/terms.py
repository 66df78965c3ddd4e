"""Every date that follows from what happened, by a regulation and the law under it.

Of a duty of the agency the stricter of regulation and law counts, unrolled: a term of the law that ends on a Sunday may
be met on Monday, but nobody should plan for that. Of a term of the client's the longer counts, rolled to the next
working day. Both articles are named. What is open is a date with the status `undecided`, never a missing one.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Sequence

from waarborg.policy.calendar import Calendar, Event, add_hours, day_of, is_elapsed_time, shipped_calendar
from waarborg.policy.model.regulation import Law, Regulation
from waarborg.policy.model.retention import RetentionOverride, RetentionRule
from waarborg.policy.retention_bounds import NECESSITY_ENDED, Events
from waarborg.policy.terms_dates import DateStatus, DueDate
from waarborg.policy.terms_of_retention import retention_dates
from waarborg.policy.terms_places import placed, placed_in_laws
from waarborg.policy.terms_written import CLIENTS_OWN, Kind, Term, terms_of, terms_of_laws


def dates(
    regulation: Regulation,
    laws: Sequence[Law],
    events: Events,
    *,
    day: dt.date | None = None,
    principals: Collection[str] | None = None,
    holds: Collection[str] = (),
    calendar: Calendar | None = None,
) -> tuple[DueDate, ...]:
    """Return every date that follows from `events`, in the order of the text; the law's own after it, retention last.

    `day` chooses the laws in force; `principals` narrows retention to these kinds; `holds` are pending now. Raises
    ValueError for a moment without a time zone, and CircularOrder for retention rules in a circle.
    """
    counting = calendar or shipped_calendar()
    found = list(_of_procedures(terms_of(regulation), terms_of_laws(laws, day), events, counting))
    found += retention_dates(regulation, laws, events, day=day, principals=principals, holds=holds, calendar=counting)
    return tuple(found)


def unused_events(regulation: Regulation, laws: Sequence[Law], events: Collection[str]) -> tuple[str, ...]:
    """Return the events from which no rule of the regulation or the laws counts: perhaps a word misspelt."""
    used = {term.start for term in (*terms_of(regulation), *terms_of_laws(laws))} | {NECESSITY_ENDED}
    for kept in (*placed(regulation, RetentionRule), *placed_in_laws(laws, RetentionRule)):
        used |= {*kept.rule.starts, *kept.rule.not_before}
    for override in placed(regulation, RetentionOverride):
        used |= set(override.rule.starts)
    return tuple(event for event in events if event not in used)


def _of_procedures(own: Sequence[Term], law: Sequence[Term], events: Events, calendar: Calendar) -> Iterator[DueDate]:
    """Yield the dates of rights, remedies, complaints, breaches and other duties."""
    answered = {term.what for term in own if term.kind is Kind.DEADLINE}
    extended = {term.what for term in own if term.kind is Kind.EXTENDED_DEADLINE}
    for term in own:
        if term.start in events:
            yield _weighed(term, _of_law(term, law, events), events, calendar)
    written = {(term.what, term.kind) for term in own if term.start in events}
    for term in law:
        promised_without_more = (
            term.kind in {Kind.EXTENDED_DEADLINE, Kind.EXTENSION_NOTICE}
            and term.what in answered
            and term.what not in extended
        )
        if term.start in events and (term.what, term.kind) not in written and not promised_without_more:
            yield _weighed(None, term, events, calendar)


def _of_law(term: Term, law: Sequence[Term], events: Events) -> Term | None:
    """Return the law's term for the same thing, if its event has come."""
    return next((e for e in law if (e.what, e.kind) == (term.what, term.kind) and e.start in events), None)


def _end(term: Term, events: Events, calendar: Calendar) -> Event:
    event = events[term.start]
    return add_hours(term.period, event) if is_elapsed_time(term.period) else calendar.add(term.period, event)


def _rolled(term: Term, end: Event, calendar: Calendar) -> Event:
    """Return a day rolled to a working day; a moment, and what must be done at once, is never rolled."""
    return end if isinstance(end, dt.datetime) or not term.period.number else calendar.rolled(end)


def _weighed(own: Term | None, law: Term | None, events: Events, calendar: Calendar) -> DueDate:
    """Weigh one written term against the law's for the same thing."""
    promise = _end(own, events, calendar) if own else None
    nominal = _end(law, events, calendar) if law else promise
    assert nominal is not None  # noqa: S101 - one of the two is given
    latest = _rolled(law, nominal, calendar) if law else nominal
    theirs = (own or law or _nothing()).kind in CLIENTS_OWN
    if theirs:
        own_counts = promise is not None and (law is None or _later(promise, latest))
        date = promise if own_counts and promise is not None else latest
    else:
        own_counts = promise is not None and not _later(promise, nominal)
        date = promise if own_counts and promise is not None else nominal
    first, second = (own, law) if own_counts else (law, own)
    deciding = first or _nothing()
    aside = own.neutralised_by if own else None
    return DueDate(
        what=deciding.what,
        kind=deciding.kind,
        status=DateStatus.NEUTRALISED if aside else DateStatus.DUE,
        date=None if aside else date,
        rests_on=tuple(term.at for term in (first, second) if term),
        event=deciding.start,
        event_on=events[deciding.start],
        nominal=nominal,
        latest=latest,
        promise=promise,
        act_by=None if theirs or aside else _act_by(date, events[deciding.start], calendar),
        provisional=law is not None and calendar.is_provisional(day_of(latest)),
        because=(aside,) if aside else (),
    )


def _nothing() -> Term:
    raise ValueError("a date follows from a term of the regulation or of the law")


def _later(one: Event, other: Event) -> bool:
    """Say whether `one` ends after `other`; a day ends after every moment in it."""
    if isinstance(one, dt.datetime) and isinstance(other, dt.datetime):
        return one > other
    return day_of(one) > day_of(other)


def _act_by(date: Event, event: Event, calendar: Calendar) -> Event:
    """Return the last working day on or before a duty's day, not before its event. A moment stays: hours run on."""
    return date if isinstance(date, dt.datetime) else max(calendar.working_day_before(date), day_of(event))
