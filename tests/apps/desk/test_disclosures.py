"""Giving data to somebody else in the browser: the way out, what goes and what stays, the copy, and that it went."""

from __future__ import annotations

import re
from datetime import timedelta
from urllib.parse import urlencode

import pytest
from django.core import mail
from django.http import HttpResponse
from django.urls import reverse
from pytest_django import DjangoDbBlocker

from tests.apps.cast import NAME, Cast
from tests.apps.desk.test_statements import counting
from waarborg.disclosures.choices import DisclosureState
from waarborg.disclosures.register import given_of
from waarborg.gate.actors import system_at
from waarborg.kernel import clock
from waarborg.letters.outbox import send_waiting
from waarborg.parties.services import NewAssurance, assure

WAY = {
    "recipient": "principal",
    "purpose": "labour_participation",
    "ground": "written_consent",
    "channel": "one_time_link",
}
TYPED = {"address": "ontvanger@voorbeeld.invalid", "name": "Proef", "why": "Nodig voor de opdracht.", "language": "nl"}


@pytest.fixture(autouse=True, scope="module")
def _under_secrecy(cast: Cast, django_db_blocker: DjangoDbBlocker) -> None:
    """What article 3.3b asks of every third party is known of this principal."""
    new = NewAssurance(fact="recipient_under_secrecy", from_on=clock.today(), shown_by="Overeenkomst 2026-1")
    with django_db_blocker.unblock():
        assure(cast.actor("dina"), cast.party_id, new)


def url_of(cast: Cast, way: dict[str, str] = WAY) -> str:
    return f"{reverse('desk:disclosure_new', args=[cast.number])}?{urlencode(way)}"


def records_in(page: str) -> list[str]:
    return re.findall(r'name="records" value="([0-9a-f-]{36})"', page)


def sent(cast: Cast, records: list[str], **different: str) -> HttpResponse:
    browser = cast.browser("anna")
    page = browser.get(url_of(cast)).content.decode()
    reasons = dict.fromkeys(re.findall(r'name="(reason_\w+)"', page), "Nagegaan en opgeschreven.")
    return browser.post(url_of(cast), {**TYPED, **reasons, "records": records, **different})


def test_every_question_follows_from_the_one_before_and_ends_in_what_may_go(cast: Cast) -> None:
    anna = cast.browser("anna")
    first = anna.get(reverse("desk:disclosure_new", args=[cast.number])).content.decode()
    assert 'name="recipient"' in first
    assert 'name="ground"' not in first
    page = anna.get(url_of(cast)).content.decode()
    assert records_in(page)
    assert "blijft hier" in page or "blijven hier" in page
    assert page.count('class="wb-art') > 3, "each with its article"
    assert NAME.split()[0] not in url_of(cast)


def test_it_is_made_ready_looked_at_and_given_with_a_code_that_shows_once(cast: Cast) -> None:
    anna = cast.browser("anna")
    chosen = records_in(anna.get(url_of(cast)).content.decode())
    made = sent(cast, chosen)
    assert made.status_code == 302, re.findall(r'error[^"]*">([^<]+)', made.content.decode())
    page = anna.get(made["Location"]).content.decode()
    copy = re.search(r'href="([^"]+/kopie/)"', page)
    assert copy
    assert anna.get(copy[1]).content.startswith(b"%PDF-")
    given = anna.post(f"{made['Location']}geven/", follow=True).content.decode()
    code = re.search(r'wb-sleutel">(\d{8})<', given)
    assert code
    assert code[1] not in anna.get(made["Location"]).content.decode(), "it shows this once"
    mail.outbox.clear()
    send_waiting(system_at(cast.here.organisation.pk, using="worker"), using="worker")
    address = re.search(r"/ophalen/[\w-]+/", str(mail.outbox[-1].body))
    assert address
    outside = cast.browser(None)
    assert outside.get(address[0]).status_code == 200
    assert outside.get(address[0]).status_code == 200, "looking fetches nothing"
    assert outside.post(address[0], {"code": "12 34"}).status_code == 422
    fetched = outside.post(address[0], {"code": f"{code[1][:4]} {code[1][4:]}"})
    assert fetched.content.startswith(b"%PDF-")
    assert NAME not in fetched["Content-Disposition"]
    assert outside.get(address[0]).status_code == 404
    shared = anna.get(reverse("desk:disclosures", args=[cast.number])).content.decode()
    assert "opgehaald" in shared


def test_what_is_wrong_comes_back_with_everything_that_was_typed(cast: Cast) -> None:
    chosen = records_in(cast.browser("anna").get(url_of(cast)).content.decode())
    for different in ({"address": "geen adres"}, {"records": []}):
        answer = sent(cast, different.pop("records", chosen), **different)  # type: ignore[arg-type]
        assert answer.status_code == 422
        assert "Nodig voor de opdracht." in answer.content.decode()
    answer = sent(cast, chosen, address="geen adres")
    assert answer.content.decode().count("checked") >= len(chosen)


def test_a_call_that_was_refused_is_written_down_in_one_step(cast: Cast) -> None:
    anna = cast.browser("anna")
    url = reverse("desk:disclosure_refuse", args=[cast.number])
    page = anna.post(url, {"recipient": "employer", "name": "Bakkerij Proef"}, follow=True).content.decode()
    assert "Bakkerij Proef" in page
    refused = [
        one for one in given_of(cast.actor("anna"), cast.dossier_id).given if one.state is DisclosureState.REFUSED
    ]
    assert refused


