"""Files that go along: their pages after the copy, each with the recipient's name on it. Only what has pages goes.

A page is drawn anew on an empty one, so that nothing that acts or links goes along, with a strip below for whom it is.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final
from uuid import UUID

import pikepdf
from django.utils.translation import gettext as _
from PIL import Image, ImageOps

from waarborg.documents.kinds import JPEG, PDF, PNG
from waarborg.documents.selectors import FileOfRecord, content_of, files_of_records
from waarborg.documents.veiled import VeiledFile
from waarborg.dossiers.selectors import SeenRecord
from waarborg.gate.door import Door
from waarborg.kernel.errors import InvalidInput
from waarborg.kernel.identifiers import is_identifier
from waarborg.letters.typesetting import typeset
from waarborg.policy.model.catalogue import FILES
from waarborg.policy.phrases import Language

GOES: Final = frozenset({PDF, PNG, JPEG})
"""The kinds of file that have pages."""


@dataclass(frozen=True, slots=True)
class Most:
    """How much can go along with one copy: bytes of files, and pages."""

    bytes: int
    pages: int


BY_HAND: Final = Most(20 * 1024 * 1024, 400)
"""What somebody gives: the copy is a file that can be sent and read."""
AT_THE_END: Final = Most(200 * 1024 * 1024, 100_000)
"""What goes of a whole dossier in a package; what is more than that stays behind, with that as the reason."""
STRIP: Final = 26
"""Points below each page, for the recipient's name."""
NARROWEST: Final = 420
"""Points that a name needs in width."""
A4: Final = (595, 842)
STAMP = "stamp"


@dataclass(frozen=True, slots=True, kw_only=True)
class FileToGo:
    """A file of an item: in which field, of which kind, and whether it has pages that can go along."""

    field: str
    label: str
    ending: str
    goes: bool
    size: int = 0
    too_large: bool = False
    """Has it pages, and does it stay because there is no room for it?"""


def files_to_go(door: Door, records: Iterable[SeenRecord]) -> Mapping[UUID, Sequence[FileToGo]]:
    """Per record the files in it. One statement where there are any, and none elsewhere."""
    named = {record.id: record for record in records if _fields(record)}
    if not named:
        return {}
    found: dict[UUID, list[FileToGo]] = {}
    for file in files_of_records(door, named):
        record = named[file.record_id]
        if file.field in _fields(record):
            rule = record.entry.rule.fields[file.field]
            found.setdefault(record.id, []).append(
                FileToGo(
                    field=file.field,
                    label=rule.label,
                    ending=file.kind.endings[0],
                    goes=file.kind in GOES,
                    size=file.size,
                )
            )
    return found


def fitting(files: Sequence[FileToGo], room: int) -> tuple[FileToGo, ...]:
    """The same files; one for which there is no room in so many bytes stays behind as too large."""
    found: list[FileToGo] = []
    for file in files:
        fits = not file.goes or file.size <= room
        found.append(file if fits else replace(file, goes=False, too_large=True))
        room -= file.size if file.goes and fits else 0
    return tuple(found)


def _fields(record: SeenRecord) -> set[str]:
    rules = record.entry.rule.fields
    return {
        name
        for name, kept in record.content.fields.items()
        if name in rules and rules[name].type in FILES and name not in record.covered and is_identifier(kept)
    }


def attached_in(record: SeenRecord, fields: Iterable[str]) -> list[str]:
    """Those of these fields of a record that are a file."""
    rules = record.entry.rule.fields
    return [name for name in fields if rules[name].type in FILES]


def with_files(
    door: Door,
    pdf: bytes,
    chosen: Mapping[UUID, Sequence[str]],
    *,
    recipient: str,
    language: Language,
    at: datetime,
    most: Most = BY_HAND,
) -> bytes:
    """The copy with the pages of the files in these fields of these records after it.

    Raises `InvalidInput` when it is more than one can send, and when a file can no longer be opened.
    """
    files = [file for file in files_of_records(door, chosen) if file.field in chosen[file.record_id]]
    if len(files) != sum(len(fields) for fields in chosen.values()) or any(one.kind not in GOES for one in files):
        raise _wrong(_("A file in it cannot go along. Choose the item without its file."))
    if sum(file.size for file in files) > most.bytes:
        raise _wrong(_("These files are too large to go along together. Give them apart."))
    with pikepdf.open(io.BytesIO(pdf)) as copy:
        stamps = _Stamps(recipient, language, at)
        for file in files:
            with _pages(door, file) as given:
                if len(copy.pages) + len(given.pages) > most.pages:
                    raise _wrong(_("These files have too many pages to go along together. Give them apart."))
                for page in given.pages:
                    _draw(copy, pikepdf.Page(page), stamps)
        with copy.open_metadata(set_pikepdf_as_editor=False) as about:
            about.pop("pdfuaid:part", None)  # pages that others made are not tagged
        made = io.BytesIO()
        copy.save(made, deterministic_id=True)
    return made.getvalue()


class _Stamps:
    """The strip with the recipient's name, once for each width of page."""

    def __init__(self, recipient: str, language: Language, at: datetime) -> None:
        self.said = {"recipient": recipient}
        self.language, self.at = language, at
        self.made: dict[int, pikepdf.Pdf] = {}

    def of_width(self, width: int) -> pikepdf.Page:
        if width not in self.made:
            said = {**self.said, "width": width, "height": STRIP}
            self.made[width] = pikepdf.open(io.BytesIO(typeset(STAMP, self.language, said, at=self.at)))
        return pikepdf.Page(self.made[width].pages[0])


def _draw(copy: pikepdf.Pdf, page: pikepdf.Page, stamps: _Stamps) -> None:
    """Draw a page on an empty one of its own size, above a strip that says for whom it is."""
    left, low, right, high = (float(edge) for edge in page.cropbox)
    width, height = abs(right - left) or A4[0], abs(high - low) or A4[1]
    if int(page.obj.get("/Rotate", 0)) % 180:
        width, height = height, width
    wide = max(width, NARROWEST)
    empty = copy.add_blank_page(page_size=(wide, height + STRIP))
    empty.add_overlay(page, pikepdf.Rectangle(0, STRIP, width, height + STRIP))
    empty.add_overlay(stamps.of_width(int(wide)), pikepdf.Rectangle(0, 0, wide, STRIP))


def _pages(door: Door, file: FileOfRecord) -> pikepdf.Pdf:
    """A file as pages: what was filled in is drawn, and nothing in it acts any more."""
    plain = content_of(door, file)
    if file.kind is not PDF:
        return _picture(plain)
    pdf = pikepdf.open(plain)
    pdf.generate_appearance_streams()
    pdf.flatten_annotations("all")
    return pdf


def _picture(plain: VeiledFile) -> pikepdf.Pdf:
    with Image.open(plain, formats=["PNG", "JPEG"]) as given:
        seen = ImageOps.exif_transpose(given).convert("RGBA")
    upright = Image.new("RGB", seen.size, "white")
    upright.paste(seen, mask=seen.getchannel("A"))
    wide, high = upright.size
    dots = max(wide / A4[0], high / A4[1]) * 72
    page = io.BytesIO()
    upright.save(page, "PDF", resolution=dots)
    page.seek(0)
    return pikepdf.open(page)


def _wrong(said: str) -> InvalidInput:
    return InvalidInput(_("Some things are not right yet."), {"records": said})
