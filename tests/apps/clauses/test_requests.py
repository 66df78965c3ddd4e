"""What a client asks: each request with its own clock, that letters move, and an answer by whom the article names."""

from __future__ import annotations

import io
from datetime import timedelta
from uuid import UUID

import pypdf
import pytest
from django.db import DatabaseError

from tests.apps.clauses.carrying import carrying
from tests.apps.clauses.conftest import HouseOf
from tests.apps.clauses.house import House
from tests.apps.clauses.running import opened
from tests.apps.gate.populations import superuser
from tests.policy.clauses.register import Registered
from waarborg.dossiers.choices import GivenBy
from waarborg.gate.actors import Actor
from waarborg.gate.door import open_door
from waarborg.kernel import clock
from waarborg.kernel.errors import Conflict, InvalidInput
from waarborg.ledger.vocabulary import Kind
from waarborg.letters import services as letters
from waarborg.letters.choices import Channel, LetterKind
from waarborg.policy.calendar import day_of
from waarborg.policy.term_clock import ClockState, Question
from waarborg.policy.terms import dates
from waarborg.rights import answering, going_on, registering, selectors
from waarborg.rights.choices import CameBy, Identity, Outcome
from waarborg.rights.clocks import clocks_at, judge_of
from waarborg.rights.models import Request
from waarborg.work.choices import TaskKind
from waarborg.work.models import Task

KIND = "uwv"
WHO = ("coach", "responsible", "administration")


OWN: dict[UUID, UUID] = {}
"""A dossier of this file's own at each agency: what is open in it changes who may read there."""


def where(house: House) -> UUID:
    agency = house.agency.organisation.pk
    if agency not in OWN:
        OWN[agency] = opened(house, KIND).dossier_id
    return OWN[agency]


def leave(house: House) -> None:
    """Whoever comes next has another: something that stays holds this one."""
    OWN.pop(house.agency.organisation.pk, None)


def taker(house: House) -> Actor:
    """Whoever guides the client: who hears a request takes it in."""
    return house.actor("coach")


def answerer(house: House, right: str) -> Actor:
    role = judge_of(house.anybody.in_force, right)
    return house.actor(role) if role in house.agency.accounts else taker(house)


def asked(house: House, *rights: str, days_ago: int = 0, **more: object) -> list[UUID]:
    new = registering.NewRequest(
        rights=rights,
        received_on=clock.today() - timedelta(days=days_ago),
        words="Ik wil weten wat er over mij staat.",
        came_by=CameBy.TELEPHONE,
        **more,  # type: ignore[arg-type]
    )
    return list(registering.register(taker(house), where(house), new))


def given(house: House, letter_id: UUID) -> None:
    letters.give(taker(house), where(house), letter_id, Channel.IN_PERSON)


def seen(house: House, request_id: UUID) -> selectors.SeenRequest:
    return selectors.one(taker(house), where(house), request_id)


def task_of(house: House, request_id: UUID) -> Task | None:
    with open_door(taker(house), "read", dossier_id=where(house)) as door:
        door.note(Kind.DOSSIER_READ)
        return Task.objects.filter(subject_id=request_id, kind=TaskKind.REQUEST, done_at__isnull=True).first()


@carrying(
    {
        "bijstand-naar-werk": (
            "BNW-p13a1",
            "BNW-p13a2",
            "BNW-p13a3",
        ),
        "click-re-integratie": (
            "CLICK-2.9.1a",
            "CLICK-2.9.3c",
        ),
        "jm-werkt": (
            "JMW-5.1a",
            "JMW-6.2a",
        ),
        "partner-in-werk": (
            "PIW-9.2a",
            "PIW-9.2d",
            "PIW-11.3a",
        ),
        "working-progression": (
            "WP-2.9a",
            "WP-2.9d",
        ),
    }
)
def test_what_is_asked_by_telephone_has_its_term_from_that_day_and_is_confirmed(
    here: Registered, house_of: HouseOf
) -> None:
    house = house_of(here)
    received = clock.today() - timedelta(days=3)
    ids = asked(house, "access", "erasure", days_ago=3)
    for right, request_id in zip(("access", "erasure"), ids, strict=True):
        promised = dates(
            house.anybody.in_force.regulation, house.anybody.in_force.laws, {"receipt": received}, day=received
        )
        due = min(
            day_of(one.date) for one in promised if (one.what, one.kind) == (right, "deadline") and one.date is not None
        )
        one = seen(house, request_id)
        assert (one.due_on, one.state) == (due, ClockState.RUNNING)
        task = task_of(house, request_id)
        assert task is not None
        assert task.due_on is not None
        assert task.due_on <= due
    assert len({letter.letter_id for request_id in ids for letter in seen(house, request_id).letters}) == 1
    (receipt,) = seen(house, ids[0]).letters
    assert receipt.kind is LetterKind.REQUEST_RECEIPT
    assert letters.open_letter(taker(house), where(house), receipt.letter_id).startswith(b"%PDF")


