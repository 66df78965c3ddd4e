"""Closing: nothing ends before somebody weighed what is still needed, and what was asked is there."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.apps.clauses.carrying import carrying
from tests.apps.clauses.conftest import HouseOf
from tests.apps.clauses.house import House, an_item
from tests.apps.clauses.running import started
from tests.policy.clauses.register import Registered
from waarborg.dossiers.assignments import assign
from waarborg.dossiers.closing import Closing
from waarborg.dossiers.records import add_record
from waarborg.dossiers.retention_days import endings
from waarborg.dossiers.selectors import dossier
from waarborg.dossiers.services import Opened
from waarborg.dossiers.trajectories import change_trajectory
from waarborg.gate.actors import Actor
from waarborg.kernel import clock
from waarborg.kernel.errors import InvalidInput, Refused
from waarborg.practice.choices import ClosingCheck
from waarborg.work.checklists import Checklist, checklist
from waarborg.work.closing import Finishing, close_trajectory, finish_dossier

REVIEWED = {
    "bijstand-naar-werk": ("BNW-p04a",),
    "click-re-integratie": ("CLICK-2.5a",),
    "jm-werkt": ("JMW-8.1",),
    "working-progression": ("WP-2.5a",),
}


def closer(house: House, made: Opened) -> Actor:
    """Who may close it: its coach, or who decides and works on it for that."""
    for who in ("coach", *house.agency.accounts):
        actor = house.actor(who)
        if who != "coach":
            assign(house.first("assign"), made.dossier_id, made.trajectory_id, actor.somebody, from_on=clock.today())
        try:
            checklist(actor, made.dossier_id, made.trajectory_id)
        except Refused:
            continue
        return actor
    raise LookupError("nobody may close it")


def finishing(found: Checklist, *, needed: bool = True, **otherwise: object) -> Finishing:
    """Everything that a checklist asks, said."""
    said = {
        "closing": Closing(
            ended_on=clock.today(),
            outcome="paid_work",
            closing_reason="finished",
            needed={one.category: needed for one in found.to_weigh if not one.by_statute},
        ),
        "finals": {one.key: next(iter(one.written)) for one in found.finals},
        "paper_complete": True,
        "consents_looked_at": True,
        "end_tasks": True,
    }
    return Finishing(**(said | otherwise))  # type: ignore[arg-type]


def with_a_report(house: House) -> Opened:
    """A trajectory that runs, with a report."""
    made, entry = started(house), house.catalogue.serving_as("report")
    assert entry is not None
    add_record(house.writer(entry, "uwv"), made.dossier_id, an_item(entry))
    return made


@carrying(REVIEWED)
def test_nothing_is_closed_before_somebody_weighed_what_is_still_needed(here: Registered, house_of: HouseOf) -> None:
    house = house_of(here)
    made = with_a_report(house)
    actor, report = closer(house, made), house.catalogue.serving_as("report")
    assert report is not None
    found = checklist(actor, made.dossier_id, made.trajectory_id)
    weighed = {one.category for one in found.to_weigh if not one.by_statute}
    assert weighed, "every shipped regulation keeps something for as long as it is necessary"
    unsaid = finishing(found, closing=Closing(ended_on=clock.today(), outcome="paid_work", closing_reason="finished"))
    with pytest.raises(InvalidInput) as mistake:
        close_trajectory(actor, made.dossier_id, made.trajectory_id, unsaid)
    assert {f"needed_{category}" for category in weighed} <= set(mistake.value.fields)
    close_trajectory(actor, made.dossier_id, made.trajectory_id, finishing(found, needed=False))
    ends = {one.record.entry.key: one.fate.due for one in endings(actor, dossier(actor, made.dossier_id))}
    if report.key in weighed:
        assert ends[report.key] == clock.today(), "what is not needed any more ends at once"
    assert ends[report.key] is not None, "and the rest has its day"


@carrying()
def test_closing_waits_for_the_final_report_and_says_which_one_it_is(here: Registered, house_of: HouseOf) -> None:
    house = house_of(here)
    made = started(house)
    actor, report = closer(house, made), house.catalogue.serving_as("report")
    assert report is not None
    found = checklist(actor, made.dossier_id, made.trajectory_id)
    assert [(one.check, one.article) for one in found.blockers] == [(ClosingCheck.REPORTS, report.article)]
    with pytest.raises(InvalidInput) as mistake:
        close_trajectory(actor, made.dossier_id, made.trajectory_id, finishing(found))
    assert report.article in mistake.value.fields[""]
    written = add_record(house.writer(report, "uwv"), made.dossier_id, an_item(report))
    found = checklist(actor, made.dossier_id, made.trajectory_id)
    assert [list(one.written) for one in found.finals] == [[written]]
    with pytest.raises(InvalidInput) as mistake:
        close_trajectory(actor, made.dossier_id, made.trajectory_id, finishing(found, finals={}))
    assert set(mistake.value.fields) == {"final_final"}
    with pytest.raises(InvalidInput):
        finish_dossier(actor, made.dossier_id, finishing(checklist(actor, made.dossier_id)))
    close_trajectory(actor, made.dossier_id, made.trajectory_id, finishing(found))
    finish_dossier(actor, made.dossier_id, finishing(checklist(actor, made.dossier_id)))
    assert dossier(actor, made.dossier_id).closed_on == clock.today()


@carrying()
def test_closing_says_which_consents_end_and_asks_for_the_placement(here: Registered, house_of: HouseOf) -> None:
    house = house_of(here)
    made = with_a_report(house)
    actor, placement = closer(house, made), house.catalogue.serving_as("placement")
    assert placement is not None
    found = checklist(actor, made.dossier_id, made.trajectory_id)
    assert {"storage_consent", "written_consent"} <= {one.fact for one in found.consents if one.answered}
    assert all(one.article for one in found.consents if not one.answered), "what was asked has its article"
    with pytest.raises(InvalidInput) as mistake:
        close_trajectory(actor, made.dossier_id, made.trajectory_id, finishing(found, consents_looked_at=False))
    assert set(mistake.value.fields) == {"consents_looked_at"}
    placed = {"placed_on": clock.today() + timedelta(days=1)}
    change_trajectory(house.actor("coach"), made.dossier_id, made.trajectory_id, placed)
    (missing,) = checklist(actor, made.dossier_id, made.trajectory_id).blockers
    assert (missing.check, missing.category) == (ClosingCheck.PLACEMENT, placement.key)
    add_record(house.writer(placement, "uwv"), made.dossier_id, an_item(placement))
    assert not checklist(actor, made.dossier_id, made.trajectory_id).blockers
