"""A document as files: an accessible PDF (PDF/UA-1), and a text that a word processor edits."""

from __future__ import annotations

import io
from datetime import datetime

import docx
from docx.document import Document as TextDocument
from docx.oxml.ns import qn

from waarborg.composing.filling import Filled, Part, PartShape
from waarborg.letters.typesetting import PIECE, typeset

FIRST_DAY = datetime(1980, 1, 1)  # noqa: DTZ001 - a file says nothing of when it was made
TONGUES = {"nl": "nl-NL", "en": "en-GB"}


def as_pdf(piece: Filled, *, at: datetime) -> bytes:
    """The document as PDF. The same document of the same moment is the same file."""
    said = {
        "organisation": piece.organisation,
        "title": piece.title,
        "parts": [{"shape": part.shape.value, "lines": part.lines, "rows": part.rows} for part in piece.parts],
    }
    return typeset(PIECE, piece.language, said, at=at)


def as_text(piece: Filled) -> bytes:
    """The document as text to edit (docx). It says nothing of who made it, or when."""
    document = docx.Document()
    about = document.core_properties
    about.title, about.author, about.comments, about.language = piece.title, "", "", TONGUES[piece.language]
    about.created = about.modified = FIRST_DAY
    for language in document.styles.element.xpath("//w:docDefaults//w:lang"):
        language.set(qn("w:val"), TONGUES[piece.language])  # what checks the spelling and reads aloud
    document.add_heading(piece.title, level=1)
    for part in piece.parts:
        _add(document, part)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _add(document: TextDocument, part: Part) -> None:
    if part.shape is PartShape.HEADING:
        document.add_heading(part.lines[0], level=2)
    elif part.shape is PartShape.PARAGRAPH:
        document.add_paragraph(part.lines[0])
    elif part.shape is PartShape.ITEMS:
        for line in part.lines:
            document.add_paragraph(line, style="List Bullet")
    elif part.shape is PartShape.FIELDS:
        for label, value in part.rows:
            paragraph = document.add_paragraph()
            paragraph.add_run(f"{label}: ").bold = True
            paragraph.add_run(value)
    else:
        table = document.add_table(rows=0, cols=len(part.rows[0]), style="Table Grid")
        for row in part.rows:
            for cell, text in zip(table.add_row().cells, row, strict=True):
                cell.text = text
