"""Every term that a regulation or a law writes, taken out of its rule: what for, from which event, how long."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from waarborg.policy.model.access import ConsentRule, Permit
from waarborg.policy.model.base import Period, Rule, Unit
from waarborg.policy.model.catalogue import Recency
from waarborg.policy.model.procedures import (
    BreachRule,
    ComplaintRule,
    Confidentiality,
    Duty,
    Measure,
    Notice,
    Paper,
    Website,
)
from waarborg.policy.model.regulation import Law, Regulation
from waarborg.policy.model.rights import Remedy, RightRule
from waarborg.policy.terms_places import Placed, StandsIn, placed, placed_in_laws

AT_ONCE = Period(number=0, unit=Unit.DAYS)


class Kind(StrEnum):
    """What a date is to the people who see it."""

    DEADLINE = "deadline"
    """The agency has done it by then."""
    EXTENDED_DEADLINE = "extended_deadline"
    """The last day when the longer term was announced in time. Counted from the start, never chained."""
    EXTENSION_NOTICE = "extension_notice"
    """The last day to tell that more time is needed, and why."""
    CLIENT_DEADLINE = "client_deadline"
    """The client's own last day."""
    WINDOW_OPENS = "window_opens"
    WINDOW_CLOSES = "window_closes"
    MAY_REFUSE_FROM = "may_refuse_from"
    EXPIRES = "expires"
    DESTROY_BY = "destroy_by"
    NOT_BEFORE = "not_before"
    """The first day on which data may go."""
    HAND_OVER_FROM = "hand_over_from"
    HAND_OVER_BY = "hand_over_by"
    REVIEW = "review"
    """A person judges whether the data are still necessary; no day is set."""


CLIENTS_OWN = frozenset({Kind.CLIENT_DEADLINE, Kind.WINDOW_CLOSES, Kind.EXPIRES, Kind.MAY_REFUSE_FROM})
"""Dates until which a client may act: of two terms the longer one counts. Of the agency's duties it is the shorter."""


@dataclass(frozen=True, slots=True)
class Term:
    """One written term."""

    at: StandsIn
    what: str
    """A right, a remedy, `complaint_decision`, `breach_authority`, a notice, a duty ..."""
    kind: Kind
    start: str
    """The event from which it counts."""
    period: Period
    neutralised_by: str | None = None
    """The law that sets it aside."""


Written = Iterator[tuple[str, Kind, str, Period | None, str | None]]


def terms_of(source: Regulation) -> tuple[Term, ...]:
    """Return the terms of a regulation in the order of its text, those of retention left out."""
    return _terms(placed(source, Rule))


def terms_of_laws(laws: Sequence[Law], day: Any = None) -> tuple[Term, ...]:
    """Return the terms of the laws in force on `day` (of all given when None)."""
    return _terms(placed_in_laws(laws, Rule, day))


def _terms(rules: Iterator[Placed[Rule]]) -> tuple[Term, ...]:
    return tuple(
        Term(each.at, what, kind, start, period, neutralised)
        for each in rules
        for form, written in FORMS.items()
        if isinstance(each.rule, form)
        for what, kind, start, period, neutralised in written(each.rule)
        if period is not None
    )


def _right(rule: RightRule) -> Written:
    for right in rule.right:
        yield right, Kind.DEADLINE, rule.starts, AT_ONCE if rule.ends_at_once else rule.answer_within, None
        if rule.latest:
            yield right, Kind.EXTENSION_NOTICE, rule.starts, rule.latest.notice_within or rule.answer_within, None
            yield right, Kind.EXTENDED_DEADLINE, rule.starts, rule.latest.within, None
        yield f"{right}_execution", Kind.DEADLINE, "decision", rule.execute_within, None
        if rule.window:
            aside = rule.window.neutralised_by
            if rule.window.opens:
                yield right, Kind.WINDOW_OPENS, rule.window.opens, AT_ONCE, aside
            if rule.window.closes:
                yield right, Kind.WINDOW_CLOSES, rule.window.closes, rule.window.closes_after or AT_ONCE, aside


def _remedy(rule: Remedy) -> Written:
    yield rule.remedy, Kind.CLIENT_DEADLINE, rule.starts or "answer_received", rule.within, None


def _complaint(rule: ComplaintRule) -> Written:
    steps = rule.complaint
    yield "complaint_confirmation", Kind.DEADLINE, "receipt", steps.confirm_within, None
    yield "complaint_meeting", Kind.DEADLINE, "receipt", steps.meeting_within, None
    yield "complaint_decision", Kind.DEADLINE, "receipt", steps.decide_within, None
    if steps.longer_within:
        yield "complaint_decision", Kind.EXTENSION_NOTICE, "receipt", steps.decide_within, None
        yield "complaint_decision", Kind.EXTENDED_DEADLINE, "receipt", steps.longer_within, None
    yield "complaint_refusal", Kind.DEADLINE, "receipt", steps.refuse_within, None
    yield "complaint_status", Kind.DEADLINE, "status_requested", steps.status_within, None
    for refusal in steps.may_refuse:
        yield "complaint", Kind.MAY_REFUSE_FROM, "conduct", refusal.older_than, None


def _breach(rule: BreachRule) -> Written:
    yield "breach_authority", Kind.DEADLINE, rule.breach.from_, rule.breach.tell_authority_within, None


def _notice(rule: Notice) -> Written:
    for event in rule.at:
        yield f"notice_{rule.notice}", Kind.DEADLINE, event, rule.within, None


def _duty(rule: Duty) -> Written:
    for event in rule.at:
        yield f"duty_{rule.duty}", Kind.DEADLINE, event, rule.within or rule.every, None
    if not rule.at:
        yield f"duty_{rule.duty}", Kind.DEADLINE, "duty_done", rule.every, None


def _consent(rule: ConsentRule) -> Written:
    yield f"consent_{rule.consent}", Kind.EXPIRES, "consent_given", rule.lasts, None


def _permit(rule: Permit) -> Written:
    for action in rule.permit:
        yield f"view_{action}", Kind.EXPIRES, "view_started", rule.obliges.ends_after, None
        yield f"view_{action}_review", Kind.DEADLINE, "view_started", rule.obliges.review_within, None


def _recency(rule: Recency) -> Written:
    for category in rule.refresh:
        yield f"refresh_{category}", Kind.DEADLINE, "created", rule.every, None


def _paper(rule: Paper) -> Written:
    yield f"paper_{rule.paper}", Kind.DEADLINE, "lent", rule.back_within, None


def _website(rule: Website) -> Written:
    for data in rule.website:
        yield f"website_{data}", Kind.DESTROY_BY, "visit", rule.at_most, None


def _confidentiality(rule: Confidentiality) -> Written:
    for who in rule.confidentiality:
        yield f"confidentiality_{who}", Kind.DEADLINE, "signed", rule.renewed, None


def _measure(rule: Measure) -> Written:
    yield f"measure_{rule.measure}", Kind.DEADLINE, "reviewed", rule.review, None


FORMS: dict[type[Rule], Callable[[Any], Written]] = {
    RightRule: _right,
    Remedy: _remedy,
    ComplaintRule: _complaint,
    BreachRule: _breach,
    Notice: _notice,
    Duty: _duty,
    ConsentRule: _consent,
    Permit: _permit,
    Recency: _recency,
    Paper: _paper,
    Website: _website,
    Confidentiality: _confidentiality,
    Measure: _measure,
}
"""How each kind of rule writes its terms: what, kind, start event, period (None: it has none), what neutralises it."""
