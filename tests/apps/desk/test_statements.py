"""How many statements a page takes: a constant number, whatever there is to show."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.apps.cast import Cast, canaries
from waarborg.dossiers import records, services
from waarborg.dossiers.caseloads import caseload
from waarborg.dossiers.catalogue import catalogue_of
from waarborg.dossiers.declarations import declare
from waarborg.kernel import clock
from waarborg.parties.services import register_party
from waarborg.work.appointments import NewAppointment, make
from waarborg.work.services import remind
from waarborg.work.time_entries import NewTime, add_time

NOT_THE_VIEWS_OWN = (
    "BEGIN",
    "COMMIT",
    "set_config('waarborg.context'",  # the signed context
    "django_session",
    'FROM "accounts_account"',  # who is signed in
    "gate.memberships_of",  # as what
    "gate.version_in_force",  # under which regulation
    'FROM "accounts_organisation"',  # the name above the page
    "accounts_session",
)
"""What every page of somebody who is signed in takes, whatever it shows."""

DOSSIER, CASELOAD, SEARCH, TODAY = 6, 4, 4, 24
WHOLE_CASELOAD = 200


class Counted:
    """The statements of one page."""

    statements: list[str]


@contextmanager
def counting() -> Iterator[Counted]:
    """Count what a page itself asks of the database."""
    counted = Counted()
    with CaptureQueriesContext(connection) as captured:
        yield counted
    said = [query["sql"] for query in captured.captured_queries]
    counted.statements = [one for one in said if not any(part in one for part in NOT_THE_VIEWS_OWN)]


def opened(cast: Cast, name: str, *arguments: str) -> list[str]:
    """The statements of a page, once everything that is kept in the process is there."""
    anna = cast.browser("anna")
    anna.get(reverse(name, args=arguments))
    with counting() as counted:
        assert anna.get(reverse(name, args=arguments)).status_code == 200
    return counted.statements


def test_a_dossier_with_its_event_takes_six_statements_at_most(cast: Cast) -> None:
    statements = opened(cast, "desk:dossier", cast.number)
    assert len(statements) <= DOSSIER, statements


def test_a_caseload_takes_four_statements_at_most(cast: Cast) -> None:
    statements = opened(cast, "desk:caseload")
    assert len(statements) <= CASELOAD, statements


def test_a_search_takes_four_statements_at_most(cast: Cast) -> None:
    anna = cast.browser("anna")
    anna.post(reverse("desk:search"), {"q": "kanar"})
    with counting() as counted:
        assert anna.post(reverse("desk:search"), {"q": "kanar"}).status_code == 200
    assert len(counted.statements) <= SEARCH, counted.statements


def test_what_is_suggested_takes_no_more_than_a_search(cast: Cast) -> None:
    anna = cast.browser("anna")
    anna.post(reverse("desk:suggest"), {"q": "kanar"})
    with counting() as counted:
        assert anna.post(reverse("desk:suggest"), {"q": "kanar"}).status_code == 200
    assert len(counted.statements) <= SEARCH, counted.statements


@pytest.mark.parametrize(
    "name", ["dossier", "trajectories", "retention", "who_has_access", "who_looked", "intake", "consents"]
)
def test_a_page_takes_no_more_statements_when_there_is_more_to_show(cast: Cast, name: str) -> None:
    before = len(opened(cast, f"desk:{name}", cast.number))
    anna = cast.actor("anna")
    entry = catalogue_of(anna.in_force).entry("conversation_report")
    for _time in range(5):
        new = records.NewRecord(category=entry.key, fields=canaries(entry), source="staff")
        records.add_record(anna, cast.dossier_id, new)
    assert len(opened(cast, f"desk:{name}", cast.number)) == before


OF_A_WORKING_DAY = ("today", "agenda", "hours", "note_choose", "caseload", "tasks", "paper_register")


def test_pages_of_a_working_day_take_as_many_statements_at_a_caseload_of_two_hundred(cast: Cast) -> None:
    fill_the_caseload(cast, 3)
    few = {name: opened(cast, f"desk:{name}") for name in OF_A_WORKING_DAY}
    assert len(few["today"]) <= TODAY, few["today"]
    fill_the_caseload(cast, WHOLE_CASELOAD)
    assert {name: len(opened(cast, f"desk:{name}")) for name in few} == {name: len(said) for name, said in few.items()}


def fill_the_caseload(cast: Cast, upto: int) -> None:
    """Let Anna work with as many people as one coach ever does, each with an appointment, a task and time."""
    anna, dina = cast.actor("anna"), cast.actor("dina")
    there = len(caseload(anna).rows)
    principal = register_party(dina, kind="uwv", name=f"UWV Vlietdam {upto}") if there < upto else None
    for number in range(there, upto):
        assert principal
        trajectory = services.NewTrajectory(
            principal_id=principal, type="fit_for_work", referred_on=clock.today(), hours_granted=Decimal(1)
        )
        made = services.open_dossier(dina, services.NewDossier(trajectory=trajectory, coach_id=anna.account_id))
        if number % 9 == 1:
            declare(anna, made.dossier_id, "storage_consent", form="written", from_on=clock.today())
            name = records.NewRecord(category="contact", fields={"name": f"Proef {number}"}, source="client")
            records.add_record(anna, made.dossier_id, name)
            soon = clock.now() + timedelta(minutes=number + 1)
            make(anna, made.dossier_id, NewAppointment(kind="interview", starts_at=soon, minutes=5, place="Kamer 2"))
            add_time(anna, made.dossier_id, NewTime(activity="talk", minutes=55))
            remind(anna, made.dossier_id, note="Bellen")
