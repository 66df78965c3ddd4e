"""Paper of what is on a list: shredded by somebody, who ticks it off with their own name.

Of a part in which something is still kept only the pages go; it stays in its cabinet with what is left in it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import connections

from waarborg.destruction.choices import State
from waarborg.destruction.models import Destruction, Shredding
from waarborg.destruction.proposing import may_look
from waarborg.gate.actors import Actor
from waarborg.gate.door import Door, in_context, open_door
from waarborg.kernel import clock
from waarborg.kernel.errors import NotFound
from waarborg.kernel.identifiers import new_id
from waarborg.paper.models import PaperFile
from waarborg.paper.services import destroy_paper, take_pages_out
from waarborg.retention.rules import approval_of
from waarborg.work.choices import TaskKind
from waarborg.work.models import Task
from waarborg.work.services import NewTask, create, finish


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperGoing:
    """A paper part: its number and where it stands; which kinds of data in it go, and which stay."""

    id: UUID
    dossier_id: UUID
    number: int
    cabinet: str
    shelf: str
    going: Sequence[str]
    staying: Sequence[str]


def paper_of(destruction_id: UUID, *, using: str) -> list[PaperGoing]:
    """The paper of which something goes with a list and is still there. In the context of who may look."""
    with connections[using].cursor() as cursor:
        cursor.execute("select * from gate.paper_going(%s) order by index_number", [destruction_id])
        return [
            PaperGoing(
                id=row[0], dossier_id=row[1], number=row[2], cabinet=row[3], shelf=row[4], going=row[5], staying=row[6]
            )
            for row in cursor.fetchall()
        ]


def tick_off(actor: Actor, destruction_id: UUID, paper_id: UUID) -> bool:
    """Write, with one's own name, that a paper part was shredded, or the pages that go; true when all of it went.

    Raises `NotFound` for what is on no approved list whose day has come, and `Conflict` for what is not in its cabinet.
    """
    if not may_look(actor):
        raise NotFound("There is no such paper for you to tick off.")
    with open_door(actor, "read") as door:
        made = Destruction.objects.using(door.using).filter(
            pk=destruction_id, state=State.APPROVED, not_before__lte=clock.today()
        )
        found = next((one for one in paper_of(destruction_id, using=door.using) if one.id == paper_id), None)
        seen = PaperFile.objects.using(door.using).filter(pk=paper_id)
        if found is None or not made.exists() or not seen.exists():
            raise NotFound("There is no such paper for you to tick off.")
        decision = _gone(door, found)
        row = Shredding(
            id=new_id(),
            organisation_id=actor.organisation_id,
            destruction_id=destruction_id,
            paper_id=paper_id,
            account_id=actor.somebody,
            whole=not found.staying,
            at=door.context.moment,
            decision_id=decision,
        )
        Shredding.objects.using(door.using).bulk_create([row])
        if not paper_of(destruction_id, using=door.using):
            waiting = Task.objects.using(door.using).filter(kind=TaskKind.SHRED_PAPER, subject_id=destruction_id)
            finish(door, waiting.filter(done_at__isnull=True))
    return not found.staying


def ask_for_paper(system: Actor, destruction_id: UUID, *, using: str = "worker") -> bool:
    """Ask who decides on destruction to shred the paper of an approved list, once; says whether there is any."""
    with in_context(system, using=using):
        there = bool(paper_of(destruction_id, using=using))
        asked = Task.objects.using(using).filter(kind=TaskKind.SHRED_PAPER, subject_id=destruction_id, done_at=None)
        if not there or asked.exists():
            return there
    rule = approval_of(system)
    with open_door(system, "read", using=using) as door:
        for role in rule.decides:
            new = NewTask(
                kind=TaskKind.SHRED_PAPER,
                for_role=role,
                due_on=clock.today(),
                subject_id=destruction_id,
                rule=rule.rule,
                article=rule.article,
            )
            create(door, new)
    return True


def _gone(door: Door, found: PaperGoing) -> UUID:
    """All of it, or the pages; returns the decision under which that was written."""
    if found.staying:
        return take_pages_out(door, found.id, found.dossier_id, found.going, found.staying)
    return destroy_paper(door, [found.id], dossier_id=found.dossier_id)
