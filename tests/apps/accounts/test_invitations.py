"""A link lets one person in, once; who makes it never comes in as them."""

from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.db import connections
from django.test import Client
from django.urls import reverse

from tests.apps.accounts.signing import PASSWORD, code, events, kinds, link_for, settled, type_password
from tests.apps.gate.agencies import INVENTED, Agency, agency
from waarborg.accounts.models import Account, Invitation, Membership
from waarborg.accounts.services import invite_by_hand, take_second_factor_by_hand
from waarborg.gate.actors import actor_at
from waarborg.gate.authorisations import NewRole, give_role, open_account
from waarborg.gate.invitations import invite, take_second_factor
from waarborg.kernel import clock
from waarborg.kernel.errors import InvalidInput, NotFound, Refused
from waarborg.kernel.identifiers import new_id

TODAY = "/vandaag/"
SET_UP = "mfa_activate_totp"
NEW = "acht blauwe deuren in de wind"


@pytest.fixture
def els(here: Agency) -> Account:
    """Somebody new, without anything."""
    sam = here.actor("sam")
    number = Account.objects.count()
    account = open_account(sam, login=f"els{number}@hier", display_name="Els Vos")
    give_role(sam, NewRole(account_id=account.pk, role="coach", from_on=clock.today()))
    here.accounts["els"] = account.pk
    return account


def choose(client: Client, path: str, password: str = NEW) -> str:
    """Open a link and choose a password; where that leads."""
    assert client.get(path).headers["Location"] == reverse("account_invitation")
    answer = client.post(reverse("account_invitation"), {"password": password, "again": password})
    return answer.headers.get("Location", str(answer.status_code))


def set_up(client: Client) -> str:
    """Set up the app; its secret."""
    page = client.get(reverse(SET_UP))
    secret: str = page.context["form"].secret
    assert secret in page.content.decode()
    answer = client.post(reverse(SET_UP), {"code": code(secret)})
    assert answer.headers["Location"] == reverse("mfa_view_recovery_codes")
    return secret


def test_from_the_link_to_the_first_day(here: Agency, els: Account) -> None:
    client, path = Client(), link_for(here, "els")
    assert choose(client, path) == "/"
    assert client.get(TODAY).headers["Location"] == reverse(SET_UP), "nothing opens before the second step"
    set_up(client)
    assert client.get(reverse("mfa_view_recovery_codes")).content.decode().count("wb-sleutel") == 10
    assert client.get(TODAY).headers["Location"] == "/verklaring/", "then secrecy"
    assert kinds(els.pk) == ["password_chosen", "signed_in", "second_factor_added", "second_factor_added"]


def test_setting_up_the_second_step_goes_on_under_another_key(here: Agency, els: Account) -> None:
    client = Client()
    choose(client, link_for(here, "els"))
    before = client.session.session_key
    set_up(client)
    assert client.session.session_key != before


def test_the_code_that_set_the_app_up_does_not_sign_in(here: Agency, els: Account) -> None:
    client = Client()
    choose(client, link_for(here, "els"))
    secret = client.get(reverse(SET_UP)).context["form"].secret
    used = code(secret)
    client.post(reverse(SET_UP), {"code": used})
    other = Client()
    type_password(other, els.login, NEW)
    assert other.post(reverse("mfa_authenticate"), {"code": used}).status_code == 200


def test_while_it_is_set_up_the_secret_stands_in_no_table(here: Agency, els: Account) -> None:
    client = Client()
    choose(client, link_for(here, "els"))
    secret = client.get(reverse(SET_UP)).context["form"].secret
    with connections["default"].cursor() as cursor:
        cursor.execute("select accounts_session::text from accounts_session where account_id = %s", [els.pk])
        rows = cursor.fetchall()
    assert len(rows) == 1
    assert secret not in rows[0][0]
    assert els.login not in rows[0][0]


def test_a_wrong_first_code_sets_nothing_up(here: Agency, els: Account) -> None:
    client = Client()
    choose(client, link_for(here, "els"))
    client.get(reverse(SET_UP))
    assert client.post(reverse(SET_UP), {"code": "000000"}).status_code == 200
    assert not Authenticator.objects.filter(user=els).exists()


