"""What an example agency made of the way of working that comes along: what holds, its letters, and what waits."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from waarborg.demo.establishing import Agency
from waarborg.demo.offices import office, offices
from waarborg.gate.actors import Actor
from waarborg.gate.organisations import agency as organisation
from waarborg.kernel import clock
from waarborg.practice.changing_letters import with_house, with_letter
from waarborg.practice.document import Way, with_billing, with_list
from waarborg.practice.selectors import in_hand, proposal, versions
from waarborg.practice.services import approve, propose


def decide_way(agency: Agency) -> None:
    """Let the change that holds come into force on the first day, by whoever the regulation names."""
    change = offices()["ways_of_working"]["decided"]
    proposes = agency.actor(change["by"])
    if versions(proposes):
        return
    with clock.travel(agency.moment(agency.starts_on, 10)):
        made = _propose(proposes, change, charges=agency)
        if proposal(proposes):
            approve(agency.who_may("define", other_than=proposes.account_id), made)


def propose_way(agency: Agency) -> None:
    """Let the change wait that nobody decided on yet."""
    change = offices()["ways_of_working"]["proposed"]
    by = agency.actor(change["by"])
    if len(versions(by)) == 1:
        with clock.travel(agency.moment(agency.population.seeded_on, 8, 40)):
            _propose(by, change)


def _propose(actor: Actor, change: Mapping[str, Any], *, charges: Agency | None = None) -> Any:
    way, base = in_hand(actor)
    items = [item.model_dump() for item in getattr(way.lists, change["list"])]
    way = with_list(way, change["list"], [*items, dict(change["item"])])
    if charges:
        way = _in_its_own_words(with_billing(way, _charged(charges, way)))
    return propose(actor, way, base=base)


def _in_its_own_words(way: Way) -> Way:
    """Letters that look like the agency's, and one that it wrote itself."""
    said = offices()["ways_of_working"]
    letter = said["letter"]
    return with_letter(with_house(way, said["house"]), letter["kind"], letter["language"], letter)


def _charged(agency: Agency, way: Way) -> dict[str, Any]:
    """The agency's name and place on its invoices, one rate for every kind of trajectory, one fixed price for each."""
    said, fixed = offices()["billing"], offices()["billing"]["fixed"]
    kinds = [kind.key for kind in way.trajectory_types]
    return {
        **{name: said[name] for name in ("prefix", "pay_within_days")},
        "seller": {
            **said["seller"],
            "name": organisation(agency.id).name,
            "place": office(agency.population.agency)["place"],
        },
        "vat": tuple(said["vat"]),
        "hourly": tuple({"of": kind, "hourly": said["hourly"]["rate"], "vat": said["hourly"]["vat"]} for kind in kinds),
        "fixed": tuple({**fixed, "key": f"{fixed['key']}_{kind}", "of": kind} for kind in kinds),
    }
