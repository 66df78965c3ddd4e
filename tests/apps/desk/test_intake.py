"""The intake in a browser without script: steps that save by themselves, consents one by one, its two ends."""

import re
from datetime import timedelta
from hashlib import sha256
from typing import Any

import pytest
from django.db import IntegrityError, ProgrammingError, transaction
from django.http import HttpResponse
from django.urls import reverse

from tests.apps.cast import Cast
from waarborg.dossiers import declarations, services
from waarborg.dossiers.consent_proofs import Proved, keep_proof
from waarborg.dossiers.models import ClientDeclaration
from waarborg.dossiers.numbering import dossier_numbered
from waarborg.dossiers.selectors import dossier
from waarborg.gate.door import open_door
from waarborg.kernel import clock
from waarborg.kernel.errors import InvalidInput
from waarborg.ledger.models import EventContent
from waarborg.ledger.vocabulary import Kind

TODAY = {"on": clock.today().isoformat()}


@pytest.fixture
def number(cast: Cast) -> str:
    """Somebody who was referred today, and nothing else."""
    trajectory = services.NewTrajectory(
        principal_id=cast.party_id, contract_id=cast.contract_id, type="reintegration", referred_on=clock.today()
    )
    anna = cast.actor("anna")
    new = services.NewDossier(trajectory=trajectory, minor=False, coach_id=anna.account_id)
    return services.open_dossier(anna, new).number


def step(cast: Cast, number: str, key: str, given: dict[str, Any] | None = None) -> HttpResponse:
    url, anna = reverse("desk:intake_step", args=[number, key]), cast.browser("anna")
    answer: HttpResponse = anna.get(url) if given is None else anna.post(url, given)
    return answer


def states(cast: Cast, number: str) -> dict[str, str]:
    page = cast.browser("anna").get(reverse("desk:intake", args=[number]))
    return {one["title"]: one["state"] for one in page.context["steps"]}


def answer_to(consent: str, answer: str, **more: Any) -> tuple[str, dict[str, Any]]:
    signed = {"proof": "on_screen", "signed": "on"} if answer == "yes" else {}
    said = {"answer": answer, "who": "client", "form": "separate_form", **signed, **TODAY, **more}
    return f"toestemming-{consent}", said


@pytest.mark.clause("JMW-3.3c")
def test_before_consent_only_the_minimum_is_asked_and_a_no_shuts_the_rest_with_its_article(
    cast: Cast, number: str
) -> None:
    before = states(cast, number)
    assert before["Intakegesprek"] == "shut"
    assert before["Naam en contact"] == "open"
    page = step(cast, number, "gegevens-intake")
    assert page.status_code == 403
    key, no = answer_to("storage_consent", "no")
    assert step(cast, number, key, no).status_code == 302
    assert states(cast, number)["Intakegesprek"] == "shut"
    started = cast.browser("anna").post(reverse("desk:intake_start", args=[number]))
    assert started.status_code == 302, "a no has no disadvantage: the guidance goes on"
    assert dossier(cast.actor("anna"), dossier_numbered(cast.actor("anna"), number)).trajectories[0]["started_on"]


@pytest.mark.clause("JMW-3.3c", "JMW-3.3d", "JMW-3.3e", "JMW-1.5")
def test_each_consent_is_asked_by_itself_on_its_wording_and_nothing_is_ticked(cast: Cast, number: str) -> None:
    for consent in ("storage_consent", "written_consent", "survey_consent"):
        page = step(cast, number, f"toestemming-{consent}").content.decode()
        assert "checked" not in page
        assert "<blockquote" in page
        assert "#art-3" in page
        assert step(cast, number, f"toestemming-{consent}", {"answer": ""}).status_code == 422
    assert states(cast, number)["Intakegesprek"] == "shut"
    key, yes = answer_to("storage_consent", "yes")
    assert step(cast, number, key, yes).status_code == 302
    assert states(cast, number)["Intakegesprek"] == "open"
    key, yes = answer_to("written_consent", "yes")
    refused = step(cast, number, key, yes)
    assert refused.status_code == 422, "to whom and which data is named"
    assert 'href="#id_recipients_0"' in refused.content.decode()
    named = {"recipients": ["employer"], "kinds": ["plan"]}
    unaimed = step(cast, number, key, yes | named)
    assert unaimed.status_code == 422, "and what for"
    offered = list(dict(unaimed.context["form"].fields["purposes"].choices))
    assert step(cast, number, key, yes | named | {"purposes": offered[:1]}).status_code == 302
    kept = ClientDeclaration.objects.using("owner").get(dossier__number=number, fact="written_consent")
    assert kept.purposes == offered[:1], "it reaches no other purpose"
    page = cast.browser("anna").get(reverse("desk:consents", args=[number])).content.decode()
    assert "werkgever" in page
    assert "over: Plan" in page, "each kind by its title"


