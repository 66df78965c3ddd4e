"""Documents that come along: a zip with a folder per person, named by a column of the sheet.

How a document is kept is the room for documents' own affair; here a file goes encrypted under the key of its record,
with the field of the catalogue that a file stands in pointing at it.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Final

from django.utils.translation import gettext as _

from waarborg.dossiers.catalogue import Catalogue, Entry
from waarborg.imports.headings import plain
from waarborg.imports.targets import FILES
from waarborg.kernel.errors import InvalidInput

MOST_FILES: Final = 20_000
MOST_UNPACKED: Final = 2 * 1024 * 1024 * 1024
LONGEST_NAME: Final = 200
FILLED_BY_NAME: Final = frozenset({"line", "text"})
"""Types of fields that the name of a file fills."""
FILLED_BY_DAY: Final = frozenset({"date"})


@dataclass(frozen=True)
class Packed:
    """A zip of documents: which files each folder holds, and how one is read."""

    content: bytes = b""
    folders: Mapping[str, Sequence[str]] = field(default_factory=dict)

    def read(self, member: str) -> bytes:
        """One file, unpacked in memory."""
        with zipfile.ZipFile(io.BytesIO(self.content)) as packed:
            return packed.read(member)

    def of(self, folder: str) -> Sequence[str]:
        """The files of a folder, by the name that a cell gives it."""
        return self.folders.get(plain(folder), ())


def unpacked(content: bytes) -> Packed:
    """What a zip holds, by folder. Raises `InvalidInput` for what is no zip, or unpacks to more than can be."""
    if not content:
        return Packed()
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            members = [one for one in packed.infolist() if not one.is_dir()]
    except zipfile.BadZipFile:
        raise InvalidInput(_("This is no zip file."), {"documents": _("Pack the folders in a .zip file.")}) from None
    if len(members) > MOST_FILES or sum(one.file_size for one in members) > MOST_UNPACKED:
        raise InvalidInput(_("This zip holds too much."), {"documents": _("Cut it in parts.")})
    if any(one.flag_bits & 1 for one in members):
        raise InvalidInput(_("This zip has a password."), {"documents": _("Pack it without a password.")})
    folders: dict[str, list[str]] = {}
    for one in members:
        parts = PurePosixPath(one.filename).parts
        hidden = any(part.startswith((".", "__MACOSX")) for part in parts)
        if len(parts) > 1 and not hidden:
            folders.setdefault(plain(parts[-2]), []).append(one.filename)
    return Packed(content, folders)


def categories_for_files(catalogue: Catalogue) -> list[Entry]:
    """Kinds of data that a file can be kept as when nothing is known of it but its name and its day."""
    return [entry for entry in catalogue if file_field(entry) and _fillable(entry)]


def file_field(entry: Entry) -> str:
    """The field of a category that a file stands in; empty when there is none."""
    return next((name for name, rule in entry.rule.fields.items() if rule.type == "file"), "")


def _fillable(entry: Entry) -> bool:
    return not entry.asks_why and all(
        rule.type in FILLED_BY_NAME | FILLED_BY_DAY | FILES for rule in entry.rule.fields.values() if rule.required
    )


def said_by_name(entry: Entry, member: str, day: str) -> dict[str, str]:
    """The required fields of a file's record: its name without the folder, and the day."""
    name = PurePosixPath(member).name[:LONGEST_NAME]
    return {
        field: name if rule.type in FILLED_BY_NAME else day
        for field, rule in entry.rule.fields.items()
        if rule.required and rule.type in FILLED_BY_NAME | FILLED_BY_DAY
    }
