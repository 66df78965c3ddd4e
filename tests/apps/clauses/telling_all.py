"""A changed regulation sent to all who have an earlier one, as the worker does it."""

from __future__ import annotations

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


def to_all(actor: Actor) -> None:
    """The letter goes to all as whoever began it; the worker is killed once, and nobody gets it twice."""
    began = rounds.begin_round(actor, page="https://voorbeeld.invalid/reglement/")
    with pytest.raises(Conflict):
        rounds.begin_round(actor, page="https://voorbeeld.invalid/reglement/")
    whose = (str(actor.organisation_id), str(began))
    jobs.tell_all(*whose)
    [sent] = Round.objects.using("owner").filter(pk=began).values_list("sent", flat=True)
    assert sent >= 1
    with clock.travel(clock.now() + timedelta(minutes=6)):
        assert jobs.tell_on_in(whose[0]) == 1, "it stopped halfway, so all of it is gone through again"
        after: UUID | None = None
        while after := rounds.step(actor.organisation_id, began, after):
            pass
    standing = rounds.how_it_stands(actor)
    assert standing
    assert (standing.state, standing.sent) == ("done", sent)
    assert len(to_tell(actor)) == standing.total - sent, "who has no address stays on the list"
    with pytest.raises(Refused):
        rounds.begin_round(replace(actor, roles=()), page="https://voorbeeld.invalid/reglement/")
