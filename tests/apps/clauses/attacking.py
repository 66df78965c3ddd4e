"""Somebody who holds the whole disk: every file of it, every copy ever made, every key that still lives anywhere."""

from __future__ import annotations

import io
import tarfile
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from tests.apps.gate.populations import Superuser
from waarborg.backups.dumping import rows_of
from waarborg.backups.places import Places
from waarborg.backups.sealed_files import read_sealed
from waarborg.dossiers.sealing import place
from waarborg.vault.envelope import KEY_BYTES, SealBrokenError, row_context, unseal
from waarborg.vault.key_cache import _context, _data_context
from waarborg.vault.keyring import Epoch


@dataclass(frozen=True)
class Loot:
    """What was sealed of a client while they were there: contents, their keys, the keys of these; all as ciphertext."""

    organisation_id: UUID
    outer: Sequence[tuple[UUID, str, int, bytes]]
    keys: Sequence[tuple[UUID, UUID, bytes]]
    records: Sequence[tuple[UUID, UUID, int, bytes]]

    @classmethod
    def taken(cls, god: Superuser, organisation_id: UUID, dossier_id: UUID) -> Loot:
        """Read it from the tables."""
        outer = god.execute(
            "select id, kind, epoch, wrapped from vault.organisation_key where organisation_id = %s", [organisation_id]
        ).fetchall()
        records = god.execute(
            "select id, data_key_id, version, sealed from dossiers_record where dossier_id = %s", [dossier_id]
        ).fetchall()
        keys = god.execute(
            "select id, wrapped_by_id, wrapped from vault.data_key where id = any(%s)", [[row[1] for row in records]]
        ).fetchall()
        return cls(organisation_id, outer, keys, records)

    def of(self, keys: set[UUID]) -> Loot:
        """What of it lay under these keys."""
        return Loot(
            self.organisation_id,
            self.outer,
            [one for one in self.keys if one[0] in keys],
            [one for one in self.records if one[1] in keys],
        )


@dataclass
class Attacker:
    """Tries every key on every wrapping, from the outside in, until nothing new opens."""

    secrets: set[bytes] = field(default_factory=set)
    material: list[bytes] = field(default_factory=list)
    files: list[bytes] = field(default_factory=list)

    def read(self, *directories: Path) -> None:
        """Take every file, byte for byte."""
        for directory in directories:
            for path in sorted(directory.rglob("*")):
                if path.is_file():
                    with suppress(FileNotFoundError):  # the server of the tests goes on meanwhile
                        self.material.append(path.read_bytes())

    def take_keys(self, keys: Path) -> None:
        """Every key file: as it stands, and each 32 bytes in it as a key by itself."""
        for path in keys.rglob("*"):
            if path.is_file():
                self._take(path.read_bytes())

    def open_copies(self, at: Places) -> list[str]:
        """Open every copy of keys and of data that any secret opens; return the names of the dumps that were read."""
        opened = []
        for path in at.keys.glob("*.keys"):
            for content in self._with_any(path, path.stem):
                with tarfile.open(fileobj=io.BytesIO(content)) as archive:
                    for one in archive.getmembers():
                        held = archive.extractfile(one)
                        self._take(held.read() if held else b"")
        for path in at.data.glob("*/dump.sealed"):
            name = path.parent.name
            for content in self._with_any(path, f"{name} dump"):
                self.material.append(b"".join(rows_of([content])))
                opened.append(name)
        return opened

    def yields(self, loot: Loot) -> list[UUID]:
        """The records that it gets open, by whatever way."""
        at = {row[0]: Epoch(loot.organisation_id, row[1], row[2]) for row in loot.outer}
        epochs = {one for epoch in at.values() for one in self._epochs(epoch)}
        outer = set(self._opened([(row[3], _context(row[0], at[row[0]])) for row in loot.outer], epochs))
        wrapped = [(one[2], _data_context(one[1], loot.organisation_id, one[0])) for one in loot.keys]
        inner = set(self._opened(wrapped, outer | self.secrets))
        contexts = {
            row: (sealed, row_context(loot.organisation_id, place(version), row))
            for row, _key, version, sealed in loot.records
        }
        return [row for row, one in contexts.items() if any(self._opened([one], inner | self.secrets))]

    def _epochs(self, epoch: Epoch) -> Iterator[bytes]:
        """Every secret, and whatever any of them makes of a key file."""
        yield from self.secrets
        yield from self._opened([(one, b"master" + epoch.context) for one in self.files], self.secrets)

    def _take(self, content: bytes) -> None:
        self.files.append(content)
        self.material.append(content)
        for at in range(max(0, len(content) - KEY_BYTES + 1)):
            self.secrets.add(content[at : at + KEY_BYTES])

    def _with_any(self, path: Path, name: str) -> Iterator[bytes]:
        for secret in [one for one in self.files if len(one) == KEY_BYTES]:
            with suppress(SealBrokenError):
                yield b"".join(read_sealed(path, secret, name))
                return

    def _opened(self, sealed: Sequence[tuple[bytes, bytes]], keys: set[bytes]) -> Iterator[bytes]:
        ciphers = [AESGCM(key) for key in keys if len(key) == KEY_BYTES]
        for text, context in sealed:
            for cipher in ciphers:
                with suppress(SealBrokenError):
                    yield unseal(cipher, bytes(text), context)