def test_what_waits_can_be_taken_back_and_then_stays_here(cast: Cast) -> None:
    anna = cast.browser("anna")
    made = sent(cast, records_in(anna.get(url_of(cast)).content.decode()))["Location"]
    assert "gestopt" in anna.post(f"{made}stoppen/", follow=True).content.decode().lower()
    again = anna.post(f"{made}geven/", follow=True).content.decode()
    assert "wb-sleutel" not in again


@pytest.mark.parametrize("who", ["bram", "sam", "olga", None])
def test_who_may_not_read_the_dossier_reaches_no_page_of_it(cast: Cast, who: str | None) -> None:
    anna, browser = cast.browser("anna"), cast.browser(who)
    made = sent(cast, records_in(anna.get(url_of(cast)).content.decode()))["Location"]
    answers = [
        browser.get(url)
        for url in (url_of(cast), reverse("desk:disclosures", args=[cast.number]), made, f"{made}kopie/")
    ]
    answers += [browser.post(url) for url in (url_of(cast), f"{made}geven/", f"{made}akkoord/", f"{made}stoppen/")]
    answers.append(browser.post(reverse("desk:disclosure_refuse", args=[cast.number]), {"recipient": "employer"}))
    for answer in answers:
        assert answer.status_code in {302, 403, 404}, answer.status_code
        assert NAME not in answer.content.decode()
    assert given_of(cast.actor("anna"), cast.dossier_id).given[0].state is DisclosureState.PREPARED


def test_the_list_takes_as_many_statements_with_more_on_it(cast: Cast) -> None:
    anna = cast.browser("anna")
    url = reverse("desk:disclosures", args=[cast.number])
    chosen = records_in(anna.get(url_of(cast)).content.decode())
    sent(cast, chosen)
    with counting() as few:
        anna.get(url)
    for _time in range(3):
        sent(cast, chosen)
    with counting() as many:
        anna.get(url)
    assert len(many.statements) == len(few.statements)


def test_an_objection_is_written_down_in_one_step_and_no_day_to_come_is_taken(cast: Cast) -> None:
    anna, url = cast.browser("anna"), reverse("desk:objection", args=[cast.number])
    typed = {"who": "client", "form": "any_form", "on": clock.today().isoformat()}
    later = {**typed, "on": (clock.today() + timedelta(days=1)).isoformat()}
    assert anna.post(url, later).status_code == 422
    assert anna.post(url, typed).status_code == 302
    assert reverse("desk:objection_lift", args=[cast.number]) in (
        anna.get(reverse("desk:consents", args=[cast.number])).content.decode()
    )
    assert cast.browser("bram").post(url, typed).status_code in {403, 404}
    anna.post(reverse("desk:objection_lift", args=[cast.number]))
    assert url in anna.get(reverse("desk:consents", args=[cast.number])).content.decode()


def test_who_oversees_sees_what_left_without_about_whom_and_nobody_else_does(cast: Cast) -> None:
    anna, dina = cast.browser("anna"), cast.browser("dina")
    made = sent(cast, records_in(anna.get(url_of(cast)).content.decode()))["Location"]
    anna.post(f"{made}geven/")
    url, file = reverse("desk:given_register"), reverse("desk:given_csv")
    page = dina.get(url).content.decode()
    with counting() as few:
        dina.get(url)
    assert "UWV Vlietdam" in page
    period = {"from_on": clock.today().isoformat(), "until_on": clock.today().isoformat(), "recipient": "principal"}
    assert dina.post(f"{file}?{urlencode(period)}", {}).status_code == 422, "a file has a purpose"
    sheet = dina.post(f"{file}?{urlencode(period)}", {"purpose": "labour_participation"}).content.decode()
    assert "UWV Vlietdam" in sheet
    for seen in (page, sheet):
        assert not [word for word in (NAME, cast.number, "Proef") if word in seen]
    assert dina.get(url, {**period, "until_on": "2000-01-01"}).status_code == 422
    for who in ("anna", "adam", "sam", "olga"):
        assert [cast.browser(who).get(one).status_code for one in (url, reverse("desk:giving_reviews"))] == [403, 403]
        assert cast.browser(who).post(f"{file}?{urlencode(period)}", {"purpose": "invoicing"}).status_code == 403
    again = sent(cast, records_in(anna.get(url_of(cast)).content.decode()))["Location"]
    anna.post(f"{again}geven/")
    with counting() as many:
        dina.get(url)
    assert len(many.statements) == len(few.statements)


def test_nothing_is_told_by_telephone_before_it_is_made_sure_who_calls(cast: Cast) -> None:
    anna, way = cast.browser("anna"), WAY | {"channel": "telephone"}
    page = anna.get(url_of(cast, way)).content.decode()
    assert 'name="reason_caller_verified"' in page
    reasons = dict.fromkeys(re.findall(r'name="(reason_\w+)"', page), "Nagegaan en opgeschreven.")
    said = {**TYPED, **reasons, "records": records_in(page)[:1], "told": "Dat het plan klaar is."}
    unasked = anna.post(url_of(cast, way), said | {"reason_caller_verified": ""})
    assert unasked.status_code == 422
    assert 'href="#id_reason_caller_verified"' in unasked.content.decode()
    made = anna.post(url_of(cast, way), said | {"reason_caller_verified": "Teruggebeld op het vaste nummer."})
    assert made.status_code == 302
    assert "Teruggebeld op het vaste nummer." in anna.get(made["Location"]).content.decode()
    assert 'name="reason_caller_verified"' not in anna.get(url_of(cast)).content.decode(), "asked of a call alone"