def test_a_link_works_once(here: Agency, els: Account) -> None:
    path = link_for(here, "els")
    choose(Client(), path)
    late = Client()
    late.get(path)
    page = late.get(reverse("account_invitation"))
    assert page.status_code == 404
    assert "Deze link werkt niet meer" in page.content.decode()
    assert choose(Client(), path, "een heel ander wachtwoord") == "404"
    assert Account.objects.get(pk=els.pk).check_password(NEW)


def test_looking_at_a_link_does_not_use_it(here: Agency, els: Account) -> None:
    path = link_for(here, "els")
    for _ in range(3):
        Client().get(path)
    Client().head(path)
    assert choose(Client(), path) == "/"


def test_a_link_does_not_stay_in_the_address(here: Agency, els: Account) -> None:
    client, path = Client(), link_for(here, "els")
    token = path.rstrip("/").rpartition("/")[2]
    page = client.get(path, follow=True)
    assert page.request["PATH_INFO"] == reverse("account_invitation")
    assert token not in page.content.decode()
    assert els.login in page.content.decode()


def test_a_link_expires(here: Agency, els: Account) -> None:
    path = link_for(here, "els")
    with clock.travel(clock.now() + timedelta(hours=73)):
        assert choose(Client(), path) == "404"


def test_a_new_link_ends_the_old_one(here: Agency, els: Account) -> None:
    first, second = link_for(here, "els"), link_for(here, "els")
    assert choose(Client(), first) == "404"
    assert choose(Client(), second) == "/"


@pytest.mark.parametrize("token", ["x", "Kx4", "0" * 64])
def test_a_link_that_nobody_made_leads_nowhere(token: str) -> None:
    assert choose(Client(), reverse("account_invitation_link", args=[token])) == "404"
    assert Client().get(reverse("account_invitation")).status_code == 404


def test_a_password_that_is_not_good_does_not_use_the_link(here: Agency, els: Account) -> None:
    client, path = Client(), link_for(here, "els")
    assert choose(client, path, "te kort") == "422"
    assert choose(client, path) == "/"


def test_of_a_link_only_a_hash_is_kept(here: Agency, els: Account) -> None:
    token = link_for(here, "els").rstrip("/").rpartition("/")[2]
    with connections["default"].cursor() as cursor:
        cursor.execute("select accounts_invitation::text from accounts_invitation")
        assert not [row for (row,) in cursor.fetchall() if token in row]


def test_who_sat_there_before_is_signed_out(here: Agency, els: Account) -> None:
    sam = settled_anew(here, "sam")
    client = sam.sign_in()
    choose(client, link_for(here, "els", by="ada"))
    assert kinds(sam.account.pk)[-1] == "signed_out"
    assert client.session["_auth_user_id"] == str(els.pk)


def test_a_new_password_leaves_the_second_step_and_ends_every_visit(here: Agency) -> None:
    anna = settled_anew(here, "anna")
    before, now = anna.sign_in(), Client()
    assert choose(now, link_for(here, "anna")) == reverse("mfa_authenticate"), "the app is still asked for"
    assert now.get(TODAY).status_code == 302
    assert before.get(TODAY).status_code == 302, "signed out everywhere"
    assert now.post(reverse("mfa_authenticate"), {"code": anna.recovery[0]}).headers["Location"] == "/"


def test_a_right_password_without_second_step_and_without_invitation_opens_nothing(here: Agency, els: Account) -> None:
    els.set_password(PASSWORD)
    els.save()
    answer = type_password(Client(), els.login)
    assert answer.status_code == 403
    assert "U kunt nog niet inloggen" in answer.content.decode()
    assert events(els.pk)[-1]["details"] == {"step": "no_second_factor"}


def test_the_second_step_is_set_up_within_days_of_the_link(here: Agency, els: Account) -> None:
    choose(Client(), link_for(here, "els"))
    assert type_password(Client(), els.login, NEW).status_code == 302
    with clock.travel(clock.now() + timedelta(hours=73)):
        assert type_password(Client(), els.login, NEW).status_code == 403


def test_a_lost_phone_is_taken_away_by_a_colleague_and_another_set_up(here: Agency) -> None:
    anna = settled_anew(here, "anna")
    before = anna.sign_in()
    take_second_factor(here.actor("ada"), anna.account.pk)
    assert before.get(TODAY).status_code == 302, "signed out everywhere"
    client = Client()
    anna.type_password(client)
    assert client.get(TODAY).headers["Location"] == reverse(SET_UP)
    set_up(client)
    assert client.get(TODAY).status_code == 200


