"""The list of what is due, made by the worker; and what somebody leaves out of it before it is approved."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

from django.db import connections
from django.db.models import Max

from waarborg.destruction.choices import LeftOut, State
from waarborg.destruction.models import Destruction, Line
from waarborg.dossiers.catalogue import catalogue_of
from waarborg.gate.actors import Actor
from waarborg.gate.door import Door, in_context, open_door
from waarborg.kernel import clock
from waarborg.kernel.errors import NotFound
from waarborg.kernel.identifiers import new_id
from waarborg.ledger.vocabulary import Kind
from waarborg.retention.rules import approval_of
from waarborg.work.choices import TaskKind
from waarborg.work.services import NewTask, create

MOST = 2000
"""So many ends of data on one list; what is over comes on the next."""


def propose(system: Actor, *, using: str = "worker") -> UUID | None:
    """Put what is due on a list and ask for approval; None where nothing is due. What is held stays, and says so.

    Finding nothing costs one look-up in an index.
    """
    with in_context(system, using=using):
        found = _due(using)
    if not any(not one["held"] for one in found):
        return None
    rule = approval_of(system)
    with open_door(system, "read", using=using) as door:
        decision = door.note(Kind.DESTRUCTION_PROPOSED, details={"lines": str(len(found))})
        last = Destruction.objects.using(using).aggregate(last=Max("number"))["last"]
        made = Destruction(
            id=new_id(),
            organisation_id=system.organisation_id,
            number=(last or 0) + 1,
            rule=rule.rule,
            article=rule.article,
            approvals=rule.approvals,
            cooling_off=rule.cooling_off,
            proposed_at=clock.now(),
            decision_id=decision,
        )
        Destruction.objects.using(using).bulk_create([made])
        identity = catalogue_of(system.in_force).identity.key
        lines = [_line(system, made, decision, one, identity) for one in found]
        Line.objects.using(using).bulk_create(lines, batch_size=500)
        _ask(door, made, rule.decides)
    return made.pk


def leave_out(actor: Actor, destruction_id: UUID, dossier_id: UUID) -> None:
    """Let a dossier stay, for whose approval counts; it comes back on a later list. Raises `NotFound`."""
    with open_door(actor, "read") as door:
        lines = Line.objects.using(door.using).filter(
            destruction_id=destruction_id, destruction__state=State.PROPOSED, dossier_id=dossier_id, left_out=""
        )
        if not may_look(actor) or not lines.exists():
            raise NotFound("There is nothing of this dossier on the list.")
        door.note(Kind.DESTRUCTION_LEFT_OUT, dossier_id=dossier_id)
        lines.update(left_out=LeftOut.JUDGED)


def may_look(actor: Actor) -> bool:
    """Does this person's approval count? Then they see lists: by number, whatever they may read."""
    rule = approval_of(actor)
    return bool({*rule.looks, *rule.decides} & set(actor.roles))


def decides_on_destruction(actor: Actor) -> bool:
    """May this person destroy, once enough people approved? Then lists stand in front of them."""
    return bool(set(approval_of(actor).decides) & set(actor.roles))


def _due(using: str) -> list[dict[str, Any]]:
    with connections[using].cursor() as cursor:
        cursor.execute("select * from gate.due_keys(%s, %s)", [clock.today(), MOST])
        names = [column.name for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def _line(system: Actor, made: Destruction, decision: UUID, one: dict[str, Any], identity: str) -> Line:
    return Line(
        id=new_id(),
        organisation_id=system.organisation_id,
        destruction_id=made.pk,
        dossier_id=one["dossier_id"],
        scope_id=one["scope_id"],
        data_key_id=one["data_key_id"],
        retention_class=one["retention_class"],
        categories=one["categories"],
        records=one["records"],
        files=one["files"],
        earliest=one["earliest"],
        due=one["due"],
        rests_on=_plain(one["rests_on"]),
        triggers=_plain(one["triggers"]),
        follows=one["follows"],
        identity=identity in one["categories"],
        left_out=LeftOut.HELD if one["held"] else "",
        decision_id=decision,
    )


def _plain(value: Any) -> Any:
    return json.loads(value) if isinstance(value, str) else value


def _ask(door: Door, made: Destruction, decides: tuple[str, ...]) -> None:
    """A task for each role that decides; the list itself says who else may look."""
    for role in decides:
        new = NewTask(
            kind=TaskKind.APPROVE_DESTRUCTION,
            for_role=role,
            due_on=clock.today(),
            subject_id=made.pk,
            rule=made.rule,
            article=made.article,
        )
        create(door, new)
