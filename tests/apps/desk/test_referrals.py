"""New clients and their principals, at the desk."""

import re
from datetime import timedelta
from decimal import Decimal

import pytest
from django.http import HttpResponse
from django.urls import reverse

from tests.apps.cast import NAME, Cast
from waarborg.dossiers.caseloads import caseload
from waarborg.dossiers.models import SearchToken
from waarborg.dossiers.numbering import dossier_numbered
from waarborg.dossiers.selectors import SeenDossier, dossier
from waarborg.gate.actors import Actor
from waarborg.kernel import clock
from waarborg.parties.selectors import principals


def test_who_gives_work_records_a_principal_with_an_agreement(cast: Cast) -> None:
    dina = cast.browser("dina")
    answer = dina.post(reverse("desk:principals"), {"kind": "municipality", "name": "Gemeente Oeverwoude"}, follow=True)
    assert "Gemeente Oeverwoude" in answer.content.decode()
    made = next(one for one in principals(cast.actor("dina")) if one.name == "Gemeente Oeverwoude")
    given = {"number": "2026-8", "starts_on": clock.today().isoformat(), "ends_on": "", "acts_as": "processor"}
    dina.post(reverse("desk:principal", args=[made.id]), given)
    (agreed,) = next(one for one in principals(cast.actor("dina")) if one.id == made.id).contracts
    assert (agreed.number, agreed.acts_as) == ("2026-8", "processor")
    last_day = {"ends_on": clock.today().isoformat()}
    dina.post(reverse("desk:agreement_end", args=[agreed.id]), last_day)
    (agreed,) = next(one for one in principals(cast.actor("dina")) if one.id == made.id).contracts
    assert agreed.ends_on == clock.today()


def test_what_is_wrong_comes_back_with_what_was_typed(cast: Cast) -> None:
    answer = cast.browser("dina").post(reverse("desk:principals"), {"kind": "client", "name": "Gemeente Elders"})
    assert answer.status_code == 422
    assert 'value="Gemeente Elders"' in answer.content.decode()


def test_a_coach_reads_who_records_principals_and_by_which_article(cast: Cast) -> None:
    page = cast.browser("anna").get(reverse("desk:principals")).content.decode()
    assert "#art-3" in page
    assert "<form" not in page.split("h-record")[-1]
    answer = cast.browser("anna").post(reverse("desk:principals"), {"kind": "uwv", "name": "UWV Elders"})
    assert answer.status_code == 403
    assert "#art-3" in answer.content.decode()


def test_a_client_learns_nothing_of_principals(cast: Cast) -> None:
    assert cast.browser("chris").get(reverse("desk:principals")).status_code == 404


def test_who_has_not_begun_is_listed_for_who_works_on_it_alone(cast: Cast) -> None:
    assert NAME not in cast.browser("bram").get(reverse("desk:referrals")).content.decode()


LEAST = {"contact--name": "Teun Proefpersoon", "works_on_it": "me", "type": "reintegration"}


def typed(**more: str) -> dict[str, str]:
    return {
        **LEAST,
        "referred_on": clock.today().isoformat(),
        "referral--received_on": clock.today().isoformat(),
        **more,
    }


def refer(cast: Cast, who: str, given: dict[str, str]) -> HttpResponse:
    answer: HttpResponse = cast.browser(who).post(reverse("desk:referral_new", args=[cast.contract_id]), given)
    return answer


def opened(actor: Actor, answer: HttpResponse) -> SeenDossier:
    number = answer["Location"].rstrip("/").rpartition("/")[2]
    return dossier(actor, dossier_numbered(actor, number))


def test_a_name_and_a_principal_are_enough_to_begin(cast: Cast) -> None:
    answer = refer(cast, "anna", typed())
    seen = opened(cast.actor("anna"), answer)
    assert (seen.name, [one.entry.key for one in seen.records]) == ("Teun Proefpersoon", ["contact"])
    (trajectory,) = seen.trajectories
    assert (trajectory["kind"], trajectory["phase"], trajectory["type"]) == ("uwv", "referral", "reintegration")