@pytest.mark.clause("JMW-3.3c")
def test_a_consent_is_withdrawn_with_one_button_and_what_has_to_go_stands_on_a_list(cast: Cast, number: str) -> None:
    anna = cast.browser("anna")
    step(cast, number, *answer_to("storage_consent", "yes"))
    answer = anna.post(reverse("desk:consent_withdraw", args=[number, "storage_consent"]), follow=True)
    assert reverse("desk:consent_withdraw", args=[number, "storage_consent"]) not in answer.content.decode()
    assert states(cast, number)["Intakegesprek"] == "shut"
    duties = cast.browser("dina").get(reverse("desk:tasks")).content.decode()
    assert number in duties


@pytest.mark.clause("JMW-5.3b")
def test_a_representative_shows_a_mandate(cast: Cast, number: str) -> None:
    key, yes = answer_to("storage_consent", "yes", who="representative")
    answer = step(cast, number, key, yes)
    assert answer.status_code == 422
    assert 'href="#id_mandate_seen_on"' in answer.content.decode()
    assert step(cast, number, key, yes | {"mandate_seen_on": clock.today().isoformat()}).status_code == 302


def test_a_step_saves_by_itself_and_goes_on_to_the_next(cast: Cast, number: str) -> None:
    given = {
        "f_name": "Ida Intake",
        "f_email": "ida@voorbeeld.invalid",
        "source": "uwv",
        "purpose": "labour_participation",
    }
    given |= {"occurred_on": clock.today().isoformat()}
    form = step(cast, number, "gegevens-contact").context["form"]
    given["purpose"] = form.fields["purpose"].choices[-1][0]
    answer = step(cast, number, "gegevens-contact", given)
    assert answer.status_code == 302, answer.content.decode()
    assert answer["Location"].startswith(reverse("desk:intake", args=[number]))
    assert states(cast, number)["Naam en contact"] == "done"
    sent = {"how": "email", "proof": "sent", **TODAY}
    refused = step(cast, number, "reglement", sent)
    assert refused.status_code == 422, "nobody asked whether the address is right"
    page = step(cast, number, "adres")
    (address,) = page.context["addresses"]
    step(cast, number, "adres", {"record": str(address["id"])})
    assert step(cast, number, "reglement", sent).status_code == 302
    assert re.search("van hieruit gestuurd", step(cast, number, "reglement").content.decode())


def test_what_comes_back_keeps_what_was_typed(cast: Cast, number: str) -> None:
    answer = step(cast, number, "gegevens-contact", {"f_name": "Half", "f_email": "geen adres"})
    assert answer.status_code == 422
    assert 'value="Half"' in answer.content.decode()


def test_what_does_not_start_is_closed_with_its_reason_and_says_what_goes_when(cast: Cast, number: str) -> None:
    anna, url = cast.browser("anna"), reverse("desk:intake_ends", args=[number])
    assert anna.post(url, {"reason": "", **TODAY}).status_code == 422
    tomorrow = {"on": (clock.today() + timedelta(days=1)).isoformat()}
    assert anna.post(url, {"reason": "not_started", **tomorrow}).status_code == 422
    answer = anna.post(url, {"reason": "not_started", **TODAY})
    assert answer["Location"] == reverse("desk:retention", args=[number])
    seen = dossier(cast.actor("anna"), dossier_numbered(cast.actor("anna"), number), kind=Kind.RETENTION_SHOWN)
    assert seen.closed_on == clock.today()
    assert (seen.trajectories[0]["phase"], seen.trajectories[0]["closing_reason"]) == ("ended", "not_started")
    page = anna.get(reverse("desk:intake", args=[number])).content.decode()
    assert reverse("desk:intake_start", args=[number]) not in page


def test_a_step_that_is_not_there_is_not_there(cast: Cast, number: str) -> None:
    for key in ("horoscoop", "gegevens-horoscope", "toestemming-marketing_objection"):
        assert step(cast, number, key).status_code == 404