def test_one_person_does_not_renew_both_the_password_and_the_second_step(here: Agency) -> None:
    anna, sam, ada = settled_anew(here, "anna"), here.actor("sam"), here.actor("ada")
    invite(sam, anna.account.pk)
    with pytest.raises(InvalidInput):
        take_second_factor(sam, anna.account.pk)
    assert Authenticator.objects.filter(user=anna.account).exists()
    take_second_factor(ada, anna.account.pk)
    with pytest.raises(InvalidInput):
        invite(ada, anna.account.pk)
    invite(sam, anna.account.pk)


def test_after_signing_in_with_the_new_password_the_same_person_may(here: Agency) -> None:
    anna, sam = settled_anew(here, "anna"), here.actor("sam")
    choose(client := Client(), link_for(here, "anna"))
    client.post(reverse("mfa_authenticate"), {"code": anna.recovery[0]})
    take_second_factor(sam, anna.account.pk)
    assert not Authenticator.objects.filter(user=anna.account).exists()


@pytest.mark.parametrize("act", [invite, take_second_factor])
def test_nobody_lets_themself_in(here: Agency, act) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(InvalidInput):
        act(here.actor("sam"), here.accounts["sam"])


@pytest.mark.parametrize("act", [invite, take_second_factor])
@pytest.mark.parametrize("who", ["anna", "bram"])
def test_who_gives_no_roles_lets_nobody_in(here: Agency, act, who: str) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(Refused):
        act(here.actor(who), here.accounts["dina"])


@pytest.mark.parametrize("act", [invite, take_second_factor])
def test_a_stranger_is_not_there(here: Agency, act) -> None:  # type: ignore[no-untyped-def]
    olga = Account(login=f"olga{new_id()}@elders")
    olga.save()
    for stranger in (olga.pk, new_id()):
        with pytest.raises(NotFound):
            act(here.actor("sam"), stranger)


@pytest.mark.parametrize("act", [invite, take_second_factor])
def test_who_works_for_another_agency_too_is_let_in_by_no_single_one(here: Agency, act, els: Account) -> None:  # type: ignore[no-untyped-def]
    slug = f"elders{Account.objects.count()}"
    elsewhere = agency(INVENTED / "zilverpad", {"baas": ("responsible",)}, slug=slug)
    Membership(organisation_id=elsewhere.organisation.pk, account_id=els.pk, role="coach", from_on=clock.today()).save(
        using="owner", force_insert=True
    )
    assert len(actor_at(els.pk, strong=True).roles) == 1
    with pytest.raises(InvalidInput, match=r"ander bureau|another agency"):
        act(here.actor("sam"), els.pk)


def test_the_database_itself_lets_nobody_invite_themself(here: Agency) -> None:
    sam = here.accounts["sam"]
    one = Invitation(account_id=sam, made_by_id=sam, kind="second_factor", made_at=clock.now(), expires_at=clock.now())
    with pytest.raises(Exception, match="invitation_never_to_oneself"):
        one.save(force_insert=True)


def test_from_the_shell_the_first_people_are_let_in(here: Agency) -> None:
    account = Account.objects.get(pk=here.accounts["bram"])
    path = invite_by_hand(account.login).url.partition("//")[2].partition("/")[2]
    assert choose(Client(), f"/{path}") == "/"
    take_second_factor_by_hand(account.login)
    with pytest.raises(NotFound):
        invite_by_hand("niemand@hier")


def test_the_page_of_roles_shows_a_new_link_once(here: Agency, els: Account) -> None:
    client = settled_anew(here, "sam").sign_in()
    page = client.get(reverse("desk:accounts")).content.decode()
    url = reverse("desk:account_invite", args=[els.pk])
    assert url in page
    shown = client.post(url).content.decode()
    assert "/account/invitation/" in shown
    assert els.login in shown
    assert client.get(url).status_code == 405


def settled_anew(here: Agency, who: str):  # type: ignore[no-untyped-def]
    Authenticator.objects.filter(user_id=here.accounts[who]).delete()
    Invitation.objects.filter(account_id=here.accounts[who], made_by__isnull=False).update(made_by=None)
    return settled(here.accounts[who])
