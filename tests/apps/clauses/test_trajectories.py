"""A trajectory on its way under every regulation: its list, its reports, its placement, its coaches."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

import pytest
from django.db import ProgrammingError, transaction

from tests.apps.clauses.carrying import carrying
from tests.apps.clauses.conftest import HouseOf
from tests.apps.clauses.house import an_item
from tests.apps.clauses.running import TYPE, newcomer, opened, started, written_at_the_start
from tests.policy.clauses.register import Registered
from waarborg.dossiers.assignments import asks_part, assign
from waarborg.dossiers.caseloads import caseload
from waarborg.dossiers.exclusions import exclude, lift
from waarborg.dossiers.models import Exclusion, Trajectory
from waarborg.dossiers.records import add_record
from waarborg.dossiers.selectors import dossier
from waarborg.dossiers.services import Opened
from waarborg.dossiers.trajectories import change_trajectory
from waarborg.gate.actors import Actor
from waarborg.gate.door import open_door
from waarborg.kernel import clock
from waarborg.kernel.errors import InvalidInput, Refused
from waarborg.ledger.vocabulary import Kind
from waarborg.paper.rules import paper_rules
from waarborg.practice.selectors import practice_of
from waarborg.work.choices import TaskKind
from waarborg.work.handing_over import HandOver, ask_hand_over, hand_over
from waarborg.work.lists import lists_of
from waarborg.work.models import Task
from waarborg.work.selectors import deadlines
from waarborg.work.services import remind
from waarborg.work.task_lists import Otherwise, Start, start_trajectory

EVALUATE, PLAN, PROGRESS = "tasks.evaluate", "reports.plan", "reports.progress"


def tasks(actor: Actor, made: Opened) -> dict[str, Task]:
    """The tasks of the list as the coach sees them, by their item."""
    with open_door(actor, "read", dossier_id=made.dossier_id) as door:
        door.note(Kind.TASKS_READ)
        return {one.item: one for one in Task.objects.filter(trajectory_id=made.trajectory_id).order_by("id")}


def on_list(actor: Actor, made: Opened) -> set[str]:
    """What stands on somebody's own list about this dossier."""
    found = deadlines(actor)
    shown = [*found.late, *found.today, *found.this_week, *found.later, *found.without_term]
    return {task.note or task.title for task in shown if task.dossier_id == made.dossier_id}


def trajectory(actor: Actor, made: Opened) -> Trajectory:
    with open_door(actor, "read", dossier_id=made.dossier_id) as door:
        door.note(Kind.DOSSIER_READ)
        return Trajectory.objects.get(pk=made.trajectory_id)


@carrying()
def test_starting_makes_the_list_of_its_type_and_what_is_otherwise_stays_so(
    here: Registered, house_of: HouseOf
) -> None:
    house = house_of(here)
    coach, today = house.actor("coach"), clock.today()
    later = today + timedelta(days=100)
    otherwise = {
        EVALUATE: Otherwise(due_on=later, subject="Samen terugkijken"),
        "tasks.strengths": Otherwise(left_out=True),
    }
    made = started(house, otherwise)
    found = tasks(coach, made)
    kind = practice_of(house.agency.organisation.pk).types[TYPE]
    assert set(found) == {f"tasks.{one.key}" for one in kind.tasks} | {f"reports.{one.key}" for one in kind.reports}
    assert found[PLAN].due_on == today + timedelta(days=21)
    assert (found[EVALUATE].due_on, found[EVALUATE].fixed_day) == (later, True)
    assert found["tasks.strengths"].left_out
    assert found["tasks.strengths"].done_at
    assert "Samen terugkijken" in on_list(coach, made)
    assert not any("Sterke kanten" in said for said in on_list(coach, made))
    sooner = today + timedelta(days=7)
    change_trajectory(coach, made.dossier_id, made.trajectory_id, {"started_on": sooner})
    moved = tasks(coach, made)
    assert moved[PLAN].due_on == sooner + timedelta(days=21)
    assert moved[EVALUATE].due_on == later, "what was decided otherwise stays"


