"""Small real files of every kind, made when a test asks."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from typing import Any

import pikepdf
from PIL import Image

EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
SECRET = "Willemijn-de-Maakster"
"""Who made a file: must never survive cleaning."""


def pdf(pages: int = 2, *, active: bool = False, weight: int = 0) -> bytes:
    """A PDF that says who made it; `active`: with a program in it; `weight`: so many megabytes of noise."""
    document = pikepdf.new()
    for _page in range(pages):
        document.add_blank_page(page_size=(300, 400))
    document.docinfo["/Author"] = SECRET
    with document.open_metadata() as metadata:
        metadata["dc:creator"] = [SECRET]
    if active:
        script = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")
        document.Root.OpenAction = script
        document.attachments["evil.exe"] = b"MZ"
    for _piece in range(weight):
        page = document.pages[0].obj
        page[f"/Noise{_piece}"] = document.make_stream(random_bytes(1 << 20))
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def random_bytes(size: int) -> bytes:
    """Bytes that do not compress."""
    import os

    return os.urandom(size)


def picture(kind: str = "JPEG", *, turned: bool = False) -> bytes:
    """A photograph that says who took it and where."""
    image = Image.new("RGB", (60, 40), (10, 120, 90))
    about = image.getexif()
    about[0x013B] = SECRET
    if turned:
        about[0x0112] = 6
    made = io.BytesIO()
    options: dict[str, Any] = {"exif": about}
    image.save(made, kind, **options)
    return made.getvalue()


def noise_as_jpeg() -> bytes:
    """A photograph of nothing, that fills some kilobytes."""
    made = io.BytesIO()
    Image.frombytes("L", (100, 100), random_bytes(100 * 100)).save(made, "JPEG")
    return made.getvalue()


def huge_png() -> bytes:
    """A picture that says it has more pixels than a machine holds."""
    size = struct.pack(">II", 40_000, 40_000)
    head = b"IHDR" + size + bytes((8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + head + struct.pack(">I", zlib.crc32(head))


def pdf_that_swells(*, to: int) -> bytes:
    """A small PDF of which a page unpacks to so many bytes."""
    document = pikepdf.new()
    document.add_blank_page()
    document.pages[0].obj["/Contents"] = document.make_stream(
        zlib.compress(bytes(to)), {"/Filter": pikepdf.Name.FlateDecode}
    )
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def pdf_with_odd_notes() -> bytes:
    """A PDF whose page has a number among its notes."""
    document = pikepdf.new()
    document.add_blank_page()
    document.pages[0].obj["/Annots"] = pikepdf.Array([7])
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def docx(*, macro: bool = False) -> bytes:
    """A text document as word processors write it."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", "<document>Voortgang</document>")
        archive.writestr("docProps/core.xml", f"<creator>{SECRET}</creator>")
        if macro:
            archive.writestr("word/vbaProject.bin", b"program")
    return made.getvalue()


def odt() -> bytes:
    """A text document in the open format."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", "<text>Voortgang</text>")
        archive.writestr("meta.xml", f"<creator>{SECRET}</creator>")
    return made.getvalue()
