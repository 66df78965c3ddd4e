"""Pages of a document as pictures, made when somebody looks and kept nowhere: nothing in a file runs in a browser."""

from __future__ import annotations

import io
from typing import BinaryIO, Final

import pypdfium2
from PIL import Image

from waarborg.documents.kinds import PDF, FileKind
from waarborg.kernel.errors import NotFound

WIDTH: Final = 1240
"""In pixels: a sheet of A4 at 150 dots an inch."""


def page_count(file: BinaryIO, kind: FileKind) -> int:
    """How many pages there are to look at; none where no picture can be made."""
    if not kind.previewed:
        return 0
    if kind is not PDF:
        return 1
    with pypdfium2.PdfDocument(file) as document:
        return len(document)


def page_picture(file: BinaryIO, kind: FileKind, number: int) -> bytes:
    """One page (the first is 1) as PNG. Raises `NotFound` for a page that is not there."""
    if not 1 <= number <= page_count(file, kind):
        raise NotFound("There is no such page.")
    file.seek(0)
    if kind is PDF:
        with pypdfium2.PdfDocument(file) as document:
            page = document[number - 1]
            return _png(page.render(scale=WIDTH / page.get_width()).to_pil())
    with Image.open(file) as picture:
        picture.thumbnail((WIDTH, WIDTH * 2))
        return _png(picture.convert("RGB"))


def _png(picture: Image.Image) -> bytes:
    made = io.BytesIO()
    picture.save(made, "PNG")
    return made.getvalue()
