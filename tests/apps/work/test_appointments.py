"""Appointments: in whose agenda they stand, what the client is told, and what a calendar program may read."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import ProgrammingError, connections, transaction
from icalendar import Calendar

from tests.apps.work.cast import ADDRESS, NAME, Cast, cast
from waarborg.accounts.models import Membership
from waarborg.desk.announcing import telling
from waarborg.dossiers.records import Correction, correct_record
from waarborg.dossiers.selectors import dossier
from waarborg.gate.authorisations import end_role
from waarborg.gate.door import open_door
from waarborg.kernel import clock
from waarborg.kernel.errors import Conflict, InvalidInput, NotFound, Refused
from waarborg.ledger.vocabulary import Kind
from waarborg.letters.choices import Channel
from waarborg.letters.outbox import send_waiting
from waarborg.letters.services import letters_of, open_letter
from waarborg.work.agenda import agenda_of, appointments_of, has_address, make_address, times_at, withdraw_address
from waarborg.work.appointments import NewAppointment, make, move, settle
from waarborg.work.choices import AppointmentState
from waarborg.work.models import Appointment

pytestmark = pytest.mark.real_commits
PLACE = "Kantoor Vlietdam, kamer 2"


@pytest.fixture
def here() -> Cast:
    return cast()


def soon(hours: int = 24) -> Any:
    return clock.now() + timedelta(hours=hours)


def meeting(**different: Any) -> NewAppointment:
    return NewAppointment(**{"kind": "interview", "starts_at": soon(), "minutes": 60, "place": PLACE, **different})


def test_it_stands_in_ones_own_agenda_with_name_and_place_and_in_no_others(here: Cast) -> None:
    make(here.anna, here.dossier_id, meeting())
    (seen,) = agenda_of(here.anna, clock.today(), days=3)
    assert (seen.name, seen.place, seen.minutes, seen.mine) == (NAME, PLACE, 60, True)
    assert agenda_of(here.bram, clock.today(), days=3) == []
    with pytest.raises(Refused):
        appointments_of(here.bram, here.dossier_id)


def test_who_does_not_work_on_it_makes_none_and_the_database_says_so_too(here: Cast) -> None:
    with pytest.raises(Refused):
        make(here.bram, here.dossier_id, meeting())
    made = make(here.anna, here.dossier_id, meeting())
    with open_door(here.anna, "read", dossier_id=here.dossier_id) as door:
        door.note(Kind.DOSSIER_READ)
        row = Appointment.objects.get(pk=made)
    row.pk, row.account_id = UUID(int=8), here.bram.somebody
    with open_door(here.bram, "write", dossier_id=here.dossier_id) as door:
        row.decision_id = door.note(Kind.DOSSIER_READ)
        with pytest.raises(ProgrammingError), transaction.atomic():
            Appointment.objects.bulk_create([row])


def test_a_colleague_gets_one_only_with_whom_they_work(here: Cast) -> None:
    with pytest.raises(InvalidInput) as mistake:
        make(here.anna, here.dossier_id, meeting(account_id=here.agency.accounts["bram"]))
    assert "account" in mistake.value.fields


@pytest.mark.parametrize(
    ("different", "field"),
    [
        ({"starts_at": "past"}, "day"),
        ({"minutes": 0}, "minutes"),
        ({"place": " "}, "place"),
        ({"place": "52.37022, 4.89517"}, "place"),
    ],
)
@pytest.mark.clause("BNW-A.trajectgegevens.6")
def test_what_cannot_be_is_said_at_its_field(here: Cast, different: dict[str, Any], field: str) -> None:
    if different.get("starts_at") == "past":
        different = {"starts_at": soon(-1)}
    with pytest.raises(InvalidInput) as mistake:
        make(here.anna, here.dossier_id, meeting(**different))
    assert field in mistake.value.fields


def test_it_moves_and_what_became_of_it_is_written_once(here: Cast) -> None:
    made = make(here.anna, here.dossier_id, meeting())
    move(here.anna, here.dossier_id, made, starts_at=soon(48), minutes=30, place="Telefonisch")
    (seen,) = appointments_of(here.anna, here.dossier_id)
    assert (seen.place, seen.minutes, seen.is_planned) == ("Telefonisch", 30, True)
    with pytest.raises(InvalidInput):
        settle(here.anna, here.dossier_id, made, AppointmentState.DONE)
    with clock.travel(soon(72)):
        settle(here.anna, here.dossier_id, made, AppointmentState.NO_SHOW)
        with pytest.raises(Conflict):
            settle(here.anna, here.dossier_id, made, AppointmentState.DONE)
    with pytest.raises(NotFound):
        settle(here.anna, here.dossier_id, UUID(int=5), AppointmentState.CANCELLED)


def test_a_message_tells_time_and_place_and_nothing_of_the_client(here: Cast, settings: Any, mailoutbox: Any) -> None:
    made = make(here.anna, here.dossier_id, meeting(), telling(Channel.EMAIL.value))
    move(here.anna, here.dossier_id, made, starts_at=soon(30), minutes=45, place=PLACE, tell=telling("email"))
    settle(here.anna, here.dossier_id, made, AppointmentState.CANCELLED, telling("email"))
    assert send_waiting(here.system, using="worker") == 3
    new, moved, off = mailoutbox
    assert {one.to[0] for one in mailoutbox} == {ADDRESS}
    assert PLACE in new.body
    assert "verzet" in moved.subject
    assert "niet door" in off.subject
    for one in mailoutbox:
        name, content, kind = one.attachments[0]
        (event,) = Calendar.from_ical(content).walk("VEVENT")
        assert (name, kind, str(event["summary"])) == ("afspraak.ics", "text/calendar", "Afspraak")
        assert [word for word in NAME.split() if word in one.body + one.subject + content] == []
    sequences = [Calendar.from_ical(one.attachments[0][1]).walk("VEVENT")[0]["sequence"] for one in mailoutbox]
    assert sequences == [0, 1, 2], "a calendar knows which of them is the last"


def test_a_letter_is_there_to_print_and_give(here: Cast) -> None:
    make(here.anna, here.dossier_id, meeting(), telling(Channel.LETTER.value))
    (letter,) = letters_of(here.anna, here.dossier_id)
    assert letter.given_at is None
    assert open_letter(here.anna, here.dossier_id, letter.id).startswith(b"%PDF")


def test_without_an_address_nothing_is_made(here: Cast) -> None:
    (record,) = dossier(here.anna, here.dossier_id).of("contact")
    better = Correction(fields={"name": NAME}, reason="Adres vervallen", source="client", version=1)
    correct_record(here.anna, here.dossier_id, record.id, better)
    with pytest.raises(InvalidInput):
        make(here.anna, here.dossier_id, meeting(), telling(Channel.EMAIL.value))
    assert appointments_of(here.anna, here.dossier_id) == []


def test_a_secret_address_gives_times_and_nothing_of_anybody(here: Cast) -> None:
    make(here.anna, here.dossier_id, meeting())
    secret = make_address(here.anna)
    organisation_id, times = times_at(secret)
    assert organisation_id == here.agency.organisation.pk
    assert [(one.kind, one.minutes) for one in times] == [("interview", 60)]
    assert not {"name", "place", "number", "dossier_id"} & set(type(times[0]).__slots__)
    with pytest.raises(NotFound):
        times_at(f"{secret}x")
    assert times_at(make_address(here.bram))[1] == []


def test_only_the_hash_of_a_secret_is_kept_and_it_can_be_withdrawn(here: Cast) -> None:
    first = make_address(here.anna)
    second = make_address(here.anna)
    with pytest.raises(NotFound):
        times_at(first)
    assert has_address(here.anna)
    with connections["worker"].cursor() as cursor, pytest.raises(ProgrammingError), transaction.atomic(using="worker"):
        cursor.execute("select gate.agenda_behind('00', '2026-01-01')")
    withdraw_address(here.anna)
    assert not has_address(here.anna)
    with pytest.raises(NotFound):
        times_at(second)


def test_who_holds_no_role_any_more_is_fed_nothing(here: Cast) -> None:
    secret = make_address(here.bram)
    sam = here.agency.actor("sam")
    role_id = Membership.objects.using("owner").get(account_id=here.bram.somebody).pk
    end_role(sam, role_id, until_on=clock.today())
    with clock.travel(soon(48)), pytest.raises(NotFound):
        times_at(secret)