def test_a_referral_comes_in_with_its_question_its_number_and_its_hours(cast: Cast) -> None:
    more = {
        "referral--reference": "4711",
        "referral--question": "Begeleiding naar werk",
        "bsn--number": "123456782",
        "hours_granted": "30,5",
    }
    answer = refer(cast, "adam", typed(**more, **{"contact--name": "Ria Proefpersoon", "works_on_it": "nobody"}))
    seen = opened(cast.actor("adam"), answer)
    assert {one.entry.key for one in seen.records} == {"contact", "referral", "bsn"}
    (referral,) = seen.of("referral")
    assert (referral.content.fields["reference"], referral.source) == ("4711", "uwv")
    assert "origin_uwv" in referral.marks
    assert Decimal(str(seen.trajectories[0]["hours_granted"])) == Decimal("30.5")


def test_half_a_referral_comes_back_with_what_was_typed(cast: Cast) -> None:
    answer = refer(cast, "anna", typed(**{"referral--reference": "4712", "contact--email": "geen adres"}))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'value="4712"' in page
    assert 'href="#id_referral--question"' in page
    assert 'href="#id_contact--email"' in page


def test_an_address_that_is_secret_comes_in_apart_and_half_a_form_comes_back_with_it_ticked(cast: Cast) -> None:
    where = {"contact--address": "Schuilweg 7", "contact--postcode": "4321 ZX", "contact--place": "Schuilstad"}
    somebody = {**where, "contact--name": "Gea Proefpersoon", "contact--secret": "on"}
    half = refer(cast, "anna", typed(**somebody, **{"contact--email": "geen adres"}))
    assert half.status_code == 422
    assert re.search(r'name="contact--secret"[^>]*checked', half.content.decode())
    seen = opened(cast.actor("anna"), refer(cast, "anna", typed(**somebody)))
    (contact,) = seen.of("contact")
    assert contact.secret_address
    assert {"address", "postcode", "place"}.isdisjoint(contact.content.fields)
    page = cast.browser("anna").get(reverse("desk:records", args=[seen.number, "contact"])).content.decode()
    assert "Gea Proefpersoon" in page
    assert [one for one in where.values() if one in page] == []
    assert not SearchToken.objects.using("owner").filter(record_id=contact.id, kind="postcode").exists()


def test_words_about_health_are_asked_about_before_anything_is_stored(cast: Cast) -> None:
    before = len(caseload(cast.actor("anna")).rows)
    given = typed(**{"referral--question": "Begeleiding bij een depressie"})
    answer = refer(cast, "anna", given)
    assert answer.status_code == 422
    assert 'name="referral--question--judged"' in answer.content.decode()
    assert len(caseload(cast.actor("anna")).rows) == before


def test_who_may_be_here_already_is_asked_about_and_never_shown(cast: Cast) -> None:
    same = typed(**{"contact--name": NAME, "contact--birth_date": "14-3-1989"})
    answer = refer(cast, "bram", same)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'name="different"' in page
    assert "Dina" in page, "whom to ask"
    assert cast.number not in page
    own = refer(cast, "anna", same).content.decode()
    assert cast.number in own
    answer = refer(cast, "bram", same | {"different": "on"})
    assert opened(cast.actor("bram"), answer).name == NAME


def test_somebody_comes_by_themself(cast: Cast) -> None:
    answer = cast.browser("anna").post(reverse("desk:referral_themself"), typed(**{"contact--name": "Zita Zelf"}))
    seen = opened(cast.actor("anna"), answer)
    assert seen.trajectories[0]["kind"] == "client"
    assert {one.source for one in seen.records} == {"client"}
    page = cast.browser("anna").get(reverse("desk:referral_themself")).content.decode()
    assert "bsn--number" not in page, "only for principals of whom a law says so"


def test_a_referral_of_tomorrow_is_none(cast: Cast) -> None:
    tomorrow = (clock.today() + timedelta(days=1)).isoformat()
    assert refer(cast, "anna", typed() | {"referred_on": tomorrow}).status_code == 422


@pytest.mark.parametrize("name", ["referral_choose", "referral_themself"])
def test_who_may_not_open_dossiers_reads_the_article(cast: Cast, name: str) -> None:
    answer = cast.browser("sam").get(reverse(f"desk:{name}"))
    assert answer.status_code == 403
    assert "#art-3" in answer.content.decode()


def test_who_opened_it_finds_it_among_the_new_clients(cast: Cast) -> None:
    refer(cast, "adam", typed(**{"contact--name": "Wim Wacht", "works_on_it": "nobody"}))
    assert "Wim Wacht" in cast.browser("adam").get(reverse("desk:referrals")).content.decode()
    assert "Wim Wacht" not in cast.browser("bram").get(reverse("desk:referrals")).content.decode()
