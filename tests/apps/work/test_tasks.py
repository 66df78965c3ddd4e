"""What comes with a yes becomes a task, for whom it concerns and for nobody else."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import ProgrammingError, connections, transaction
from django.test.utils import CaptureQueriesContext

from tests.apps.work.cast import LONG_ENOUGH, Cast, cast
from waarborg.dossiers import looks
from waarborg.dossiers.duties import _DUTIES, Happening, Moment, when
from waarborg.dossiers.models import Record, View
from waarborg.dossiers.view_endings import end_over
from waarborg.gate.actors import Actor
from waarborg.gate.door import in_context, open_door
from waarborg.kernel import clock
from waarborg.kernel.errors import InvalidInput, NotFound, Refused
from waarborg.ledger.models import Event
from waarborg.ledger.vocabulary import Kind
from waarborg.work.choices import TaskKind
from waarborg.work.models import Task
from waarborg.work.selectors import Deadlines, SeenTask, deadlines
from waarborg.work.services import complete, remind

pytestmark = pytest.mark.real_commits


@pytest.fixture
def here() -> Cast:
    return cast()


def all_of(found: Deadlines) -> list[SeenTask]:
    return [*found.late, *found.today, *found.this_week, *found.later, *found.without_term]


def kinds_for(actor: Actor) -> set[TaskKind]:
    return {task.kind for task in all_of(deadlines(actor))}


def rows_seen_by(actor: Actor) -> set[TaskKind]:
    """What a bare query finds in this actor's context."""
    with open_door(actor, "read") as door:
        door.note(Kind.TASKS_READ)
        return {TaskKind(kind) for kind in Task.objects.values_list("kind", flat=True)}


def events(here: Cast, kind: Kind) -> int:
    with in_context(here.system, using="worker"):
        return Event.objects.using("worker").filter(kind=kind.value).count()


def test_a_granted_view_brings_its_duties_in_the_same_transaction(here: Cast) -> None:
    view_id = here.looking_along()
    with in_context(here.system, using="worker"):
        tasks = {TaskKind(task.kind): task for task in Task.objects.using("worker").all()}
        view = View.objects.using("worker").get(pk=view_id)
    assert set(tasks) == {TaskKind.REVIEW_VIEW, TaskKind.TELL_CLIENT}
    review, telling = tasks[TaskKind.REVIEW_VIEW], tasks[TaskKind.TELL_CLIENT]
    assert (review.for_role, review.due_on, review.subject_id) == ("responsible", view.review_by, view_id)
    assert (telling.for_account_id, telling.due_on) == (here.agency.accounts["anna"], None)
    assert review.rule == telling.rule == view.rule
    assert review.article
    assert review.opens_at == telling.opens_at == view.ends_at


def test_duties_are_shown_when_the_view_is_over_and_not_before(here: Cast) -> None:
    here.looking_along()
    assert kinds_for(here.dina) == kinds_for(here.anna) == set()
    with clock.travel(clock.now() + LONG_ENOUGH):
        assert kinds_for(here.dina) == {TaskKind.REVIEW_VIEW}
        assert kinds_for(here.anna) == {TaskKind.TELL_CLIENT}
        assert kinds_for(here.bram) == kinds_for(here.agency.actor("sam")) == set()


def test_looking_back_is_what_completes_that_task(here: Cast) -> None:
    view_id = here.looking_along()
    with clock.travel(clock.now() + LONG_ENOUGH):
        (task,) = all_of(deadlines(here.dina))
        assert not task.by_ticking
        with pytest.raises(InvalidInput):
            complete(here.dina, task.id)
        looks.review(here.dina, here.dossier_id, view_id, finding="Het paste bij de reden")
        assert kinds_for(here.dina) == set()
        assert events(here, Kind.TASK_COMPLETED) == 1


def test_when_a_duty_fails_the_view_is_not_granted_either(here: Cast) -> None:
    def breaks(_happened: Happening) -> None:
        raise InvalidInput("no")

    view_id = looks.ask(here.bram, here.dossier_id, reason="waarneming")
    when(Moment.GRANTED, breaks)
    try:
        with pytest.raises(InvalidInput):
            looks.grant(here.dina, here.dossier_id, view_id, looks.Granting(on_the_spot=True))
    finally:
        _DUTIES[Moment.GRANTED].remove(breaks)
    with in_context(here.system, using="worker"):
        assert View.objects.using("worker").get(pk=view_id).state == "requested"
        assert not Task.objects.using("worker").exists()


def test_a_list_of_tasks_is_one_event_with_the_dossiers_it_showed(here: Cast) -> None:
    here.looking_along()
    with clock.travel(clock.now() + LONG_ENOUGH):
        (task,) = all_of(deadlines(here.anna))
    assert task.dossier_number.startswith("JM-")
    with in_context(here.system, using="worker"):
        event = Event.objects.using("worker").get(kind=Kind.TASKS_READ.value)
    assert event.dossier_ids == [here.dossier_id]


