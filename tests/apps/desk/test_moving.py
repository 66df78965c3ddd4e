"""A record in the wrong dossier, moved on a page; nothing that was typed is lost."""

from __future__ import annotations

from django.urls import reverse

from tests.apps.cast import Cast
from waarborg.dossiers import records, services
from waarborg.dossiers.assignments import assign
from waarborg.dossiers.declarations import declare
from waarborg.dossiers.numbering import dossier_numbered
from waarborg.kernel import clock
from waarborg.parties.services import NewContract, agree, register_party


def test_it_is_moved_and_the_page_says_what_is_left(cast: Cast) -> None:
    anna, dina = cast.browser("anna"), cast.actor("dina")
    principal = register_party(dina, kind="uwv", name="UWV Elders")
    contract = agree(dina, principal, NewContract(number="7", starts_on=clock.today()))
    trajectory = services.NewTrajectory(
        principal_id=principal, contract_id=contract, type="Werkfit maken", referred_on=clock.today()
    )
    right = services.open_dossier(dina, services.NewDossier(trajectory=trajectory))
    assign(dina, right.dossier_id, right.trajectory_id, cast.accounts["anna"], from_on=clock.today())
    for consent in ("storage_consent", "written_consent"):
        declare(cast.actor("anna"), right.dossier_id, consent, form="written", from_on=clock.today())
    new = records.NewRecord(category="conversation_report", fields={"goal": "g", "agreed": "zeilboot"}, source="staff")
    record = records.add_record(cast.actor("anna"), dossier_numbered(cast.actor("anna"), cast.number), new)
    address = reverse("desk:record_move", args=[cast.number, record])
    listed = anna.get(reverse("desk:records", args=[cast.number, "conversation_report"])).content.decode()
    assert address in listed
    wrong = anna.post(address, {"number": "HIE-1999-0001", "reason": "verkeerde naam", "version": 1})
    assert wrong.status_code == 422
    assert "verkeerde naam" in wrong.content.decode(), "nothing that was typed is lost"
    done = anna.post(address, {"number": right.number, "reason": "verkeerde naam", "version": 1}, follow=True)
    page = done.content.decode()
    assert done.status_code == 200
    assert "zeilboot" not in page
    assert right.number not in page
    assert address not in page
    there = anna.get(reverse("desk:records", args=[right.number, "conversation_report"])).content.decode()
    assert "zeilboot" in there
    assert anna.get(address).status_code in {200, 404}
    assert anna.post(address, {"number": right.number, "reason": "nog eens", "version": 2}).status_code == 422
