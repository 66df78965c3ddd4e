"""Where copies stand, and what each is called: the moment it was made, and nothing of anybody.

<data>/<name>/label.json      what it is, and which keys it needs; in clear, without a word about anybody
<data>/<name>/*.sealed        the list of contents, the dump, the heads of the ledger
<data>/blobs/                 encrypted files, each once, whichever copies need it
<keys>/<name>.keys            the key directory, sealed by the recovery key
<keys>/<name>.json            which epochs it holds
<keys>/destruction-log/       what a copy that is put back must do again
"""

from __future__ import annotations

import json
import os
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from waarborg.kernel.errors import ConfigurationError, NotFound

FORMAT = 1
MOMENT = "%Y%m%dT%H%M%SZ"
DATA, KEYS = "WAARBORG_BACKUP_DATA", "WAARBORG_BACKUP_KEYS"


@dataclass(frozen=True, slots=True)
class Places:
    """Two directories that are not the same: whoever has one of them has nothing that opens."""

    data: Path
    keys: Path

    def __post_init__(self) -> None:
        """Raise `ConfigurationError` when they are one."""
        if self.data.resolve() == self.keys.resolve():
            raise ConfigurationError("Data and keys go to two places: whoever has both can read everything.")

    @property
    def blobs(self) -> Path:
        """Where encrypted files are kept, each once."""
        return self.data / "blobs"

    @property
    def log(self) -> Path:
        """Where the destruction log is kept: apart from the data."""
        return self.keys / "destruction-log"


def places(directory: Path | None = None, keys: Path | None = None) -> Places:
    """The two places: those given, else those of the settings.

    With one directory alone both stand in it, apart from each other. Raises `ConfigurationError` when none is known.
    """
    given, own_keys = os.environ.get(DATA, ""), os.environ.get(KEYS, "")
    data = directory or (Path(given) if given else None)
    if data is None:
        raise ConfigurationError(f"Say where: waarborg backup DIRECTORY --keys DIRECTORY, or set {DATA} and {KEYS}.")
    if keys is None and directory is None and own_keys:
        keys = Path(own_keys)
    if keys is None:
        return Places(data.absolute() / "data", data.absolute() / "keys")
    return Places(data.absolute(), keys.absolute())


def configured() -> Places | None:
    """The places of the settings; nothing where this installation makes no copies by itself."""
    return places() if os.environ.get(DATA, "") else None


def new_name(now: datetime) -> str:
    """What a copy made now is called."""
    return f"{now.astimezone(UTC):{MOMENT}}-{secrets.token_hex(4)}"


def made_at(name: str) -> datetime:
    """When the copy of this name was made."""
    return datetime.strptime(name.partition("-")[0], MOMENT).replace(tzinfo=UTC)


Epochs = frozenset[tuple[str, str, int]]
"""Which epochs of which organisations: number of the organisation, kind, number of the epoch."""


@dataclass(frozen=True, slots=True)
class Label:
    """What stands on the outside of a copy of the data."""

    name: str
    content: dict[str, Any]

    @property
    def epochs(self) -> Epochs:
        """The epochs without which it does not open."""
        return epochs_in(self.content)


@dataclass(frozen=True, slots=True)
class KeyCopy:
    """A copy of the keys, by what stands on its outside."""

    name: str
    content: dict[str, Any]

    @property
    def epochs(self) -> Epochs:
        """The epochs that it holds."""
        return epochs_in(self.content)


def epochs_in(content: dict[str, Any]) -> Epochs:
    """The epochs that a label names."""
    return frozenset((str(one[0]), str(one[1]), int(one[2])) for one in content["epochs"])


def data_copies(at: Places) -> list[Label]:
    """Every whole copy of the data, the oldest first."""
    return [Label(path.parent.name, _read(path)) for path in sorted(at.data.glob("[0-9]*/label.json"))]


def key_copies(at: Places) -> list[KeyCopy]:
    """Every whole copy of the keys, the oldest first."""
    found = sorted(path for path in at.keys.glob("[0-9]*.json") if path.with_suffix(".keys").exists())
    return [KeyCopy(path.stem, _read(path)) for path in found]


def opening(label: Label, copies: list[KeyCopy]) -> KeyCopy:
    """The copy of the keys with which this one opens: made with it, else the newest that holds its epochs.

    Raises `NotFound` when there is none: its epochs have ended, and nothing opens it any more.
    """
    able = [one for one in copies if label.epochs <= one.epochs]
    for one in able:
        if one.name == label.name:
            return one
    if not able:
        raise NotFound(f"No copy of the keys opens {label.name}: its epochs have ended. Take a newer one.")
    return able[-1]


def newest(at: Places, name: str = "") -> Label:
    """The copy of this name, else the newest. Raises `NotFound`."""
    found = [one for one in data_copies(at) if name in {"", one.name}]
    if not found:
        raise NotFound(f"There is no backup {name} in {at.data}." if name else f"There is no backup in {at.data}.")
    return found[-1]


def member(at: Places, name: str, part: str) -> Path:
    """The file of one part of a copy of the data."""
    return at.data / name / f"{part}.sealed"


def write_label(path: Path, content: dict[str, Any]) -> None:
    """Write a label, whole or not at all."""
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    draft.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")
    draft.chmod(0o600)
    with draft.open("rb") as file:
        os.fsync(file.fileno())
    draft.rename(path)


def _read(path: Path) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    if content.get("format") != FORMAT:
        raise ConfigurationError(f"{path} was written by another version of the program.")
    return content
