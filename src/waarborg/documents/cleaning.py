"""What travels unseen in a file is taken out before it is kept: who wrote it, where a photograph was taken, programs.

The cleaned copy is what is kept; the file as it came is not.
"""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Mapping
from typing import Any, BinaryIO, Final

import pikepdf
from PIL import Image, ImageOps

from waarborg.documents.kinds import DOCX, JPEG, ODS, ODT, PDF, PNG, XLSX, FileKind, as_damaged
from waarborg.documents.veiled import PIECE, VeiledFile

QUALITY: Final = 92
"""Of a photograph that had to be turned upright; others keep their own."""
NAMED_ACTIVE: Final = ("/JavaScript", "/EmbeddedFiles")

EMPTY_CORE: Final = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><cp:coreProperties xmlns:cp="http://schemas.openxmlformats'
    b'.org/package/2006/metadata/core-properties"/>'
)
EMPTY_APP: Final = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Properties xmlns="http://schemas.openxmlformats.org/'
    b'officeDocument/2006/extended-properties"/>'
)
EMPTY_META: Final = (
    b'<?xml version="1.0" encoding="UTF-8"?><office:document-meta xmlns:office="urn:oasis:names:tc:opendocument:xmlns:'
    b'office:1.0" office:version="1.3"><office:meta/></office:document-meta>'
)
EMPTIED: Final[Mapping[str, bytes]] = {
    "docProps/core.xml": EMPTY_CORE,
    "docProps/app.xml": EMPTY_APP,
    "meta.xml": EMPTY_META,
}
"""Parts of an office document that say who made it, and what stands in their place."""
LEFT_OUT: Final = ("docProps/custom.xml", "docProps/thumbnail", "Thumbnails/", "Basic/", "Scripts/")


def cleaned(file: BinaryIO, kind: FileKind) -> VeiledFile:
    """The same document without what travels unseen in it. What nothing travels in comes back as it was.

    Raises `NotAllowedKind` for one that cannot be read to its end.
    """
    file.seek(0)
    clean = VeiledFile()
    with as_damaged():
        _CLEANERS.get(kind.media_type, _copied)(file, clean)
    clean.seek(0)
    return clean


def _copied(file: BinaryIO, clean: VeiledFile) -> None:
    while piece := file.read(PIECE):
        clean.write(piece)


def _pdf(file: BinaryIO, clean: VeiledFile) -> None:
    """Without its properties, programs, attached files and what runs by itself."""
    with pikepdf.open(file) as document:
        for key in ("/Metadata", "/OpenAction", "/AA", "/PieceInfo"):
            if key in document.Root:
                del document.Root[key]
        names = document.Root.get("/Names")
        for key in NAMED_ACTIVE:
            if names is not None and key in names:
                del names[key]
        form = document.Root.get("/AcroForm")
        if form is not None and "/XFA" in form:
            del form["/XFA"]
        for page in document.pages:
            _page(page.obj)
        if "/Info" in document.trailer:
            del document.trailer["/Info"]
        document.remove_unreferenced_resources()
        document.save(clean, deterministic_id=True)


def _page(page: Any) -> None:
    for key in ("/AA", "/Metadata", "/PieceInfo"):
        if key in page:
            del page[key]
    for note in page.get("/Annots", []):
        for key in ("/AA", "/FS"):
            if key in note:
                del note[key]
        action = note.get("/A")
        if action is not None and action.get("/S") not in ("/URI", "/GoTo"):
            del note["/A"]


def _jpeg(file: BinaryIO, clean: VeiledFile) -> None:
    with Image.open(file, formats=["JPEG"]) as picture:
        upright = ImageOps.exif_transpose(picture)
        turned = upright is not picture and picture.getexif().get(0x0112, 1) != 1
        profile = picture.info.get("icc_profile")
        if turned:
            upright.save(clean, "JPEG", quality=QUALITY, icc_profile=profile, exif=b"")
        else:
            picture.save(clean, "JPEG", quality="keep", icc_profile=profile, exif=b"", comment=b"")


def _png(file: BinaryIO, clean: VeiledFile) -> None:
    with Image.open(file, formats=["PNG"]) as picture:
        upright = ImageOps.exif_transpose(picture)
        upright.info = {key: value for key, value in picture.info.items() if key in {"icc_profile", "transparency"}}
        upright.save(clean, "PNG")


def _office(file: BinaryIO, clean: VeiledFile) -> None:
    with zipfile.ZipFile(file) as given, zipfile.ZipFile(clean, "w", zipfile.ZIP_DEFLATED) as made:
        for part in given.infolist():
            if part.is_dir() or part.filename.startswith(LEFT_OUT):
                continue
            plain = zipfile.ZipInfo(part.filename)  # 1 January 1980: not when it was made
            plain.compress_type = zipfile.ZIP_STORED if part.filename == "mimetype" else zipfile.ZIP_DEFLATED
            if part.filename in EMPTIED:
                made.writestr(plain, EMPTIED[part.filename])
                continue
            with given.open(part) as source, made.open(plain, "w") as target:
                while piece := source.read(PIECE):
                    target.write(piece)


_CLEANERS: Final[Mapping[str, Callable[[BinaryIO, VeiledFile], None]]] = {
    PDF.media_type: _pdf,
    JPEG.media_type: _jpeg,
    PNG.media_type: _png,
    DOCX.media_type: _office,
    XLSX.media_type: _office,
    ODT.media_type: _office,
    ODS.media_type: _office,
}
