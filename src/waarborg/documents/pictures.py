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
TALLEST: Final = WIDTH * 4
"""In pixels: a page as narrow as a hair would otherwise become a picture that fills the machine."""


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
            width, height = page.get_size()
            if not (width > 0 and height > 0):
                raise NotFound("There is nothing on this page.")
            return _png(page.render(scale=min(WIDTH / width, TALLEST / height)).to_pil())
    with Image.open(file) as picture:
        picture.thumbnail((WIDTH, WIDTH * 2))
        return _png(picture.convert("RGB"))


def _png(picture: Image.Image) -> bytes:
    made = io.BytesIO()
    picture.save(made, "PNG")
    return made.getvalue()