@carrying(
    {
        "click-re-integratie": ("CLICK-2.9.0",),
        "jm-werkt": ("JMW-5.3a",),
        "partner-in-werk": ("PIW-9.2e",),
        "working-progression": ("WP-2.9f",),
    }
)
def test_who_asks_for_another_shows_that_they_may_and_no_copy_of_anything_is_kept(
    here: Registered, house_of: HouseOf
) -> None:
    house = house_of(here)
    with pytest.raises(InvalidInput) as wrong:
        asked(house, "access", asked_by=GivenBy.REPRESENTATIVE)
    assert "mandate_seen_on" in wrong.value.fields
    (request_id,) = asked(
        house, "access", asked_by=GivenBy.REPRESENTATIVE, mandate_seen_on=clock.today(), identity=Identity.SEEN
    )
    assert seen(house, request_id).asked_by is GivenBy.REPRESENTATIVE
    kept = {field.name for field in Request._meta.get_fields()}
    assert not {name for name in kept if "document" in name or "file" in name or "scan" in name}


@carrying()
def test_while_somebody_is_asked_who_they_are_the_clock_stands_still(here: Registered, house_of: HouseOf) -> None:
    house = house_of(here)
    (request_id,) = asked(house, "access", days_ago=6, identity=Identity.DOUBTED)
    before = seen(house, request_id).due_on
    letter = going_on.ask(taker(house), where(house), request_id, Question.IDENTITY, "Wie bent u precies?")
    assert seen(house, request_id).state is ClockState.RUNNING  # a letter that lies here stops nothing
    given(house, letter)
    assert seen(house, request_id).state is ClockState.PAUSED
    assert task_of(house, request_id) is None
    with pytest.raises(Conflict):
        answering.more_time(taker(house), where(house), request_id, "Er is veel uit te zoeken.")
    going_on.replied(taker(house), where(house), request_id, clock.today())
    one = seen(house, request_id)
    assert (one.state, one.due_on) == (ClockState.RUNNING, before)
    assert task_of(house, request_id) is not None


@carrying({"partner-in-werk": ("PIW-9.2d",)})
def test_more_time_is_taken_once_by_a_letter_with_reasons_that_was_given(here: Registered, house_of: HouseOf) -> None:
    house = house_of(here)
    for right, counted in clocks_at(house.anybody.in_force, clock.today()).items():
        (request_id,) = asked(house, right)
        if counted.notice_due(clock.today()) is None:
            with pytest.raises(Conflict):  # the regulation promises an answer without more time
                answering.more_time(taker(house), where(house), request_id, "Er is veel uit te zoeken.")
            continue
        before = seen(house, request_id).due_on
        with pytest.raises(InvalidInput):
            answering.more_time(taker(house), where(house), request_id, "druk")
        letter = answering.more_time(taker(house), where(house), request_id, "Er is veel uit te zoeken.")
        assert seen(house, request_id).due_on == before
        given(house, letter)
        longer = seen(house, request_id).due_on
        assert before is not None
        assert longer is not None
        assert longer > before
        with pytest.raises(Conflict):
            answering.more_time(taker(house), where(house), request_id, "Er is veel uit te zoeken.")
        return


