"""No link with another registration: no token, no feed, nothing that goes by itself; only what the article names."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.db import DatabaseError, connections, transaction

from tests.apps.clauses.carrying import carrying
from tests.apps.clauses.conftest import HouseOf
from tests.apps.clauses.house import House
from tests.policy.clauses.register import Registered
from waarborg.gate.door import open_door
from waarborg.gate.linking import CALENDAR, may_link
from waarborg.kernel import clock
from waarborg.kernel.errors import Refused
from waarborg.ledger.vocabulary import Kind
from waarborg.policy.linking import Link
from waarborg.work.agenda import make_address, times_at
from waarborg.work.agenda_models import AgendaAddress

FORBID = {"click-re-integratie": ("CLICK-2.8", "CLICK-1.2h"), "working-progression": ("WP-2.8",)}
BY_HAND = Link(system="invoicing", fields=frozenset({"name", "number"}), by_hand=True)
ALSO_SILENT = [
    Link(system="calendar", fields=frozenset({"name"})),
    Link(system="bookkeeping", fields=frozenset({"name"})),
]


@carrying(FORBID, only=True)
def test_no_feed_token_or_file_that_goes_by_itself_can_be_made(here: Registered, house_of: HouseOf) -> None:
    house = house_of(here)
    coach = house.actor("coach")
    with pytest.raises(Refused) as refused:
        make_address(coach)
    assert refused.value.decision.articles == ("2.8",)
    for system in ("calendar", "invoicing", "bookkeeping", "another_agency"):
        for fields in (frozenset[str](), frozenset({"name"}), frozenset({"name", "number"})):
            link = Link(system=system, fields=fields)
            assert not may_link(coach, link).allowed, "nothing goes by itself, also not what goes by hand"
            assert not stands(house, link)
    made = AgendaAddress(account_id=coach.somebody, hashed=b"past the service", made_at=clock.now())
    with pytest.raises(DatabaseError):
        past_the_service(house, made)


@carrying()
def test_both_enforcers_say_the_same_of_every_link(here: Registered, house_of: HouseOf) -> None:
    house = house_of(here)
    coach = house.actor("coach")
    links = [CALENDAR, *ALSO_SILENT, BY_HAND, replace(BY_HAND, fields=BY_HAND.fields | {"bsn"})]
    assert [stands(house, link) for link in links] == [may_link(coach, link).allowed for link in links]
    if here.name not in FORBID:
        assert times_at(make_address(coach))[0] == coach.organisation_id, "one's own times hold nothing of anybody"


@carrying({"click-re-integratie": ("CLICK-2.8", "CLICK-1.2h")}, only=True)
def test_the_named_exception_takes_its_fields_and_no_other_and_somebody_starts_it(
    here: Registered, house_of: HouseOf
) -> None:
    house = house_of(here)
    for link, expected in (
        (BY_HAND, True),
        (replace(BY_HAND, fields=BY_HAND.fields | {"phone"}), False),
        (replace(BY_HAND, by_hand=False), False),
        (replace(BY_HAND, system="bookkeeping"), False),
    ):
        assert may_link(house.actor("coach"), link).allowed is expected
        assert stands(house, link) is expected


def past_the_service(house: House, row: AgendaAddress) -> None:
    """Write the row of a link in the act of linking, without asking."""
    with open_door(house.actor("coach"), "link") as door:
        row.organisation_id, row.decision_id = door.actor.organisation_id, door.note(Kind.AGENDA_ADDRESS_MADE)
        AgendaAddress.objects.bulk_create([row])


def stands(house: House, link: Link) -> bool:
    """What PostgreSQL says of it, asked by a coach in the act of linking."""
    with open_door(house.actor("coach"), "link") as door:
        door.note(Kind.AGENDA_ADDRESS_WITHDRAWN)
        with transaction.atomic(), connections["default"].cursor() as cursor:
            cursor.execute("select gate.may_link(%s, %s, %s)", [link.system, sorted(link.fields), link.by_hand])
            return bool(cursor.fetchone()[0])
