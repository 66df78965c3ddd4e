"""A dossier opens only under an agreement where the regulation asks one, and a record is judged by what it serves."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.apps.dossiers.agreement import opened, principal_with_contract
from tests.apps.gate.agencies import Agency
from waarborg.dossiers.records import Correction, NewRecord, add_record, correct_record
from waarborg.kernel import clock
from waarborg.kernel.errors import Refused

pytestmark = pytest.mark.real_commits


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
