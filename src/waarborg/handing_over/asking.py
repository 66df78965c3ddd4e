"""What somebody is asked about a hand-over: to give the letter to a client, and to see to one that is late.

Done as the program itself: whoever hands over need not see who works with a client.
"""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from waarborg.disclosures.reviewing import OVERSEES
from waarborg.disclosures.ways import HAND_OVER
from waarborg.dossiers.working import working_on
from waarborg.gate.actors import Actor
from waarborg.gate.door import in_context, open_door
from waarborg.handing_over.choices import OVER
from waarborg.handing_over.models import HandOver, HandOverPart
from waarborg.kernel import clock
from waarborg.ledger.vocabulary import Kind
from waarborg.policy.possible import is_possible, possible
from waarborg.work.choices import TaskKind
from waarborg.work.models import Task
from waarborg.work.services import NewTask, create, finish


def ask_to_give(system: Actor, part: HandOverPart, *, instead_of: UUID | None, using: str) -> None:
    """Ask whoever works on the dossier to give the letter of this part; that of before is asked no more."""
    if part.letter_id is None:
        return
    with open_door(system, "read", dossier_id=part.dossier_id, using=using) as door:
        door.note(Kind.TASKS_READ)
        if instead_of:
            finish(door, _open_tasks(using, TaskKind.GIVE_LETTER).filter(subject_id=instead_of))
        for one in working_on(door.outline.given["assignments"], clock.today())[:1]:
            new = NewTask(
                kind=TaskKind.GIVE_LETTER,
                for_account_id=UUID(one["account"]),
                due_on=part.hand_over.last_on,
                subject_id=part.letter_id,
                rule=part.hand_over.rule,
                article=part.hand_over.article,
            )
            create(door, new)


def ask_no_more(system: Actor, *, using: str) -> None:
    """End what is asked about clients who were told in another way, and about what is over."""
    with in_context(system, HAND_OVER, using=using):
        told = HandOverPart.objects.using(using).filter(disclosure__client_told_at__isnull=False)
        letters = told.filter(letter__isnull=False).values("letter_id")
        over = HandOver.objects.using(using).filter(state__in=OVER).values("pk")
        found = [
            *_open_tasks(using, TaskKind.GIVE_LETTER).filter(subject_id__in=letters),
            *_open_tasks(using, TaskKind.HAND_OVER_AT_END, TaskKind.HAND_OVER_LATE).filter(subject_id__in=over),
        ]
    if found:
        with open_door(system, HAND_OVER, using=using) as door:
            finish(door, found)


def escalate(system: Actor, *, using: str) -> int:
    """Ask whoever oversees what leaves to see to each that should have gone by now, once; return how many."""
    role = overseer(system)
    with in_context(system, HAND_OVER, using=using):
        asked = Task.objects.using(using).filter(kind=TaskKind.HAND_OVER_LATE).values("subject_id")
        late = HandOver.objects.using(using).filter(last_on__lt=clock.today()).exclude(state__in=OVER)
        found = list(late.exclude(pk__in=asked)) if role else []
    if found:
        with open_door(system, HAND_OVER, using=using) as door:
            for row in found:
                create(door, _late(row, role))
    return len(found)


def _late(row: HandOver, role: str) -> NewTask:
    return NewTask(
        kind=TaskKind.HAND_OVER_LATE,
        for_role=role,
        due_on=row.last_on,
        subject_id=row.pk,
        rule=row.rule,
        article=row.article,
    )


def roles_that_hand_over(actor: Actor) -> list[str]:
    """The roles that the regulation lets hand over, in its own order."""
    policy = actor.in_force.policy
    return [
        role
        for role in policy.kinds
        if role != "system" and any(is_possible(policy.cell(role, HAND_OVER, one)) for one in policy.categories)
    ]


def overseer(actor: Actor) -> str:
    """Of the roles that hand over the one that oversees what leaves; where none does, the last of them."""
    able = roles_that_hand_over(actor)
    return next((one for one in able if possible(actor.in_force.policy, [one], OVERSEES)), able[-1] if able else "")


def _open_tasks(using: str, *kinds: TaskKind) -> QuerySet[Task]:
    return Task.objects.using(using).filter(kind__in=kinds, done_at__isnull=True)
