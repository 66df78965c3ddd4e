"""What free text may not carry is found by its words and what stands around them, and by the eleven-proof."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import assume, given
from hypothesis import strategies as st
from stdnum.nl import bsn as bsn_number

import waarborg.demo
from waarborg.dossiers.free_text import BSN, MEDICAL, found_in

BOTH = (MEDICAL, BSN)
DATA = Path(waarborg.demo.__file__).parent / "data"
HEALTH = [
    "Hij heeft een burn-out gehad",
    "Zij ligt in het ziekenhuis",
    "Hij kan niet werken omdat hij naar het ziekenhuis moet",
    "Dinsdag heeft zij een afspraak bij de huisarts",
    "Last van zijn rug bij het tillen",
    "Meldde zich ziek",
    "Slikt medicatie",
    "Na de operatie aan haar knie begint zij weer",
    "Verwezen naar de GGZ",
    "Heeft SCHOUDERPIJN",
    "Vroeger verslaafd geweest",
    "Is zwanger en stopt in juni",
    "Lichamelijke klachten beperken het tillen",
    "Moeder heeft dementie",
]
NO_HEALTH = [
    "Hij werkt in een ziekenhuis",
    "Werkte tien jaar bij een huisarts als assistente",
    "Stage bij de fysiotherapeut, twee dagen per week",
    "Solliciteert als schoonmaker in het ziekenhuis in Vlietdam",
    "Wil een opleiding fysiotherapie volgen",
    "Kan medicijnen bezorgen met de eigen fiets",
    "Met pijn en moeite op tijd gekomen",
    "Rug aan rug met een collega",
    "Klachten van klanten afhandelen ging goed",
    "De aanvraag is in behandeling",
    "Gaf een hand bij het afscheid",
    "Het hart van de zaak is de planning",
    "De dienst is er last minute bij gekomen",
    "Het systeem heeft kinderziektes",
    "Volgend gesprek over de beperkingen van het contract",
]


@pytest.mark.parametrize("text", HEALTH)
def test_health_is_found(text: str) -> None:
    assert [one.what for one in found_in(text, BOTH)][:1] == [MEDICAL]


@pytest.mark.parametrize("text", NO_HEALTH)
def test_work_with_health_and_words_with_another_meaning_are_not(text: str) -> None:
    assert [one.words(text) for one in found_in(text, BOTH)] == []


def sentences(data: Any) -> list[str]:
    """Every text in a file of data."""
    if isinstance(data, str):
        return [data]
    return (
        [text for part in (data.values() if isinstance(data, dict) else data or ()) for text in sentences(part)]
        if (isinstance(data, (dict, list)))
        else []
    )


@pytest.mark.parametrize("name", ["phrases", "obstacles", "reasons", "paths", "hard_cases"])
def test_hundreds_of_ordinary_sentences_of_this_work_raise_no_alarm(name: str) -> None:
    texts = sentences(yaml.safe_load((DATA / f"{name}.yaml").read_text(encoding="utf-8")))
    assert [text for text in texts if found_in(text, BOTH)] == []


WORDS = ("gesprek", "over", "de", "planning", "met", "een", "bedrijf", "en", "verder", "niets")
QUIET = st.lists(st.sampled_from(WORDS), max_size=8)


@given(QUIET, st.sampled_from(["depressie", "epilepsie", "rugklachten", "ziekgemeld"]), QUIET)
def test_a_certain_word_is_found_wherever_it_stands_and_shown_in_its_place(
    before: list[str], word: str, after: list[str]
) -> None:
    text = " ".join([*before, word, *after])
    (found,) = found_in(text, BOTH)
    assert found.words(text) == word


@given(st.text(alphabet="abcdefgh \n.,0123456789", max_size=120))
def test_places_are_those_of_the_text_and_in_order(text: str) -> None:
    found = found_in(text, BOTH)
    assert list(found) == sorted(found)
    assert all(0 <= one.start < one.end <= len(text) for one in found)


def numbers() -> st.SearchStrategy[str]:
    """Numbers of nine digits."""
    return st.integers(min_value=100_000_000, max_value=999_999_999).map(str)


def valid() -> st.SearchStrategy[str]:
    """Numbers that pass the eleven-proof."""
    return st.integers(min_value=10_000_000, max_value=99_999_999).map(_completed).filter(bool)


def _completed(first: int) -> str:
    digits = str(first)
    total = sum(weight * int(digit) for weight, digit in zip(range(9, 1, -1), digits, strict=True)) % 11
    return f"{digits}{total}" if total < 10 and bsn_number.is_valid(f"{digits}{total}") else ""


@given(numbers())
def test_what_fails_the_eleven_proof_is_no_national_number(number: str) -> None:
    assume(not bsn_number.is_valid(number))
    assert found_in(f"Zijn bsn is {number}", BOTH) == ()


@given(valid(), st.sampled_from(["{0}{1}{2}", "{0} {1} {2}", "{0}.{1}.{2}"]))
def test_a_national_number_is_found_however_it_is_written_when_the_text_names_it(number: str, form: str) -> None:
    written = form.format(number[:4], number[4:6], number[6:])
    text = f"Het burgerservicenummer, {written}, staat op de brief"
    assert [one.words(text) for one in found_in(text, BOTH)] == [written]


@given(valid())
def test_nine_digits_that_pass_are_found_unless_the_text_says_which_other_number_it_is(number: str) -> None:
    assert [one.what for one in found_in(f"Zie {number}.", BOTH)] == [BSN]
    assert found_in(f"Factuurnummer {number} is betaald", BOTH) == ()
    assert found_in(f"Bel 0{number}", BOTH) == ()
    assert found_in(f"Zie {number}.", (MEDICAL,)) == ()
