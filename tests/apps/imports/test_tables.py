"""A file is read whatever wrote it, and refused with what to do when it is none."""

from __future__ import annotations

import csv
import io
import zipfile

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from waarborg.imports import tables
from waarborg.imports.tables import delimiter_of, read
from waarborg.kernel.errors import InvalidInput

WORDS = st.text(st.characters(codec="cp1252", exclude_categories=("Cc",)), max_size=12)


def written(rows: list[list[str]], delimiter: str, encoding: str) -> bytes:
    held = io.StringIO()
    csv.writer(held, delimiter=delimiter).writerows(rows)
    return held.getvalue().encode(encoding)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
def test_encoding_and_delimiter_are_found(encoding: str, delimiter: str) -> None:
    rows = [
        ["Naam", "Plaats", "Opmerking"],
        ["Renée Müller", "Coevorden", "één, twee; drie"],
        ["Ömer", "’s-Gravenhage", ""],
    ]
    table = read(written(rows, delimiter, encoding))
    assert table.headers == ("Naam", "Plaats", "Opmerking")
    assert [row.cells for row in table.rows] == [tuple(row) for row in rows[1:]]


@given(st.lists(st.tuples(WORDS, WORDS, WORDS), min_size=1, max_size=8), st.sampled_from(";,\t|"))
def test_what_is_written_is_what_is_read(rows: list[tuple[str, str, str]], delimiter: str) -> None:
    kept = [list(row) for row in rows if any(cell.strip() for cell in row)]
    table = read(written([["Naam", "Plaats", "Straat"], *kept], delimiter, "utf-8"))
    assert [list(row.cells) for row in table.rows] == kept


def workbook(*rows: list[object]) -> bytes:
    held = io.BytesIO()
    book = xlsxwriter.Workbook(held, {"in_memory": True})
    sheet = book.add_worksheet()
    for at, row in enumerate(rows):
        sheet.write_row(at, 0, row)
    book.close()
    return held.getvalue()


def test_rows_keep_the_numbers_that_they_have_in_the_sheet() -> None:
    table = read(workbook([], ["Lijst van 1 mei"], [], ["Jan"]))
    assert table.headers == ("Lijst van 1 mei",)
    assert [row.number for row in table.rows] == [4]


def test_cells_beyond_the_headings_are_nothing_and_missing_ones_are_empty() -> None:
    table = read(workbook(["Naam", "Plaats"], ["Jan"], ["Piet", "Urk", "meer"]))
    assert [row.cells for row in table.rows] == [("Jan", ""), ("Piet", "Urk")]


@pytest.mark.parametrize(
    "content",
    [b"", b"\n\n", b"1;2;3\n4;5;6\n", b"PK\x03\x04nonsense", b"\xd0\xcf\x11\xe0nonsense", b"Naam\0;x\n"],
    ids=["empty", "blank", "no headings", "no zip", "no workbook", "binary"],
)
def test_what_is_no_list_is_refused_with_what_to_do(content: bytes) -> None:
    with pytest.raises(InvalidInput) as mistake:
        read(content)
    assert mistake.value.fields["file"]


def test_a_small_file_that_unpacks_to_very_much_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/worksheets/sheet1.xml", b"0" * 5_000_000)
    monkeypatch.setattr(tables, "MOST_UNPACKED", 1_000_000)
    with pytest.raises(InvalidInput, match=r"."):
        read(held.getvalue())


def test_more_rows_than_can_be_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "MOST_ROWS", 3)
    with pytest.raises(InvalidInput):
        read(b"Naam\n" + b"Jan\n" * 5)
    with pytest.raises(InvalidInput):
        read(workbook(["Naam"], *[["Jan"]] * 5))


def test_without_any_delimiter_a_line_is_one_cell() -> None:
    assert delimiter_of("Naam\nJan\n") == ";"
