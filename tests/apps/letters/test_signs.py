"""Whatever somebody typed, a letter or package that repeats it can be made."""

from __future__ import annotations

import io
from datetime import UTC, datetime

import pypdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from waarborg.letters.signs import UNSHOWN
from waarborg.letters.typesetting import PIECE, UnshownSignError, typeset

AT = datetime(2026, 11, 2, 9, tzinfo=UTC)
TOO_MUCH = "".join(map(chr, range(0x20, 0x3000))) + "\ue000\uffff" + "".join(map(chr, range(0x1F300, 0x1F700)))


def made_of(text: str, *, to_the_letter: bool = False) -> str:
    parts = [
        {"shape": "paragraph", "lines": [text], "rows": []},
        {"shape": "fields", "lines": [], "rows": [["Gezegd", text]]},
    ]
    data = {"organisation": "Proefbureau", "title": "Over u", "parts": parts}
    pdf = typeset(PIECE, "nl", data, at=AT, to_the_letter=to_the_letter)
    return " ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages)


def test_a_sign_that_no_typeface_here_has_stops_no_letter() -> None:
    said = made_of("Ik ben blij \U0001f600 met Мария en \u738b\u4f1f\ufeff.\x07 Zo is het.")
    for words in ("Ik ben blij", "Мария", "Zo is het."):
        assert words in said
    assert UNSHOWN in said
    assert "\U0001f600" not in said
    with pytest.raises(UnshownSignError):
        made_of("Ik ben blij \U0001f600", to_the_letter=True)


def test_signs_that_are_too_much_for_the_typesetter_beside_each_other_stop_none_either() -> None:
    assert "Over u" in made_of(TOO_MUCH)
    with pytest.raises(UnshownSignError):
        made_of(TOO_MUCH, to_the_letter=True)


@settings(max_examples=25)
@given(st.text(max_size=60))
def test_anything_can_be_set(text: str) -> None:
    assert made_of(text)
