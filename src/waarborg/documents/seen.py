"""A file as it is listed: without its content."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from waarborg.documents.choices import Scan
from waarborg.documents.kinds import FileKind


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenFile:
    """A file, wherever it is kept: its name, its kind, its size in bytes and what the virus scanner said."""

    id: UUID
    name: str
    kind: FileKind
    size: int
    scan: Scan
