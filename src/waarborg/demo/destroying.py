"""What is due at the example agencies: one list destroyed with its certificate, one that waits for a second person."""

from __future__ import annotations

import datetime as dt

from waarborg.adoption.services import OWNER
from waarborg.demo.establishing import Agency
from waarborg.destruction.approving import approve
from waarborg.destruction.certifying import certify
from waarborg.destruction.doing import do
from waarborg.destruction.models import Destruction
from waarborg.destruction.proposing import decides_on_destruction, may_look, propose
from waarborg.destruction.selectors import one as one_list
from waarborg.destruction.shredding import ask_for_paper, tick_off
from waarborg.gate.actors import Actor, system_at
from waarborg.kernel import clock
from waarborg.retention.counting import count_due

BEFORE, DONE = dt.timedelta(days=12), dt.timedelta(days=2)
"""How long ago the first list was approved, and how long ago it was done."""


def destroy_what_is_due(agency: Agency) -> None:
    """Destroy what was due some days ago, and propose what is due now; one person approved that already."""
    if Destruction.objects.using(OWNER).filter(organisation_id=agency.id).exists():
        return
    today, system = agency.population.seeded_on, system_at(agency.id, using="worker")
    first, second = _two(agency)
    if first is None or second is None:
        return
    with clock.travel(agency.moment(today - BEFORE, 9, 20)):
        count_due(system)
        listed = propose(system)
        if listed:
            approve(first, listed)
            approve(second, listed)
    if listed:
        with clock.travel(agency.moment(today - DONE, 10, 11)):
            do(system, listed)
            if ask_for_paper(system, listed):
                for part in one_list(first, listed).paper:
                    tick_off(first, listed, part.id)
            certify(system, listed)
    with clock.travel(agency.moment(today, 7, 30)):
        count_due(system)
        waiting = propose(system)
        if waiting:
            approve(first, waiting)


def _two(agency: Agency) -> tuple[Actor | None, Actor | None]:
    """Somebody who decides on destruction, and somebody else whose approval counts."""
    people = [agency.actor(key) for key in agency.accounts]
    first = next((one for one in people if decides_on_destruction(one)), None)
    others = (one for one in people if may_look(one) and (first is None or one.account_id != first.account_id))
    return first, next(others, None)
