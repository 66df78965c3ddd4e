"""What is sealed of a message while it waits: who says to have sent it, its text, where its files stand in the blob."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from typing import Self

from waarborg.documents.choices import Scan
from waarborg.documents.kinds import KINDS, FileKind
from waarborg.vault.words import Words

TABLE = "incoming_incomingmail"
FATE = "incoming_mail"
"""The retention class of messages that wait: they end within days."""
NUMBERS_FATE = "incoming_mail_numbers"
"""The key with which numbers of messages are digested. It is nobody's, and stays."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A file of a message: `size` bytes of the blob from `at` on."""

    name: str
    kind: str
    scan: str
    at: int
    size: int
    inline: bool

    @property
    def file_kind(self) -> FileKind:
        """What it is, by its content."""
        return KINDS[self.kind]

    @property
    def scanned(self) -> Scan:
        """What the virus scanner said."""
        return Scan(self.scan)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sealed(Words):
    """The sealed part of a message. `left_out` are the names of what was not kept, each with why."""

    sender: str
    subject: str
    on: str
    text: str
    parts: tuple[Part, ...] = ()
    left_out: tuple[tuple[str, str], ...] = ()

    @property
    def day(self) -> date:
        """The day it says that it was sent, or else the day it came."""
        return date.fromisoformat(self.on)

    @classmethod
    def from_bytes(cls, plain: bytes) -> Self:
        """From JSON."""
        said = json.loads(plain)
        parts = tuple(Part(**one) for one in said.pop("parts"))
        left_out = tuple((name, why) for name, why in said.pop("left_out"))
        return cls(**said, parts=parts, left_out=left_out)
