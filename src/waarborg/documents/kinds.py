"""The kinds of file that a dossier may hold, and which one a file is: judged by its content, whatever its name says."""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import BinaryIO, Final

import pikepdf
import puremagic
from django.utils.translation import gettext as _
from pikepdf.settings import set_qpdf_limits
from PIL import Image

from waarborg.kernel.errors import InvalidInput


@dataclass(frozen=True, slots=True)
class FileKind:
    """A kind of file: its media type, and how names of such files end. The first ending is given when it goes out."""

    media_type: str
    endings: tuple[str, ...]
    previewed: bool = False
    """Can its pages be shown as pictures?"""


PDF = FileKind("application/pdf", ("pdf",), previewed=True)
PNG = FileKind("image/png", ("png",), previewed=True)
JPEG = FileKind("image/jpeg", ("jpg", "jpeg"), previewed=True)
DOCX = FileKind("application/vnd.openxmlformats-officedocument.wordprocessingml.document", ("docx",))
XLSX = FileKind("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ("xlsx",))
ODT = FileKind("application/vnd.oasis.opendocument.text", ("odt",))
ODS = FileKind("application/vnd.oasis.opendocument.spreadsheet", ("ods",))
TEXT = FileKind("text/plain", ("txt",))
EMAIL = FileKind("message/rfc822", ("eml",))

KINDS: Final[Mapping[str, FileKind]] = {
    kind.endings[0]: kind for kind in (PDF, PNG, JPEG, DOCX, XLSX, ODT, ODS, TEXT, EMAIL)
}
PACKED: Final = {"word/document.xml": DOCX, "xl/workbook.xml": XLSX}
"""Files that are an archive, by the part that only they have."""
HEAD: Final = 4096
MOST_PARTS: Final = 5_000
LARGEST_UNPACKED: Final = 2 * 1024**3
"""More in an archive is no document but an attack (a decompression bomb)."""
LARGEST_PICTURE: Final = 120_000_000
"""In pixels."""
LARGEST_STREAM: Final = 256 * 1024**2
"""Bytes of one part of a PDF when it is unpacked; of a page's text some kilobytes are usual."""
MARKUP: Final = (b"<!doctype", b"<html", b"<svg", b"<?xml", b"<script", b"<head", b"<body", b"<iframe")
MAIL_HEADS: Final = (b"from:", b"received:", b"return-path:", b"date:", b"message-id:", b"mime-version:", b"subject:")


BROKEN: Final = (
    pikepdf.PdfError,
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    AttributeError,
    EOFError,
    LookupError,
    NotImplementedError,
    RuntimeError,
    SyntaxError,
    TypeError,
    ValueError,
)
"""What the libraries that read files raise for one that is not as it says."""


def limit_pdf(largest: int = LARGEST_STREAM) -> None:
    """Let no part of a PDF unpack to more than so many bytes, anywhere in this process: some kilobytes of a PDF can
    otherwise fill the memory of the machine."""
    set_qpdf_limits(
        flate_max_memory=largest, run_length_max_memory=largest, png_max_memory=largest, tiff_max_memory=largest
    )


class NotAllowedKind(InvalidInput):
    """A file that may not come in: of no kind that a dossier holds, or not what its name says."""

    def __init__(self, said: str) -> None:
        super().__init__(said, {"file": said})


def kind_of(file: BinaryIO, name: str) -> FileKind:
    """Which kind a file is. Raises `NotAllowedKind`, with what to do, for any other or if its name says otherwise."""
    file.seek(0)
    head = file.read(HEAD)
    if not head:
        raise NotAllowedKind(_("This file is empty."))
    found = _by_content(file, head)
    if found is None:
        raise NotAllowedKind(
            _("A file of this kind (%(kind)s) cannot be kept. Save it as PDF, and add that.") % {"kind": _named(head)}
        )
    if ending_of(name) not in found.endings:
        raise NotAllowedKind(
            _("The name of this file says .%(said)s, but it is a .%(is)s. Look where it comes from.")
            % {"said": ending_of(name) or "?", "is": found.endings[0]}
        )
    return found


def ending_of(name: str) -> str:
    """What stands after the last full stop of a name, in small letters."""
    return name.rpartition(".")[2].lower() if "." in name else ""


def _by_content(file: BinaryIO, head: bytes) -> FileKind | None:
    if head.startswith(b"%PDF-"):
        return _opens(PDF, file)
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return _opens(PNG, file)
    if head.startswith(b"\xff\xd8\xff"):
        return _opens(JPEG, file)
    if head.startswith(b"PK\x03\x04"):
        return _packed(file)
    return _written(head)


def _opens(kind: FileKind, file: BinaryIO) -> FileKind:
    """Of this kind, if the library that reads such files can."""
    file.seek(0)
    try:
        with as_damaged():
            _looked_into(kind, file)
    except pikepdf.PasswordError:
        raise NotAllowedKind(_("This PDF is locked with a password. Save it without one, and add that.")) from None
    except Image.DecompressionBombError:
        raise NotAllowedKind(_("This picture is too large. Make it smaller first.")) from None
    return kind


def _looked_into(kind: FileKind, file: BinaryIO) -> None:
    if kind is PDF:
        with pikepdf.open(file) as document:
            if not len(document.pages):
                raise NotAllowedKind(_("There is no page in this PDF."))
        return
    with Image.open(file, formats=[kind.endings[-1].upper()]) as picture:
        if picture.width * picture.height > LARGEST_PICTURE:
            raise NotAllowedKind(_("This picture is too large. Make it smaller first."))
        picture.verify()


@contextmanager
def as_damaged() -> Iterator[None]:
    """Whatever a library says of a file that it cannot read to its end: raises `NotAllowedKind`. What goes wrong with
    the machine goes on as it is."""
    try:
        yield
    except (NotAllowedKind, pikepdf.PasswordError, Image.DecompressionBombError):
        raise
    except OSError as error:
        if error.errno is not None:
            raise
        raise NotAllowedKind(_("This file is damaged: it cannot be opened.")) from None
    except BROKEN:
        raise NotAllowedKind(_("This file is damaged: it cannot be opened.")) from None


def _packed(file: BinaryIO) -> FileKind | None:
    file.seek(0)
    try:
        with zipfile.ZipFile(file) as archive:
            parts = archive.infolist()
            names = {part.filename for part in parts}
            if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_UNPACKED:
                raise NotAllowedKind(_("This file is damaged: it cannot be opened."))
            if any(name.lower().endswith("vbaproject.bin") for name in names):
                raise NotAllowedKind(_("There is a program (macro) in this file. Save it without, and add that."))
            if "mimetype" in names:
                said = archive.read("mimetype").decode("ascii", "replace").strip()
                return next((kind for kind in (ODT, ODS) if kind.media_type == said), None)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError):
        raise NotAllowedKind(_("This file is damaged: it cannot be opened.")) from None
    return next((kind for part, kind in PACKED.items() if part in names), None)


def _written(head: bytes) -> FileKind | None:
    """Plain text or a message; markup never, since somebody's browser might run what is in it."""
    small = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if b"\0" in head or any(mark in small for mark in MARKUP):
        return None
    try:
        head[: _whole(head)].decode("utf-8")
    except UnicodeDecodeError:
        return None
    first_lines = small.splitlines()[:30]
    return EMAIL if sum(line.startswith(MAIL_HEADS) for line in first_lines) > 1 else TEXT


def _whole(head: bytes) -> int:
    """Where the last whole letter of UTF-8 ends."""
    at = len(head)
    while at and at > len(head) - 4 and head[at - 1] & 0xC0 == 0x80:  # noqa: PLR2004 - UTF-8 (RFC 3629)
        at -= 1
    return at - 1 if at and head[at - 1] & 0xC0 == 0xC0 else len(head)  # noqa: PLR2004


def _named(head: bytes) -> str:
    """What a file seems to be, in a word."""
    if any(mark in head.lower() for mark in MARKUP):
        return "HTML/SVG/XML"
    try:
        return puremagic.from_string(head).lstrip(".") or "?"
    except (puremagic.PureError, ValueError):
        return "?"
