"""Who sees to it that a request is answered, and in time: whom an article names, also where they may read nothing."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from datetime import date, timedelta
from uuid import UUID

import pytest
from django.core.mail import EmailMessage
from django.db import connections
from django.test import Client
from django.urls import reverse

from tests.apps.clauses.carrying import carrying
from tests.apps.clauses.conftest import HouseOf
from tests.apps.clauses.house import House
from tests.apps.clauses.running import newcomer, opened, signed_in
from tests.policy.clauses.register import Registered
from waarborg.gate.actors import Actor, system_at
from waarborg.gate.door import in_context, open_door
from waarborg.kernel import clock
from waarborg.kernel.errors import Conflict, InvalidInput, NotFound, Refused
from waarborg.ledger.vocabulary import Kind
from waarborg.letters import services as letters
from waarborg.letters.choices import Channel
from waarborg.letters.days import day_in_words
from waarborg.policy.model.rights import RightRule
from waarborg.policy.term_clock import Clock, ClockState, Question
from waarborg.policy.terms_places import placed
from waarborg.practice.selectors import standard
from waarborg.rights import answering, going_on, registering, selectors, sorting_in
from waarborg.rights.choices import CameBy, Outcome
from waarborg.rights.clocks import clocks_at
from waarborg.rights.inspecting import book, booked
from waarborg.rights.models import IncomingRequest, Request, RequestStep
from waarborg.rights.offers import offers_of
from waarborg.rights.remedies import ways_in_silence
from waarborg.rights.sealing import SentIn
from waarborg.rights.sending_in import NewSentIn, send_in
from waarborg.rights.telling import tell_waiting
from waarborg.rights.watching import watch
from waarborg.rights.watching_unsorted import watch_unsorted
from waarborg.work.appointments import NewAppointment
from waarborg.work.choices import TaskKind
from waarborg.work.models import Task

DAILY = standard().way.daily
REMINDED, ESCALATED = DAILY.requests_reminded_days or 0, DAILY.requests_escalated_days or 0
WORDS = "Wilt u opschrijven dat ik een diploma heb?"


def asked(
    house: House, dossier_id: UUID, *rights: str, came_by: CameBy = CameBy.IN_PERSON, on: date | None = None
) -> list[UUID]:
    new = registering.NewRequest(rights=rights, received_on=on or clock.today(), words=WORDS, came_by=came_by)
    return list(registering.register(house.actor("coach"), dossier_id, new))


def tasks_about(house: House, request_id: UUID) -> dict[TaskKind, Task]:
    with in_context(system_at(house.agency.organisation.pk)):
        rows = Task.objects.filter(subject_id=request_id, done_at__isnull=True)
        return {TaskKind(row.kind): row for row in rows}


def watched(house: House) -> int:
    return watch(system_at(house.agency.organisation.pk, using="worker"), using="worker")


def received_when(house: House, right: str, so: Callable[[Clock, date], bool]) -> date:
    """The latest day of receipt on which the clock of this right stands so today."""
    today = clock.today()
    for days in range(200):
        day = today - timedelta(days=days)
        if so(clocks_at(house.anybody.in_force, day)[right], today):
            return day
    raise LookupError(right)


def soon(counted: Clock, today: date) -> bool:
    first, second = counted.remind_on(REMINDED, today), counted.remind_on(ESCALATED, today)
    return first is not None and second is not None and first <= today < second


def nearly(counted: Clock, today: date) -> bool:
    day = counted.remind_on(ESCALATED, today)
    return day is not None and day <= today and not counted.is_late(today)


def reads(actor: Actor, dossier_id: UUID) -> bool:
    with open_door(actor, "read", dossier_id=dossier_id) as door:
        door.note(Kind.DOSSIER_READ)
        return bool(door.permitted())


def facts_in_postgresql(actor: Actor, dossier_id: UUID) -> set[str]:
    with open_door(actor, "read", dossier_id=dossier_id) as door, connections["default"].cursor() as cursor:
        door.note(Kind.DOSSIER_READ)
        cursor.execute("select true_facts from gate.scopes() where scope_id = %s", [dossier_id])
        ((true,),) = cursor.fetchall()
        assert set(true) >= {fact for fact in door.scope().true if fact == "access_request_open"}
        return set(true)


@carrying({"click-re-integratie": ("CLICK-0.2d",)})
def test_whom_an_article_names_answers_a_request_and_need_not_read_the_dossier(
    here: Registered, house_of: HouseOf
) -> None:
    house = house_of(here)
    dossier_id, named = opened(house).dossier_id, house.actor("responsible")
    (request_id,) = asked(house, dossier_id, "portability")
    line = next(line for line in selectors.open_requests(named) if line.id == request_id)
    assert line.number == selectors.one(house.actor("coach"), dossier_id, request_id).number
    assert line.readable is reads(named, dossier_id)
    one = selectors.judged(named, request_id)
    assert (one.words, one.readable) == (WORDS, line.readable)
    decided = answering.Decision(outcome=Outcome.GRANTED, done="U krijgt een bestand.")
    letter = answering.answer(named, dossier_id, request_id, decided)
    letters.give(house.actor("coach"), dossier_id, letter, Channel.IN_PERSON)
    assert selectors.judged(named, request_id).state is ClockState.ENDED


@carrying()
def test_who_is_not_named_and_works_elsewhere_knows_of_no_request(here: Registered, house_of: HouseOf) -> None:
    house = house_of(here)
    dossier_id, stranger = opened(house).dossier_id, newcomer(house, "stranger")
    (request_id,) = asked(house, dossier_id, "rectification")
    assert request_id not in {line.id for line in selectors.open_requests(stranger)}
    with pytest.raises(NotFound):
        selectors.judged(stranger, request_id)
    with pytest.raises(Refused):
        going_on.withdrawn(stranger, dossier_id, request_id, clock.today())
    with open_door(stranger, "read", dossier_id=dossier_id) as door:
        door.note(Kind.DOSSIER_READ)
        assert not Request.objects.filter(pk=request_id).exists()
        assert not RequestStep.objects.filter(request_id=request_id).exists()


@carrying()
def test_an_access_request_lets_who_must_answer_it_read_as_long_as_it_is_open(
    here: Registered, house_of: HouseOf
) -> None:
    house = house_of(here)
    dossier_id, named = opened(house).dossier_id, house.actor("responsible")
    before = reads(named, dossier_id)
    assert "access_request_open" not in facts_in_postgresql(named, dossier_id)
    (request_id,) = asked(house, dossier_id, "access")
    assert reads(named, dossier_id)
    assert "access_request_open" in facts_in_postgresql(named, dossier_id)
    assert next(line for line in selectors.open_requests(named) if line.id == request_id).readable
    going_on.withdrawn(house.actor("coach"), dossier_id, request_id, clock.today())
    assert "access_request_open" not in facts_in_postgresql(named, dossier_id)
    assert reads(named, dossier_id) is before


@carrying({"bijstand-naar-werk": ("BNW-C.1",), "jm-werkt": ("JMW-5.1c",), "partner-in-werk": ("PIW-9.1a",)})
def test_in_whatever_form_it_comes_it_is_a_request_with_its_day_and_its_way(
    here: Registered, house_of: HouseOf
) -> None:
    house = house_of(here)
    dossier_id = opened(house).dossier_id
    rights = [right for right in clocks_at(house.anybody.in_force, clock.today()) if right != "withdraw_consent"]
    for way, right in zip(CameBy, rights, strict=False):
        (request_id,) = asked(house, dossier_id, right, came_by=way)
        one = selectors.one(house.actor("coach"), dossier_id, request_id)
        assert (one.came_by, one.received_on, one.right) == (way, clock.today(), right)


@carrying()
def test_who_answers_is_asked_in_time_and_whom_the_regulation_names_hears_when_there_is_no_answer(
    here: Registered, house_of: HouseOf
) -> None:
    house = house_of(here)
    dossier_id = opened(house).dossier_id
    (early,) = asked(house, dossier_id, "erasure", on=received_when(house, "erasure", soon))
    (late,) = asked(house, dossier_id, "erasure", on=received_when(house, "erasure", nearly))
    watched(house)
    assert set(tasks_about(house, early)) == {TaskKind.REQUEST, TaskKind.REQUEST_SOON}
    told = tasks_about(house, late)
    assert set(told) == {TaskKind.REQUEST, TaskKind.REQUEST_SOON, TaskKind.REQUEST_ESCALATED}
    named = told[TaskKind.REQUEST_ESCALATED]
    assert (named.for_role, bool(named.article)) == ("responsible", True)
    assert watched(house) == 0, "each is told once"
    letter = going_on.ask(house.actor("coach"), dossier_id, late, Question.CLARIFICATION, "Welk verslag bedoelt u?")
    letters.give(house.actor("coach"), dossier_id, letter, Channel.IN_PERSON)
    assert tasks_about(house, late) == {}, "while the client is asked something nobody is"


@carrying({"working-progression": ("WP-2.10b",)})
def test_when_no_answer_came_it_is_written_down_and_the_client_need_not_wait(
    here: Registered, house_of: HouseOf
) -> None:
    house = house_of(here)
    dossier_id, named = opened(house).dossier_id, house.actor("responsible")
    on = received_when(house, "rectification", lambda counted, today: counted.is_silent(today))
    (request_id,) = asked(house, dossier_id, "rectification", on=on)
    watched(house)
    assert tasks_about(house, request_id)[TaskKind.REQUEST_SILENT].for_role == "responsible"
    line = next(line for line in selectors.open_requests(named) if line.id == request_id)
    assert (line.late, line.silent) == (True, True)
    ways = {way.what: way for way in ways_in_silence(house.anybody.in_force, "rectification", clock.today())}
    assert {"court", "supervisory_authority"} <= set(ways)
    assert ways["court"].until is None, "without an answer there is no last day"
    assert next(one for one in selectors.open_requests(house.actor("coach")) if one.id == request_id).silent


@carrying()
def test_a_confirmation_that_nobody_gave_is_asked_for(here: Registered, house_of: HouseOf) -> None:
    house = house_of(here)
    dossier_id = opened(house).dossier_id
    (request_id,) = asked(house, dossier_id, "access")
    watched(house)
    assert TaskKind.REQUEST_RECEIPT not in tasks_about(house, request_id), "there is time to give it"
    with clock.travel(clock.now() + timedelta(days=DAILY.receipts_given_days or 0)):
        watched(house)
    assert TaskKind.REQUEST_RECEIPT in tasks_about(house, request_id)
    (receipt,) = selectors.one(house.actor("coach"), dossier_id, request_id).letters
    letters.give(house.actor("coach"), dossier_id, receipt.letter_id, Channel.IN_PERSON)
    assert TaskKind.REQUEST_RECEIPT not in tasks_about(house, request_id)


@carrying({"jm-werkt": ("JMW-5.2",)}, only=True)
def test_where_the_regulation_sets_itself_a_pace_that_is_the_day_on_the_list(
    here: Registered, house_of: HouseOf
) -> None:
    house = house_of(here)
    dossier_id = opened(house).dossier_id
    (seeing,) = asked(house, dossier_id, "access")
    (copying,) = asked(house, dossier_id, "copy")
    pace, last = (tasks_about(house, one)[TaskKind.REQUEST].due_on for one in (seeing, copying))
    assert pace is not None
    assert last is not None
    assert pace <= clock.today() + timedelta(weeks=2) < last


SAID = SentIn(name="Robin Proefpersoon", words="Wat weet u van mij?", email="robin@voorbeeld.invalid")


def sent_in(house: House, right: str = "rectification", **more: str) -> UUID:
    said = dataclasses.replace(SAID, **more)
    return send_in(house.agency.organisation.pk, NewSentIn(rights=[right], said=said))


@carrying()
def test_what_is_sent_in_by_the_form_waits_sealed_for_whom_an_article_names_and_counts_from_that_day(
    here: Registered, house_of: HouseOf
) -> None:
    house = house_of(here)
    dossier_id, named = opened(house).dossier_id, house.actor("responsible")
    incoming, stranger = sent_in(house), newcomer(house, "stranger")
    (line,) = (line for line in sorting_in.waiting(named) if line.id == incoming)
    due = clocks_at(named.in_force, clock.today())["rectification"].due(clock.today())
    assert (line.received_on, line.answer_by) == (clock.today(), due)
    assert sorting_in.look(named, incoming).said.words == SAID.words
    assert incoming not in {line.id for line in sorting_in.waiting(stranger)}
    with pytest.raises(NotFound):
        sorting_in.look(stranger, incoming)
    with pytest.raises(InvalidInput):
        sorting_in.match(named, incoming, "0000")
    with open_door(house.actor("coach"), "read", dossier_id=dossier_id) as door:
        door.note(Kind.DOSSIER_READ)
        number = door.dossier["number"]
    sorting_in.match(named, incoming, number)
    (request,) = (one for one in selectors.open_requests(named) if one.number == number)
    assert (request.right, request.received_on) == ("rectification", clock.today())
    assert selectors.judged(named, request.id).words == SAID.words
    with pytest.raises(Conflict):
        sorting_in.match(named, incoming, number)
    with in_context(system_at(house.agency.organisation.pk)):
        row = IncomingRequest.objects.get(pk=incoming)
    assert row.sealed is None
    assert row.dossier_id == dossier_id


@carrying()
def test_what_nobody_sorts_is_asked_again_of_everybody_for_whom_it_waits_before_its_last_day(
    here: Registered, house_of: HouseOf
) -> None:
    house = house_of(here)
    system, incoming = system_at(house.agency.organisation.pk, using="worker"), sent_in(house)
    with in_context(system_at(house.agency.organisation.pk)):
        row = IncomingRequest.objects.get(pk=incoming)

    def asked() -> dict[str, set[str]]:
        rows = Task.objects.using("owner").filter(subject_id=incoming, done_at__isnull=True)
        found: dict[str, set[str]] = {}
        for kind, role in rows.values_list("kind", "for_role"):
            found.setdefault(kind, set()).add(role)
        return found

    watch_unsorted(system, using="worker")
    assert set(asked()) == {TaskKind.SORT_REQUEST}
    with clock.travel(clock.now() + timedelta(days=7)):
        watch_unsorted(system, using="worker")
        watch_unsorted(system, using="worker")
        assert asked()[TaskKind.SORT_REQUEST_AGAIN] == set(row.seen_by), "also of who was not asked first"
    with clock.travel(clock.start_of(row.answer_by - timedelta(days=1)) + timedelta(hours=9)):
        watch_unsorted(system, using="worker")
        assert asked()[TaskKind.SORT_REQUEST_LATE] == set(row.seen_by)
        sorting_in.nothing_held(house.actor("responsible"), incoming)
        assert asked() == {}


@carrying({"click-re-integratie": ("CLICK-2.9.1b",)})
def test_who_is_not_known_hears_so_and_no_message_says_what_was_asked(
    here: Registered, house_of: HouseOf, mailoutbox: list[EmailMessage]
) -> None:
    house = house_of(here)
    system = system_at(house.agency.organisation.pk, using="worker")
    tell_waiting(system, using="worker")  # others who wait in this house
    mailoutbox.clear()
    incoming = sent_in(house, "access")
    with in_context(system_at(house.agency.organisation.pk)):
        due = IncomingRequest.objects.get(pk=incoming).answer_by
    if here.name == "click-re-integratie":
        assert due == clock.today() + timedelta(weeks=4)
    tell_waiting(system, using="worker")
    sorting_in.nothing_held(house.actor("responsible"), incoming)
    tell_waiting(system, using="worker")
    assert tell_waiting(system, using="worker") == 0, "each goes once"
    confirmed, answered = (mail for mail in mailoutbox if mail.to == [SAID.email])
    assert SAID.words not in confirmed.body + answered.body
    assert SAID.name not in confirmed.body + answered.body
    assert day_in_words(due) in confirmed.body
    assert "geen gegevens van u" in answered.body
    assert "Autoriteit Persoonsgegevens" in answered.body
    with in_context(system_at(house.agency.organisation.pk)):
        assert IncomingRequest.objects.get(pk=incoming).sealed is None


@carrying({"jm-werkt": ("JMW-5.1c",)}, only=True)
def test_the_form_needs_no_account_answers_everybody_alike_and_is_not_sent_without_end(
    here: Registered, house_of: HouseOf
) -> None:
    house, anybody = house_of(here), Client()
    url = reverse("site:request_new", args=[house.agency.organisation.slug])
    assert anybody.get(url).status_code == 200
    said = {"rights": ["access"], "words": "Wat weet u van mij?", "name": "Wie Ook", "otherwise": "06 12345678"}
    wrong = anybody.post(url, {**said, "otherwise": ""})
    assert (wrong.status_code, "Wie Ook" in wrong.content.decode()) == (422, True)
    answers = [anybody.post(url, {**said, "name": name}) for name in ("Wie Ook", "Robin Proefpersoon")]
    assert {(one.status_code, one.headers["Location"]) for one in answers} == {
        (302, reverse("site:request_sent", args=[house.agency.organisation.slug]))
    }
    assert 429 in {anybody.post(url, said).status_code for _again in range(6)}


@carrying({"bijstand-naar-werk": ("BNW-p13b",)})
def test_what_the_regulation_offers_beside_an_answer_is_offered_with_its_article(
    here: Registered, house_of: HouseOf
) -> None:
    now = house_of(here).anybody.in_force
    rules = [one for one in placed(now.regulation, RightRule) if one.rule.window and one.rule.window.by_appointment]
    offered = {offer.what: offer for offer in offers_of(now, "access")}
    assert ("appointment" in offered) is bool(rules)
    for one in rules:
        assert offered["appointment"].article == one.at.article
        assert offered["appointment"].aside.startswith("avg"), "the law lets it for as long as data are kept"
    assert "transfer" in {offer.what for offer in offers_of(now, "portability")}
    house = house_of(here)
    coach, dossier_id = house.actor("coach"), opened(house).dossier_id
    (request_id,) = asked(house, dossier_id, "access")
    soon = NewAppointment(kind="inspection", starts_at=clock.now() + timedelta(days=2), minutes=60, place="Kantoor")
    if not rules:
        with pytest.raises(Conflict):
            book(coach, dossier_id, request_id, soon)
        return
    made = book(coach, dossier_id, request_id, soon)
    assert [one.id for one in booked(coach, dossier_id, request_id)] == [made]
    browser, number = signed_in(coach), selectors.one(coach, dossier_id, request_id).number
    page = browser.get(reverse("desk:right_request", args=[number, request_id])).content.decode()
    assert "Kantoor" in page
    form = reverse("desk:inspection", args=[number, request_id])
    assert form in page
    assert browser.post(form, {"kind": "inspection", "place": "Kantoor"}).status_code == 422
    assert selectors.one(coach, dossier_id, request_id).ended_on is None, "what somebody saw is no answer yet"
