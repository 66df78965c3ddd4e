"""What a copy that is put back must do again: which keys were destroyed since, which consents changed, who left.

<directory>/log.jsonl      one line for each, with numbers of rows, days and words; no content, no name
<directory>/until.json     until which moment it is complete, and how many lines it has

It stands apart from copies of the data. Every line carries a keyed hash over itself and the line before, and `until`
one over the last: a line that was taken out, changed or added, or a tail that was cut off, is found.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import os
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from waarborg.backups.places import write_label
from waarborg.kernel.errors import ConfigurationError
from waarborg.kernel.home import PRIVATE_DIRECTORY, home

KEY = "destruction-log.key"


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing to do again: `what` it is about (a key, a declaration, a membership), which row, and how it is now."""

    number: int
    at: str
    organisation_id: str
    what: str
    row_id: str
    value: dict[str, Any]

    @property
    def organisation(self) -> UUID:
        """Of which organisation."""
        return UUID(self.organisation_id)

    @property
    def row(self) -> UUID:
        """Which row."""
        return UUID(self.row_id)


@dataclass(frozen=True, slots=True)
class Log:
    """A log that was read whole."""

    entries: Sequence[Entry]
    until: str
    """Until which moment it is complete (ISO); empty where there is none."""

    @property
    def last(self) -> Entry | None:
        """The line that was written last."""
        return self.entries[-1] if self.entries else None


def directory() -> Path:
    """Where this installation keeps its own."""
    return home().root / "destruction-log"


def log_key() -> bytes:
    """What the hashes are made with; it stands with the keys."""
    return home().secret(KEY)


def append(at: Path, key: bytes, entries: Iterable[Entry], now: datetime) -> int:
    """Add lines and say until when the log is complete; return how many were added, once they are on the disk."""
    at.mkdir(mode=PRIVATE_DIRECTORY, parents=True, exist_ok=True)
    file, before, added = at / "log.jsonl", _end(at), 0
    lines, mac = before["lines"], before["mac"]
    with file.open("ab") as target:
        target.truncate(before["bytes"])  # what was written without being said is written again
        for entry in entries:
            body = json.dumps(asdict(entry), separators=(",", ":"), sort_keys=True)
            mac = _mac(key, mac, body)
            target.write(f"{mac} {body}\n".encode())
            added += 1
        target.flush()
        os.fsync(target.fileno())
        size = target.tell()
    content = {"until": now.isoformat(), "lines": lines + added, "bytes": size, "mac": mac}
    write_label(at / "until.json", content | {"proof": _mac(key, mac, json.dumps(content, sort_keys=True))})
    return added


def read(at: Path, key: bytes) -> Log:
    """The whole log. Raises `ConfigurationError` with the line at which it is not what was written."""
    end, mac, entries = _end(at), "", list[Entry]()
    if not end["lines"] and not end["until"]:
        return Log((), "")
    said = {name: end[name] for name in ("until", "lines", "bytes", "mac")}
    if end["proof"] != _mac(key, end["mac"], json.dumps(said, sort_keys=True)):
        raise ConfigurationError(f"{at / 'until.json'} is not what this installation wrote.")
    with (at / "log.jsonl").open("rb") as file:
        for number, line in enumerate(file.read(end["bytes"]).decode().splitlines(), start=1):
            given, _space, body = line.partition(" ")
            mac = _mac(key, mac, body)
            if not hmac.compare_digest(given, mac):
                raise ConfigurationError(f"{at / 'log.jsonl'}, line {number}: not what this installation wrote.")
            entries.append(Entry(**json.loads(body)))
    if len(entries) != end["lines"] or mac != end["mac"]:
        raise ConfigurationError(f"{at / 'log.jsonl'} ends at line {len(entries)} of {end['lines']}.")
    return Log(entries, end["until"])


def copy_log(source: Path, target: Path) -> None:
    """Bring a copy of a log up to date: lines first, then until when it is complete.

    Raises `ConfigurationError` when the copy knows more: then what is here was put back.
    """
    end = _end(source)
    if not end["until"]:
        return
    if _end(target)["lines"] > end["lines"]:
        raise ConfigurationError(f"The destruction log in {target} knows more than this installation.")
    target.mkdir(mode=PRIVATE_DIRECTORY, parents=True, exist_ok=True)
    there = _end(target)["bytes"]
    with (source / "log.jsonl").open("rb") as lines, (target / "log.jsonl").open("ab") as copy:
        copy.truncate(min(there, copy.tell()))
        lines.seek(copy.seek(0, os.SEEK_END))
        copy.write(lines.read(end["bytes"] - copy.tell()))
        copy.flush()
        os.fsync(copy.fileno())
    write_label(target / "until.json", end)


def _end(at: Path) -> dict[str, Any]:
    try:
        found: dict[str, Any] = json.loads((at / "until.json").read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {"until": "", "lines": 0, "bytes": 0, "mac": "", "proof": ""}
    return found


def _mac(key: bytes, before: str, body: str) -> str:
    return hmac.new(key, f"{before} {body}".encode(), hashlib.sha256).hexdigest()
