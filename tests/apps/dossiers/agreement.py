"""A dossier under an agreement with a principal, as these tests open one."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from tests.apps.gate.agencies import Agency
from waarborg.dossiers.records import NewRecord
from waarborg.dossiers.services import NewDossier, NewTrajectory, Opened, open_dossier
from waarborg.gate.door import in_context
from waarborg.kernel import clock
from waarborg.parties.models import Contract, Party


def principal_with_contract(here: Agency, *, ends_on: date | None) -> tuple[UUID, UUID]:
    """A principal with an agreement that began a year ago."""
    with in_context(here.actor("anna")):
        party = Party(organisation=here.organisation, kind="insurer", name="Verzuimpolis Waterkant")
        contract = Contract(
            organisation=here.organisation,
            party=party,
            number="WK-1",
            starts_on=clock.today() - timedelta(days=365),
            ends_on=ends_on,
        )
        Party.objects.bulk_create([party])
        Contract.objects.bulk_create([contract])
    return party.pk, contract.pk


def opened(here: Agency, principal: UUID, contract: UUID | None) -> Opened:
    """Anna opens a dossier for herself."""
    trajectory = NewTrajectory(principal_id=principal, type="werkfit", referred_on=clock.today(), contract_id=contract)
    name = NewRecord(category="identity", fields={"name": "Roos Proefpersoon"}, source="principal")
    new = NewDossier(trajectory=trajectory, coach_id=here.accounts["anna"], records=[name])
    return open_dossier(here.actor("anna"), new)