@carrying()
def test_a_report_is_due_until_it_is_written_and_then_comes_again(here: Registered, house_of: HouseOf) -> None:
    house = house_of(here)
    entry = house.catalogue.serving_as("report")
    assert entry is not None, "every shipped regulation has a kind of data for reports"
    made = started(house)
    coach = house.actor("coach")
    asked = tasks(coach, made)[PROGRESS]
    due = asked.due_on
    assert asked.article == entry.article, "it says which article has reports"
    assert (due, entry.key) not in reports_due(coach, made)
    with clock.travel(clock.now() + timedelta(days=80)):
        assert (due, entry.key) in reports_due(coach, made)
    add_record(house.writer(entry, "uwv"), made.dossier_id, an_item(entry))
    with clock.travel(clock.now() + timedelta(days=80)):
        assert (due, entry.key) not in reports_due(coach, made)
    with open_door(coach, "read", dossier_id=made.dossier_id) as door:
        door.note(Kind.TASKS_READ)
        rows = list(Task.objects.filter(trajectory_id=made.trajectory_id, item=PROGRESS).order_by("due_on"))
    assert [(row.due_on, row.done_at is None) for row in rows] == [
        (due, False),
        ((due or clock.today()) + timedelta(days=91), True),
    ]


def reports_due(actor: Actor, made: Opened) -> list[tuple[date | None, str]]:
    """The reports of a dossier that stand as due on somebody's first page, each with its day and kind of data."""
    return [(one.on_day, one.category) for one in lists_of(actor).reports if one.dossier_id == made.dossier_id]


@carrying()
def test_a_plan_that_is_there_before_the_start_is_not_asked_again(here: Registered, house_of: HouseOf) -> None:
    house = house_of(here)
    made, coach, entry = opened(house), house.actor("coach"), house.catalogue.serving_as("plan")
    if entry is not None:
        add_record(house.writer(entry, "uwv"), made.dossier_id, an_item(entry))
    written_at_the_start(house, made)
    start_trajectory(coach, made.dossier_id, made.trajectory_id, Start(started_on=clock.today()))
    found = tasks(coach, made)
    assert (PLAN in found) is (entry is None), "where the regulation has no plans the way of working still asks one"
    assert PROGRESS in found


@carrying()
def test_a_placement_that_is_written_down_says_so_of_its_trajectory(here: Registered, house_of: HouseOf) -> None:
    house = house_of(here)
    entry = house.catalogue.serving_as("placement")
    made = opened(house)
    coach = house.actor("coach")
    assert trajectory(coach, made).placed_on is None
    assert entry is not None, "every shipped regulation has a kind of data for placements"
    if "placement_exists" in entry.rule.only_for.facts:  # the regulation wants it to be there first
        with pytest.raises(Refused):
            add_record(house.writer(entry, "uwv"), made.dossier_id, an_item(entry))
        change_trajectory(coach, made.dossier_id, made.trajectory_id, {"placed_on": clock.today()})
    add_record(house.writer(entry, "uwv"), made.dossier_id, an_item(entry))
    placed_on = trajectory(coach, made).placed_on
    assert placed_on is not None
    add_record(house.writer(entry, "uwv"), made.dossier_id, an_item(entry))
    assert trajectory(coach, made).placed_on == placed_on, "a second one leaves the day of the first"


@carrying()
def test_words_come_from_the_agencys_lists_and_days_do_not_cross(here: Registered, house_of: HouseOf) -> None:
    house = house_of(here)
    made, coach = opened(house), house.actor("coach")
    written_at_the_start(house, made)
    yesterday = clock.today() - timedelta(days=1)
    for wrong in (
        {"goal": "astronaut"},
        {"own_phase": "nowhere"},
        {"started_on": yesterday},
        {"started_on": clock.today(), "planned_end_on": yesterday},
    ):
        with pytest.raises(InvalidInput) as mistake:
            change_trajectory(coach, made.dossier_id, made.trajectory_id, wrong)
        assert set(mistake.value.fields) & set(wrong)
    change_trajectory(coach, made.dossier_id, made.trajectory_id, {"goal": "paid_work", "own_phase": "placed"})
    row = trajectory(coach, made)
    assert (row.goal, row.own_phase, row.phase) == ("paid_work", "placed", "placed")


