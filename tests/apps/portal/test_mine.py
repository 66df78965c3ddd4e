"""A client's own pages: invited from the dossier, in by two steps, what is theirs and nothing of anybody else."""

from __future__ import annotations

import re
from uuid import UUID, uuid4

import pytest
from django.core import mail
from django.core.mail import EmailMessage
from django.test import Client
from django.urls import reverse

from tests.apps.accounts.signing import code as app_code
from tests.apps.cast import CANARY, NAME, Cast
from tests.patience import until
from waarborg.accounts.choices import Basis
from waarborg.accounts.models import Account, Membership
from waarborg.admission import selectors, services
from waarborg.admission.newcomers import NewComer
from waarborg.dossiers.history import who_looked
from waarborg.dossiers.models import Record
from waarborg.dossiers.numbering import dossier_numbered
from waarborg.dossiers.selectors import category_of
from waarborg.gate.actors import actor_at, system_at
from waarborg.gate.door import UnrecordedWork, open_door
from waarborg.kernel.errors import NotFound, Refused
from waarborg.ledger.vocabulary import Kind
from waarborg.letters.outbox import send_waiting

START = reverse("mine:start")
PAGES = ("mine:start", "mine:data", "mine:letters")
ADDRESS = "kanariena@voorbeeld.nl"


def mailed(cast: Cast) -> str:
    """What the worker sends now: the newest message."""
    mail.outbox.clear()
    send_waiting(system_at(cast.here.organisation.pk, using="worker"), using="worker")
    return str(mail.outbox[-1].body)


def membership_account(cast: Cast, membership_id: UUID) -> UUID:
    return Membership.objects.using("owner").get(pk=membership_id).account_id


def services_dossier(cast: Cast) -> UUID:
    return dossier_numbered(cast.actor("bram"), cast.other_number)


def signed_in(account: Account) -> Client:
    client = Client()
    client.force_login(account)
    session = client.session
    session["account_authentication_methods"] = [{"method": "code"}, {"method": "mfa"}]
    session.save()
    return client


def sent() -> list[EmailMessage]:
    """What was mailed: a code goes by a thread of its own, so that nobody learns by the time whether it went."""
    until(lambda: mail.outbox, "the mail")
    return list(mail.outbox)


def set_up_phone(browser: Client) -> str:
    """Switch the app on, as the entrance asks before anything opens."""
    assert browser.get(START)["Location"] == reverse("mfa_activate_totp")
    page = browser.get(reverse("mfa_activate_totp")).content.decode()
    found = re.search(r'<code class="wb-sleutel">([A-Z2-7]+)</code>', page)
    assert found
    browser.post(reverse("mfa_activate_totp"), {"code": app_code(found[1])})
    return found[1]


def test_a_client_is_invited_by_mail_and_comes_in_by_two_steps(cast: Cast) -> None:
    made = services.let_in(cast.actor("anna"), cast.dossier_id, NewComer(basis=Basis.OWN_DOSSIER, by_mail=True))
    assert made.code == "", "of a link that was mailed nobody here sees anything"
    said = mailed(cast)
    assert NAME not in said
    link = re.search(r"http\S+(/mijn/\S+)", said)
    assert link
    browser = Client()
    assert browser.get(link[1], follow=True).status_code == 200
    browser.post(reverse("mine:in_welcome"))
    set_up_phone(browser)
    page = browser.get(START)
    assert page.status_code == 200
    assert NAME in page.content.decode()
    assert "Anna" in page.content.decode(), "who guides them"
    again = Client()
    assert again.get(link[1], follow=True).status_code == 404, "the link works once"


def test_from_then_on_a_code_by_mail_and_the_second_step_let_them_in(cast: Cast) -> None:
    browser, in_start, in_code = Client(), reverse("mine:in_start"), reverse("mine:in_code")
    assert browser.get(START)["Location"].startswith(in_start)
    mail.outbox.clear()
    assert browser.post(in_start, {"address": "niemand@voorbeeld.nl"})["Location"] == in_code
    assert browser.post(in_code, {"code": "123456"}).status_code == 422
    assert browser.post(in_start, {"address": f" {ADDRESS.upper()} "})["Location"] == in_code
    (said,) = sent()
    right = re.search(r"\d{6}", str(said.body))
    assert right
    other = Client()
    other.get(in_start)
    assert other.post(in_code, {"code": right[0]})["Location"] == in_start, "a code counts where it was asked"
    assert browser.post(in_code, {"code": right[0]})["Location"].startswith(reverse("mfa_authenticate"))
    assert "_auth_user_id" not in browser.session, "one step is not two"
    assert not Account.objects.filter(mail_token__contains="voorbeeld").exists()


def test_a_code_that_was_guessed_too_often_is_over(cast: Cast) -> None:
    browser, in_code = Client(), reverse("mine:in_code")
    browser.post(reverse("mine:in_start"), {"address": ADDRESS})
    held = browser.session["mailed_code"]["code"]
    wrong = f"{(int(held) + 1) % 10**6:06}"
    answers = [browser.post(in_code, {"code": wrong}).status_code for _try in range(5)]
    assert answers == [422, 422, 422, 422, 404]
    assert browser.post(in_code, {"code": held})["Location"] == reverse("mine:in_start")


