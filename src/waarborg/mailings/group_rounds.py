"""A message to several, sent by the worker: one client after the other, each in a unit of work of their own.

    step(organisation_id, message_id)        the worker's: a few clients, as whoever made it; is there more?
    halfway(organisation_id)                 what stopped halfway

Of nobody it stops: where it goes wrong that is written down, and the next one has their turn. Nobody gets it twice.
"""

from __future__ import annotations

import logging
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import OperationalError

from waarborg.gate.actors import Actor, actor_at, system_at
from waarborg.gate.door import in_context, open_door
from waarborg.kernel import clock
from waarborg.kernel.errors import Conflict, Refused
from waarborg.ledger.vocabulary import Kind
from waarborg.mailings.choices import REACHED, MessageState, Outcome
from waarborg.mailings.group_messages import NewGroupMessage, send_one, words_in
from waarborg.mailings.models import GroupMessage, GroupRecipient
from waarborg.vault.services import destroy

STEP = 20
"""Clients in one job: between two of them other work has its turn."""
HALFWAY = timedelta(minutes=5)
"""After this long without moving, the worker that was at it is gone."""
WORKER = "worker"

log = logging.getLogger(__name__)


def step(organisation_id: UUID, message_id: UUID, *, using: str = WORKER) -> bool:
    """Send it to the next few, as whoever made it; is there more to do?"""
    system = system_at(organisation_id, using=using)
    with in_context(system, using=using):
        row = GroupMessage.objects.using(using).filter(pk=message_id, state=MessageState.RUNNING).first()
        waits = GroupRecipient.objects.using(using).filter(message_id=message_id, outcome=Outcome.WAITING)
        found = list(waits.order_by("pk")[:STEP]) if row else []
        new = words_in(row, using=using) if row and found else None
    if row is None:
        return False
    if new is None:
        _end(system, row, using)
        return False
    actor = actor_at(row.made_by_id, organisation_id, strong=row.strong, using=using).as_roles(*row.roles)
    for one in found:
        _send(actor, new, row, one, using)
    _change(system, row, using, moved_at=clock.now())
    return True


def halfway(organisation_id: UUID, *, using: str = WORKER) -> list[UUID]:
    """What stopped halfway in one organisation."""
    system = system_at(organisation_id, using=using)
    with in_context(system, using=using):
        still = GroupMessage.objects.using(using).filter(
            state=MessageState.RUNNING, moved_at__lte=clock.now() - HALFWAY
        )
        return list(still.values_list("pk", flat=True))


def _send(actor: Actor, new: NewGroupMessage, row: GroupMessage, one: GroupRecipient, using: str) -> None:
    outcome = Outcome.FAILED
    try:
        send_one(actor, new, row, one, using=using)
    except Conflict:
        return  # another worker was before us
    except Refused:
        outcome = Outcome.NOT_ALLOWED
    except OperationalError:
        raise  # the database itself is away: all of it goes on later
    except Exception as wrong:  # noqa: BLE001 - one client who fails stops none of the others
        log.warning("a message to several failed for one of them: %s", type(wrong).__name__)
    else:
        return
    system = system_at(row.organisation_id, using=using)
    with open_door(system, "read", using=using) as door:
        decision = door.note(Kind.RECORDS_LISTED, dossier_id=one.dossier_id, details={"message": str(row.pk)})
        GroupRecipient.objects.using(using).filter(pk=one.pk, outcome=Outcome.WAITING).update(
            outcome=outcome, decision_id=decision
        )


def _end(system: Actor, row: GroupMessage, using: str) -> None:
    """Everybody was looked at: what it said ends here, and stands in each one's own letter."""
    key_id = row.data_key_id
    with in_context(system, using=using):
        sent = GroupRecipient.objects.using(using).filter(message_id=row.pk, outcome__in=REACHED).count()
    done = {"state": MessageState.DONE, "sent": sent, "sealed": None, "data_key_id": None}
    _change(system, row, using, **done, moved_at=clock.now())
    if key_id:
        with in_context(system, using=using):
            destroy(row.organisation_id, [key_id], using=using)


def _change(system: Actor, row: GroupMessage, using: str, **changes: Any) -> None:
    with in_context(system, using=using):
        GroupMessage.objects.using(using).filter(pk=row.pk).update(**changes)
