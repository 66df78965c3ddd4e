"""A file of clients as a table: Excel (xlsx, xls, xlsb, ods) or CSV in whatever encoding and with whatever delimiter.

    table = read(content)
    table.headers        the first row that is filled
    table.rows           the rest, each with its number in the sheet

Pure: no database, no Django settings. Everything stays in memory; nothing is written to disk.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _
from python_calamine import CalamineError, CalamineWorkbook, PasswordError

from waarborg.kernel.errors import InvalidInput

Cell = str | int | float | bool | dt.date | dt.time | dt.timedelta | None
"""A value as the sheet holds it. `datetime` is a date too."""

MOST_ROWS: Final = 20_000
MOST_COLUMNS: Final = 200
MOST_BYTES: Final = 25 * 1024 * 1024
"""As large as an upload may be that stays in memory (`FILE_UPLOAD_MAX_MEMORY_SIZE`)."""
MOST_UNPACKED: Final = 400 * 1024 * 1024
"""An Excel file is a zip, and a small one can unpack to anything."""

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_DELIMITERS: Final = ";,\t|"


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its number in the sheet, as people see it there, and its cells, as many as there are headers."""

    number: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """What a file holds."""

    headers: tuple[str, ...]
    rows: tuple[Row, ...]


def read(content: bytes) -> Table:
    """The table in a file. Raises `InvalidInput` with what is wrong and what to do, in the user's language."""
    if len(content) > MOST_BYTES:
        raise InvalidInput(_("This file is too large."), {"file": _("Make it smaller than 25 MB, or cut it in parts.")})
    lines = _of_workbook(content) if content.startswith((_ZIP, _OLE)) else _of_text(content)
    return _table(lines)


def _of_workbook(content: bytes) -> Iterator[Sequence[Cell]]:
    _not_a_bomb(content)
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
        sheet = workbook.get_sheet_by_index(0)
        _not_too_many(sheet.total_height)
        yield from sheet.to_python(skip_empty_area=False)
    except PasswordError:
        raise InvalidInput(
            _("This file has a password."), {"file": _("Save it without a password, and try again.")}
        ) from None
    except (CalamineError, IndexError, zipfile.BadZipFile):
        raise InvalidInput(
            _("This file cannot be read."), {"file": _("Save it again as Excel (.xlsx) or CSV, and try again.")}
        ) from None


def _not_a_bomb(content: bytes) -> None:
    """Look at what a zipped workbook says it unpacks to. What lies about that is no workbook that can be read."""
    if not content.startswith(_ZIP):
        return
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            unpacked = sum(member.file_size for member in packed.infolist())
    except zipfile.BadZipFile:
        raise InvalidInput(
            _("This file cannot be read."), {"file": _("Save it again as Excel (.xlsx) or CSV, and try again.")}
        ) from None
    if unpacked > MOST_UNPACKED:
        raise InvalidInput(_("This file is too large."), {"file": _("It unpacks to far more than a list of clients.")})


def _of_text(content: bytes) -> Iterator[Sequence[Cell]]:
    text = _decoded(content)
    if "\0" in text:
        raise InvalidInput(
            _("This file cannot be read."), {"file": _("Save it again as Excel (.xlsx) or CSV, and try again.")}
        )
    yield from csv.reader(io.StringIO(text, newline=""), delimiter=delimiter_of(text))


def _decoded(content: bytes) -> str:
    """UTF-8 or UTF-16 where the file says or proves so; else the encoding in which Dutch Excel writes CSV."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def delimiter_of(text: str) -> str:
    """The delimiter that cuts the first lines most evenly; a semicolon, as in Dutch Excel, when nothing does."""
    lines = [line for line in text.splitlines()[:20] if line.strip()]
    best, most = ";", 0
    for candidate in _DELIMITERS:
        cut = [len(row) for row in csv.reader(lines, delimiter=candidate)]
        even = min(cut, default=1)
        if even > 1 and even > most:
            best, most = candidate, even
    return best


def _table(lines: Iterable[Sequence[Cell]]) -> Table:
    """The first filled line as headers, and what is filled below it. Raises `InvalidInput`."""
    headers: tuple[str, ...] | None = None
    rows: list[Row] = []
    for number, line in enumerate(lines, start=1):
        if not any(_is_filled(cell) for cell in line):
            continue
        if headers is None:
            headers = _headers(line)
            continue
        _not_too_many(len(rows))
        cells = tuple(line[: len(headers)]) + (None,) * (len(headers) - len(line))
        if any(_is_filled(cell) for cell in cells):
            rows.append(Row(number, cells))
    if headers is None:
        raise InvalidInput(
            _("This file is empty."), {"file": _("Choose a file with a row of headings and rows below.")}
        )
    return Table(headers, tuple(rows))


def _headers(line: Sequence[Cell]) -> tuple[str, ...]:
    names = [" ".join(str(cell if cell is not None else "").split()) for cell in line]
    while names and not names[-1]:
        names.pop()
    if len(names) > MOST_COLUMNS:
        raise InvalidInput(_("This file has too many columns."), {"file": _("Take out the columns you do not need.")})
    if not any(any(letter.isalpha() for letter in name) for name in names):
        raise InvalidInput(
            _("The first row has no headings."), {"file": _("Put a row above it that says what each column is.")}
        )
    return tuple(names)


def _not_too_many(rows: int) -> None:
    if rows > MOST_ROWS:
        raise InvalidInput(
            _("This file has too many rows."),
            {"file": _("Cut it in parts of at most %(number)s rows.") % {"number": MOST_ROWS}},
        )


def _is_filled(cell: Cell) -> bool:
    return cell is not None and (not isinstance(cell, str) or bool(cell.strip()))
