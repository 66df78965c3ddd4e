"""Files in quarantine: each under a key of its own, with the name that it came with and the e-mail it came in.

They are seen by who brought them alone, and opened for nobody until somebody says what they are.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.utils import timezone

from waarborg.documents.choices import Scan
from waarborg.documents.kinds import FileKind, ending_of
from waarborg.documents.models import WaitingFile
from waarborg.dossiers.catalogue import Catalogue, catalogue_of
from waarborg.gate.door import Door
from waarborg.gate.keys import key_in_focus
from waarborg.kernel import clock
from waarborg.kernel.errors import NotFound
from waarborg.kernel.identifiers import new_id
from waarborg.policy.retention_order import Subject
from waarborg.vault.blobs import store_blob
from waarborg.vault.services import OpenKey, destroy

WAITING = "documents_waitingfile"
FATE = "waiting_file"
"""The retention class of files in quarantine: they end within days."""
UNSORTED_FILE = "unsorted_file"
"""What a kind of data serves as whose term holds for files that nobody sorted."""
LONGEST_NAME = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class Mailed:
    """The e-mail that a file came in, as it says itself: who sent it is not proved. `text` is of the message itself."""

    sender: str
    subject: str
    on: str
    text: str = ""

    @property
    def day(self) -> date:
        """The day it says that it was sent, or else the day it came."""
        return date.fromisoformat(self.on)


@dataclass(frozen=True, slots=True, kw_only=True)
class Arriving:
    """A file that goes into quarantine: judged, scanned and cleaned already."""

    name: str
    kind: FileKind
    scan: Scan
    mailed: Mailed | None = None


@dataclass(frozen=True, slots=True)
class About:
    """What is sealed of a file that waits, beside its content."""

    name: str
    mailed: Mailed | None = None


def keep(door: Door, arriving: Arriving, pieces: Iterator[bytes]) -> UUID:
    """Keep a file in quarantine, in an open unit of work that was decided; returns its id."""
    if door.decision_id is None:
        raise NotFound("A file follows from an act that was decided.")
    dossier_id = UUID(door.dossier["id"])
    key = key_in_focus(door, FATE, own=True)
    blob = store_blob(key, pieces, using=door.using)
    made = WaitingFile(
        id=new_id(),
        organisation_id=door.actor.organisation_id,
        dossier_id=dossier_id,
        account_id=door.actor.somebody,
        kind=arriving.kind.endings[0],
        scan=arriving.scan,
        size=blob.size,
        blob_id=blob.id,
        data_key_id=key.id,
        received_at=clock.now(),
        expires_at=_expires_at(catalogue_of(door.actor.in_force)),
        decision_id=door.decision_id,
    )
    made.sealed = key.seal(sealed_about(arriving.name, arriving.mailed), row=made.pk, table=WAITING)
    WaitingFile.objects.using(door.using).bulk_create([made])
    return made.pk


def last_day(catalogue: Catalogue, use: str) -> date | None:
    """The last day on which the regulation lets what nobody sorted be there, for a kind of data that serves so."""
    entry = catalogue.serving_as(use)
    if entry is None:
        return None
    today = clock.today()
    subject = Subject(entry.key, of_trajectory=entry.of_trajectory)
    return catalogue.retention.fate_of(subject, {"created": today, "receipt": today}).due


def _expires_at(catalogue: Catalogue) -> datetime:
    """After the days of the installation, or sooner where the regulation says so."""
    expires_at = clock.now() + timedelta(days=settings.WAARBORG_QUARANTINE_DAYS)
    last = last_day(catalogue, UNSORTED_FILE)
    if last is None:
        return expires_at
    return min(expires_at, timezone.make_aware(datetime.combine(last + timedelta(days=1), time())))


def forget(using: str, organisation_id: UUID, waiting: WaitingFile) -> None:
    """Let a file that waits go, with its key."""
    WaitingFile.objects.using(using).filter(pk=waiting.pk).delete()
    destroy(organisation_id, [waiting.data_key_id], using=using)


def sealed_about(name: str, mailed: Mailed | None = None) -> bytes:
    """What is sealed of a file beside its content."""
    said: dict[str, Any] = {"name": plain_name(name)}
    if mailed is not None:
        said["mailed"] = asdict(mailed)
    return json.dumps(said, ensure_ascii=False).encode()


def about_in(key: OpenKey, row: Any, table: str) -> About:
    """What a file came with."""
    said: dict[str, Any] = json.loads(key.open(bytes(row.sealed), row=row.pk, table=table))
    return About(said["name"], Mailed(**said["mailed"]) if "mailed" in said else None)


def plain_name(name: str) -> str:
    """A name of a file without folders, on one line, and no longer than it need be."""
    plain = " ".join(name.replace("\\", "/").rpartition("/")[2].split())
    ending = ending_of(plain)
    stem = plain.removesuffix(f".{ending}")[:LONGEST_NAME] if ending else plain[:LONGEST_NAME]
    return f"{stem}.{ending}" if ending else stem
