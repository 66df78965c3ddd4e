"""An entry that stood in the wrong dossier: moved, and a possible data breach written down to be weighed.

Whoever read the wrong dossier may have read what was not theirs. The regulation, or else the law, says within which
time that is told; whoever the regulation names as its contact gets the task to weigh it.
"""

from __future__ import annotations

from datetime import date
from uuid import UUID

from waarborg.dossiers.moving import Move, move_in, taking
from waarborg.gate.actors import Actor
from waarborg.gate.door import open_door
from waarborg.gate.policies import InForce
from waarborg.kernel import clock
from waarborg.policy.calendar import add_hours, is_elapsed_time, shipped_calendar
from waarborg.policy.model.procedures import BreachRule
from waarborg.policy.model.regulation import Article, Law
from waarborg.work.choices import TaskKind
from waarborg.work.services import NewTask, create

RESPONSIBLE = "responsible"


def move_record(actor: Actor, dossier_id: UUID, record_id: UUID, move: Move) -> UUID:
    """Move a record to the dossier where it belongs, all of it or nothing; returns its identifier there.

    Raises `Refused` when it may not be corrected here or written there, `NotFound`, `Conflict`, `InvalidInput`, and
    `dossiers.moving.WhichTrajectory` when the right dossier has several.
    """
    with open_door(actor, "correct", dossier_id=dossier_id, claims=taking(move)) as door:
        made = move_in(door, record_id, move)
        create(door, draft_breach(actor.in_force))
    return made


def draft_breach(in_force: InForce) -> NewTask:
    """The task to weigh a possible breach, for whom the regulation makes responsible, within its shortest term."""
    found = _breach(in_force)
    contact = in_force.regulation.controller.contact
    return NewTask(
        kind=TaskKind.BREACH_DRAFT,
        for_role=contact if contact in in_force.policy.roles else RESPONSIBLE,
        due_on=_due(found[1]) if found else None,
        rule=found[1].id if found else "",
        article=found[0] if found else "",
    )


def _breach(in_force: InForce) -> tuple[str, BreachRule] | None:
    """The article that says when a breach is told to the authority: the regulation's first, else a law's."""
    own = _in(in_force.regulation.articles)
    if own is not None:
        return own
    for law in in_force.laws:
        found = _in(law.articles, law)
        if found is not None:
            return found
    return None


def _in(articles: tuple[Article, ...], law: Law | None = None) -> tuple[str, BreachRule] | None:
    for article in articles:
        for rule in article.rules:
            if isinstance(rule, BreachRule) and rule.breach.tell_authority_within is not None:
                return f"{law.law} {article.number}" if law else article.number, rule
    return None


def _due(rule: BreachRule) -> date | None:
    within = rule.breach.tell_authority_within
    if within is None:
        return None
    now = clock.now()
    return clock.day_of(add_hours(within, now)) if is_elapsed_time(within) else shipped_calendar().add(within, now)
