"""A dossier opens only under an agreement where the regulation asks one, and a record is judged by what it serves."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

import pytest

from tests.apps.gate.agencies import Agency, agency
from waarborg.dossiers.records import Correction, NewRecord, add_record, correct_record
from waarborg.dossiers.services import NewDossier, NewTrajectory, Opened, open_dossier
from waarborg.gate.door import in_context
from waarborg.kernel import clock
from waarborg.kernel.errors import Refused
from waarborg.parties.models import Contract, Party
from waarborg.policy.vocabulary import regulations_folder

pytestmark = pytest.mark.real_commits


@pytest.fixture
def here() -> Agency:
    """An agency under the regulation of Partner in Werk, with a coach and a responsible."""
    people: dict[str, tuple[str, ...]] = {
        "anna": ("coach",),
        "dina": ("responsible",),
        "sam": ("system_administrator",),
    }
    return agency(regulations_folder() / "partner-in-werk", people)


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


@pytest.mark.clause("PIW-1.4")
def test_a_dossier_opens_under_a_running_agreement_and_not_without(here: Agency) -> None:
    principal, contract = principal_with_contract(here, ends_on=None)
    assert opened(here, principal, contract).number
    with pytest.raises(Refused):
        opened(here, principal, None)


@pytest.mark.clause("PIW-1.4")
def test_a_dossier_does_not_open_under_an_agreement_that_ended(here: Agency) -> None:
    principal, contract = principal_with_contract(here, ends_on=clock.today() - timedelta(days=1))
    with pytest.raises(Refused):
        opened(here, principal, contract)


@pytest.mark.clause("PIW-3.2")
def test_hours_are_recorded_and_corrected_for_the_invoice_and_for_nothing_else(here: Agency) -> None:
    anna = here.actor("anna")
    dossier = opened(here, *principal_with_contract(here, ends_on=None)).dossier_id
    fields = {"date": clock.today().isoformat(), "minutes": "45", "activity": "gesprek"}
    hours = NewRecord(category="hours", fields=fields, source="staff")
    record = add_record(anna, dossier, hours)
    with pytest.raises(Refused):
        add_record(anna, dossier, NewRecord(category="hours", fields=fields, source="staff", purpose="new_work"))
    better = Correction(
        fields={**fields, "minutes": "60"}, reason="typefout", source="staff", version=1, purpose="invoicing"
    )
    assert correct_record(anna, dossier, record, better) == 2