@carrying({"working-progression": ("WP-0.1b",)})
def test_a_trajectory_changes_hands_on_a_day_and_access_goes_along(here: Registered, house_of: HouseOf) -> None:
    house = house_of(here)
    made, coach, next_coach = started(house), house.actor("coach"), newcomer(house, "taking-over")
    assigns = house.first("assign")
    remind(coach, made.dossier_id, note="De werkgever terugbellen")
    ask_hand_over(coach, made.dossier_id, made.trajectory_id, reason="Ik ga met verlof")
    asked = {"Ik ga met verlof", str(TaskKind.HAND_OVER.label)}
    assert asked & on_list(assigns, made), "who may not read in it sees the question, not the reason"
    with pytest.raises(Refused):
        dossier(next_coach, made.dossier_id)
    tomorrow = clock.today() + timedelta(days=1)
    over = HandOver(from_account_id=coach.somebody, to_account_id=next_coach.somebody, from_on=tomorrow)
    paper = paper_rules(house.anybody.in_force)
    also = 1 if paper and paper.everybody_rule else 0  # a paper dossier that is still to be filed
    assert hand_over(assigns, made.dossier_id, made.trajectory_id, over) == 1 + also
    assert not asked & on_list(assigns, made)
    assert dossier(coach, made.dossier_id), "the one works until the day before"
    with clock.travel(clock.now() + timedelta(days=1)):
        with pytest.raises(Refused):
            dossier(coach, made.dossier_id)
        assert dossier(next_coach, made.dossier_id)
        assert "De werkgever terugbellen" in on_list(next_coach, made)
        assert {"Werkplan", "De werkgever terugbellen"} <= on_list(next_coach, made)
        assert not on_list(coach, made)


@carrying({"working-progression": ("WP-2.7a",), "click-re-integratie": ("CLICK-S.7b",)})
def test_who_covers_for_a_colleague_gets_in_until_the_last_day(here: Registered, house_of: HouseOf) -> None:
    house = house_of(here)
    made, assigns, stand_in = started(house), house.first("assign"), newcomer(house, "standing-in")
    ill = house.actor("coach").somebody
    until = clock.today() + timedelta(days=5)
    with pytest.raises(InvalidInput) as mistake:
        assign(assigns, made.dossier_id, made.trajectory_id, stand_in.somebody, from_on=clock.today(), covers_for=ill)
    assert "until_on" in mistake.value.fields
    assign(
        assigns,
        made.dossier_id,
        made.trajectory_id,
        stand_in.somebody,
        from_on=clock.today(),
        until_on=until,
        covers_for=ill,
    )
    assert dossier(stand_in, made.dossier_id)
    assert "Werkplan" in on_list(stand_in, made)
    with clock.travel(clock.now() + timedelta(days=6)):
        with pytest.raises(Refused):
            dossier(stand_in, made.dossier_id)
        assert not on_list(stand_in, made)


@carrying({"click-re-integratie": ("CLICK-2.1.1b",), "working-progression": ("WP-2.1.1b",)})
def test_who_works_on_what_is_decided_by_who_leads_and_by_nobody_else(here: Registered, house_of: HouseOf) -> None:
    house = house_of(here)
    made, colleague = started(house), newcomer(house, "chosen-by-who-leads")
    decided = []
    for who in house.agency.accounts:
        try:
            assign(house.actor(who), made.dossier_id, made.trajectory_id, colleague.somebody, from_on=clock.today())
        except Refused:
            with pytest.raises(Refused), open_door(house.actor(who), "grant", dossier_id=made.dossier_id) as door:
                door.require_anywhere()
        else:
            decided.append(who)
    assert decided == ["responsible"]
    assert dossier(colleague, made.dossier_id), "and what they decide holds"


@carrying({"bijstand-naar-werk": ("BNW-p06b",)})
def test_who_has_a_part_sees_that_part_alone_until_it_is_another(here: Registered, house_of: HouseOf) -> None:
    house = house_of(here)
    article = asks_part(house.anybody.in_force, ["contractor"])
    assert asks_part(house.anybody.in_force, ["coach", "contractor"]) == "", "a coach sees what a coach sees"
    if not article:
        assert here.name not in {"bijstand-naar-werk", "jm-werkt"}
        return
    made, assigns = started(house), house.first("assign")
    helper = newcomer(house, "for-a-part", "contractor")
    report, talk = house.catalogue.serving_as("report"), house.catalogue.serving_as("contact_note")
    assert report is not None
    assert talk is not None
    given = {"from_on": clock.today(), "until_on": clock.today() + timedelta(days=30)}
    assign(assigns, made.dossier_id, made.trajectory_id, helper.somebody, part=[report.key], **given)
    own = {entry.key for entry in house.catalogue if entry.rule.serves_as == "working_note"}
    assert dossier(helper, made.dossier_id).readable - own == {report.key}
    with pytest.raises(InvalidInput):
        assign(assigns, made.dossier_id, made.trajectory_id, helper.somebody, part=[report.key], **given)
    assign(assigns, made.dossier_id, made.trajectory_id, helper.somebody, part=[talk.key], **given)
    assert dossier(helper, made.dossier_id).readable - own == {talk.key}, "the new part takes the place of the old"
    assert dossier(house.actor("coach"), made.dossier_id), "whoever works on all of it still does"
    with clock.travel(clock.now() + timedelta(days=31)), pytest.raises(Refused):
        dossier(helper, made.dossier_id)


