"""Clients who got the regulation, in the first way and with the first proof that their agency's article lets be."""

from __future__ import annotations

from uuid import UUID

from waarborg.adoption.services import OWNER
from waarborg.demo.establishing import Agency
from waarborg.dossiers.handing_out import hand_to_client
from waarborg.dossiers.models import HandOut
from waarborg.gate.actors import Actor
from waarborg.kernel import clock
from waarborg.parties.handing_out import Handed, proofs, told_to, ways


def give_regulation(agency: Agency, worker: Actor, dossier_id: UUID) -> None:
    """Hand it to the client today, where an article says so and nobody did yet. Raises as `hand_to_client` does."""
    told = told_to(agency.in_force, "client")
    if told is None or HandOut.objects.using(OWNER).filter(dossier_id=dossier_id).exists():
        return
    hand_to_client(worker, dossier_id, Handed(on=clock.today(), how=ways(told)[0], proof=proofs(told, "client")[0]))
