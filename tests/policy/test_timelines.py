"""Requests under each regulation, by table: every last day, reminder and silence, as counted by hand from the law.

The tables in `timelines/` are read as a jurist reads the regulation; nothing in them comes from the program.
"""

import datetime as dt
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from waarborg.policy.calendar import day_of
from waarborg.policy.loader import load_laws, load_regulation
from waarborg.policy.request_days import target_of
from waarborg.policy.term_clock import Clock, Step, StepKind, started
from waarborg.policy.terms import dates
from waarborg.policy.terms_dates import DueDate
from waarborg.policy.terms_written import Kind
from waarborg.policy.vocabulary import regulations_folder, standard_vocabulary

LAWS = load_laws()
REGULATIONS = {
    file.parent.name: load_regulation(file, LAWS) for file in sorted(regulations_folder().glob("*/20*.yaml"))
}
TABLES = [yaml.safe_load(file.read_text()) for file in sorted((Path(__file__).parent / "timelines").glob("*.yaml"))]
LETTER = "the letter that told it"


def every_right() -> Iterator[Any]:
    for table in TABLES:
        for group in table["requests"]:
            for right in group["rights"]:
                yield pytest.param(table, right, group["received"], id=f"{table['regulation']}: {right}")


@cache
def found_at(name: str, received: dt.date) -> tuple[DueDate, ...]:
    return dates(REGULATIONS[name], LAWS, {"receipt": received}, day=received)


def clock_for(name: str, right: str, received: dt.date) -> Clock:
    return started(right, received, found_at(name, received))


def days_of(table: dict[str, Any], right: str, received: dt.date) -> dict[str, Any]:
    counted, before = clock_for(table["regulation"], right, received), table["reminders"]
    found: dict[str, Any] = {
        "due": counted.due(received),
        "office": counted.act_by(received),
        "in_time": counted.in_time_until(received),
        "silent": counted.silent_from(received),
        "remind": counted.remind_on(before["before"], received),
        "escalate": counted.remind_on(before["escalated"], received),
    }
    target = target_of(REGULATIONS[table["regulation"]], right, received)
    if target is not None:
        found["pace"] = target.on
    tell = counted.notice_in_time_until(received)
    if tell is not None:
        longer = counted.after(Step(StepKind.EXTENDED, tell, letter=LETTER))
        found |= {
            "tell": tell,
            "longer": longer.due(day_of(tell)),
            "longer_in_time": longer.in_time_until(day_of(tell)),
            "longer_silent": longer.silent_from(day_of(tell)),
        }
    return found


@pytest.mark.parametrize(("table", "right", "expected"), list(every_right()))
def test_every_day_that_follows_from_a_request_is_the_one_counted_by_hand(
    table: dict[str, Any], right: str, expected: dict[dt.date, dict[str, Any]]
) -> None:
    assert {received: days_of(table, right, received) for received in expected} == expected
    for received, days in expected.items():
        counted = clock_for(table["regulation"], right, received)
        assert not counted.is_late(days["in_time"])
        assert counted.is_late(days["in_time"] + dt.timedelta(days=1))


@pytest.mark.parametrize("table", TABLES, ids=[table["regulation"] for table in TABLES])
def test_the_last_day_for_the_court_is_six_weeks_rolled(table: dict[str, Any]) -> None:
    for answered, until in table["court"].items():
        found = dates(REGULATIONS[table["regulation"]], LAWS, {"answer_received": answered}, day=answered)
        courts = {one.date for one in found if (one.what, one.kind) == ("court", Kind.CLIENT_DEADLINE)}
        assert courts == {until}


def test_the_tables_hold_every_right_with_a_term_of_every_regulation() -> None:
    known = standard_vocabulary().words["rights"]
    for name in REGULATIONS:
        received = dt.date(2026, 1, 31)
        with_term = {right for right in known if clock_for(name, right, received).terms}
        (table,) = (one for one in TABLES if one["regulation"] == name)
        assert {right for group in table["requests"] for right in group["rights"]} == with_term


def test_the_reminders_of_the_tables_are_those_of_the_standard_way_of_working() -> None:
    daily = yaml.safe_load((regulations_folder() / "practice" / "standard.yaml").read_text())["daily"]
    said = {"before": daily["requests_reminded_days"], "escalated": daily["requests_escalated_days"]}
    assert all(table["reminders"] == said for table in TABLES)
