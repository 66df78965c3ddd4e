"""Somebody objects to recruitment and lists of addresses: in one step, for nothing, and from that moment it holds."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest

from tests.apps.clauses.carrying import carrying
from tests.apps.clauses.conftest import HouseOf
from tests.apps.clauses.house import House
from tests.apps.clauses.test_disclosing import every_way, fill, ready, second, seen, where
from tests.policy.clauses.register import Registered
from waarborg.disclosures import ways
from waarborg.disclosures.choices import BY_LINK, DisclosureState
from waarborg.disclosures.giving import give, told_before
from waarborg.disclosures.preparing import prepare
from waarborg.disclosures.register import SeenDisclosure
from waarborg.disclosures.ways import Way
from waarborg.disclosures.weighing import Asked, Weighed, weigh
from waarborg.dossiers.leaving import leaving
from waarborg.dossiers.objections import RIGHT, lift_objection, objecting_under, record_objection
from waarborg.gate.door import Claims, open_door
from waarborg.kernel import clock
from waarborg.kernel.errors import Conflict, InvalidInput
from waarborg.ledger.vocabulary import Kind
from waarborg.rights.choices import CameBy
from waarborg.rights.registering import NewRequest, register

TAKER = "mailing_organisation"
KIND = "insurer"


@carrying({"jm-werkt": ("JMW-7.1", "JMW-7.2")})
def test_it_is_recorded_in_any_form_without_a_reason_and_holds_at_once(here: Registered, house_of: HouseOf) -> None:
    house = house_of(here)
    coach, dossier_id = house.actor("coach"), where(house, KIND)
    rule = objecting_under(coach.in_force)
    assert "any_form" in rule.forms
    with pytest.raises(InvalidInput):
        record_objection(coach, dossier_id, form="any_form", on=clock.today() + timedelta(days=1))
    record_objection(coach, dossier_id, form="any_form", on=clock.today())
    assert set(rule.facts) <= true_of(house, dossier_id)
    assert not allowed(house, dossier_id)
    lift_objection(coach, dossier_id)
    assert not set(rule.facts) & true_of(house, dossier_id)


@carrying({"jm-werkt": ("JMW-7.1", "JMW-7.2")})
def test_taken_in_as_a_request_it_holds_from_that_act_and_waits_for_no_answer(
    here: Registered, house_of: HouseOf
) -> None:
    house = house_of(here)
    coach, dossier_id = house.actor("coach"), where(house, KIND)
    said = NewRequest(rights=(RIGHT,), received_on=clock.today(), words="Geen reclame meer.", came_by=CameBy.TELEPHONE)
    register(coach, dossier_id, said)
    try:
        assert set(objecting_under(coach.in_force).facts) <= true_of(house, dossier_id)
        assert not allowed(house, dossier_id)
    finally:
        lift_objection(coach, dossier_id)


@carrying({"working-progression": ("WP-2.6.5b",), "click-re-integratie": ("CLICK-2.6.7b",)}, only=True)
def test_no_address_goes_any_more_as_python_and_postgresql_judge_it(here: Registered, house_of: HouseOf) -> None:
    house = house_of(here)
    fill(house, KIND)
    assert going(house)
    record_objection(house.actor("coach"), where(house, KIND), form="written", on=clock.today())
    try:
        assert not going(house)
    finally:
        lift_objection(house.actor("coach"), where(house, KIND))
    assert going(house)


@carrying({"click-re-integratie": ("CLICK-2.6.7b",)}, only=True)
def test_what_waits_for_who_takes_addresses_stops_and_nothing_goes_again(here: Registered, house_of: HouseOf) -> None:
    """Made ready and agreed to, and still it does not go: in the same act everything that waits is stopped."""
    house = house_of(here)
    weighed = on_a_list(house)
    responsible, coach, dossier_id = house.actor("responsible"), house.actor("coach"), where(house, KIND)
    waiting, fetchable = (prepare(responsible, dossier_id, ready(weighed)) for _time in range(2))
    given(house, fetchable)
    record_objection(coach, dossier_id, form="written", on=clock.today())
    try:
        stopped = seen_at(house, waiting)
        assert (stopped.state, stopped.why) == (DisclosureState.STOPPED, "objected")
        assert seen_at(house, fetchable).fetch_until is None, "what nobody fetched yet is closed"
        with pytest.raises(Conflict):
            give(responsible, dossier_id, waiting)
        again = weigh(responsible, dossier_id, weighed.asked)
        assert not again.going
        assert not any(one.let_go for one in again.items if one.record.entry.key == "contact"), "nor by PostgreSQL"
    finally:
        lift_objection(coach, dossier_id)
    assert weigh(responsible, dossier_id, weighed.asked).going


def on_a_list(house: House) -> Weighed:
    """One dossier, weighed for who takes addresses."""
    fill(house, KIND)
    responsible, dossier_id = house.actor("responsible"), where(house, KIND)
    for purpose in ways.purposes(responsible, TAKER):
        for ground in ways.grounds(responsible, TAKER, purpose):
            way = Way(recipient=TAKER, purpose=purpose, ground=ground, channel=BY_LINK)
            stated = frozenset(ways.statements(responsible, way))
            weighed = weigh(responsible, dossier_id, Asked(way=way, stated=stated))
            if weighed.going:
                return weighed
    raise LookupError("nothing goes")


def going(house: House) -> bool:
    """May anything of this dossier go to who takes addresses, in any way? PostgreSQL finds it, and Python says yes."""
    responsible, dossier_id = house.actor("responsible"), where(house, KIND)
    kinds = responsible.in_force.policy.categories
    for way in every_way(responsible, TAKER):
        if way.channel != BY_LINK:
            continue
        facts = (*ways.statements(responsible, way), ways.SECOND_PERSON)
        claims = Claims(recipient=TAKER, purpose=way.purpose, ground=way.ground, channel=BY_LINK, facts=facts)
        with open_door(responsible, "disclose", dossier_id=dossier_id, claims=claims) as door:
            door.note(Kind.DOSSIER_READ)
            if leaving(door, [dossier_id], kinds, door.scopes):
                return True
    return False


def given(house: House, disclosure_id: UUID) -> None:
    responsible, dossier_id = house.actor("responsible"), where(house, KIND)
    if "second_person_agreed" in seen_at(house, disclosure_id).claims:
        second(house, responsible, disclosure_id, KIND)
    try:
        give(responsible, dossier_id, disclosure_id)
    except Conflict:
        told_before(responsible, dossier_id, disclosure_id)
        give(responsible, dossier_id, disclosure_id)


def seen_at(house: House, disclosure_id: UUID) -> SeenDisclosure:
    return seen(house, house.actor("responsible"), disclosure_id, KIND)


def true_of(house: House, dossier_id: UUID) -> frozenset[str]:
    with open_door(house.actor("coach"), "read", dossier_id=dossier_id) as door:
        door.note(Kind.DOSSIER_READ)
        return door.scope().true


def allowed(house: House, dossier_id: UUID) -> bool:
    coach = house.actor("coach")
    with open_door(coach, "disclose", dossier_id=dossier_id, claims=Claims(recipient=TAKER)) as door:
        door.note(Kind.DOSSIER_READ)
        return any(door.decide(category, door.scope()).allowed for category in coach.in_force.policy.categories)
