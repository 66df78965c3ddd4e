"""Who sees to it that a request is answered, and in time: whom an article names, also where they may read nothing."""

from __future__ import annotations

from uuid import UUID

import pytest
from django.db import connections

from tests.apps.clauses.carrying import carrying
from tests.apps.clauses.conftest import HouseOf
from tests.apps.clauses.house import House
from tests.apps.clauses.running import newcomer, opened
from tests.policy.clauses.register import Registered
from waarborg.gate.actors import Actor
from waarborg.gate.door import open_door
from waarborg.kernel import clock
from waarborg.kernel.errors import NotFound, Refused
from waarborg.ledger.vocabulary import Kind
from waarborg.letters import services as letters
from waarborg.letters.choices import Channel
from waarborg.policy.term_clock import ClockState
from waarborg.rights import answering, going_on, registering, selectors
from waarborg.rights.choices import CameBy, Outcome
from waarborg.rights.clocks import clocks_at
from waarborg.rights.models import Request, RequestStep

WORDS = "Wilt u opschrijven dat ik een diploma heb?"


def asked(house: House, dossier_id: UUID, *rights: str, came_by: CameBy = CameBy.IN_PERSON) -> list[UUID]:
    new = registering.NewRequest(rights=rights, received_on=clock.today(), words=WORDS, came_by=came_by)
    return list(registering.register(house.actor("coach"), dossier_id, new))


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
    (request_id,) = asked(house, dossier_id, "rectification")
    line = next(line for line in selectors.open_requests(named) if line.id == request_id)
    assert line.number == selectors.one(house.actor("coach"), dossier_id, request_id).number
    assert line.readable is reads(named, dossier_id)
    one = selectors.judged(named, request_id)
    assert (one.words, one.readable) == (WORDS, line.readable)
    decided = answering.Decision(outcome=Outcome.GRANTED, done="Wij hebben het verbeterd.")
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
