"""Python and PostgreSQL count the same end for everything that any regulation keeps, whatever happened."""

from __future__ import annotations

import datetime as dt
import json
import random
from collections.abc import Iterator, Sequence
from typing import Any

import pytest
from django.db import connection

from tests.policy.clauses.register import Registered, register
from tests.policy.invented import ADMINISTRATION, CONTRACT, DOSSIER, law_of, reading, regulation_of, retain, rule
from tests.policy.stories import stories
from waarborg.policy.model.regulation import Law, Regulation
from waarborg.policy.retention import Retention
from waarborg.policy.retention_order import Subject
from waarborg.policy.retention_rows import ANY_PURPOSE, PlanRow, plan_rows
from waarborg.policy.terms_places import as_json

OF_EACH_TRAJECTORY = frozenset({
    "trajectory_ended", "service_ended", "guidance_ended", "placement_ended", "principal_contract_ended",
    "agreement_ended", "commission_ended",
})  # fmt: skip
WORDS = (
    *sorted(OF_EACH_TRAJECTORY),
    "financial_year_ended",
    "created",
    "purpose_ended",
    "complaint_closed",
    "item_ended",
)
DAYS = [dt.date(2024, 2, 29), dt.date(2023, 8, 31), dt.date(2025, 1, 31), dt.date(2024, 12, 31), dt.date(2019, 3, 5)]
LIVES = 6
ASK = """
select l.n, f.status, f.earliest, f.latest, f.action, f.rests_on, f.waits_for
from jsonb_to_recordset(%s::jsonb) as l (n integer, place integer, own jsonb, whole jsonb)
join jsonb_array_elements(%s::jsonb) with ordinality as p (plan, place) on p.place = l.place + 1
cross join lateral gate.fate(p.plan, l.own, l.whole) f order by l.n
"""
Life = tuple[dict[str, dt.date], list[dict[str, dt.date]]]


def subject_of(row: PlanRow) -> Subject:
    return Subject(
        row.category,
        flags=frozenset({"statutory"} if row.statutory else ()),
        purposes=frozenset({row.purpose or ANY_PURPOSE}),
        principal=row.principal or None,
        of_trajectory=row.of_trajectory,
    )


def whole(own: dict[str, dt.date], others: Sequence[dict[str, dt.date]], *, of_trajectory: bool) -> dict[str, dt.date]:
    """What has happened in the whole dossier, written out apart from the policy."""
    each = [own, *others] if of_trajectory else list(others)
    if not others:
        return own
    found = {word: day for word, day in own.items() if word not in OF_EACH_TRAJECTORY}
    if not of_trajectory:
        found = dict(own)
    for word in OF_EACH_TRAJECTORY:
        days = [events[word] for events in each if word in events]
        if len(days) == len(each):
            found[word] = max(days)
    return found


def lives(chance: random.Random, names: Sequence[str]) -> Iterator[Life]:
    for _ in range(LIVES):
        first, second = ({word: chance.choice(DAYS) for word in names if chance.random() < 0.6} for _ in range(2))
        yield first, ([second] if chance.random() < 0.4 else [])


def counted(rows: Sequence[PlanRow], told: Sequence[tuple[int, Life]]) -> list[tuple[Any, ...]]:
    asked = []
    for n, (place, (own, others)) in enumerate(told):
        seen = whole(own, others, of_trajectory=rows[place].of_trajectory)
        mine = own if rows[place].of_trajectory else seen
        asked.append({"n": n, "place": place, "own": as_json(mine), "whole": as_json(seen)})
    with connection.cursor() as cursor:
        cursor.execute(ASK, [json.dumps(asked), json.dumps([row.plan for row in rows])])
        return cursor.fetchall()


def differences(regulation: Regulation, laws: Sequence[Law], told: Sequence[tuple[int, Life]]) -> list[str]:
    ends, rows, wrong = Retention(regulation, laws), list(plan_rows(regulation, laws)), []
    for (place, (own, others)), (_n, *found) in zip(told, counted(rows, told), strict=True):
        fate = ends.fate_of(subject_of(rows[place]), own, others=others)
        rests_on = [one["rule"] for one in json.loads(found[4])]
        here = (found[0], found[1], found[2], found[3] or None, rests_on, sorted(found[5]))
        places = [at.rule for at in fate.rests_on]
        there = (str(fate.status), fate.earliest, fate.latest, fate.action, places, sorted(fate.waits_for))
        if here != there:
            wrong.append(f"{rows[place].category} {own} {others}: {here} is not {there}")
    return wrong


@pytest.mark.django_db
@pytest.mark.parametrize("here", register(), ids=lambda here: here.name)
def test_both_count_the_same_for_every_kind_of_data_of_a_regulation(here: Registered) -> None:
    chance, rows = random.Random(here.name), list(plan_rows(here.regulation, here.laws))
    told = [(place, life) for place in range(len(rows)) for life in lives(chance, WORDS)]
    for story in stories(here.name):
        for place, row in enumerate(rows):
            told.append((place, story.own_and_others(subject_of(row))))
    assert differences(here.regulation, here.laws, told) == []


REPORTS = retain("6/reports", start="created", at_most={"calendar_years": 3}, not_before="guidance_ended")
TWO = retain("6/two", start=["trajectory_ended", "agreement_ended"], combine="latest_of", at_most={"weeks": 6})
NECESSARY = retain("6/necessary", as_long_as_necessary=True, reviewed="at_closing")
KEEP = retain("6/keep", "notes", at_least={"months": 6})
INVENTED = {
    "nothing": regulation_of(retain("6/other", "invoices", at_most={"years": 1})),
    "calendar years": regulation_of(REPORTS),
    "the latest of two": regulation_of(TWO),
    "necessity alone": regulation_of(NECESSARY, KEEP),
    "a collision": regulation_of(DOSSIER, REPORTS),
    "the earliest by a reading": regulation_of(
        DOSSIER, REPORTS, readings=[reading("earliest_of", "6/dossier", "6/reports")]
    ),
    "the latest by a reading": regulation_of(
        DOSSIER, REPORTS, readings=[reading("latest_of", "6/dossier", "6/reports")]
    ),
    "the first named": regulation_of(DOSSIER, REPORTS, readings=[reading("first_named", "6/reports", "6/dossier")]),
    "a statute and a contract": regulation_of(
        DOSSIER, ADMINISTRATION, rule("6/contract", **CONTRACT, sets_aside=["6/dossier"])
    ),
}
INVENTED_LAW = law_of(
    retain("awr.52/administration", "invoices", "financial_year_ended", at_least={"years": 7}, binds="minimum"),
    retain("awr.53/most", "notes", "created", at_most={"years": 1}, binds="maximum"),
)


@pytest.mark.django_db
@pytest.mark.parametrize("told", INVENTED, ids=str)
def test_both_count_the_same_whatever_a_regulation_may_say(told: str) -> None:
    for laws in ((), (INVENTED_LAW,)):
        regulation, chance = INVENTED[told], random.Random(told)
        rows = list(plan_rows(regulation, laws))
        asked = [(place, life) for place in range(len(rows)) for _ in range(4) for life in lives(chance, WORDS)]
        assert differences(regulation, laws, asked) == []
