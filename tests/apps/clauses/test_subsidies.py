"""Data for a subsidy: only with an application, from a closed list, recent, to who is competent; a copy stays."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.apps.clauses.carrying import carrying
from tests.apps.clauses.conftest import HouseOf
from tests.apps.clauses.house import House
from tests.apps.clauses.test_disclosing import best, every_way, fill, givers, ready, where
from tests.policy.clauses.register import Registered
from waarborg.disclosures.giving import give
from waarborg.disclosures.preparing import prepare
from waarborg.disclosures.subsidies import PROVIDER, application, closed_list
from waarborg.disclosures.weighing import Weighed
from waarborg.dossiers.sealing import fate_of
from waarborg.dossiers.selectors import category_of
from waarborg.gate.actors import Actor
from waarborg.kernel import clock
from waarborg.kernel.errors import InvalidInput, Refused

APPLYING = {
    "click-re-integratie": ("CLICK-1.2b", "CLICK-2.2b", "CLICK-2.6.3.4", "CLICK-2.6.4a", "CLICK-2.6.4b", "CLICK-3.11a"),
    "working-progression": ("WP-2.2c", "WP-2.6.1.B3", "WP-2.6.2a", "WP-2.6.2b"),
}


def way_out(house: House) -> tuple[Actor, Weighed]:
    """Somebody who may send an application by letter, with everything said that can be."""
    fill(house)
    for actor in givers(house):
        for way in every_way(actor, PROVIDER):
            if way.channel == "letter" and way.purpose == "subsidies" and way.ground == "execution":
                try:
                    weighed = best(house, actor, way)
                except Refused:
                    continue
                if weighed.going:
                    return actor, weighed
    raise LookupError("no application goes")


@carrying(APPLYING, only=True)
def test_a_provider_of_subsidies_gets_an_application_from_a_closed_list_and_a_copy_stays(
    here: Registered, house_of: HouseOf
) -> None:
    house = house_of(here)
    actor, weighed = way_out(house)
    listed = {one.entry.key: one for one in closed_list(actor, weighed)}
    assert {one.record.entry.key for one in weighed.going} <= set(listed)
    for one in weighed.going:
        assert set(one.fields) <= set(listed[one.record.entry.key].fields)
    with pytest.raises(InvalidInput) as free:
        prepare(actor, where(house), ready(weighed, scheme=""))
    assert "scheme" in free.value.fields
    entry = application(actor.in_force)
    assert entry is not None
    disclosure_id = prepare(actor, where(house), ready(weighed))
    kept = {record.id for record in category_of(actor, where(house), entry.key).of(entry.key)}
    give(actor, where(house), disclosure_id)
    (copy,) = [one for one in category_of(actor, where(house), entry.key).of(entry.key) if one.id not in kept]
    assert "Loonkostensubsidie" in copy.content.fields.values()
    assert copy.retention_class == house_fate(house, copy.entry.key)


def house_fate(house: House, category: str) -> str:
    """The class in which records of this kind are kept, for their own term."""
    entry = house.catalogue.entries[category]
    return fate_of(house.catalogue, entry, "uwv")[0]


@carrying(APPLYING, only=True)
def test_what_is_too_old_does_not_go_with_it_and_nothing_goes_to_who_is_not_competent(
    here: Registered, house_of: HouseOf
) -> None:
    house = house_of(here)
    actor, weighed = way_out(house)
    with clock.travel(clock.now() + timedelta(days=200)):
        later = best(house, actor, weighed.asked.way)
    assert not later.going
    assert any(one.too_old for one in closed_list(actor, later))
    stated = weighed.asked.stated - {"recipient_competent"}
    with pytest.raises((Refused, InvalidInput)):
        prepare(actor, where(house), ready(weighed, asked=replace(weighed.asked, stated=stated)))
