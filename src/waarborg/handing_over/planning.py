"""Every agreement that ended, found by the program: its hand-over is there, with a task for who sees to it."""

from __future__ import annotations

from uuid import UUID

from django.db import connections

from waarborg.disclosures.ways import HAND_OVER
from waarborg.gate.actors import Actor
from waarborg.gate.door import Door, in_context, open_door
from waarborg.handing_over.asking import ask_no_more, escalate, roles_that_hand_over
from waarborg.handing_over.models import HandOver
from waarborg.kernel import clock
from waarborg.kernel.identifiers import new_id
from waarborg.ledger.vocabulary import Kind
from waarborg.parties.models import Contract
from waarborg.policy.hand_overs import HandOverRow, hand_over_of
from waarborg.work.choices import TaskKind
from waarborg.work.services import NewTask, create


def plan(actor: Actor, *, using: str = "worker") -> int:
    """Make the hand-overs that are not there yet, see to what is asked about the others; return how many it made."""
    with in_context(actor, HAND_OVER, using=using):
        found = _ending(actor, using)
    if found:
        with open_door(actor, HAND_OVER, using=using) as door:
            for contract, row in found:
                _make(door, contract, row)
    ask_no_more(actor, using=using)
    escalate(actor, using=using)
    return len(found)


def dossiers_under(contract_id: UUID, *, using: str) -> list[UUID]:
    """The dossiers with a trajectory under an agreement, in an open context for handing over. Numbers alone."""
    with connections[using].cursor() as cursor:
        cursor.execute(
            "select dossier_id from gate.trajectories_under(%s) group by dossier_id order by 1", [contract_id]
        )
        return [row[0] for row in cursor.fetchall()]


def _ending(actor: Actor, using: str) -> list[tuple[Contract, HandOverRow]]:
    there = HandOver.objects.using(using).values("contract_id")
    found = (
        Contract.objects.using(using)
        .filter(organisation_id=actor.organisation_id, ends_on__lte=clock.today())
        .exclude(pk__in=there)
        .select_related("party")
        .order_by("ends_on", "pk")
    )
    rules = [(one, hand_over_of(actor.in_force.regulation, one.party.kind)) for one in found]
    return [(one, row) for one, row in rules if row is not None and dossiers_under(one.pk, using=using)]


def _make(door: Door, contract: Contract, row: HandOverRow) -> None:
    assert contract.ends_on is not None  # noqa: S101 - found by it
    days = row.days_after(contract.ends_on)
    made = HandOver(
        id=new_id(),
        organisation_id=contract.organisation_id,
        party_id=contract.party_id,
        contract_id=contract.pk,
        rule=row.rule,
        article=row.article,
        first_on=days.first,
        last_on=days.last,
        rest_by=days.rest_by,
        moved_at=clock.now(),
    )
    made.decision_id = door.note(Kind.HAND_OVER_PLANNED, details={"hand_over": str(made.pk)})
    HandOver.objects.using(door.using).bulk_create([made])
    for role in roles_that_hand_over(door.actor)[:1]:
        create(
            door,
            NewTask(
                kind=TaskKind.HAND_OVER_AT_END,
                for_role=role,
                due_on=days.last,
                subject_id=made.pk,
                rule=row.rule,
                article=row.article,
            ),
        )
