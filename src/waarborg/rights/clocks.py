"""The clock of each request: counted by the version in force at receipt, and read back with its steps."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from waarborg.gate.actors import Actor
from waarborg.gate.policies import InForce
from waarborg.kernel import clock
from waarborg.policy.model.rights import RightRule
from waarborg.policy.objecting import OBJECTING, Objecting, objecting_under, objection_clock
from waarborg.policy.possible import possible
from waarborg.policy.request_days import overseer_of
from waarborg.policy.term_clock import OF_REQUESTS, Clock, Question, Step, StepKind, started, taken
from waarborg.policy.terms import dates
from waarborg.policy.terms_places import placed
from waarborg.policy.vocabulary import standard_vocabulary
from waarborg.practice.selectors import Practice, standard
from waarborg.rights.models import Request, RequestStep

OBJECTIONS = "objections_answered_days"
"""The agency's own term for an objection, in its way of working."""


def clocks_at(in_force: InForce, received_on: date, practice: Practice | None = None) -> dict[str, Clock]:
    """For each right that can be asked: the clock of a request that came in on that day.

    By regulation and law; of an objection to a decision, where they say nothing, by the agency's own way of working (as
    the program comes where none is given).
    """
    found = dates(in_force.regulation, in_force.laws, {"receipt": received_on}, day=received_on)
    known = standard_vocabulary().words["rights"]
    whats = dict.fromkeys(one.what for one in found if one.what in known)
    every = {what: started(what, received_on, found) for what in whats}
    clocks = {what: counted for what, counted in every.items() if counted.terms}
    if OBJECTING not in clocks:
        own_days = (practice or standard()).request_day(OBJECTIONS)
        clocks[OBJECTING] = objection_clock(objection_in(in_force, received_on), received_on, own_days)
    return clocks


def objection_in(in_force: InForce, day: date) -> Objecting:
    """How somebody objects to a decision under this version."""
    return objecting_under(in_force.regulation, in_force.laws, day)


def judge_of(in_force: InForce, right: str) -> str:
    """The role that must answer a request for this right; empty where no article says who."""
    if right == OBJECTING:
        return objection_in(in_force, clock.today()).role
    rules = (one.rule for one in placed(in_force.regulation, RightRule))
    return next((rule.judged_by for rule in rules if right in rule.right and rule.judged_by), "")


def overseer_at(in_force: InForce, right: str, day: date) -> str:
    """The role that sees to it that a request for this right is answered, by the regulation or else by the law."""
    found = overseer_of(in_force.regulation, in_force.laws, right, day)
    return found.role if found else ""


def answers_requests(actor: Actor) -> bool:
    """Does an article name a role of this actor as who answers or sees to it; or, where one names none, do they divide
    the work?"""
    rules = [one.rule for one in placed(actor.in_force.regulation, RightRule)]
    judges = {rule.judged_by for rule in rules}
    overseers = {overseer_at(actor.in_force, right, clock.today()) for rule in rules for right in rule.right}
    return bool((judges | overseers) & set(actor.roles)) or (
        None in judges and possible(actor.in_force.policy, actor.roles, "assign")
    )


def clock_of(row: Request, steps: Iterable[RequestStep]) -> Clock:
    """The clock as it stands."""
    return taken(row.right, row.terms, (as_step(one) for one in steps), OF_REQUESTS)


def as_step(row: RequestStep) -> Step:
    """A step that was taken, as the clock knows it."""
    return Step(
        StepKind(row.kind),
        row.on,
        Question(row.about) if row.about else None,
        str(row.letter_id) if row.letter_id else "",
    )


def steps_of(ids: Iterable[UUID], *, using: str = "default") -> dict[UUID, list[RequestStep]]:
    """The steps of requests, oldest first; one statement."""
    found: dict[UUID, list[RequestStep]] = {}
    rows = RequestStep.objects.using(using).filter(request_id__in=list(ids)).order_by("recorded_at", "id")
    for row in rows:
        found.setdefault(row.request_id, []).append(row)
    return found