@carrying()
def test_a_colleague_who_is_kept_out_by_name_finds_nothing_whatever_they_may(
    here: Registered, house_of: HouseOf
) -> None:
    house = house_of(here)
    made, assigns, relative = started(house), house.first("assign"), newcomer(house, "relative")
    assign(assigns, made.dossier_id, made.trajectory_id, relative.somebody, from_on=clock.today())
    assert dossier(relative, made.dossier_id)
    with pytest.raises(InvalidInput):
        exclude(assigns, made.dossier_id, relative.somebody, reason=" ")
    kept = exclude(assigns, made.dossier_id, relative.somebody, reason="Zus van de cliënt")
    with pytest.raises(Refused) as refusal:
        dossier(relative, made.dossier_id)
    assert refusal.value.decision.missing == ("not excluded_by_name",)
    assert refusal.value.decision.articles
    assert made.dossier_id not in {row.dossier_id for row in caseload(relative).rows}
    assert not on_list(relative, made)
    with pytest.raises(InvalidInput):
        assign(assigns, made.dossier_id, made.trajectory_id, relative.somebody, from_on=clock.today())
    with pytest.raises(Refused):
        exclude(house.actor("coach"), made.dossier_id, relative.somebody, reason="Zomaar")
    lift(assigns, made.dossier_id, kept, reason="Was een ander")
    with pytest.raises(Refused) as refusal:
        dossier(relative, made.dossier_id)
    assert "not excluded_by_name" not in refusal.value.decision.missing, "work that ended does not come back by it"
    assign(assigns, made.dossier_id, made.trajectory_id, relative.somebody, from_on=clock.today())
    assert dossier(relative, made.dossier_id)


@carrying()
def test_who_decides_may_be_kept_out_too_and_sees_the_dossier_in_no_list(here: Registered, house_of: HouseOf) -> None:
    house = house_of(here)
    made = started(house)
    other = newcomer(house, "second-responsible", "responsible")
    exclude(house.first("assign"), made.dossier_id, other.somebody, reason="Buurman")
    for act in ("assign", "read", "close"):
        with pytest.raises(Refused), open_door(other, act, dossier_id=made.dossier_id) as door:
            door.require_anywhere()
    with open_door(other, "assign") as door:
        door.note(Kind.TASKS_READ)
        assert not Trajectory.objects.filter(pk=made.trajectory_id).exists()
        assert not Task.objects.filter(trajectory_id=made.trajectory_id).exists()


@carrying()
def test_nobody_writes_a_row_of_these_without_the_act_that_it_belongs_to(here: Registered, house_of: HouseOf) -> None:
    house = house_of(here)
    made, coach = started(house), house.actor("coach")
    with open_door(coach, "write", dossier_id=made.dossier_id) as door:
        decision = door.note(Kind.DOSSIER_READ)
        row = Exclusion(
            organisation_id=coach.organisation_id,
            dossier_id=made.dossier_id,
            account_id=house.actor("coach").account_id,
            decision_id=decision,
        )
        with pytest.raises(ProgrammingError), transaction.atomic():
            Exclusion.objects.bulk_create([row])
        with pytest.raises(ProgrammingError), transaction.atomic():
            Trajectory.objects.filter(pk=made.trajectory_id).update(type="other")
        listed = Task.objects.filter(trajectory_id=made.trajectory_id, kind=TaskKind.LISTED, done_at__isnull=True)
        with pytest.raises(ProgrammingError), transaction.atomic():
            listed.update(for_role="administration")
        with pytest.raises(ProgrammingError), transaction.atomic():
            listed.update(item="tasks.other")
        assert Trajectory.objects.filter(pk=UUID(int=3)).update(goal="paid_work") == 0
