"""The agency itself ends: decided once, done step by step with a name, and never while something of a step is open."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import DatabaseError
from django.urls import reverse

from tests.apps.clauses.conftest import HouseOf
from tests.apps.clauses.running import signed_in
from tests.policy.clauses.register import Registered, register
from waarborg.gate.actors import Actor
from waarborg.gate.door import open_door
from waarborg.handing_over.agency_end import decide, how_it_stands, tick
from waarborg.handing_over.choices import AnswersAfter, EndKind, EndStep
from waarborg.handing_over.models import AgencyEndTick
from waarborg.kernel import clock
from waarborg.kernel.errors import Conflict, InvalidInput, NotFound, Refused
from waarborg.kernel.identifiers import new_id
from waarborg.ledger.vocabulary import Kind


@pytest.mark.parametrize("here", [one for one in register() if one.name == "jm-werkt"], ids=lambda one: one.name)
def test_it_is_decided_once_and_each_step_is_ticked_by_name_when_nothing_of_it_is_open(
    here: Registered, house_of: HouseOf
) -> None:
    house = house_of(here)
    coach, responsible = house.actor("coach"), house.actor("responsible")
    assert how_it_stands(responsible) is None
    said = {"kind": EndKind.MERGES.value, "last_day": clock.today(), "answers_after": AnswersAfter.SUCCESSOR.value}
    with pytest.raises(InvalidInput) as no:
        decide(responsible, **{**said, "last_day": clock.today() - timedelta(days=1)})  # type: ignore[arg-type]
    assert set(no.value.fields) == {"last_day"}
    with pytest.raises(Refused):
        decide(coach, **said)  # type: ignore[arg-type]
    with pytest.raises(NotFound):
        tick(responsible, EndStep.PRINCIPALS_TOLD)
    browser = signed_in(responsible)
    page = reverse("desk:agency_end")
    assert browser.post(page, {"kind": "merges"}).status_code == InvalidInput.status
    form = {**said, "last_day": clock.today().isoformat()}
    assert browser.post(page, form).status_code == 302
    with pytest.raises(Conflict):
        decide(responsible, **said)  # type: ignore[arg-type]

    found = how_it_stands(responsible)
    assert found
    steps = {one.step: one for one in found.steps}
    assert EndStep.SUCCESSOR in steps
    assert EndStep.TRUSTEE_SIGNED not in steps, "only in a bankruptcy"
    waits = steps[EndStep.AGREEMENTS_ENDED].open
    assert waits, "agreements that run beyond the last day"
    with pytest.raises(Conflict, match=str(waits)):
        tick(responsible, EndStep.AGREEMENTS_ENDED)
    tick(responsible, EndStep.PRINCIPALS_TOLD)
    with pytest.raises(Conflict):
        tick(responsible, EndStep.PRINCIPALS_TOLD)
    with pytest.raises(Refused):
        tick(coach, EndStep.KEPT)
    again = how_it_stands(responsible)
    assert again
    [done] = [one for one in again.steps if one.done_at]
    assert (done.step, done.done_by) == (EndStep.PRINCIPALS_TOLD, "Responsible")
    assert not again.over
    assert "Responsible" in browser.get(page).content.decode()
    tick_url = reverse("desk:agency_end_tick", args=[EndStep.KEPT.value])
    assert browser.post(tick_url).status_code == 302
    with pytest.raises(DatabaseError, match="row-level security"):
        past_the_service(coach)


def past_the_service(coach: Actor) -> None:
    end_id = AgencyEndTick.objects.using("owner").filter(organisation_id=coach.organisation_id).first().end_id  # type: ignore[union-attr]
    with open_door(coach, "read") as door:
        row = AgencyEndTick(id=new_id(), organisation_id=coach.organisation_id, step=EndStep.DESTROYED, end_id=end_id)
        row.done_at, row.done_by_id, row.decision_id = clock.now(), coach.somebody, door.note(Kind.TASKS_READ)
        AgencyEndTick.objects.bulk_create([row])
