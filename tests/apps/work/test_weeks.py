"""A week of time is approved by whom the agency says, without any client in it, and then it stands."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import ProgrammingError, connections, transaction

from tests.apps.work.cast import Cast, cast
from waarborg.gate.door import in_context, open_door
from waarborg.kernel import clock
from waarborg.kernel.errors import Conflict, InvalidInput, NotFound
from waarborg.ledger.vocabulary import Kind
from waarborg.work.approvals import approve_week, take_back_approval, weeks
from waarborg.work.models import TimeApproval, TimeEntry
from waarborg.work.time_entries import NewTime, add_time, claims_for_time, correct_time, strike_time
from waarborg.work.time_sheets import monday_of, sheet_of

pytestmark = pytest.mark.real_commits
WEEK = timedelta(days=7)


@pytest.fixture
def here() -> Cast:
    return cast()


def talk(minutes: int = 60) -> NewTime:
    return NewTime(activity="talk", minutes=minutes, travel_minutes=30)


def test_ones_own_week_adds_up_with_its_declarable_share(here: Cast) -> None:
    add_time(here.anna, here.dossier_id, talk())
    add_time(here.anna, here.dossier_id, NewTime(activity="consultation", minutes=30))
    sheet = sheet_of(here.anna, clock.today())
    assert (sheet.total, sheet.declarable, sheet.approved) == (120, 105.0, False)
    assert len(sheet.of_day(clock.today())) == 2
    assert sheet_of(here.bram, clock.today()).entries == []


def test_a_share_that_the_list_fixes_is_not_changed(here: Cast) -> None:
    add_time(here.anna, here.dossier_id, NewTime(activity="travel", minutes=60, declarable=100))
    assert sheet_of(here.anna, clock.today()).declarable == 30


def test_who_the_agency_says_approves_and_nobody_else(here: Cast) -> None:
    add_time(here.anna, here.dossier_id, talk())
    monday = monday_of(clock.today())
    with pytest.raises(InvalidInput):
        approve_week(here.dina, here.anna.somebody, monday, 90)
    with clock.travel(clock.now() + WEEK):
        for nobody in (here.bram, here.anna, here.agency.actor("sam")):
            with pytest.raises(NotFound):
                weeks(nobody)
        (week,) = weeks(here.dina)
        assert (week.name, week.total, week.minutes, week.approved) == ("Anna", 90, {"talk": 90}, False)
        with pytest.raises(Conflict):
            approve_week(here.dina, here.anna.somebody, monday, 91)
        approve_week(here.dina, here.anna.somebody, monday, 90)
        assert weeks(here.dina)[0].approved
        with pytest.raises(Conflict):
            approve_week(here.dina, here.anna.somebody, monday, 90)


def test_before_approval_time_is_corrected_and_after_it_stands(here: Cast) -> None:
    made = add_time(here.anna, here.dossier_id, talk())
    monday, day = monday_of(clock.today()), clock.today()
    made = correct_time(here.anna, here.dossier_id, made, talk(45))
    with clock.travel(clock.now() + WEEK):
        approve_week(here.dina, here.anna.somebody, monday, 75)
        for change in (
            lambda: correct_time(here.anna, here.dossier_id, made, talk(30)),
            lambda: strike_time(here.anna, here.dossier_id, made),
            lambda: add_time(here.anna, here.dossier_id, NewTime(activity="talk", minutes=5, worked_on=day)),
        ):
            with pytest.raises(InvalidInput):
                change()
        claims = claims_for_time(here.anna)
        with open_door(here.anna, "correct", dossier_id=here.dossier_id, claims=claims) as door:
            decision = door.note(Kind.TIME_STRUCK)
            with pytest.raises(ProgrammingError), transaction.atomic():
                TimeEntry.objects.filter(pk=made).update(struck_at=clock.now(), struck_decision_id=decision)
        take_back_approval(here.dina, here.anna.somebody, monday)
        strike_time(here.anna, here.dossier_id, made)
        assert sheet_of(here.anna, day).total == 0


def test_no_query_of_a_colleague_finds_anothers_week(here: Cast) -> None:
    add_time(here.anna, here.dossier_id, talk())
    with in_context(here.bram), connections["default"].cursor() as cursor:
        cursor.execute("select count(*) from gate.weeks_of_colleagues('2020-01-01')")
        assert cursor.fetchone() == (0,)
        cursor.execute("select count(*) from work_timeentry")
        assert cursor.fetchone() == (0,)
        assert not TimeApproval.objects.exists()
    with in_context(here.dina), connections["default"].cursor() as cursor:
        cursor.execute("select w::text from gate.weeks_of_colleagues('2020-01-01') w")
        assert str(here.dossier_id) not in str(cursor.fetchall())
