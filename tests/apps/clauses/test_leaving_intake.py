"""Before a trajectory leaves its intake: what a duty asks is written down, for this very trajectory."""

from __future__ import annotations

import pytest
from django.db import ProgrammingError, connection
from django.urls import reverse
from django.utils import translation

from tests.apps.clauses.carrying import carrying
from tests.apps.clauses.conftest import HouseOf
from tests.apps.clauses.running import opened, signed_in, started, written_at_the_start
from tests.policy.clauses.register import Registered
from waarborg.dossiers.intake import intake_of
from waarborg.dossiers.trajectories import change_trajectory
from waarborg.gate.door import open_door
from waarborg.kernel import clock
from waarborg.kernel.errors import InvalidInput
from waarborg.ledger.vocabulary import Kind
from waarborg.work.task_lists import Start, start_trajectory

ASKED = {"working-progression": ("WP-1.1a",)}


@carrying(ASKED, only=True)
def test_no_trajectory_starts_before_the_conversation_and_the_chances_are_written_down(
    here: Registered, house_of: HouseOf
) -> None:
    house = house_of(here)
    coach, made = house.actor("coach"), opened(house)
    started(house)  # what stands in another dossier does not count for this one
    (unwritten,) = intake_of(coach, made.dossier_id).unwritten
    with translation.override("en"):
        said = f"Article {unwritten.where}: first write down “{house.catalogue.title(unwritten.entry.key)}”."
    for attempt in (
        lambda: start_trajectory(coach, made.dossier_id, made.trajectory_id, Start(started_on=clock.today())),
        lambda: change_trajectory(coach, made.dossier_id, made.trajectory_id, {"phase": "placed"}),
    ):
        with translation.override("en"), pytest.raises(InvalidInput) as no:
            attempt()
        assert no.value.fields == {"phase": said}
    number = intake_of(coach, made.dossier_id).seen.number
    page = signed_in(coach).post(reverse("desk:intake_start", args=[number]))
    assert page.status_code == InvalidInput.status
    step = reverse("desk:intake_step", args=[number, f"gegevens-{unwritten.entry.key}"])
    assert f'href="{step}"' in page.content.decode(), "the next step"
    change_trajectory(coach, made.dossier_id, made.trajectory_id, {"phase": "intake"})
    written_at_the_start(house, made)
    assert not intake_of(coach, made.dossier_id).unwritten
    change_trajectory(coach, made.dossier_id, made.trajectory_id, {"phase": "running"})


@carrying(ASKED, only=True)
def test_the_database_keeps_an_intake_open_until_it_is_written_down(here: Registered, house_of: HouseOf) -> None:
    house = house_of(here)
    coach, made = house.actor("coach"), opened(house)

    def leaves() -> int:
        with open_door(coach, "write", dossier_id=made.dossier_id) as door:
            door.note(Kind.TRAJECTORY_CHANGED)
            with connection.cursor() as cursor:
                cursor.execute(
                    "update dossiers_trajectory set phase = 'running' where id = %s and phase = 'referral'",
                    [made.trajectory_id],
                )
                return cursor.rowcount

    with pytest.raises(ProgrammingError, match="written down"):
        leaves()
    written_at_the_start(house, made)
    assert leaves() == 1
