"""What an older copy has and has not: a restriction is done again, and the request that it came from is gone."""

from __future__ import annotations

from uuid import UUID

import pytest
from django.db import DatabaseError
from django.urls import reverse

from tests.apps.clauses.carrying import carrying
from tests.apps.clauses.conftest import HouseOf
from tests.apps.clauses.ending import past_the_services
from tests.apps.clauses.house import House
from tests.apps.clauses.running import signed_in
from tests.apps.clauses.test_erasing_and_restricting import DAY, in_sight, item_on, known_ground
from tests.apps.clauses.test_items_of_requests import note_entry, noted
from tests.apps.clauses.test_requests import answerer, asked, given, leave, seen, taker, where
from tests.apps.gate.populations import superuser
from tests.policy.clauses.register import Registered
from waarborg.gate.door import open_door
from waarborg.kernel import clock
from waarborg.kernel.errors import Conflict, NotFound
from waarborg.ledger.vocabulary import Kind
from waarborg.rights import items, restricting
from waarborg.rights.lost import lost_restrictions


@carrying({"partner-in-werk": ()}, only=True)
def test_a_restriction_that_came_back_without_its_request_rests_on_the_one_that_is_taken_in_again_and_can_end(
    here: Registered, house_of: HouseOf
) -> None:
    """A copy made before the request was put back: the restriction is done again, its request is gone."""
    house = house_of(here)
    record_id, by, coach, at = noted(house), answerer(house, "restriction"), taker(house), where(house)
    request_id, item_id = item_on(house, "restriction", record_id)
    _other, other_item = item_on(house, "restriction", noted(house))
    restriction_id = restricting.restrict(by, at, request_id, item_id, "Wij zoeken het uit.")
    (again,) = asked(house, "restriction")
    why = known_ground(house, "restriction")
    whole, part = (
        items.Chosen(things=[items.Thing(record_id=record_id, field=one)], ground=why) for one in ("", "subject")
    )
    with pytest.raises(NotFound):  # nobody sees it, and it has its request
        items.choose(coach, at, again, whole)
    lost_with_the_copy(house, request_id)
    tomorrow = clock.today() + DAY
    with pytest.raises(Conflict, match=r"lost|verloren"):
        restricting.announce(by, where(house), restriction_id, tomorrow, "Het klopt.")

    with pytest.raises(NotFound):  # a value of it nobody knows
        items.choose(coach, at, again, part)
    with pytest.raises(NotFound):  # and it comes back for nothing else
        item_on(house, "erasure", record_id)
    with pytest.raises(DatabaseError, match="rests on its request"):
        past_the_services(coach, "default", f"update dossiers_restriction set item_id = '{other_item}'")
    page = signed_in(coach)
    address = reverse("desk:right_items", args=[seen(house, again).number, again])
    shown = page.get(f"{address}?kind=lost").content.decode()
    assert note_entry(house).rule.title in shown
    assert page.post(f"{address}?kind=lost", {"things": [f"record:{record_id}:"], "ground": why}).status_code == 302
    (item,) = seen(house, again).items
    assert restricting.restrict(by, where(house), again, item.id, "Zoals eerder.") == restriction_id
    assert not in_sight(house, record_id)
    with open_door(coach, "read", dossier_id=where(house)) as door:
        door.note(Kind.DOSSIER_READ)
        assert lost_restrictions(door, "restriction") == []
    given(house, restricting.announce(by, where(house), restriction_id, tomorrow, "Wij zochten het uit."))
    with clock.travel(clock.now() + DAY):
        restricting.lift(by, at, restriction_id)
    assert in_sight(house, record_id)
    leave(house)


def lost_with_the_copy(house: House, request_id: UUID) -> None:
    """As in a copy that is older than the request."""
    with superuser(house.server, house.urls) as god:
        god.execute("set session_replication_role = replica")
        for table in ("requestitem", "requeststep", "requestletter"):
            god.execute(f"delete from rights_{table} where request_id = %s", [request_id])
        god.execute("delete from rights_request where id = %s", [request_id])
