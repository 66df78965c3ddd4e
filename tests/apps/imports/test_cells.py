"""Whatever Excel makes of numbers, a cell is kept as a field is kept that somebody typed, or it is refused."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.nl import bsn

from waarborg.imports.cells import Tidied, amount, is_empty, kept, truth
from waarborg.policy.model.catalogue import FieldRule

TODAY = dt.date(2026, 6, 1)


def rule(kind: str, **more: object) -> FieldRule:
    return FieldRule.model_validate({"type": kind, "label": "Veld", **more})


@given(st.integers(0, 999_999_999).map(lambda number: f"{number:09d}"))
def test_a_number_of_somebody_is_kept_when_it_is_one_and_refused_otherwise(digits: str) -> None:
    written = [digits, f"{digits[:4]}.{digits[4:6]}.{digits[6:]}", f" {digits[:3]} {digits[3:]} "]
    as_number = [float(digits), int(digits)] if int(digits) >= 10_000_000 else []  # Excel takes one nought away
    for cell in [*written, *as_number]:
        if bsn.is_valid(digits):
            assert kept(rule("bsn"), cell, TODAY).value == digits
        else:
            with pytest.raises(ValueError, match=r"."):
                kept(rule("bsn"), cell, TODAY)


@given(st.integers(1000, 9999), st.sampled_from(["AB", "xz", "Kl"]), st.sampled_from(["", " ", "  "]))
def test_a_postcode_is_kept_in_one_spelling(digits: int, letters: str, between: str) -> None:
    assert kept(rule("postcode"), f"{digits}{between}{letters}", TODAY) == Tidied(f"{digits} {letters.upper()}")


@pytest.mark.parametrize(
    ("kind", "cell", "value"),
    [
        ("phone", "06 12 34 56 78", "+31612345678"),
        ("phone", 612345678.0, "+31612345678"),
        ("phone", "0031-6-12345678", "+31612345678"),
        ("iban", "nl91 abna 0417 1643 00", "NL91ABNA0417164300"),
        ("number", 32.0, "32"),
        ("number", "32,0", "32"),
        ("percentage", "80%", "80"),
        ("money", "€ 1.250,50", "125050"),
        ("money", 12.5, "1250"),
        ("yes_no", "J", "yes"),
        ("yes_no", "x", "yes"),
        ("yes_no", False, "no"),
        ("date", 45000.0, "2023-03-15"),
        ("line", 12345.0, "12345"),
        ("line", "\u00a0 Jansen ", "Jansen"),
    ],
)
def test_what_excel_holds_is_kept_as_people_mean_it(kind: str, cell: object, value: str) -> None:
    assert kept(rule(kind), cell, TODAY).value == value  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("kind", "cell"),
    [
        ("phone", "12"),
        ("email", "jan"),
        ("iban", "NL00ABNA0417164300"),
        ("postcode", "0123 AB"),
        ("birth_date", "1-1-2030"),
    ],
)
def test_what_is_none_is_refused_with_a_sentence(kind: str, cell: str) -> None:
    with pytest.raises(ValueError, match=r"\w+ .*\."):
        kept(rule(kind), cell, TODAY)


def test_a_choice_is_found_however_it_is_written() -> None:
    chosen = rule("choice", choices=["Betaald werk", "Opleiding"])
    assert kept(chosen, " betaald  WERK", TODAY).value == "Betaald werk"
    with pytest.raises(ValueError, match=r"."):
        kept(chosen, "vakantie", TODAY)


def test_a_birth_date_of_two_digits_is_kept_and_said() -> None:
    assert kept(rule("birth_date"), "12 mrt 84", TODAY).value == "1984-03-12"
    assert kept(rule("birth_date"), "12 mrt 84", TODAY).guessed


@pytest.mark.parametrize("cell", [None, "", " ", "-", "n.v.t.", "N/A #".replace("N/A #", "#n/a"), "Onbekend"])
def test_these_say_nothing(cell: str | None) -> None:
    assert is_empty(cell)


@given(st.decimals(0, 9999, places=2))
def test_hours_are_read_as_they_are_written_here(hours: object) -> None:
    assert amount(str(hours).replace(".", ",")) == hours
    assert amount(f"{hours} uur") == hours


@pytest.mark.parametrize("cell", ["-1", "12000", "NaN", "Infinity", "veel"])
def test_what_is_no_number_of_hours_is_refused(cell: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        amount(cell)


def test_neither_yes_nor_no_is_refused() -> None:
    with pytest.raises(ValueError, match=r"."):
        truth("misschien")
