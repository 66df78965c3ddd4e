"""Words that are sealed together: a dataclass of plain values, as bytes and back."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Self


class Words:
    """What a dataclass inherits that is sealed whole."""

    __slots__ = ()

    def to_bytes(self) -> bytes:
        """As JSON."""
        return json.dumps(asdict(self), ensure_ascii=False).encode()  # type: ignore[call-overload]

    @classmethod
    def from_bytes(cls, plain: bytes) -> Self:
        """From JSON."""
        return cls(**json.loads(plain))
