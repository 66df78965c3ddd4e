"""Signing in takes two steps, tells a guesser nothing, counts attempts, and leaves an event each time."""

import pytest
from allauth.mfa.models import Authenticator
from django.db import connections
from django.test import Client, RequestFactory, override_settings
from django.urls import reverse

from tests.apps.accounts.signing import PASSWORD, Person, code, events, kinds, settled, type_password, wrong
from tests.apps.gate.agencies import INVENTED, Agency, agency
from waarborg.accounts.events import address_of
from waarborg.accounts.models import Account, Membership
from waarborg.accounts.services import end_account
from waarborg.kernel import clock
from waarborg.ledger.entries import INSTALLATION

TODAY = "/vandaag/"


@pytest.fixture
def anna(here: Agency) -> Person:
    Authenticator.objects.filter(user_id=here.accounts["anna"]).delete()
    return settled(here.accounts["anna"])


def test_with_password_and_code_the_day_begins(anna: Person) -> None:
    client = Client()
    assert anna.type_password(client).headers["Location"] == reverse("mfa_authenticate")
    assert client.get(TODAY).status_code == 302, "one step opens nothing"
    assert anna.type_code(client).headers["Location"] == "/"
    assert client.get(TODAY).status_code == 200


def test_each_step_stands_in_the_agencys_ledger_with_the_network_it_came_from(here: Agency, anna: Person) -> None:
    client = anna.sign_in()
    client.post(reverse("account_logout"))
    signed_in, signed_out = events(anna.account.pk)[-2:]
    assert (signed_in["kind"], signed_out["kind"]) == ("signed_in", "signed_out")
    assert signed_in["organisation_id"] == here.organisation.pk
    assert signed_in["from_where"] == "127.0.0.0/24"
    assert signed_in["details"] == {"second_step": "totp"}


def test_signing_out_closes_everything(anna: Person) -> None:
    client = anna.sign_in()
    client.post(reverse("account_logout"))
    assert client.get(TODAY).headers["Location"].startswith(reverse("account_login"))


def test_signing_in_begins_under_another_key(anna: Person) -> None:
    client = Client()
    anna.type_password(client)
    before = client.session.session_key
    anna.type_code(client)
    assert client.session.session_key != before


def test_a_wrong_name_and_a_wrong_password_look_the_same(anna: Person) -> None:
    pages = []
    for login in (anna.account.login, "niemand@hier"):
        page = type_password(Client(), login, "niet het goede wachtwoord").content.decode()
        pages.append([line for line in page.replace(login, "…").splitlines() if "csrf" not in line])
    assert pages[0] == pages[1]
    assert "klopt niet" in "".join(pages[0])


def test_a_failed_sign_in_is_an_event_without_what_was_typed(here: Agency, anna: Person) -> None:
    type_password(Client(), anna.account.login, "niet het goede wachtwoord")
    type_password(Client(), "niet het goede wachtwoord", "x")
    known, unknown = events(anna.account.pk)[-1], events(None)[-1]
    assert (known["kind"], known["organisation_id"]) == ("sign_in_failed", here.organisation.pk)
    assert (unknown["kind"], unknown["organisation_id"]) == ("sign_in_failed", INSTALLATION)
    assert known["details"] == unknown["details"] == {"step": "password"}


def test_a_name_is_the_same_in_capitals(anna: Person) -> None:
    assert type_password(Client(), anna.account.login.upper()).headers["Location"] == reverse("mfa_authenticate")


def test_after_five_wrong_passwords_the_right_one_does_not_help(anna: Person) -> None:
    for _ in range(5):
        anna.type_password(Client(), "niet het goede wachtwoord")
    refused = anna.type_password(Client())
    assert refused.status_code == 200
    assert "Te veel pogingen" in refused.content.decode()


def test_guessing_names_that_nobody_has_is_counted_as_well() -> None:
    for _ in range(5):
        type_password(Client(), "niemand@hier")
    assert "Te veel pogingen" in type_password(Client(), "niemand@hier").content.decode()


def test_one_address_guesses_at_few_names_a_minute() -> None:
    answers = [type_password(Client(), f"naam-{number}").content.decode() for number in range(21)]
    assert "Te veel pogingen" not in answers[19]
    assert "Te veel pogingen" in answers[20]


def test_what_is_counted_names_nobody(anna: Person) -> None:
    anna.type_password(Client(), "niet het goede wachtwoord")
    with connections["default"].cursor() as cursor:
        cursor.execute("select cache_key, value from accounts_throttle")
        rows = cursor.fetchall()
    assert rows
    assert all(len(key) == 64 for key, _value in rows)
    assert not any("127.0.0.1" in f"{key}{value}" or anna.account.login in f"{key}{value}" for key, value in rows)


def test_a_wrong_code_is_refused_and_recorded(anna: Person) -> None:
    client = Client()
    anna.type_password(client)
    answer = anna.type_code(client, wrong(code(anna.secret)))
    assert "Deze code klopt niet" in answer.content.decode()
    assert client.get(TODAY).status_code == 302
    assert events(anna.account.pk)[-1]["details"] == {"step": "second_factor"}


def test_after_five_wrong_codes_the_right_one_does_not_help(anna: Person) -> None:
    client = Client()
    anna.type_password(client)
    for _ in range(5):
        anna.type_code(client, wrong(code(anna.secret)))
    assert "Te veel pogingen" in anna.type_code(client).content.decode()


