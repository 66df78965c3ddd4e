"""A task in time for everything about a party that has to be looked at again by a day."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from waarborg.gate.actors import Actor
from waarborg.gate.door import open_door
from waarborg.kernel import clock
from waarborg.ledger.vocabulary import Kind
from waarborg.parties.reviewing import reviews_of
from waarborg.policy.possible import possible
from waarborg.work.choices import TaskKind
from waarborg.work.maintenance import ACT
from waarborg.work.models import Task
from waarborg.work.services import NewTask, create

AHEAD = timedelta(days=14)
"""So long before its day somebody hears of it."""


def ask_reviews(system: Actor, *, using: str = "worker") -> int:
    """Make the tasks that are due and not there yet, for who gives work; return how many."""
    policy = system.in_force.policy
    staff = [role for role in policy.roles if policy.kinds.get(role) == "staff"]
    role = next((one for one in staff if possible(policy, [one], ACT)), None)
    if role is None:
        return 0
    with open_door(system, ACT, using=using) as door:
        asked = Task.objects.using(using).filter(kind=TaskKind.REVIEW_PARTY, organisation_id=system.organisation_id)
        known = set(asked.values_list("subject_id", flat=True))
        due = reviews_of(system.organisation_id, until=clock.today() + AHEAD, using=using)
        lacking = {one.occasion: one.review_on for one in due if one.occasion not in known}
        door.note(Kind.TASKS_READ)
        for occasion, review_on in lacking.items():
            create(door, _task(occasion, role, review_on))
    return len(lacking)


def _task(occasion: UUID, role: str, review_on: date) -> NewTask:
    return NewTask(kind=TaskKind.REVIEW_PARTY, for_role=role, due_on=review_on, subject_id=occasion)