def test_who_has_no_mail_comes_in_with_a_letter(cast: Cast) -> None:
    anna = cast.browser("anna")
    page = anna.post(reverse("desk:admission_client", args=[cast.other_number]), {"way": "letter"})
    assert page.status_code in (403, 404), "not a client of hers"
    bram = cast.browser("bram")
    said = bram.post(reverse("desk:admission_client", args=[cast.other_number]), {"way": "letter"}).content.decode()
    code, login = re.search(r"<b>((?:[A-Z2-9]{4}-){3}[A-Z2-9]{4})</b>", said), re.search(r"mijn-[0-9a-f]{8}", said)
    assert code
    assert login
    browser, url = Client(), reverse("mine:in_letter")
    assert browser.post(url, {"code": "AAAA-BBBB-CCCC-DDDD"}).status_code == 422
    assert browser.post(url, {"code": code[1].lower().replace("-", " ")})["Location"] == reverse("account_invitation")
    password = "vier gele fietsen in de regen"
    browser.post(reverse("account_invitation"), {"password": password, "again": password})
    set_up_phone(browser)
    assert browser.get(START).status_code == 200
    assert Client().post(url, {"code": code[1]}).status_code == 422, "the code works once"


@pytest.mark.parametrize("page", PAGES)
def test_the_pages_are_there_for_clients_alone(cast: Cast, page: str) -> None:
    assert cast.browser("chris").get(reverse(page)).status_code == 200
    for who in ("anna", "dina", "sam", "paula", "olga"):
        assert cast.browser(who).get(reverse(page)).status_code == 404, who
    assert cast.browser(None).get(reverse(page)).status_code == 302


def test_a_client_reads_what_is_written_with_source_purpose_term_and_article(cast: Cast) -> None:
    chris = cast.browser("chris")
    listed = chris.get(reverse("mine:data")).content.decode()
    for key in cast.records:
        address = reverse("mine:kind", args=[key])
        shown = chris.get(address)
        assert (shown.status_code == 200) == (address in listed), key
        if shown.status_code == 200:
            assert 'class="wb-art' in shown.content.decode(), key
    page = chris.get(reverse("mine:kind", args=["progress_report"])).content.decode()
    assert CANARY.format(category="progress_report") in page
    assert chris.get(reverse("mine:kind", args=["bestaat-niet"])).status_code == 404


def test_that_a_client_looked_is_an_event(cast: Cast) -> None:
    cast.browser("chris").get(reverse("mine:kind", args=["progress_report"]))
    page = cast.browser("anna").get(reverse("desk:who_looked", args=[cast.number]))
    assert page.status_code == 200
    looks = [one for one in who_looked(cast.actor("anna"), cast.dossier_id).events if "client" in one.roles]
    assert Kind.DOSSIER_READ in {one.kind for one in looks}


def test_a_client_can_see_what_others_did_without_their_own_looking(cast: Cast) -> None:
    cast.browser("anna").get(reverse("desk:dossier", args=[cast.number]))
    chris = cast.browser("chris")
    chris.get(reverse("mine:data"))
    for address, own in (("mine:who_looked", True), (f"{reverse('mine:who_looked')}?wie=anderen", False)):
        page = chris.get(reverse(address) if own else address).content.decode()
        assert ("U las " in page) == own
        assert re.search(r"Uw [a-z]+ las ", page)


def test_another_client_finds_nothing_by_any_address_nor_in_the_database(cast: Cast) -> None:
    """Python refuses, and PostgreSQL brings no row."""
    other = selectors.comers_of(cast.actor("bram"), services_dossier(cast)).found[0]
    stranger = Account.objects.get(pk=membership_account(cast, other.membership_id))
    actor = actor_at(stranger.pk, cast.here.organisation.pk, strong=True)
    with pytest.raises((Refused, NotFound)):
        category_of(actor, cast.dossier_id, "progress_report")
    with pytest.raises(UnrecordedWork), open_door(actor, "read", dossier_id=cast.dossier_id):
        assert not Record.objects.exists()
    with pytest.raises(UnrecordedWork), open_door(actor, "read"):
        assert not Record.objects.filter(dossier_id=cast.dossier_id).exists()
    browser = signed_in(stranger)
    number = uuid4()
    assert browser.get(reverse("mine:letter", args=[number])).status_code == 404
    assert NAME not in browser.get(START).content.decode()
    assert browser.get(reverse("desk:dossier", args=[cast.number])).status_code == 404
    assert browser.get(reverse("desk:today"))["Location"] == START


def test_stopped_is_stopped_at_once(cast: Cast) -> None:
    anna, dossier_id = cast.actor("anna"), cast.dossier_id
    running = [one for one in selectors.comers_of(anna, dossier_id).found if one.runs and one.by_mail]
    browser = signed_in(Account.objects.get(pk=membership_account(cast, running[0].membership_id)))
    assert browser.get(START).status_code == 200
    url = reverse("desk:admission_act", args=[cast.number, running[0].membership_id, "stoppen"])
    assert cast.browser("bram").post(url).status_code in (403, 404)
    assert browser.get(START).status_code == 200
    assert cast.browser("anna").post(url, follow=True).status_code == 200
    assert browser.get(START).status_code == 302, "the visit is over"
    assert [one.runs for one in selectors.comers_of(anna, dossier_id).found if one.by_mail] == [False]
