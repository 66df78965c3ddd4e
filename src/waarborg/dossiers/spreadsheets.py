"""Sheets as an Excel workbook. Text is written as text: what somebody typed is never run as a formula or a link."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from datetime import date

import xlsxwriter

from waarborg.dossiers.exports import Sheet

LONGEST_TITLE = 31
"""Characters that a sheet's name may have."""
NOT_IN_A_TITLE = re.compile(r"[\[\]:*?/\\']")
SETTINGS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


def workbook(sheets: Sequence[Sheet], *, author: str) -> bytes:
    """The workbook as bytes; `author` is the agency."""
    kept = io.BytesIO()
    with xlsxwriter.Workbook(kept, SETTINGS) as book:
        book.set_properties({"author": author, "title": sheets[0].title if sheets else ""})
        bold, day = book.add_format({"bold": True}), book.add_format({"num_format": "d mmmm yyyy"})
        for position, sheet in enumerate(sheets):
            page = book.add_worksheet(_title(sheet.title, position))
            for column, head in enumerate(sheet.columns):
                page.write_string(0, column, head, bold)
            for line, row in enumerate(sheet.rows, start=1):
                for column, value in enumerate(row):
                    if isinstance(value, date):
                        page.write_datetime(line, column, value, day)
                    else:
                        page.write_string(line, column, value or "")
            page.freeze_panes(1, 0)
            page.autofit()
    return kept.getvalue()


def _title(title: str, position: int) -> str:
    """A name that Excel takes, once per workbook."""
    plain = NOT_IN_A_TITLE.sub(" ", title)[: LONGEST_TITLE - 4].strip() or "-"
    return plain if position == 0 else f"{plain} {position}"