def test_a_code_works_once(anna: Person) -> None:
    first, second, used = Client(), Client(), code(anna.secret)
    anna.type_password(first)
    anna.type_password(second)
    assert anna.type_code(first, used).status_code == 302
    assert anna.type_code(second, used).status_code == 200
    assert second.get(TODAY).status_code == 302


def test_a_recovery_code_works_once(anna: Person) -> None:
    first, second = Client(), Client()
    anna.type_password(first)
    anna.type_password(second)
    assert anna.type_code(first, anna.recovery[0]).status_code == 302
    assert first.get(TODAY).status_code == 200
    assert events(anna.account.pk)[-1]["details"] == {"second_step": "recovery_codes"}
    assert anna.type_code(second, anna.recovery[0]).status_code == 200


def test_the_second_factor_stands_sealed_and_opens_for_its_account_alone(here: Agency, anna: Person) -> None:
    rows = [row.data for row in Authenticator.objects.filter(user=anna.account)]
    assert anna.secret not in str(rows)
    assert not any(given in str(rows) for given in anna.recovery)
    stolen = Authenticator.objects.get(user=anna.account, type="totp").data
    Authenticator.objects.filter(user_id=here.accounts["bram"]).delete()
    bram = settled(here.accounts["bram"])
    Authenticator.objects.filter(user=bram.account, type="totp").update(data=stolen)
    client = Client(raise_request_exception=False)
    bram.type_password(client)
    assert bram.type_code(client, code(anna.secret)).status_code == 500, "a copied secret does not open"
    assert client.get(TODAY).status_code == 302


def test_nobody_takes_their_own_second_step_away(anna: Person) -> None:
    client = anna.sign_in()
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    page = client.post(reverse("mfa_deactivate_totp"))
    assert "Een nieuwe telefoon?" in page.content.decode()
    assert Authenticator.objects.filter(user=anna.account, type="totp").exists()


def test_recovery_codes_are_shown_once(anna: Person) -> None:
    client = anna.sign_in()
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    client.post(reverse("mfa_generate_recovery_codes"))
    first = client.get(reverse("mfa_view_recovery_codes")).content.decode()
    again = client.get(reverse("mfa_view_recovery_codes")).content.decode()
    assert first.count('<code class="wb-sleutel">') == 10
    assert '<code class="wb-sleutel">' not in again
    assert kinds(anna.account.pk)[-1] == "second_factor_added"


def test_an_account_that_ended_opens_nothing(here: Agency) -> None:
    bram = settled_anew(here, "bram")
    client = bram.sign_in()
    end_account(bram.account.login)
    assert client.get(TODAY).headers["Location"].startswith(reverse("account_login"))
    answer = bram.type_password(Client())
    assert answer.headers["Location"] == reverse("account_inactive")
    Account.objects.filter(pk=bram.account.pk).update(is_active=True)


def test_who_works_for_two_agencies_stands_in_the_ledger_of_both(here: Agency) -> None:
    elsewhere = agency(INVENTED / "zilverpad", {"els": ("responsible",)}, slug="elders")
    bram = settled_anew(here, "bram")
    Membership(
        organisation_id=elsewhere.organisation.pk, account=bram.account, role="coach", from_on=clock.today()
    ).save(using="owner", force_insert=True)
    bram.sign_in()
    both = {here.organisation.pk, elsewhere.organisation.pk}
    assert {event["organisation_id"] for event in events(bram.account.pk)[-2:]} == both


@pytest.mark.parametrize(
    ("proxies", "named", "seen"),
    [
        (0, "198.51.100.7", "127.0.0.0/24"),
        (1, "198.51.100.7", "198.51.100.0/24"),
        (1, "203.0.113.9, 198.51.100.7", "198.51.100.0/24"),
        (1, "2001:db8:1:2::3", "2001:db8:1::/48"),
        (1, "elders", ""),
    ],
    ids=["no proxy is believed", "ours", "what a visitor adds is not believed", "IPv6", "no address"],
)
def test_behind_a_proxy_the_network_is_the_visitors(proxies: int, named: str, seen: str) -> None:
    request = RequestFactory().get("/", REMOTE_ADDR="127.0.0.1", headers={"x-forwarded-for": named})
    with override_settings(ALLAUTH_TRUSTED_PROXY_COUNT=proxies):
        assert address_of(request) == seen


@override_settings(ACCOUNT_RATE_LIMITS={"login": "1/m/ip"})
def test_too_many_of_anything_is_a_page_in_plain_words(anna: Person) -> None:
    anna.type_password(Client())
    answer = anna.type_password(Client())
    assert answer.status_code == 429
    assert "Wacht een minuut" in answer.content.decode()


@pytest.mark.parametrize("name", ["account_signup", "account_set_password"])
def test_what_the_library_offers_and_we_do_not_is_not_there(name: str) -> None:
    assert Client().get(reverse(name)).status_code == 404
    assert Client().post(reverse(name), {"username": "nieuw"}).status_code == 404


def test_who_forgot_the_password_reads_whom_to_ask() -> None:
    page = Client().get(reverse("account_reset_password")).content.decode()
    assert "beheerder van uw bureau" in page


def settled_anew(here: Agency, who: str) -> Person:
    Authenticator.objects.filter(user_id=here.accounts[who]).delete()
    return settled(here.accounts[who])
