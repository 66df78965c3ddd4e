"""Every way to a dossier goes through one door: who does not work on it finds nothing, along any of them."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

import pytest

from tests.apps.clauses.carrying import carrying
from tests.apps.clauses.conftest import HouseOf
from tests.apps.clauses.house import House
from tests.policy.clauses.register import Registered
from waarborg.dossiers import items, looks
from waarborg.dossiers.access import who_has_access
from waarborg.dossiers.caseloads import caseload
from waarborg.dossiers.history import who_looked
from waarborg.dossiers.list_filters import Asked
from waarborg.dossiers.models import Record
from waarborg.dossiers.selectors import category_of, dossier
from waarborg.dossiers.view_endings import end_over
from waarborg.gate.actors import Actor, actor_at, system_at
from waarborg.gate.door import in_context, open_door
from waarborg.kernel.errors import NotFound, Refused
from waarborg.ledger.models import Event
from waarborg.ledger.vocabulary import Kind

ONE_DOOR = {
    "click-re-integratie": ("CLICK-1.2c", "CLICK-S.7b"),
    "jm-werkt": ("JMW-3.1b",),
    "partner-in-werk": ("PIW-4.1b", "PIW-2.1"),
    "working-progression": ("WP-1.2a", "WP-2.7a"),
}
Way = Callable[[Actor, UUID, UUID], object]
WAYS: dict[str, Way] = {
    "opening": lambda who, where, _what: dossier(who, where),
    "a category": lambda who, where, _what: category_of(who, where, who.in_force.policy.categories[0]),
    "a record": items.history,
    "who looked": lambda who, where, _what: who_looked(who, where),
    "who has access": lambda who, where, _what: who_has_access(who, where),
}


def stranger_in(house: House) -> Actor:
    """A coach of the agency who works on nothing."""
    if "stranger" not in house.people:
        house.let_in("stranger", "coach")
    return actor_at(house.people["stranger"], house.agency.organisation.pk, strong=True)


@carrying(ONE_DOOR)
@pytest.mark.parametrize("way", WAYS)
def test_who_does_not_work_on_a_dossier_is_refused_along_every_way_and_that_is_an_event(
    here: Registered, way: str, house_of: HouseOf
) -> None:
    house = house_of(here)
    stranger, where, record = stranger_in(house), house.dossiers["uwv"].dossier_id, a_record(house)
    before = refusals(house)
    with pytest.raises((Refused, NotFound)):
        WAYS[way](stranger, where, record)
    assert refusals(house) == before + 1 or way == "a record"


def a_record(house: House) -> UUID:
    return house.record(house.catalogue.identity, kind="uwv")


def refusals(house: House) -> int:
    system = system_at(house.agency.organisation.pk, using="worker")
    with in_context(system, using="worker"):
        return Event.objects.using("worker").filter(kind=Kind.ACCESS_REFUSED.value).count()


@carrying(ONE_DOOR)
def test_lists_and_searches_hold_nothing_of_it(here: Registered, house_of: HouseOf) -> None:
    house = house_of(here)
    a_record(house)
    stranger = stranger_in(house)
    assert caseload(stranger).rows == []
    for words in ("Proefpersoon", house.dossiers["uwv"].number, "1234AB"):
        assert caseload(stranger, Asked(words=words, state="all")).rows == []
    with open_door(stranger, "read") as door:
        door.note(Kind.CASELOAD_READ)
        assert not Record.objects.exists()


@carrying({"partner-in-werk": ("PIW-2.1",)})
def test_the_program_itself_passes_the_same_door(here: Registered, house_of: HouseOf) -> None:
    house = house_of(here)
    system = system_at(house.agency.organisation.pk, using="worker")
    where = house.dossiers["uwv"].dossier_id
    with open_door(system, "read", dossier_id=where, using="worker") as door:
        door.note(Kind.DOSSIER_READ)
        assert door.permitted() == {}
        assert not Record.objects.using("worker").exists()
    assert end_over(system, using="worker") == 0
    assert looks.rule_for(system.in_force, system.roles) is None
