"""Messages that wait, seen by whom they wait for and nobody else. Each look is an event."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from waarborg.documents.services import is_fileable
from waarborg.documents.veiled import VeiledFile
from waarborg.dossiers.catalogue import catalogue_of
from waarborg.gate.actors import Actor
from waarborg.gate.door import Door, open_door
from waarborg.incoming.choices import MailState
from waarborg.incoming.models import IncomingMail
from waarborg.incoming.sealing import TABLE, Part, Sealed
from waarborg.kernel.errors import NotFound
from waarborg.ledger.vocabulary import Kind
from waarborg.vault.blobs import StoredBlob, blob_row, open_blob
from waarborg.vault.services import OpenKey, open_keys

MOST_SHOWN = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenMail:
    """A message that waits: what it says of itself, and until when it waits."""

    id: UUID
    said: Sealed
    received_at: datetime
    goes_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenMail:
    """A message with its key and its files, inside the unit of work in which it was opened or after it."""

    row: IncomingMail
    key: OpenKey
    said: Sealed
    blob: StoredBlob | None

    def file(self, part: Part) -> VeiledFile:
        """One file of the message, to be read at any place. Raises `NotFound` when there is none."""
        if self.blob is None:
            raise NotFound("There is no such file here.")
        found = VeiledFile()
        for piece in self.pieces(part):
            found.write(piece)
        found.seek(0)
        return found

    def pieces(self, part: Part) -> Iterator[bytes]:
        """The content of one file of the message, piece by piece."""
        assert self.blob is not None  # noqa: S101 - whoever has a part has a blob
        at, end = 0, part.at + part.size
        for piece in open_blob(self.blob, self.key):
            first, last = max(part.at - at, 0), min(end - at, len(piece))
            if first < last:
                yield piece[first:last]
            at += len(piece)
            if at >= end:
                return


def waiting_mail(actor: Actor) -> Sequence[SeenMail]:
    """The messages that wait for this actor, those that go first in front. Raises `Refused` to who may file nothing."""
    with open_door(actor, "write") as door:
        must_file(door)
        rows = list(
            IncomingMail.objects.using(door.using)
            .filter(account_id=actor.somebody, state=MailState.WAITING)
            .order_by("goes_on", "received_at")[:MOST_SHOWN]
        )
        door.note(Kind.MAIL_READ, details={"messages": len(rows)})
        keys = open_keys(actor.organisation_id, {row.data_key_id for row in rows}, using=door.using)
    return [_seen(row, keys[row.data_key_id]) for row in rows if row.data_key_id in keys]


def one_mail(actor: Actor, mail_id: UUID) -> OpenMail:
    """One message. Raises `Refused` to who may file nothing, and `NotFound` to everybody but whom it waits for."""
    with open_door(actor, "write") as door:
        must_file(door)
        found = open_mail(door, mail_id)
        door.note(Kind.MAIL_READ, details={"mail": str(mail_id)})
    return found


def open_mail(door: Door, mail_id: UUID) -> OpenMail:
    """A message that waits for the actor, in an open unit of work for `write`. Raises `NotFound`."""
    row = (
        IncomingMail.objects.using(door.using)
        .filter(pk=mail_id, account_id=door.actor.somebody, state=MailState.WAITING)
        .first()
    )
    keys = open_keys(door.actor.organisation_id, {row.data_key_id}, using=door.using) if row else {}
    if row is None or row.data_key_id not in keys:
        raise NotFound("There is no such message here.")
    key = keys[row.data_key_id]
    blob = blob_row(door.actor.organisation_id, row.blob_id, using=door.using) if row.blob_id else None
    return OpenMail(row=row, key=key, said=_seen(row, key).said, blob=blob)


def must_file(door: Door) -> None:
    """Raise `Refused`, with the nearest no, to whom the regulation never lets add anything as which mail is filed.

    Whether they may today, somewhere, is said by row-level security: who may nowhere has no message.
    """
    policy, roles = door.actor.in_force.policy, door.actor.roles
    for entry in catalogue_of(door.actor.in_force):
        if is_fileable(entry) and any(policy.cell(role, "write", entry.key).permits for role in roles):
            return
    raise door.refuse()


def _seen(row: IncomingMail, key: OpenKey) -> SeenMail:
    said = Sealed.from_bytes(key.open(bytes(row.sealed or b""), row=row.pk, table=TABLE))
    return SeenMail(id=row.pk, said=said, received_at=row.received_at, goes_on=row.goes_on)
