"""What was put to a client and waits for their answer."""

from __future__ import annotations

from uuid import UUID

from django.db.models import F

from waarborg.disclosures.approving import asked_of
from waarborg.disclosures.choices import ApprovalState
from waarborg.disclosures.models import ClientApproval
from waarborg.gate.actors import Actor
from waarborg.gate.door import open_door
from waarborg.ledger.vocabulary import Kind


def waiting_for_client(actor: Actor, dossier_id: UUID) -> int:
    """How many items were put to this client and wait for an answer. Raises `Refused`, `NotFound`."""
    if not asked_of(actor.in_force):
        return 0
    with open_door(actor, "read", dossier_id=dossier_id) as door:
        door.require_anywhere()
        door.note(Kind.ACCESS_SHOWN)
        asked = ClientApproval.objects.filter(dossier_id=dossier_id, state=ApprovalState.ASKED)
        return asked.filter(version=F("record__version")).count()
