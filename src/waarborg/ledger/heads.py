"""Signed tree heads, and the file in which they leave the database: `<home>/tree-heads/<organisation>.jsonl`.

Copy that directory to another machine, or print a line of it: whoever holds an old head can prove later that nothing
before it was changed.
"""

import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

from waarborg.kernel.errors import InvalidInput
from waarborg.kernel.home import home
from waarborg.ledger.signing import head_message, is_signed


@dataclass(frozen=True, slots=True)
class Head:
    """One signed tree head. `at` is canonical text, as it was signed."""

    organisation_id: UUID
    size: int
    root: bytes
    at: str
    public_key: bytes
    signature: bytes

    def is_signed(self) -> bool:
        """Whether the signature belongs to this head and its public key."""
        message = head_message(self.organisation_id, self.size, self.root, self.at)
        return is_signed(self.public_key, self.signature, message)

    def as_json(self) -> dict[str, Any]:
        """The head as one JSON object."""
        return {
            "organisation": str(self.organisation_id),
            "size": self.size,
            "root": self.root.hex(),
            "at": self.at,
            "public_key": self.public_key.hex(),
            "signature": self.signature.hex(),
        }

    @classmethod
    def from_json(cls, content: Any) -> "Head":
        """Read a head. Raises `InvalidInput` when it is not one."""
        try:
            return cls(
                UUID(content["organisation"]),
                int(content["size"]),
                bytes.fromhex(content["root"]),
                str(content["at"]),
                bytes.fromhex(content["public_key"]),
                bytes.fromhex(content["signature"]),
            )
        except (KeyError, TypeError, ValueError) as error:
            raise InvalidInput(f"not a tree head: {error!r}") from None


def directory() -> Path:
    """Where heads are written."""
    return home().root / "tree-heads"


def path_of(organisation_id: UUID) -> Path:
    """The file with an organisation's heads."""
    return directory() / f"{organisation_id}.jsonl"


def read(path: Path) -> Iterator[Head]:
    """The heads in a file: one JSON object, or one per line. Raises `InvalidInput` with the line that is none."""
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    try:
        yield from [Head.from_json(json.loads(line)) for line in lines]
    except json.JSONDecodeError:
        yield _single(path)


def _single(path: Path) -> Head:
    try:
        return Head.from_json(json.loads(path.read_text(encoding="utf-8")))
    except json.JSONDecodeError as error:
        raise InvalidInput(f"{path}: line {error.lineno} is not JSON") from None


def last_size(organisation_id: UUID) -> int:
    """How far the file goes: the size of its last head, 0 when there is none."""
    try:
        with path_of(organisation_id).open("rb") as file:
            file.seek(max(0, file.seek(0, os.SEEK_END) - 4096))
            last = file.read().splitlines()[-1]
    except (FileNotFoundError, IndexError):
        return 0
    return Head.from_json(json.loads(last)).size


def append(organisation_id: UUID, heads: Iterable[Head]) -> None:
    """Add heads to the organisation's file, and see to it that they are on disk."""
    lines = "".join(json.dumps(head.as_json(), separators=(",", ":")) + "\n" for head in heads)
    if not lines:
        return
    directory().mkdir(parents=True, exist_ok=True)
    with path_of(organisation_id).open("a", encoding="utf-8") as file:
        file.write(lines)
        file.flush()
        os.fsync(file.fileno())
