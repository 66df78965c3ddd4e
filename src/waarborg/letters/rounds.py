"""The letter about a change of the regulation, to every client who has an earlier one: in steps, nobody twice.

    begin_round(actor, page=...)                 who may write to clients begins it; the worker goes on
    how_it_stands(actor)                         one's own newest: how far it is
    step(organisation_id, round_id, after)       the worker's: a few clients, each in a unit of work of their own

Whoever has the version already is passed over under a lock on the dossier, so a step may be done again after a crash.
Who has no address that is known to be right stays on the list.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any
from uuid import UUID

from django.db import IntegrityError, OperationalError
from django.db.models import F
from django.utils.translation import gettext as _

from waarborg.dossiers.changed import how_many_to_tell, next_to_tell, told_of_changes
from waarborg.dossiers.intake_models import HandOut
from waarborg.dossiers.models import Dossier
from waarborg.gate.actors import Actor, actor_at, system_at
from waarborg.gate.door import Door, in_context, open_door
from waarborg.kernel import clock
from waarborg.kernel.errors import Conflict, InvalidInput, NotFound, Refused
from waarborg.kernel.identifiers import new_id
from waarborg.ledger.vocabulary import Kind
from waarborg.letters import regulation
from waarborg.letters.choices import RoundState
from waarborg.letters.models import Round
from waarborg.parties.choices import GivenHow, Proof
from waarborg.parties.handing_out import Handed

STEP = 20
"""Clients in one job: between two of them other work has its turn."""
HALFWAY = timedelta(minutes=5)
"""After this long without moving, the worker that was at it is gone."""
WORKER = "worker"

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Standing:
    """How far it is, and nothing of anybody."""

    id: UUID
    state: RoundState
    total: int
    done: int
    sent: int
    began_at: datetime
    failed: int = 0


class ToldAlready(Conflict):
    """Somebody gave this client the version in the meantime."""


def begin_round(actor: Actor, *, page: str, using: str = "default") -> UUID:
    """Begin it, and return its number. `page` is the address where anybody reads the regulation.

    Raises `Refused` to who may not write to clients, and `Conflict` while one's own is on its way.
    """
    made, now = new_id(), clock.now()
    try:
        with open_door(actor, "write", using=using) as door:
            total = how_many_to_tell(door)
            decision = door.note(Kind.REGULATION_ROUND_BEGUN, details={"round": str(made)})
            row = Round(
                id=made,
                organisation_id=actor.organisation_id,
                account_id=actor.somebody,
                roles=list(actor.roles),
                strong=actor.strong,
                page=page,
                total=total,
                began_at=now,
                moved_at=now,
                decision_id=decision,
            )
            Round.objects.using(door.using).bulk_create([row])
    except IntegrityError as twice:
        raise Conflict(_("It is on its way already.")) from twice
    return made


def how_it_stands(actor: Actor) -> Standing | None:
    """One's own newest; None before the first."""
    with in_context(actor):
        mine = Round.objects.filter(organisation_id=actor.organisation_id, account_id=actor.somebody)
        row = mine.order_by("-began_at").first()
    if row is None:
        return None
    return Standing(row.pk, RoundState(row.state), row.total, row.done, row.sent, row.began_at, row.failed)


def step(organisation_id: UUID, round_id: UUID, after: UUID | None) -> UUID | None:
    """Send to the next few, as whoever began it; return after whom to go on, or None when it is over."""
    system = system_at(organisation_id, using=WORKER)
    with in_context(system, using=WORKER):
        row = Round.objects.using(WORKER).filter(pk=round_id, state=RoundState.RUNNING).first()
    if row is None:
        return None
    whole = False
    try:
        found = _some(row, after)
        whole = True
    finally:
        if not whole:
            _change(system, round_id, state=RoundState.STOPPED)
    if found:
        _change(system, round_id, done=F("done") + len(found))
        return found[-1]
    _change(system, round_id, state=RoundState.DONE)
    return None


def halfway(organisation_id: UUID) -> list[UUID]:
    """What stopped halfway in one organisation, to be gone through again from the start."""
    system, now = system_at(organisation_id, using=WORKER), clock.now()
    with in_context(system, using=WORKER):
        still = Round.objects.using(WORKER).filter(state=RoundState.RUNNING, moved_at__lte=now - HALFWAY)
        found = list(still.values_list("pk", flat=True))
    for round_id in found:
        _change(system, round_id, done=F("sent"), failed=0)
    return found


def _some(row: Round, after: UUID | None) -> list[UUID]:
    actor = actor_at(row.account_id, row.organisation_id, strong=row.strong, using=WORKER).as_roles(*row.roles)
    told = told_of_changes(actor.in_force)
    found = list(next_to_tell(actor, after=after, most=STEP, using=WORKER)) if told else []

    first = partial(_not_twice, row.pk)
    for dossier_id in found:
        handed = Handed(on=clock.today(), how=GivenHow.EMAIL.value, proof=Proof.SENT.value)
        try:
            regulation.send(actor, dossier_id, handed, page=row.page, told=told, first=first, using=WORKER)
        except (InvalidInput, Refused, NotFound, ToldAlready):
            continue  # there is no address, or nobody asked after it: it stays on the list
        except OperationalError:
            raise  # the database itself is away: all of it goes on later
        except Exception as wrong:  # noqa: BLE001 - one client who fails stops none of the others, and stays on the list
            log.warning("a changed regulation failed for one client: %s", type(wrong).__name__)
            _change(system_at(row.organisation_id, using=WORKER), row.pk, failed=F("failed") + 1)
    return found


def _not_twice(round_id: UUID, door: Door) -> None:
    """Lock the dossier, so that whoever was before us is over, and count it. Raises `ToldAlready`."""
    here = UUID(door.dossier["id"])
    list(Dossier.objects.using(door.using).select_for_update().filter(pk=here).values_list("pk"))
    got = HandOut.objects.using(door.using).filter(dossier_id=here, version_id=door.actor.in_force.version_id)
    if got.exists():
        raise ToldAlready(_("This client has this version already."))
    Round.objects.using(door.using).filter(pk=round_id).update(sent=F("sent") + 1, moved_at=clock.now())


def _change(system: Actor, round_id: UUID, **changes: Any) -> None:
    with in_context(system, using=WORKER):
        Round.objects.using(WORKER).filter(pk=round_id).update(moved_at=clock.now(), **changes)
