"""A list of who may be asked, in the browser: who would be on it, why others are not, and the file fetched once."""

from __future__ import annotations

import re

import pytest
from django.core import mail
from django.urls import reverse
from pytest_django import DjangoDbBlocker

from tests.apps.cast import NAME, Cast
from tests.apps.desk.test_statements import counting
from waarborg.dossiers.declarations import declare
from waarborg.gate.actors import system_at
from waarborg.kernel import clock
from waarborg.letters.outbox import send_waiting
from waarborg.parties.services import NewAssurance, assure, register_party

TYPED = {"why": "Het jaarlijkse onderzoek.", "address": "bureau@voorbeeld.invalid", "language": "nl"}
URL = "desk:address_list_new"


@pytest.fixture(autouse=True, scope="module")
def _agency(cast: Cast, django_db_blocker: DjangoDbBlocker) -> None:
    """A survey organisation under an agreement and secrecy, and a client who agreed."""
    with django_db_blocker.unblock():
        party = register_party(cast.actor("dina"), kind="survey_organisation", name="Bureau Peil")
        for fact in ("processing_agreement", "recipient_under_secrecy"):
            new = NewAssurance(fact=fact, from_on=clock.today(), shown_by="Overeenkomst 2026-7")
            assure(cast.actor("dina"), party, new)
        form = {"form": "written", "from_on": clock.today()}
        declare(cast.actor("anna"), cast.dossier_id, "survey_consent", **form)


def new_url(cast: Cast) -> str:
    """The address of the list, with every question answered that has more than one answer."""
    adam, url = cast.browser("adam"), reverse(URL)
    asked: dict[str, str] = {}
    for _question in range(4):
        page = adam.get(url, asked).content.decode()
        for name, options in re.findall(r'<select name="(\w+)"(.*?)</select>', page, re.DOTALL):
            found = re.findall(r'value="([^"]+)"', options)
            asked.setdefault(name, found[0]) if found else None
    return f"{url}?" + "&".join(f"{name}={value}" for name, value in asked.items())


def test_it_goes_from_the_first_question_to_the_file_and_nobody_is_named_on_the_way(cast: Cast) -> None:
    adam, url = cast.browser("adam"), new_url(cast)
    page = adam.get(url).content.decode()
    assert cast.number in page
    assert NAME not in page
    assert adam.post(url, {**TYPED, "why": ""}).status_code == 422
    made = adam.post(url, TYPED)
    assert made.status_code == 302, re.findall(r'error[^"]*">([^<]+)', made.content.decode())
    given = adam.post(f"{made['Location']}geven/", follow=True).content.decode()
    code = re.search(r'wb-sleutel">(\d{8})<', given)
    assert code
    mail.outbox.clear()
    send_waiting(system_at(cast.here.organisation.pk, using="worker"), using="worker")
    found = re.search(r"/ophalen/([\w-]+)/", str(mail.outbox[-1].body))
    assert found
    fetch = reverse("site:fetch", args=[found[1]])
    assert cast.browser(None).get(fetch).status_code == 200
    answer = cast.browser(None).post(fetch, {"code": code[1]})
    assert "spreadsheetml" in answer["Content-Type"]
    assert cast.browser(None).get(fetch).status_code == 404
    went = cast.browser("anna").get(reverse("desk:disclosures", args=[cast.number])).content.decode()
    assert "Bureau Peil" in went, "the client's own list shows it"


@pytest.mark.parametrize("who", ["anna", "sam", "olga", None])
def test_who_may_give_no_list_finds_no_page_of_one(cast: Cast, who: str | None) -> None:
    browser = cast.browser(who)
    for url in (reverse("desk:address_lists"), reverse(URL)):
        assert browser.get(url).status_code in {302, 403, 404}


def test_the_overview_takes_as_many_statements_with_more_on_it(cast: Cast) -> None:
    dina, url = cast.browser("dina"), reverse("desk:address_lists")
    dina.get(url)
    with counting() as one:
        dina.get(url)
    with clock.travel(clock.now().replace(year=clock.now().year + 2)):
        cast.browser("adam").post(new_url(cast), TYPED)
    with counting() as more:
        dina.get(url)
    assert len(more.statements) == len(one.statements)


def test_a_message_to_several_is_looked_at_as_each_gets_it_and_then_sent(cast: Cast) -> None:
    anna, url = cast.browser("anna"), reverse("desk:group_message")
    page = anna.get(url).content.decode()
    assert 'type="file"' not in page, "nothing can be attached"
    typed = {"subject": "Sluiting", "text": "Beste {client}, wij zijn dicht.", "dossiers": str(cast.dossier_id)}
    assert anna.post(url, typed).status_code == 422, "whether it recruits is asked of every message"
    looked = anna.post(url, {**typed, "offer": "no"})
    assert looked.status_code == 200
    assert 'name="send"' in looked.content.decode()
    assert anna.post(url, {**typed, "offer": "no", "text": "{bsn}"}).status_code == 422
    sent = anna.post(url, {**typed, "offer": "no", "send": "1"})
    assert sent.status_code == 302
    assert anna.get(sent["Location"]).status_code == 200
    assert cast.browser("bram").get(sent["Location"]).status_code == 404
    assert cast.browser("bram").post(url, {**typed, "offer": "no", "send": "1"}).status_code == 422
