"""A changed regulation sent to all who have an earlier one, as the worker does it."""

from __future__ import annotations

from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from waarborg.dossiers.changed import to_tell
from waarborg.gate.actors import Actor
from waarborg.kernel import clock
from waarborg.kernel.errors import Conflict, Refused
from waarborg.letters import jobs, rounds
from waarborg.letters.models import Round


def to_all(actor: Actor, damaged: AbstractContextManager[None]) -> None:
    """The letter goes to all as whoever began it; the worker is killed once, and nobody gets it twice.

    While one of them is `damaged` it goes wrong with that one, who stays on the list and stops nobody.
    """
    began = rounds.begin_round(actor, page="https://voorbeeld.invalid/reglement/")
    with pytest.raises(Conflict):
        rounds.begin_round(actor, page="https://voorbeeld.invalid/reglement/")
    whose = (str(actor.organisation_id), str(began))
    steps = 0
    with damaged:  # it is killed after the step in which one went wrong
        jobs.tell_all(*whose)
        while not stands(actor).failed:
            steps += 1
            through(actor, began, steps + 1)
    halted = stands(actor)
    assert (halted.failed, halted.state) == (1, "running")
    sent = halted.sent
    for minutes, more in ((6, 1), (12, 0)):
        with clock.travel(clock.now() + timedelta(minutes=minutes)):
            assert jobs.tell_on_in(whose[0]) == 1, "it stopped halfway, so all of it is gone through again"
            jobs.tell_all(*whose)
            through(actor, began, steps + 1)
        [now] = Round.objects.using("owner").filter(pk=began).values_list("sent", flat=True)
        assert now == sent + more, "whom it failed for gets it now, and nobody gets it twice"
        sent = now
    with clock.travel(clock.now() + timedelta(minutes=12)):
        after: UUID | None = None
        while after := rounds.step(actor.organisation_id, began, after):
            pass
    standing = stands(actor)
    assert standing.state == "done"
    assert standing.sent >= sent
    assert len(to_tell(actor)) == standing.total - standing.sent, "who has no address stays on the list"
    with pytest.raises(Refused):
        rounds.begin_round(replace(actor, roles=()), page="https://voorbeeld.invalid/reglement/")


def stands(actor: Actor) -> rounds.Standing:
    """How far it is."""
    found = rounds.how_it_stands(actor)
    assert found
    return found


def through(actor: Actor, began: UUID, steps: int) -> None:
    """So many steps, from the first client on."""
    after: UUID | None = None
    for _ in range(steps):
        after = rounds.step(actor.organisation_id, began, after)