@carrying(
    {
        "click-re-integratie": (
            "CLICK-2.9.3d",
            "CLICK-2.1.3",
        ),
        "jm-werkt": (
            "JMW-6.2b",
            "JMW-5.4",
        ),
        "partner-in-werk": ("PIW-11.3b",),
        "working-progression": (
            "WP-2.9e",
            "WP-2.10a",
            "WP-2.1.2",
            "WP-2.10c",
        ),
    }
)
def test_a_refusal_has_reasons_names_every_way_on_and_ends_it_when_it_was_given(
    here: Registered, house_of: HouseOf
) -> None:
    house = house_of(here)
    (request_id,) = asked(house, "erasure")
    by = answerer(house, "erasure")
    with pytest.raises(InvalidInput) as wrong:
        answering.answer(by, where(house), request_id, answering.Decision(outcome=Outcome.REFUSED))
    assert "reasons" in wrong.value.fields
    decided = answering.Decision(outcome=Outcome.REFUSED, reasons="Een wet zegt dat wij dit moeten bewaren.")
    letter = answering.answer(by, where(house), request_id, decided)
    assert seen(house, request_id).state is ClockState.RUNNING
    text = _words(letters.open_letter(taker(house), where(house), letter))
    assert "Een wet zegt" in text
    assert "Autoriteit Persoonsgegevens" in text
    assert "rechter" in text
    given(house, letter)
    one = seen(house, request_id)
    assert (one.state, one.outcome, one.ended_on) == (ClockState.ENDED, Outcome.REFUSED, clock.today())
    assert task_of(house, request_id) is None
    with pytest.raises(Conflict):
        going_on.withdrawn(taker(house), where(house), request_id, clock.today())


@carrying()
def test_only_whom_the_article_names_answers(here: Registered, house_of: HouseOf) -> None:
    house = house_of(here)
    for right in clocks_at(house.anybody.in_force, clock.today()):
        role = judge_of(house.anybody.in_force, right)
        if role and role not in taker(house).roles:
            (request_id,) = asked(house, right)
            decided = answering.Decision(outcome=Outcome.GRANTED, done="Wij hebben het gedaan.")
            with pytest.raises(Conflict):
                answering.answer(taker(house), where(house), request_id, decided)


@carrying()
def test_a_request_cannot_be_ended_past_the_letter(here: Registered, house_of: HouseOf) -> None:
    house = house_of(here)
    (request_id,) = asked(house, "access")
    with pytest.raises(DatabaseError, match="answer that was given"):
        _end(house, request_id)


@carrying()
def test_what_the_client_withdraws_ends_on_their_word(here: Registered, house_of: HouseOf) -> None:
    house = house_of(here)
    (request_id,) = asked(house, "access")
    with pytest.raises(InvalidInput):
        going_on.withdrawn(taker(house), where(house), request_id, clock.today() + timedelta(days=1))
    going_on.withdrawn(taker(house), where(house), request_id, clock.today())
    one = seen(house, request_id)
    assert (one.state, one.outcome) == (ClockState.ENDED, Outcome.WITHDRAWN)
    assert request_id not in {line.id for line in selectors.open_requests(taker(house))}


@carrying()
def test_a_request_of_tomorrow_or_without_words_is_not_taken_in(here: Registered, house_of: HouseOf) -> None:
    house = house_of(here)
    with pytest.raises(InvalidInput) as wrong:
        asked(house, days_ago=-1)
    assert {"rights", "received_on"} <= set(wrong.value.fields)


def _end(house: House, request_id: UUID) -> None:
    with open_door(taker(house), "read", dossier_id=where(house)) as door:
        door.note(Kind.REQUEST_DECIDED)
        Request.objects.filter(pk=request_id).update(
            state=ClockState.ENDED.value, outcome=Outcome.GRANTED, ended_on=clock.today()
        )


def _words(pdf: bytes) -> str:
    return " ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages)


@carrying({"click-re-integratie": (), "working-progression": ()}, only=True)
def test_where_the_agency_only_processes_the_request_goes_to_the_controller_at_once(
    here: Registered, house_of: HouseOf
) -> None:
    house, made = house_of(here), opened(house_of(here))
    coach, at = house.actor("coach"), made.dossier_id
    new = registering.NewRequest(
        rights=("access",), received_on=clock.today(), words="Wat weet u?", came_by=CameBy.LETTER
    )
    (request_id,) = registering.register(coach, at, new)
    to = "Naar de gemeente, met de brief van vandaag."
    with pytest.raises(Conflict):
        going_on.pass_on(coach, at, request_id, to)
    with superuser(house.server, house.urls) as god:
        god.execute("update dossiers_trajectory set acts_as = 'processor' where id = %s", [made.trajectory_id])
    assert selectors.one(coach, at, request_id).processed_for, "the page says whose data these are"
    letter = going_on.pass_on(coach, at, request_id, to)
    passed = selectors.one(coach, at, request_id)
    assert (passed.outcome, passed.ended_on) == (Outcome.PASSED_ON, clock.today())
    assert to in " ".join(_words(letters.open_letter(coach, at, letter)).split())
    waiting = Task.objects.using("owner").filter(subject_id=request_id, kind=TaskKind.REQUEST, done_at__isnull=True)
    assert not waiting.exists(), "nobody here has to answer it"