def test_who_has_an_earlier_regulation_is_listed_and_nobody_is_when_it_did_not_change(cast: Cast) -> None:
    anna, url = cast.browser("anna"), reverse("desk:regulation_changed")
    assert anna.get(url).context["rows"] == []
    assert anna.post(url)["Location"] == url
    assert "0 van 0 cliënten bekeken" in anna.get(url).content.decode(), "how far the worker is"
    anna.post(url)
    assert "Het is al onderweg." in anna.get(url).content.decode()


def test_the_principal_gets_the_regulation_from_who_gives_work(cast: Cast) -> None:
    dina, url = cast.browser("dina"), reverse("desk:principal", args=[cast.party_id])
    hand_out = reverse("desk:principal_hand_out", args=[cast.party_id])
    given = {"how": "in_person", "proof": "paper", **TODAY}
    assert dina.post(hand_out, given)["Location"] == url
    assert "getekend op papier" in dina.get(url).content.decode()
    missing = "De klachtenregeling is nog niet gegeven"
    assert missing in dina.get(url).content.decode(), "a law wants that one given too"
    dina.post(hand_out, {**given, "complaints": "on"})
    assert missing not in dina.get(url).content.decode()
    assert cast.browser("anna").post(hand_out, given).status_code == 403


@pytest.mark.clause("JMW-3.3d")
def test_a_yes_in_writing_is_signed_and_keeps_the_exact_words_with_their_fingerprint(cast: Cast, number: str) -> None:
    key, yes = answer_to("storage_consent", "yes")
    page = step(cast, number, key)
    shown = "\n".join(page.context["consent"]["lines"])
    unsigned = step(cast, number, key, {**yes, "signed": ""})
    assert unsigned.status_code == 422
    assert 'href="#id_signed"' in unsigned.content.decode()
    noted = step(cast, number, key, {**yes, "proof": "noted"})
    assert noted.status_code == 422, "what is in writing was signed somewhere"
    assert 'href="#id_proof' in noted.content.decode()
    assert step(cast, number, key, {**yes, "proof": "scan"}).status_code == 422, "a scan is there"
    assert step(cast, number, key, yes).status_code == 302
    kept = ClientDeclaration.objects.using("owner").get(dossier__number=number, fact="storage_consent")
    assert (kept.proof, kept.wording, kept.language) == ("on_screen", shown, "nl")
    assert kept.wording_sha256 == sha256(shown.encode()).hexdigest()
    noted_down = EventContent.objects.using("owner").filter(details__fact="storage_consent")
    assert kept.wording_sha256 in {one.details.get("wording_sha256") for one in noted_down}, "the log keeps it too"
    page = cast.browser("anna").get(reverse("desk:consents", args=[number])).content.decode()
    assert kept.wording_sha256 in page


@pytest.mark.clause("JMW-3.3d")
def test_the_scan_of_a_signed_paper_is_of_this_dossier_and_of_no_other(cast: Cast, number: str) -> None:
    anna, here = cast.actor("anna"), dossier_numbered(cast.actor("anna"), number)
    elsewhere = next(one.id for one in dossier(anna, cast.dossier_id).records)
    proved = Proved(wording="Ik vind het goed.", language="nl", proof="scan", record_id=elsewhere)
    with pytest.raises(InvalidInput) as mistake:
        declarations.declare(anna, here, "storage_consent", form="separate_form", from_on=clock.today(), proved=proved)
    assert set(mistake.value.fields) == {"record_id"}
    with open_door(anna, "write", dossier_id=here) as door:
        door.require_anywhere()
        made = declarations.declaration(
            door, "storage_consent", "separate_form", None, door.note(Kind.CONSENT_GIVEN), from_on=clock.today()
        )
        keep_proof(made, proved)
        with pytest.raises(ProgrammingError), transaction.atomic():
            ClientDeclaration.objects.bulk_create([made])
        made.record_id, made.proof, made.wording = None, "on_screen", "Ik vind alles goed."
        with pytest.raises(IntegrityError), transaction.atomic():  # other words than those of the fingerprint
            ClientDeclaration.objects.bulk_create([made])
        made.wording = proved.wording
        ClientDeclaration.objects.bulk_create([made])
        with pytest.raises(ProgrammingError), transaction.atomic():  # afterwards nobody changes them
            ClientDeclaration.objects.filter(pk=made.pk).update(wording="Ik vind alles goed.")
