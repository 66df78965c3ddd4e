"""What an example agency made of the way of working that comes along: one change that holds, and one that waits."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from waarborg.demo.establishing import Agency
from waarborg.demo.offices import offices
from waarborg.gate.actors import Actor
from waarborg.kernel import clock
from waarborg.practice.document import with_list
from waarborg.practice.selectors import in_hand, proposal, versions
from waarborg.practice.services import approve, propose


def decide_way(agency: Agency) -> None:
    """Let the change that holds come into force on the first day, by whoever the regulation names."""
    change = offices()["ways_of_working"]["decided"]
    proposes = agency.actor(change["by"])
    if versions(proposes):
        return
    with clock.travel(agency.moment(agency.starts_on, 10)):
        made = _propose(proposes, change)
        if proposal(proposes):
            approve(agency.who_may("define", other_than=proposes.account_id), made)


def propose_way(agency: Agency) -> None:
    """Let the change wait that nobody decided on yet."""
    change = offices()["ways_of_working"]["proposed"]
    by = agency.actor(change["by"])
    if len(versions(by)) == 1:
        with clock.travel(agency.moment(agency.population.seeded_on, 8, 40)):
            _propose(by, change)


def _propose(actor: Actor, change: Mapping[str, Any]) -> Any:
    way, base = in_hand(actor)
    items = [item.model_dump() for item in getattr(way.lists, change["list"])]
    return propose(actor, with_list(way, change["list"], [*items, dict(change["item"])]), base=base)
