"""The way of working is proposed by who works here and decided by whom the regulation names, each time as an event."""

from __future__ import annotations

import pytest
from django.db import ProgrammingError, transaction

from tests.apps.clauses.carrying import carrying
from tests.apps.clauses.conftest import HouseOf
from tests.apps.clauses.house import House
from tests.policy.clauses.register import Registered
from waarborg.gate.actors import Actor, actor_at
from waarborg.gate.door import Claims, open_door
from waarborg.kernel import clock
from waarborg.kernel.errors import Conflict, Refused
from waarborg.ledger.models import Event
from waarborg.ledger.vocabulary import Kind
from waarborg.practice.document import Way, with_list
from waarborg.practice.models import PracticeVersion
from waarborg.practice.selectors import Practice, practice_of, proposal
from waarborg.practice.services import approve, decline, propose

DECIDES = {
    "bijstand-naar-werk": "responsible",
    "click-re-integratie": "system_administrator",
    "jm-werkt": "responsible",
    "partner-in-werk": "responsible",
    "working-progression": "responsible",
}
SECOND = Claims(facts=("second_person_agreed",))
NEEDS_ANOTHER = {"working-progression"}
"""Where nobody decides on a proposal of their own."""


def in_force(house: House) -> Practice:
    return practice_of(house.agency.organisation.pk)


def with_goal(house: House, key: str) -> Way:
    """The way of working in force with one more goal."""
    way = in_force(house).way
    goals = [item.model_dump() for item in way.lists.goals]
    return with_list(way, "goals", [*goals, {"key": key, "nl": key.title()}])


def goals(practice: Practice) -> list[str]:
    return [key for key, _label in practice.choice_list("goals", "nl")]


def coach(house: House) -> Actor:
    return house.actor("coach")


@carrying({"working-progression": ("WP-2.1.3a4",), "click-re-integratie": ("CLICK-2.1.4a",)})
def test_a_list_holds_once_whom_the_regulation_names_has_decided(here: Registered, house_of: HouseOf) -> None:
    house = house_of(here)
    decides = house.actor(DECIDES[here.name])
    made = propose(coach(house), with_goal(house, "by_a_coach"))
    assert "by_a_coach" not in goals(in_force(house)), "a proposal holds for nobody yet"
    with pytest.raises(Refused) as refusal:
        approve(coach(house), made)
    assert refusal.value.decision.question.action == "define"
    assert "by_a_coach" not in goals(in_force(house))
    approve(decides, made)
    assert "by_a_coach" in goals(in_force(house))
    kinds = [Kind.PRACTICE_PROPOSED.value, Kind.PRACTICE_ADOPTED.value]
    with open_door(decides, "define", claims=SECOND) as door:
        door.require_anywhere()
        door.note(Kind.LEDGER_READ)
        actors = Event.objects.filter(kind__in=kinds).order_by("id").values_list("kind", "actor_id")
        assert list(actors)[-2:] == [(kinds[0], coach(house).account_id), (kinds[1], decides.account_id)]


@carrying({"working-progression": ("WP-2.1.3a4",)})
def test_who_decides_does_so_alone_only_where_the_regulation_lets_them(here: Registered, house_of: HouseOf) -> None:
    house = house_of(here)
    decides = house.actor(DECIDES[here.name])
    made = propose(decides, with_goal(house, "by_who_decides"))
    if here.name not in NEEDS_ANOTHER:
        assert "by_who_decides" in goals(in_force(house))
        return
    with pytest.raises(Refused) as refusal:
        approve(decides, made)
    assert refusal.value.decision.missing == ("second_person_agreed",)
    with open_door(decides, "define", claims=SECOND) as door:
        door.require_anywhere()
        decision = door.note(Kind.PRACTICE_ADOPTED)
        changed = PracticeVersion.objects.filter(pk=made).update(
            approved_by_id=decides.account_id, approved_at=clock.now(), decided_decision_id=decision
        )
    assert changed == 0, "a false claim does not pass the database either"
    assert "by_who_decides" not in goals(in_force(house))
    other = actor_at(house.let_in("second-partner", "responsible").somebody, house.agency.organisation.pk, strong=True)
    approve(other, made)
    assert "by_who_decides" in goals(in_force(house))


@carrying()
def test_a_proposal_that_is_declined_or_overtaken_never_holds(here: Registered, house_of: HouseOf) -> None:
    house = house_of(here)
    decides = house.actor(DECIDES[here.name])
    first = propose(coach(house), with_goal(house, "first"))
    second = propose(coach(house), with_goal(house, "second"))
    with pytest.raises(Conflict):
        approve(decides, first)
    decline(decides, second)
    with pytest.raises(Conflict):
        approve(decides, second)
    assert not {"first", "second"} & set(goals(in_force(house)))
    assert proposal(coach(house)) is None
    with pytest.raises(Conflict):
        propose(coach(house), with_goal(house, "third"), base=in_force(house).number)


@carrying()
def test_its_text_is_never_changed_and_nobody_elses(here: Registered, house_of: HouseOf) -> None:
    house = house_of(here)
    made = propose(coach(house), with_goal(house, "kept"))
    changes = ({"source": "lists: {}"}, {"number": 1}, {"proposed_by_id": house.actor("responsible").account_id})
    with open_door(house.actor(DECIDES[here.name]), "define", claims=SECOND) as door:
        door.require_anywhere()
        door.note(Kind.LEDGER_READ)
        for change in changes:
            with pytest.raises(ProgrammingError), transaction.atomic():
                PracticeVersion.objects.filter(pk=made).update(**change)


@carrying()
def test_who_has_no_say_proposes_nothing(here: Registered, house_of: HouseOf) -> None:
    house = house_of(here)
    stranger = house.let_in("unsigned", "coach", signed=False)
    with pytest.raises(Refused):
        propose(stranger, with_goal(house, "never"))