def test_a_list_of_tasks_takes_four_statements_and_notes_one_more(here: Cast) -> None:
    def statements() -> int:
        with CaptureQueriesContext(connections["default"]) as seen:
            deadlines(here.anna)
        return len([one for one in seen if not one["sql"].upper().startswith(("BEGIN", "COMMIT"))])

    deadlines(here.anna)  # whoever comes first fetches the version in force
    actor_at_the_door = 2  # who they are, and the version in force: once per request
    assert statements() - actor_at_the_door == 4
    remind(here.anna, here.dossier_id, note="Bellen")
    remind(here.anna, here.dossier_id, note="Nog eens bellen")
    assert statements() - actor_at_the_door == 5


def test_tasks_stand_by_how_near_their_day_is(here: Cast) -> None:
    with clock.travel(clock.today() + timedelta(days=14 - clock.today().weekday())):  # a Monday
        monday = clock.today()
        for days in (-1, 0, 6, 7, None):
            due = monday + timedelta(days=days) if days is not None else None
            remind(here.anna, here.dossier_id, note=f"bellen {days}", due_on=due)
        found = deadlines(here.anna)
    groups = [[task.days for task in group] for group in (found.late, found.today, found.this_week, found.later)]
    assert groups == [[-1], [0], [6], [7]]
    assert [task.note for task in found.without_term] == ["bellen None"]


def test_a_reminder_is_ones_own_and_ticked_off_once(here: Cast) -> None:
    task_id = remind(here.anna, here.dossier_id, note="Bellen over de fiets")
    with pytest.raises(NotFound):
        complete(here.dina, task_id)
    complete(here.anna, task_id)
    with pytest.raises(NotFound):
        complete(here.anna, task_id)
    assert kinds_for(here.anna) == set()


def test_who_does_not_read_in_a_dossier_leaves_no_reminder_about_it(here: Cast) -> None:
    with pytest.raises(Refused):
        remind(here.bram, here.dossier_id, note="kijken")


def test_what_somebody_wrote_does_not_stand_in_the_database(here: Cast) -> None:
    remind(here.anna, here.dossier_id, note="Bellen over de fiets")
    with in_context(here.system, using="worker"):
        (task,) = Task.objects.using("worker").all()
    assert b"fiets" not in bytes(task.sealed or b"fiets")


def test_a_colleague_outside_the_dossier_sees_no_task_of_it_by_any_query(here: Cast) -> None:
    here.looking_along()
    remind(here.anna, here.dossier_id, note="Bellen")
    assert rows_seen_by(here.anna) == {TaskKind.REVIEW_VIEW, TaskKind.TELL_CLIENT, TaskKind.REMINDER}
    with clock.travel(clock.now() + LONG_ENOUGH):
        assert rows_seen_by(here.bram) == set()


def test_a_colleagues_own_note_stays_closed_to_who_decides_on_the_dossier(here: Cast) -> None:
    here.looking_along()
    remind(here.anna, here.dossier_id, note="Bellen")
    assert rows_seen_by(here.dina) == {TaskKind.REVIEW_VIEW, TaskKind.TELL_CLIENT}


@pytest.mark.parametrize("column", ["due_on = '2099-01-01'", "for_role = 'coach'", "article = '99'"])
def test_of_a_task_nothing_but_its_end_can_be_written(here: Cast, column: str) -> None:
    remind(here.anna, here.dossier_id, note="Bellen")
    with (
        pytest.raises(ProgrammingError, match="permission denied"),
        in_context(here.anna),
        transaction.atomic(),
        connections["default"].cursor() as cursor,
    ):
        cursor.execute(f"update work_task set {column}")


def test_views_that_are_over_are_written_off_by_the_program_each_as_an_event(here: Cast) -> None:
    here.looking_along()
    assert end_over(here.system, using="worker") == 0
    with clock.travel(clock.now() + LONG_ENOUGH):
        assert end_over(here.system, using="worker") == 1
        assert end_over(here.system, using="worker") == 0
    with in_context(here.system, using="worker"):
        event = Event.objects.using("worker").select_related("decision").get(kind=Kind.VIEW_ENDED.value)
        view = View.objects.using("worker").get()
    assert (event.actor_id, event.responsible_id) == (None, here.agency.accounts["bram"])
    assert event.decision.rules == [view.rule]
    assert view.ended_at == view.ends_at


def test_the_program_may_read_no_record_by_being_the_program(here: Cast) -> None:
    with open_door(here.system, "read", dossier_id=here.dossier_id, using="worker") as door:
        assert door.permitted() == {}
        assert not Record.objects.using("worker").exists()
        door.note(Kind.DOSSIER_READ)
