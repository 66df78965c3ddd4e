"""What is sealed of a giving: for whom by name and address, and what was stated about it; and the copy."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field

from waarborg.gate.door import Door
from waarborg.gate.keys import key_in_focus
from waarborg.vault.services import OpenKey

TABLE = "disclosures_disclosure"
COPY = f"{TABLE}:copy"
FATE = "disclosure"
"""The retention class of what was given: to whom it went can be told as long as there is a dossier."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """The recipient's name, where it goes (an e-mail address, or in words), and per statement its reason."""

    name: str
    address: str = ""
    reasons: Mapping[str, str] = field(default_factory=dict)
    told: str = ""
    """Of a telephone call: what was said."""
    scheme: str = ""
    """Of an application for a subsidy: under which scheme."""
    line: Mapping[str, str] = field(default_factory=dict)
    """Of what goes with others in one file: what stands in it of this client, per field (a list of addresses:
    `category.field`; a hand-over: `category.number.field`)."""

    def to_bytes(self) -> bytes:
        """As JSON."""
        return json.dumps(
            {**asdict(self), "reasons": dict(self.reasons), "line": dict(self.line)}, ensure_ascii=False
        ).encode()

    @classmethod
    def from_bytes(cls, plain: bytes) -> Said:
        """From JSON."""
        return cls(**json.loads(plain))


def key_in(door: Door) -> OpenKey:
    """The key of what was given from the dossier in focus."""
    return key_in_focus(door, FATE)
