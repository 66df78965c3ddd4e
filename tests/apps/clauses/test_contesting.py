"""A client objects to an answer, before somebody who had no part in it; the court stays open meanwhile."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
from django.db import DatabaseError, connections
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.apps.clauses.carrying import carrying
from tests.apps.clauses.conftest import HouseOf
from tests.apps.clauses.house import House
from tests.apps.clauses.running import newcomer, opened, signed_in
from tests.apps.clauses.test_own_pages import come_in
from tests.apps.clauses.test_requests import _words as words_of
from tests.policy.clauses.register import Registered
from waarborg.accounts.models import Membership
from waarborg.dossiers.assignments import assign
from waarborg.dossiers.services import Opened
from waarborg.gate.actors import Actor, system_at
from waarborg.gate.door import open_door
from waarborg.kernel import clock
from waarborg.kernel.errors import Conflict, InvalidInput
from waarborg.kernel.identifiers import new_id
from waarborg.ledger.vocabulary import Kind
from waarborg.letters import services as letters
from waarborg.letters.choices import Channel
from waarborg.letters.days import day_in_words
from waarborg.policy.calendar import shipped_calendar
from waarborg.policy.objecting import OBJECTING
from waarborg.retention.holds import holds_in
from waarborg.rights import answering, registering
from waarborg.rights.choices import CameBy, Outcome
from waarborg.rights.clocks import judge_of, objection_in
from waarborg.rights.deputies import watch_deputies
from waarborg.rights.models import Request, RequestLetter
from waarborg.rights.sending_in import asked_here
from waarborg.work.choices import TaskKind
from waarborg.work.models import Task

SIX_WEEKS = timedelta(weeks=6)
REFUSED = answering.Decision(outcome=Outcome.REFUSED, reasons="Wij denken dat dit niet van u is.")
GRANTED = answering.Decision(outcome=Outcome.GRANTED, done="U had gelijk. Wij kijken er opnieuw naar.")
OBJECTIONS = {"working-progression": ("WP-2.1.2",), "click-re-integratie": ("CLICK-2.1.3",)}


def refused(house: House, by: str = "") -> tuple[Opened, UUID]:
    """A request that was refused, by whom its article names unless somebody else who may is said."""
    made, coach = opened(house), house.actor("coach")
    said = registering.NewRequest(
        rights=("access",), received_on=clock.today(), words="Ik wil alles zien.", came_by=CameBy.LETTER
    )
    (request_id,) = registering.register(coach, made.dossier_id, said)
    role = by or judge_of(house.anybody.in_force, "access")
    judge = house.actor(role) if role else coach
    letter = answering.answer(judge, made.dossier_id, request_id, REFUSED)
    letters.give(coach, made.dossier_id, letter, Channel.IN_PERSON)
    return made, request_id


def objection(house: House, made: Opened, against: UUID | None) -> UUID:
    said = registering.NewRequest(
        rights=(OBJECTING,),
        received_on=clock.today(),
        words="Ik ben het er niet mee eens.",
        came_by=CameBy.TELEPHONE,
        against=against,
    )
    (made_id,) = registering.register(house.actor("coach"), made.dossier_id, said)
    return made_id


def kept(request_id: UUID) -> Request:
    return Request.objects.using("owner").get(pk=request_id)


def held(house: House, made: Opened) -> set[str]:
    with open_door(house.actor("coach"), "read", dossier_id=made.dossier_id) as door:
        door.note(Kind.DOSSIER_READ)
        return {one.right for one in holds_in(door)}


@carrying({"working-progression": ("WP-2.10b", "WP-2.10c")}, only=True)
def test_the_court_stays_open_for_six_weeks_and_meanwhile_nothing_of_it_is_destroyed(
    here: Registered, house_of: HouseOf
) -> None:
    house = house_of(here)
    made, request_id = refused(house)
    until = shipped_calendar().rolled(clock.today() + SIX_WEEKS)
    assert kept(request_id).court_until in (clock.today() + SIX_WEEKS, until)
    against = objection(house, made, request_id)
    (receipt,) = RequestLetter.objects.using("owner").filter(request_id=against)
    text = words_of(letters.open_letter(house.actor("coach"), made.dossier_id, receipt.letter_id))
    last = kept(request_id).court_until
    assert last is not None
    assert day_in_words(last) in " ".join(text.split()), "objecting does not stop the term of the court"
    assert "access" in held(house, made)
    with clock.travel(clock.now() + SIX_WEEKS + timedelta(days=5)):
        assert "access" not in held(house, made)


@carrying(OBJECTIONS, only=True)
def test_an_objection_runs_before_whom_the_text_or_the_law_names_and_what_was_right_is_decided_anew(
    here: Registered, house_of: HouseOf
) -> None:
    house = house_of(here)
    made, request_id = refused(house)
    with pytest.raises(InvalidInput):
        objection(house, made, new_id())
    one = objection(house, made, request_id)
    row = kept(one)
    assert (row.judged_by, row.against_id) == ("responsible", request_id)
    assert row.due_on is not None
    assert row.due_on > clock.today()
    with pytest.raises(Conflict):
        answering.answer(house.actor("coach"), made.dossier_id, one, GRANTED)
    other = newcomer(house, "tessa", "responsible")
    letter = answering.answer(other, made.dossier_id, one, GRANTED)
    letters.give(house.actor("coach"), made.dossier_id, letter, Channel.IN_PERSON)
    assert kept(one).outcome == Outcome.GRANTED
    again = Request.objects.using("owner").filter(dossier_id=made.dossier_id, right="access", ended_on=None)
    assert again.count() == 1, "what was refused runs again, with a term of its own"


@carrying({"working-progression": ("WP-2.1.2",)}, only=True)
def test_who_had_a_part_in_it_does_not_answer_it_in_both_enforcers(here: Registered, house_of: HouseOf) -> None:
    house = house_of(here)
    assert objection_in(house.anybody.in_force, clock.today()).uninvolved
    who = house.actor("responsible")
    made, request_id = refused(house, "responsible")
    others_had_a_part(house, made, who)
    one = objection(house, made, request_id)
    with pytest.raises(Conflict):
        answering.answer(who, made.dossier_id, one, GRANTED)
    with pytest.raises(DatabaseError):
        past_python(who, made, one)
    system = system_at(house.agency.organisation.pk, using="worker")
    waits = Task.objects.using("owner").filter(subject_id=one, kind=TaskKind.NAME_DEPUTY, done_at__isnull=True)
    watch_deputies(system, using="worker")
    statements = watched(system)
    assert [(task.dossier_id, task.for_role) for task in waits.all()] == [(None, "system_administrator")]
    deputy = newcomer(house, "deputy", "responsible")
    watch_deputies(system, using="worker")
    assert not waits.all().exists(), "somebody who had no part in it holds the role now"
    other, against = refused(house, "responsible")
    objection(house, other, against)
    assert watched(system) == statements, "as many for two objections and one holder of the role more"
    answering.answer(deputy, made.dossier_id, one, GRANTED)


def watched(system: Actor) -> int:
    """In how many statements it was found that nothing has to be asked."""
    with CaptureQueriesContext(connections["worker"]) as seen:
        assert watch_deputies(system, using="worker") == 0
    return len(seen)


def others_had_a_part(house: House, made: Opened, who: Actor) -> None:
    """Whoever else holds the role, let in by another test, guides this client."""
    rows = Membership.objects.using("owner").filter(organisation_id=who.organisation_id, role="responsible")
    for account_id in set(rows.exclude(account_id=who.somebody).values_list("account_id", flat=True)):
        assign(house.first("assign"), made.dossier_id, made.trajectory_id, account_id, from_on=clock.today())


def past_python(actor: Actor, made: Opened, request_id: UUID) -> None:
    """An answer written without asking Python."""
    with open_door(actor, "read", dossier_id=made.dossier_id) as door:
        decision = door.note(Kind.REQUESTS_READ)
        about = RequestLetter.objects.filter(request_id=request_id).values_list("letter_id", flat=True).first()
        letter = RequestLetter(
            organisation_id=actor.organisation_id,
            request_id=request_id,
            dossier_id=made.dossier_id,
            letter_id=about or new_id(),
            does="answered",
            outcome="granted",
            decision_id=decision,
        )
        RequestLetter.objects.bulk_create([letter])


@carrying({"click-re-integratie": ("CLICK-2.1.3",)}, only=True)
def test_a_client_objects_from_the_own_pages_and_anybody_by_the_form(here: Registered, house_of: HouseOf) -> None:
    house = house_of(here)
    assert OBJECTING in asked_here(house.agency.organisation.pk)
    made, request_id = refused(house)
    browser = signed_in(come_in(house, made))
    page = browser.get(reverse("mine:request", args=[request_id])).content.decode()
    assert f"wat={OBJECTING}&amp;tegen={request_id}" in page
    said = {"right": OBJECTING, "against": str(request_id), "words": "Ik ben het er niet mee eens."}
    assert browser.post(reverse("mine:request_new"), said).status_code == 302
    row = Request.objects.using("owner").get(dossier_id=made.dossier_id, right=OBJECTING)
    assert (row.against_id, row.came_by) == (request_id, CameBy.PORTAL)
