"""How what was handed over went, and the pretence that somebody fetched it."""

from __future__ import annotations

from uuid import UUID

from tests.apps.clauses.house import House
from waarborg.disclosures.choices import IN_PORTAL, DisclosureState
from waarborg.disclosures.models import Disclosure
from waarborg.disclosures.register import given_of
from waarborg.gate.actors import Actor
from waarborg.gate.door import open_door
from waarborg.ledger.vocabulary import Kind


def handed_over_by(house: House, dossiers: list[UUID]) -> set[str]:
    """The channels by which these were handed over, on the list of what went of each."""
    return {
        one.channel
        for dossier_id in dossiers
        for one in given_of(house.actor("coach"), dossier_id).given
        if one.state is DisclosureState.GIVEN
    }


def said_to_be_fetched(actor: Actor, dossier_id: UUID) -> None:
    """Write as the application that somebody fetched it in the portal, while nobody did."""
    with open_door(actor, "read", dossier_id=dossier_id) as door:
        door.note(Kind.DISCLOSURES_READ)
        Disclosure.objects.filter(dossier_id=dossier_id, state=DisclosureState.GIVEN).update(channel=IN_PORTAL)
