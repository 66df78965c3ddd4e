"""A visit is sealed at rest, ends by itself, and ends at once when the last role does."""

from datetime import timedelta
from uuid import UUID

import pytest
from django.conf import settings
from django.db import connections
from django.test import Client
from django.utils import timezone

from tests.apps.accounts.signing import Person, settled
from tests.apps.gate.agencies import INVENTED, Agency, agency
from waarborg.accounts.models import Membership, Session
from waarborg.accounts.sessions import SessionStore, end_sessions, end_stale_sessions, hashed
from waarborg.gate.authorisations import NewRole, end_role, give_role
from waarborg.gate.door import in_context
from waarborg.kernel import clock

TODAY = "/vandaag/"
HOURS = timedelta(seconds=settings.SESSION_COOKIE_AGE)
IDLE = timedelta(seconds=settings.SESSION_IDLE_SECONDS)
SECOND = timedelta(seconds=1)


@pytest.fixture(scope="module")
def bram(here: Agency) -> Person:
    return settled(here.accounts["bram"])


def rows_of(account_id: UUID) -> list[Session]:
    return list(Session.objects.filter(account_id=account_id))


def visit(person: Person) -> tuple[Client, Session]:
    end_sessions(person.account.pk)
    client = Client()
    client.force_login(person.account)
    session = client.session
    session["account_authentication_methods"] = [{"method": "mfa"}]
    session["canary"] = "kanarie"
    session.save()
    (row,) = rows_of(person.account.pk)
    return client, row


def test_a_copy_of_the_table_lets_nobody_in_and_tells_nothing(bram: Person) -> None:
    client, row = visit(bram)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
    assert row.session_key == hashed(cookie) != cookie
    assert "kanarie" not in row.session_data
    stranger = Client()
    stranger.cookies[settings.SESSION_COOKIE_NAME] = row.session_key
    assert stranger.get(TODAY).status_code == 302
    assert client.get(TODAY).status_code == 200


def test_content_that_was_put_in_another_session_does_not_open(bram: Person) -> None:
    client, row = visit(bram)
    other = SessionStore()
    other.create()
    Session.objects.filter(pk=hashed(other.session_key or "")).update(session_data=row.session_data)
    assert SessionStore(other.session_key).load() == {}
    assert client.session["canary"] == "kanarie"


@pytest.mark.parametrize(
    ("age", "unused", "open_still"),
    [
        (HOURS - timedelta(minutes=1), IDLE - timedelta(minutes=1), True),
        (HOURS + SECOND, timedelta(0), False),
        (timedelta(hours=2), IDLE + SECOND, False),
    ],
    ids=["within both", "signed in too long ago", "unused for too long"],
)
def test_a_visit_ends_some_hours_after_signing_in_or_when_nobody_uses_it(
    bram: Person, age: timedelta, unused: timedelta, open_still: bool
) -> None:
    client, row = visit(bram)
    now = timezone.now()
    Session.objects.filter(pk=row.pk).update(began_at=now - age, seen_at=now - unused)
    assert (client.get(TODAY).status_code == 200) is open_still


def test_using_it_does_not_make_it_last_for_ever(bram: Person) -> None:
    client, row = visit(bram)
    session = client.session
    session["more"] = 1
    session.save()
    (later,) = rows_of(bram.account.pk)
    assert later.began_at == row.began_at


def test_being_there_is_written_down_every_few_minutes_only(bram: Person) -> None:
    client, row = visit(bram)
    client.get(TODAY)
    assert rows_of(bram.account.pk)[0].seen_at >= row.seen_at
    past = timezone.now() - timedelta(minutes=6)
    Session.objects.filter(pk=row.pk).update(seen_at=past)
    client.get(TODAY)
    assert rows_of(bram.account.pk)[0].seen_at > past


def test_all_visits_of_an_account_end_at_once(bram: Person) -> None:
    client, _row = visit(bram)
    assert end_sessions(bram.account.pk) == 1
    assert client.get(TODAY).status_code == 302


def test_who_lost_the_last_role_reads_so_and_is_signed_out(here: Agency, bram: Person) -> None:
    client, _row = visit(bram)
    _let_role_end_yesterday(here, "bram")
    page = client.get(TODAY)
    assert page.status_code == 404
    assert "U hebt hier geen rol" in page.content.decode()
    assert rows_of(bram.account.pk) == []
    assert client.get(TODAY).status_code == 302, "signed out"
    _give_role_again(here, "bram")


def test_the_worker_ends_visits_of_people_without_a_role_and_those_that_are_over(here: Agency, bram: Person) -> None:
    _client, row = visit(bram)
    nobody = SessionStore()
    nobody.create()
    assert end_stale_sessions() == 0
    _let_role_end_yesterday(here, "bram")
    Session.objects.filter(pk=hashed(nobody.session_key or "")).update(seen_at=timezone.now() - IDLE)
    assert end_stale_sessions() >= 2
    assert not Session.objects.filter(pk=row.pk).exists()
    _give_role_again(here, "bram")


def test_a_role_that_ends_today_leaves_the_day_and_one_that_has_ended_leaves_nothing(here: Agency) -> None:
    anna, today = settled(here.accounts["anna"]), clock.today()
    visit(anna)
    sam = here.actor("sam")
    with in_context(sam):
        (membership,) = Membership.objects.filter(account=anna.account, until_on__isnull=True)
    end_role(sam, membership.pk, until_on=today)
    assert rows_of(anna.account.pk), "today is the last day, and it is not over"
    with clock.travel(today + timedelta(days=1)):
        end_role(here.actor("sam"), membership.pk, until_on=today)
    assert rows_of(anna.account.pk) == []


def test_who_works_for_another_agency_too_goes_on_there(here: Agency) -> None:
    elsewhere = agency(INVENTED / "zilverpad", {"els": ("responsible",)}, slug="elders")
    dina = settled(here.accounts["dina"])
    _membership(elsewhere.organisation.pk, dina.account.pk, "coach")
    client, _row = visit(dina)
    session = client.session
    session["organisation"] = str(elsewhere.organisation.pk)
    session.save()
    _end_everywhere(elsewhere.organisation.pk, dina.account.pk)
    assert client.get(TODAY).headers["Location"] == "/kiezen/"
    assert client.get(TODAY).status_code == 200


def _let_role_end_yesterday(here: Agency, who: str) -> None:
    _end_everywhere(here.organisation.pk, here.accounts[who])


def _end_everywhere(organisation_id: UUID, account_id: UUID) -> None:
    """As time does: nobody may write this, so the test does it as the owner of the tables, for the past."""
    yesterday = clock.today() - timedelta(days=1)
    with connections["owner"].cursor() as cursor:
        cursor.execute("alter table accounts_membership no force row level security")
        cursor.execute(
            "update accounts_membership set from_on = %s, until_on = %s where organisation_id = %s and account_id = %s",
            [yesterday, yesterday, organisation_id, account_id],
        )
        cursor.execute("alter table accounts_membership force row level security")


def _membership(organisation_id: UUID, account_id: UUID, role: str) -> None:
    with connections["owner"].cursor() as cursor:
        cursor.execute("alter table accounts_membership no force row level security")
        Membership(organisation_id=organisation_id, account_id=account_id, role=role, from_on=clock.today()).save(
            using="owner", force_insert=True
        )
        cursor.execute("alter table accounts_membership force row level security")


def _give_role_again(here: Agency, who: str) -> None:
    give_role(here.actor("sam"), NewRole(account_id=here.accounts[who], role="coach", from_on=clock.today()))
