"""Every letter in both languages is a PDF that everybody can read, whoever wrote its text, and says what it has to."""

from __future__ import annotations

import base64
import io
import string
from datetime import UTC, datetime

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from pypdf import PdfReader

from tests.apps.letters.test_looked_along import tags_of
from waarborg.kernel.errors import InvalidInput
from waarborg.letters.choices import LetterKind
from waarborg.letters.setting import preview, set_text
from waarborg.letters.typesetting import languages_of
from waarborg.practice.changing_letters import with_house, with_letter, without_letter
from waarborg.practice.document import Way, parsed, written
from waarborg.practice.letter_texts import LANGUAGES, check_texts, in_use, standard_letters, wrong_in
from waarborg.practice.selectors import standard

AT = datetime(2026, 3, 3, tzinfo=UTC)
KINDS = [one.kind for one in standard_letters().letters]
each = pytest.mark.parametrize("kind", KINDS)
in_each_language = pytest.mark.parametrize("language", LANGUAGES)


def logo() -> str:
    file = io.BytesIO()
    Image.new("RGB", (60, 20), "navy").save(file, "PNG")
    return base64.b64encode(file.getvalue()).decode()


HOUSE = {"colour": "#7a1f3d", "address": "Dorpsplein 1\n1234 AB Proefdam", "logo": logo()}


def ours() -> Way:
    return with_house(standard().way, HOUSE)


def test_no_letter_is_without_a_text_and_no_text_without_a_letter() -> None:
    assert {*KINDS} <= {*LetterKind}
    assert [kind for kind in LetterKind if languages_of(kind) != {*LANGUAGES}] == []


@each
@in_each_language
def test_it_is_an_accessible_pdf_in_the_agencys_own_style(kind: str, language: str) -> None:
    content = preview(kind, language, "Kompas", at=AT, way=ours())
    with pikepdf.open(io.BytesIO(content)) as pdf:
        root = pdf.Root
        assert root.MarkInfo.Marked
        assert str(root.Lang).startswith(language)
        assert root.ViewerPreferences.DisplayDocTitle
        with pdf.open_metadata() as about:
            assert about["pdfuaid:part"] == "1"
            assert about["dc:title"] == in_use((), kind, language).title  # type: ignore[union-attr]
    tags = tags_of(PdfReader(io.BytesIO(content)))
    assert tags.count("/H1") == 1
    assert {"/P", "/Figure"} <= set(tags)


@each
@in_each_language
def test_what_came_along_says_what_every_text_of_it_has_to(kind: str, language: str) -> None:
    wording = in_use((), kind, language)
    assert wording
    assert wrong_in(kind, wording.text) == []
    needed = [name for name, place in standard_letters().places(kind).items() if place.needed]
    for name in needed:
        without = wording.text.replace(f"{{{name}}}", "…")
        assert any(f"{{{name}}}" in said for said in wrong_in(kind, without)), name
        with pytest.raises(InvalidInput, match=name):
            check_texts(with_letter(standard().way, kind, language, {"title": "Zo", "text": without}).letter_texts)


def test_ones_own_text_is_written_down_read_again_and_left_for_what_came_along() -> None:
    text = "Op {received} vroeg u ons: {right}. {words}"
    way = with_letter(ours(), "request_question", "nl", {"title": "Een vraag", "text": text})
    assert parsed(written(way)) == way
    assert in_use(way.letter_texts, "request_question", "nl").text == text  # type: ignore[union-attr]
    assert without_letter(way, "request_question", "nl") == ours()


def test_a_text_that_lacks_what_a_newer_program_asks_is_not_sent() -> None:
    way = with_letter(standard().way, "request_longer", "nl", {"title": "Langer", "text": "Wij zijn later."})
    assert in_use(way.letter_texts, "request_longer", "nl") == standard_letters().letter("request_longer").nl  # type: ignore[union-attr]


TYPED = st.text(st.sampled_from(string.ascii_letters + string.digits + "#$*_@<>[]()\\/`~=+-;:,.\"' "), min_size=1)
DANGEROUS = st.sampled_from(
    ['#panic("x")', '#read("/etc/passwd")', ']#eval("1")[', "$sqrt(2)$", "@here <label>", '#import "house.typ"']
)


@settings(max_examples=40)
@given(mine=TYPED | DANGEROUS, value=TYPED | DANGEROUS)
def test_neither_a_text_nor_what_is_filled_in_is_ever_understood(mine: str, value: str) -> None:
    text = f"Zin: {mine}\n\nOp {{received}} vroeg u ons: {{right}}.\n\n{{words}}"
    way = with_letter(standard().way, "request_question", "nl", {"title": "Een vraag", "text": text})
    said = {"received": "vandaag", "right": "inzage", "words": value}
    pdf = set_text("request_question", "nl", said, "Kompas", at=AT, way=way)
    shown = plain("".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages))
    assert [typed for typed in (mine, value) if plain(typed) not in shown] == []


def plain(words: str) -> str:
    """Without what a reader of a PDF may put otherwise: spaces, and hyphens at the end of a line."""
    return "".join(words.split()).replace("-", "")
