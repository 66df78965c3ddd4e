"""A dossier under an agreement with a principal, as these tests open one."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from tests.apps.gate.agencies import Agency
from waarborg.dossiers.records import NewRecord
from waarborg.dossiers.services import NewDossier, NewTrajectory, Opened, open_dossier
from waarborg.kernel import clock
from waarborg.parties.services import NewContract, agree, register_party


def principal_with_contract(here: Agency, *, ends_on: date | None) -> tuple[UUID, UUID]:
    """A principal with an agreement that began a year ago."""
    dina, long_ago = here.actor("dina"), clock.today() - timedelta(days=365)
    party = register_party(dina, kind="insurer", name="Verzuimpolis Waterkant")
    return party, agree(dina, party, NewContract(number="WK-1", starts_on=long_ago, ends_on=ends_on))


def opened(here: Agency, principal: UUID, contract: UUID | None) -> Opened:
    """Anna opens a dossier for herself."""
    trajectory = NewTrajectory(principal_id=principal, type="werkfit", referred_on=clock.today(), contract_id=contract)
    name = NewRecord(category="identity", fields={"name": "Roos Proefpersoon"}, source="principal")
    new = NewDossier(trajectory=trajectory, coach_id=here.accounts["anna"], records=[name])
    return open_dossier(here.actor("anna"), new)
