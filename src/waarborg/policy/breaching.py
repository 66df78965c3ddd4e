"""What a regulation and the law ask of a data breach: who weighs it, who is told of it, and until which moment.

Pure: what was weighed goes in, duties come out. Hours are hours that pass: summer time neither gives nor takes one.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from waarborg.policy.calendar import Event, add_hours, is_elapsed_time, moment_of, shipped_calendar
from waarborg.policy.model.base import Period
from waarborg.policy.model.procedures import BreachRule, Notice
from waarborg.policy.model.regulation import Law, Regulation
from waarborg.policy.terms_places import StandsIn, placed, placed_in_laws

RESPONSIBLE = "responsible"
"""Who weighs a breach where the regulation names no contact that works here."""
BREACH = "breach"
"""The word under which a version's rows name who weighs breaches."""
AUTHORITY_TOLD = "authority_notified"
"""The event of a notice that comes with telling the authority."""
EMPLOYER = "employer"
"""Whom a notice may name beside the client."""
HOW_TO_INSPECT = "how_to_inspect"


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """What was found when a breach was weighed. `unreadable`: nobody can read it without a key that did not leak."""

    risk: str
    """`unlikely`, `some` or `high`."""
    became_public: bool = False
    unreadable: bool = False


CIRCUMSTANCES: Mapping[str, Callable[[Weighed], bool]] = {
    "risk_not_unlikely": lambda weighed: weighed.risk != "unlikely",
    "high_risk": lambda weighed: weighed.risk == "high",
    "data_became_public": lambda weighed: weighed.became_public,
}
"""The words with which a rule says when it holds. A word that is not known counts as so: then it is told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """One duty that follows: its rule, where it stands (`8`, or `avg 33`), and the last moment where one is set."""

    rule: str
    article: str
    due_at: dt.datetime | None = None
    holds: tuple[str, ...] = ()
    """What has to be said in it."""


def handler_of(regulation: Regulation, roles: Collection[str]) -> str:
    """The role that weighs breaches: the contact that the regulation names, if anybody can hold that role."""
    contact = regulation.controller.contact
    return contact if contact and contact in roles else RESPONSIBLE


def tells_authority(
    regulation: Regulation, laws: Sequence[Law], aware_at: dt.datetime, weighed: Weighed | None
) -> tuple[Duty, ...]:
    """The duties to tell the authority, the earliest first. Before it is weighed: all that may turn out to hold."""
    found = [
        Duty(rule=rule.id, article=_place(at), due_at=_end(rule.breach.tell_authority_within, aware_at))
        for rule, at in _rules(regulation, laws)
        if rule.breach.tell_authority_within and _holds(rule.breach.only_when, weighed)
    ]
    return tuple(sorted(found, key=lambda duty: duty.due_at or aware_at))


def tells_clients(
    regulation: Regulation, laws: Sequence[Law], weighed: Weighed, *, authority: bool
) -> tuple[Duty, ...]:
    """The duties to tell whom it is about; `authority`: the authority has to be told of it.

    What nobody can read need not be told to them by the law (GDPR art. 34(3)(a)); what the regulation promises with
    the notice to the authority is promised all the same.
    """
    found = [
        Duty(rule=rule.id, article=_place(at))
        for rule, at in _rules(regulation, laws)
        if rule.breach.tell_client and _holds(rule.breach.tell_client, weighed) and not weighed.unreadable
    ]
    return (*found, *(_with_the_notice(regulation, "client") if authority else ()))


def tells_employers(regulation: Regulation, *, authority: bool) -> tuple[Duty, ...]:
    """The duties to tell employers that the authority was told."""
    return tuple(_with_the_notice(regulation, EMPLOYER)) if authority else ()


def says_who_is_told(regulation: Regulation, laws: Sequence[Law]) -> str:
    """Where it stands who is told of a breach: in the regulation's own article (the one that names employers first), or
    else in a law; empty where none is."""
    named = [
        _place(one.at)
        for one in placed(regulation, Notice)
        if AUTHORITY_TOLD in one.rule.at and EMPLOYER in one.rule.to
    ]
    own_first = sorted((at for _rule, at in _rules(regulation, laws)), key=lambda at: at.is_law)
    return next(iter([*named, *map(_place, own_first)]), "")


def _with_the_notice(regulation: Regulation, whom: str) -> Iterator[Duty]:
    for each in placed(regulation, Notice):
        if AUTHORITY_TOLD in each.rule.at and whom in each.rule.to:
            yield Duty(rule=each.rule.id, article=_place(each.at), holds=each.rule.holds)


def _rules(regulation: Regulation, laws: Sequence[Law]) -> Iterator[tuple[BreachRule, StandsIn]]:
    for each in (*placed(regulation, BreachRule), *placed_in_laws(laws, BreachRule)):
        yield each.rule, each.at


def _holds(circumstance: str | None, weighed: Weighed | None) -> bool:
    if circumstance is None or weighed is None or circumstance not in CIRCUMSTANCES:
        return True
    return CIRCUMSTANCES[circumstance](weighed)


def _end(period: Period | None, aware_at: dt.datetime) -> dt.datetime | None:
    if period is None:
        return None
    ends: Event = add_hours(period, aware_at) if is_elapsed_time(period) else shipped_calendar().add(period, aware_at)
    return moment_of(ends)


def _place(at: StandsIn) -> str:
    return f"{at.source} {at.article}" if at.is_law else at.article
