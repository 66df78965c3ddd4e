"""What a file is, is judged by its content; what travels unseen in it is taken out; nothing of it lies in the clear."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pikepdf.settings import get_qpdf_limits
from PIL import Image

from tests.apps.documents import samples
from waarborg.documents.cleaning import cleaned
from waarborg.documents.kinds import (
    DOCX,
    EMAIL,
    JPEG,
    KINDS,
    LARGEST_STREAM,
    ODT,
    PDF,
    PNG,
    TEXT,
    NotAllowedKind,
    kind_of,
    limit_pdf,
)
from waarborg.documents.pictures import TALLEST, page_count, page_picture
from waarborg.documents.veiled import SMALL, VeiledFile
from waarborg.kernel.errors import NotFound

REAL = {
    "brief.pdf": (samples.pdf, PDF),
    "foto.jpg": (samples.picture, JPEG),
    "FOTO.JPEG": (samples.picture, JPEG),
    "scan.png": (lambda: samples.picture("PNG"), PNG),
    "verslag.docx": (samples.docx, DOCX),
    "verslag.odt": (samples.odt, ODT),
    "notitie.txt": ("Gesprek gehad, café".encode, TEXT),
    "bericht.eml": (lambda: b"From: a@b.nl\r\nSubject: dag\r\n\r\nDag", EMAIL),
}
HTML = b"<!DOCTYPE html><html><script>alert(1)</script></html>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
REFUSED = {
    "a PDF that is HTML": ("brief.pdf", HTML),
    "HTML under its own name": ("pagina.html", HTML),
    "HTML as text": ("notitie.txt", HTML),
    "SVG": ("plaatje.svg", SVG),
    "SVG as a picture": ("plaatje.png", SVG),
    "a picture under another name": ("brief.pdf", samples.picture()),
    "a program": ("setup.exe", b"MZ\x90\0" + bytes(60)),
    "an archive of anything": ("alles.zip", b"PK\x03\x04" + bytes(30)),
    "a text document with a program": ("verslag.docx", samples.docx(macro=True)),
    "a damaged PDF": ("brief.pdf", b"%PDF-1.7 and nothing more"),
    "a damaged picture": ("foto.jpg", b"\xff\xd8\xff\xe0" + bytes(40)),
    "nothing": ("leeg.pdf", b""),
    "no ending": ("brief", samples.pdf()),
}


@pytest.mark.parametrize("name", REAL)
def test_a_file_of_a_kind_that_a_dossier_holds_is_known_by_its_content(name: str) -> None:
    make, kind = REAL[name]
    assert kind_of(io.BytesIO(make()), name) is kind


@pytest.mark.parametrize("case", REFUSED)
def test_any_other_file_is_refused_with_what_to_do(case: str) -> None:
    name, content = REFUSED[case]
    with pytest.raises(NotAllowedKind) as refused:
        kind_of(io.BytesIO(content), name)
    assert refused.value.fields["file"]


@given(st.binary(max_size=400), st.sampled_from(["pdf", "png", "jpg", "docx", "odt", "xlsx"]))
def test_no_bytes_pass_for_a_kind_that_they_are_not(content: bytes, ending: str) -> None:
    with pytest.raises(NotAllowedKind):
        kind_of(io.BytesIO(content), f"bestand.{ending}")


@given(st.text(max_size=200), st.sampled_from(["<html>", "<SVG onload=x>", "<!doctype html>", "<script>", "<?xml ?>"]))
def test_markup_never_passes_for_text(text: str, markup: str) -> None:
    with pytest.raises(NotAllowedKind):
        kind_of(io.BytesIO((text[:100] + markup + text).encode()), "notitie.txt")


@pytest.mark.parametrize("name", REAL)
def test_cleaning_leaves_a_file_of_the_same_kind_that_says_nothing_of_its_maker(name: str) -> None:
    make, kind = REAL[name]
    given_bytes = make()
    with cleaned(io.BytesIO(given_bytes), kind) as clean:
        kept = clean.read()
        assert kind_of(clean, name) is kind
    assert samples.SECRET.encode() not in kept
    if zipfile.is_zipfile(io.BytesIO(kept)):
        with zipfile.ZipFile(io.BytesIO(kept)) as archive:
            assert not any(samples.SECRET.encode() in archive.read(part) for part in archive.namelist())
            assert any(b"Voortgang" in archive.read(part) for part in archive.namelist())


def test_a_pdf_comes_out_without_programs_and_attached_files() -> None:
    with cleaned(io.BytesIO(samples.pdf(active=True)), PDF) as clean, pikepdf.open(clean) as document:
        assert len(document.pages) == 2
        assert "/OpenAction" not in document.Root
        assert "/JavaScript" not in document.Root.get("/Names", {})
        assert len(document.attachments) == 0
        assert not document.docinfo


def test_a_photograph_stands_upright_and_says_nothing_of_where_it_was_taken() -> None:
    with (
        cleaned(io.BytesIO(samples.picture(turned=True)), JPEG) as clean,
        Image.open(clean) as picture,
    ):
        assert picture.size == (40, 60)
        assert not dict(picture.getexif())


def test_what_cannot_be_read_to_its_end_is_refused_like_what_is_no_document_at_all() -> None:
    whole = samples.picture()
    cut_off = samples.noise_as_jpeg()[:-2000]
    assert kind_of(io.BytesIO(cut_off), "foto.jpg") is JPEG
    with pytest.raises(NotAllowedKind):
        cleaned(io.BytesIO(cut_off), JPEG)
    assert cleaned(io.BytesIO(whole), JPEG)
    with pytest.raises(NotAllowedKind):
        kind_of(io.BytesIO(samples.huge_png()), "scan.png")
    with pytest.raises(NotAllowedKind):
        cleaned(io.BytesIO(samples.pdf_with_odd_notes()), PDF)


def test_a_pdf_that_swells_is_not_unpacked() -> None:
    swells = samples.pdf_that_swells(to=4 << 20)
    assert len(swells) < 1 << 14
    limit_pdf(1 << 20)
    try:
        with (
            cleaned(io.BytesIO(swells), PDF) as clean,
            pikepdf.open(clean) as document,
            pytest.raises(pikepdf.PdfError),
        ):
            document.pages[0].obj["/Contents"].read_bytes()
    finally:
        limit_pdf()
    assert 0 < get_qpdf_limits()["flate_max_memory"] <= LARGEST_STREAM, "set when the program starts"


def test_a_page_as_narrow_as_a_hair_is_shown_no_larger_than_others() -> None:
    hair = pikepdf.new()
    hair.add_blank_page(page_size=(3, 14400))
    made = io.BytesIO()
    hair.save(made)
    made.seek(0)
    with Image.open(io.BytesIO(page_picture(made, PDF, 1))) as picture:
        assert picture.height <= TALLEST


def test_pages_are_shown_as_pictures_and_only_those_that_are_there() -> None:
    paper = samples.pdf(pages=3)
    assert page_count(io.BytesIO(paper), PDF) == 3
    assert page_picture(io.BytesIO(paper), PDF, 3).startswith(b"\x89PNG")
    assert page_picture(io.BytesIO(samples.picture()), JPEG, 1).startswith(b"\x89PNG")
    assert page_count(io.BytesIO(samples.docx()), DOCX) == 0
    with pytest.raises(NotFound):
        page_picture(io.BytesIO(paper), PDF, 4)


def test_every_kind_has_an_ending_of_its_own() -> None:
    endings = [ending for kind in KINDS.values() for ending in kind.endings]
    assert len(set(endings)) == len(endings)


@given(st.lists(st.tuples(st.integers(0, 300), st.binary(max_size=120)), max_size=8))
def test_a_veiled_file_reads_back_what_was_written_where_it_was_written(writes: list[tuple[int, bytes]]) -> None:
    plain = io.BytesIO()
    with VeiledFile() as veiled:
        for at, data in writes:
            for file in (plain, veiled):
                file.seek(at)
                file.write(data)
        veiled.seek(0)
        assert veiled.read() == plain.getvalue()
        assert veiled.size == len(plain.getvalue())


def test_what_lies_on_the_disk_of_a_veiled_file_is_not_what_was_written() -> None:
    with VeiledFile() as veiled:
        veiled.write(b"Kanariena Vogelaar " * SMALL)
        descriptor = veiled._file.fileno()
        assert b"Kanariena" not in Path(f"/proc/self/fd/{descriptor}").read_bytes()[:100_000]
