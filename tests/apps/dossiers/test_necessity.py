"""Where a rule asks why something is necessary, it is written down with the record, or there is no record."""

from __future__ import annotations

import pytest

from tests.apps.gate.agencies import agency
from waarborg.dossiers.items import to_add
from waarborg.dossiers.records import NewRecord, add_record
from waarborg.dossiers.services import NewDossier, NewTrajectory, open_dossier
from waarborg.kernel import clock
from waarborg.kernel.errors import InvalidInput
from waarborg.parties.services import register_party
from waarborg.policy.vocabulary import regulations_folder

pytestmark = pytest.mark.real_commits


@pytest.mark.parametrize("folder", ["bijstand-naar-werk", "click-re-integratie"])
def test_a_citizen_service_number_is_recorded_with_the_reason_and_not_without(folder: str) -> None:
    people: dict[str, tuple[str, ...]] = {
        "anna": ("coach",),
        "dina": ("responsible",),
        "sam": ("system_administrator",),
    }
    here = agency(regulations_folder() / folder, people)
    anna = here.actor("anna")
    principal = register_party(here.actor("dina"), kind="municipality", name="Gemeente Oeverwoude")
    trajectory = NewTrajectory(principal_id=principal, type="werkfit", referred_on=clock.today())
    new = NewDossier(trajectory=trajectory, minor=False, coach_id=here.accounts["anna"])
    dossier = open_dossier(anna, new).dossier_id
    assert to_add(anna, dossier, "bsn").entry.asks_why
    number = NewRecord(category="bsn", fields={"number": "111222333"}, source="client", note=" ")
    with pytest.raises(InvalidInput) as wrong:
        add_record(anna, dossier, number)
    assert set(wrong.value.fields) == {"note"}
    assert add_record(
        anna, dossier, NewRecord(category="bsn", fields=number.fields, source="client", note="De gemeente vraagt erom.")
    )
