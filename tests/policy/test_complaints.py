"""The last days of a complaint under each regulation, by hand: weekends are no excuse, more than a year is more."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from waarborg.policy.complaints import (
    CONFIRMATION,
    DECISION,
    MEETING,
    REFUSAL,
    THIRD_PARTY,
    TOO_OLD,
    Procedure,
    last_days,
    may_be_refused,
    must_be_taken_up_until,
    procedure_of,
    status_due,
    terms_from,
)
from waarborg.policy.loader import load_folder, load_laws
from waarborg.policy.model.procedures import ComplaintProcedure
from waarborg.policy.reading import read_text
from waarborg.policy.vocabulary import regulations_folder

SATURDAY, MONDAY, LEAP = date(2026, 1, 31), date(2026, 3, 2), date(2028, 2, 29)
SHARED = ("bijstand-naar-werk", "click-re-integratie")
"""Whose text names a procedure that is not there."""
WHOLE = {
    SATURDAY: (date(2026, 2, 14), date(2026, 2, 14), date(2026, 2, 28), date(2026, 3, 14)),
    MONDAY: (date(2026, 3, 16), date(2026, 3, 16), date(2026, 3, 30), date(2026, 4, 13)),
    LEAP: (date(2028, 3, 14), date(2028, 3, 14), date(2028, 3, 28), date(2028, 4, 11)),
}
"""Confirmation, meeting, refusal, decision: two, two, four and six weeks."""


def procedure(name: str) -> Procedure:
    text = (regulations_folder() / "practice" / "complaints.yaml").read_text(encoding="utf-8")
    shipped = ComplaintProcedure.model_validate(read_text(text, Path("complaints.yaml")).value["procedure"])
    folder = load_folder(regulations_folder() / name, load_laws())
    return procedure_of(folder.in_force(date(2026, 11, 1)), shipped)


@pytest.mark.parametrize("name", ["partner-in-werk", *SHARED])
@pytest.mark.parametrize("received", WHOLE)
@pytest.mark.clause("PIW-K4.2a", "PIW-K4.2b", "PIW-K4.4", "PIW-K4.5", "BNW-p15a", "CLICK-2.1.3")
def test_each_step_has_its_own_last_day_and_none_is_rolled(name: str, received: date) -> None:
    found = last_days(terms_from(procedure(name), received))
    assert tuple(found[step] for step in (CONFIRMATION, MEETING, REFUSAL, DECISION)) == WHOLE[received]


@pytest.mark.clause("JMW-9.2", "WP-2.1.2")
def test_a_regulation_that_says_less_promises_less() -> None:
    jm, wp = (last_days(terms_from(procedure(name), SATURDAY)) for name in ("jm-werkt", "working-progression"))
    assert jm == {CONFIRMATION: date(2026, 2, 14), REFUSAL: date(2026, 2, 28), DECISION: date(2026, 3, 14)}
    assert wp == {DECISION: date(2026, 2, 28)}


@pytest.mark.parametrize(
    ("about_on", "received", "third_party", "reasons"),
    [
        (date(2025, 3, 2), date(2026, 3, 2), False, ()),
        (date(2025, 3, 2), date(2026, 3, 3), False, (TOO_OLD,)),
        (date(2024, 2, 29), date(2025, 2, 28), False, ()),
        (date(2024, 2, 29), date(2025, 3, 1), False, (TOO_OLD,)),
        (None, date(2026, 3, 2), True, (THIRD_PARTY,)),
        (date(2020, 1, 1), date(2026, 3, 2), True, (TOO_OLD, THIRD_PARTY)),
    ],
)
@pytest.mark.clause("PIW-K3.5", "PIW-K4.6a", "PIW-K4.6b")
def test_what_may_be_left_is_more_than_a_year_old_or_about_somebody_else(
    about_on: date | None, received: date, third_party: bool, reasons: tuple[str, ...]
) -> None:
    found = may_be_refused(procedure("partner-in-werk"), received=received, about_on=about_on, third_party=third_party)
    assert found == reasons


def test_one_about_who_leads_goes_to_somebody_else_and_only_the_standard_one_is_lengthened() -> None:
    for name in ("partner-in-werk", "jm-werkt", "working-progression", *SHARED):
        steps = procedure(name)
        assert "responsible" not in steps.handlers_of(frozenset({"responsible"}))
        assert steps.handlers_of(frozenset({"coach"})) == steps.handlers
        assert bool(steps.steps.longer_within) is (name in SHARED)
        assert steps.own is (name not in SHARED)
        assert steps.steps.ladder
    assert status_due(procedure("partner-in-werk"), SATURDAY) == date(2026, 2, 7)
    assert must_be_taken_up_until(procedure("working-progression"), MONDAY) is None
