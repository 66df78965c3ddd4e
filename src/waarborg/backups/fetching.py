"""The first half of a restore, before there is a database: which copy, and its keys into an empty home."""

from __future__ import annotations

import io
import tarfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from waarborg.backups.destruction_log import KEY, Log, read
from waarborg.backups.key_copies import BACKUP, unpack_keys
from waarborg.backups.making import HEADS, manifest_of
from waarborg.backups.places import Label, Places, key_copies, made_at, member, newest, opening
from waarborg.backups.sealed_files import digest_of, read_sealed
from waarborg.kernel.errors import Conflict, InvalidInput
from waarborg.kernel.home import PRIVATE_DIRECTORY, PRIVATE_FILE, Home


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """A copy whose keys stand in the home by now."""

    at: Places
    label: Label
    manifest: dict[str, Any]
    secret: bytes
    log: Log

    @property
    def name(self) -> str:
        """What the copy is called."""
        return self.label.name

    def part(self, part: str) -> Any:
        """One part of it, piece by piece."""
        return read_sealed(member(self.at, self.name, part), self.secret, f"{self.name} {part}")


def fetch(at: Places, into: Home, recovery: bytes, *, name: str = "", log: Path | None = None) -> Fetched:
    """Put the keys of a copy into an empty home, and read its list of contents and the destruction log.

    Raises `Conflict` where there is an installation already, `NotFound` without a copy that opens, and `InvalidInput`
    for another recovery key, a damaged copy, or a log that does not reach the moment of the copy.
    """
    refuse_used(into)
    label = newest(at, name)
    copy = opening(label, key_copies(at))
    for part, digest in label.content["parts"].items():
        if digest_of(member(at, label.name, part)) != digest:
            raise InvalidInput(f"{part} of {label.name} is damaged.")
    into.create()
    unpack_keys(at, copy, recovery, into)
    return fetched(at, into, name=label.name, log=log)


def fetched(at: Places, into: Home, *, name: str, log: Path | None = None) -> Fetched:
    """The same, of a copy whose keys stand in the home already."""
    secret = (into.keys / BACKUP).read_bytes()
    found = Fetched(
        at=at,
        label=newest(at, name),
        manifest=manifest_of(at, name, secret),
        secret=secret,
        log=read(log or at.log, (into.keys / KEY).read_bytes()),
    )
    if not found.log.until or found.log.until < made_at(name).isoformat():
        raise InvalidInput(
            f"The destruction log in {log or at.log} does not reach the moment of this copy: nobody knows what was "
            "destroyed since. Give the log that was kept apart (--log)."
        )
    return found


def refuse_used(into: Home) -> None:
    """Raise `Conflict` where an installation stands already: nothing is ever written over."""
    keys = [path for path in (into.root / "keys").glob("*") if path.name != "recovery.key"]
    if keys or into.database.exists():
        raise Conflict(f"There is an installation in {into.root} already. A backup goes into an empty home.")


def take_heads(found: Fetched, into: Home) -> None:
    """Put back the heads of the ledger as they were when the copy was made."""
    target = into.root / "tree-heads"
    target.mkdir(mode=PRIVATE_DIRECTORY, parents=True, exist_ok=True)
    with tarfile.open(fileobj=io.BytesIO(b"".join(found.part(HEADS)))) as archive:
        for one in archive.getmembers():
            held, path = archive.extractfile(one), target / Path(one.name).name
            if held is not None:
                path.write_bytes(held.read())
                path.chmod(PRIVATE_FILE)
