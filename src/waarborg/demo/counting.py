"""Overviews that the management of an example agency had made: what can be told of its clients, and what cannot."""

from __future__ import annotations

from waarborg.demo.establishing import Agency
from waarborg.gate.actors import Actor
from waarborg.kernel import clock
from waarborg.overviews.models import Release
from waarborg.overviews.releasing import approved, choosable, release
from waarborg.overviews.rules import sees_overviews

ENOUGH = 8
LATEST = 2
"""Of each kind of overview the latest periods are tried."""


def make_overviews(agency: Agency) -> None:
    """Ask for every kind that was approved until enough could be told; what is refused stands in the ledger."""
    actor = _manager(agency)
    if actor is None:
        return
    told = 0
    with clock.travel(agency.moment(agency.population.seeded_on, 9, 50)):
        for item in approved(actor):
            for period in choosable(item)[:LATEST]:
                told += isinstance(release(actor, item.key, period.key), Release)
                if told == ENOUGH:
                    return


def _manager(agency: Agency) -> Actor | None:
    return next((actor for key in agency.accounts if sees_overviews(actor := agency.actor(key))), None)
