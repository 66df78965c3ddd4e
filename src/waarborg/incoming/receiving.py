"""A message taken in: read, judged, scanned and cleaned; then sealed under a key of its own, for one person alone."""

from __future__ import annotations

import hashlib
import hmac
import io
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final
from uuid import UUID

from django.db import IntegrityError
from django.utils import timezone

from waarborg.documents.cleaning import cleaned
from waarborg.documents.kinds import NotAllowedKind, ending_of, kind_of
from waarborg.documents.scanning import Infected, scanned
from waarborg.documents.veiled import VeiledFile
from waarborg.documents.waiting import last_day
from waarborg.dossiers.catalogue import catalogue_of
from waarborg.gate.actors import Actor, system_at
from waarborg.gate.door import Door, in_context, open_door
from waarborg.incoming.addresses import Behind
from waarborg.incoming.choices import LeftOut
from waarborg.incoming.models import IncomingMail
from waarborg.incoming.reading import MOST_PARTS, Found, FoundFile, found_in, goes_round, is_automatic, parsed
from waarborg.incoming.sealing import FATE, NUMBERS_FATE, TABLE, Part, Sealed
from waarborg.kernel import clock
from waarborg.kernel.errors import NotFound
from waarborg.kernel.identifiers import new_id
from waarborg.ledger.vocabulary import Kind
from waarborg.practice.selectors import practice_of
from waarborg.vault.blobs import store_blob
from waarborg.vault.services import NewFate, data_key, new_data_keys
from waarborg.work.choices import TaskKind
from waarborg.work.services import NewTask, create

WORKER: Final = "worker"
UNSORTED: Final = "unsorted_email"
"""What a kind of data serves as whose term holds for messages that nobody sorted."""


class Automatic(ValueError):
    """A message that a program sent: an answer, a notice, a list, or one of our own that came back."""


class GoesRound(ValueError):
    """A message that passed more servers than any message does."""


def take_in(at: Behind, raw: bytes, envelope_sender: str | None, *, using: str = WORKER) -> UUID | None:
    """Take a message in for who keeps its address; None when it is there already.

    Raises `NotAMessage`, `TooLong`, `Automatic`, `GoesRound`, `Infected` and `NotFound` for what must not come in
    (written down without a word of it), and `Unavailable` when the virus scanner does not answer.
    """
    if at.keeper_id is None:
        raise NotFound("Nobody opens the post of this address just now.")
    system = system_at(at.organisation_id, using=using)
    try:
        message = parsed(raw)
        if goes_round(message):
            raise GoesRound
        if is_automatic(message, envelope_sender):
            raise Automatic
        found = found_in(message)
        scanned(io.BytesIO(raw))
        with ExitStack() as held:
            blob = held.enter_context(VeiledFile())
            sealed = judged(found, blob)
            return _kept(system, at, found, sealed, blob, using)
    except (ValueError, Infected) as refused:
        refuse(at, type(refused).__name__, using=using)
        raise


def refuse(at: Behind, why: str, *, using: str = WORKER) -> None:
    """Write down that a message was not taken in, and why in a word of ours."""
    with open_door(system_at(at.organisation_id, using=using), "write", using=using) as door:
        door.note(Kind.MAIL_REFUSED, details={"address": str(at.address_id), "why": why})


def judged(found: Found, blob: VeiledFile) -> Sealed:
    """What is kept of a message, with its files, cleaned, one behind the other in `blob`."""
    parts: list[Part] = []
    left_out = [(one.name, LeftOut.NUMBER.value) for one in found.files[MOST_PARTS:]]
    for file in found.files[:MOST_PARTS]:
        part = _part(file, blob)
        if part is None:
            left_out.append((file.name, LeftOut.KIND.value))
        else:
            parts.append(part)
    on = min(found.on, clock.today()) if found.on else clock.today()
    return Sealed(
        sender=found.sender,
        subject=found.subject,
        on=on.isoformat(),
        text=found.text,
        parts=tuple(parts),
        left_out=tuple(left_out),
    )


def _part(file: FoundFile, blob: VeiledFile) -> Part | None:
    """A file behind those in `blob`; None for one of a kind that no dossier holds. Raises `Infected`."""
    given = io.BytesIO(file.content)
    try:
        kind = kind_of(given, file.name)
    except NotAllowedKind:
        return None
    scan, at = scanned(given), blob.size
    with cleaned(given, kind) as clean:
        blob.seek(at)
        for piece in clean.pieces():
            blob.write(piece)
    name = file.name if ending_of(file.name) in kind.endings else f"{file.name}.{kind.endings[0]}"
    return Part(name=name, kind=kind.endings[0], scan=scan.value, at=at, size=blob.size - at, inline=file.inline)


def _kept(system: Actor, at: Behind, found: Found, sealed: Sealed, blob: VeiledFile, using: str) -> UUID | None:
    """The message in the database, with its task; None when it is there already."""
    assert at.keeper_id is not None  # noqa: S101 - looked at before anything is read
    token = token_of(system, found, using)
    asked_on, goes_on = days_of(system, using=using)
    try:
        with open_door(system, "write", using=using) as door:
            received = Received(Kind.MAIL_RECEIVED, at.address_id, at.keeper_id)
            return added(door, received, token, sealed, blob, goes_on=goes_on, asked_on=asked_on)
    except IntegrityError:  # the same message, handed in once more
        return None


def days_of(system: Actor, *, using: str) -> tuple[date, date]:
    """From when on somebody is asked to sort a message, and when it goes if nobody does."""
    daily = practice_of(system.organisation_id, using=using).way.daily
    catalogue, today = catalogue_of(system.in_force), clock.today()
    goes_on = min(today + timedelta(days=daily.unsorted_gone_after_days), last_day(catalogue, UNSORTED) or date.max)
    return min(today + timedelta(days=daily.unsorted_asked_after_days), goes_on), goes_on


@dataclass(frozen=True, slots=True)
class Received:
    """How a message came: as what it is written down, at which address (or none), for whom; and from which account."""

    kind: Kind
    address_id: UUID | None
    keeper_id: UUID
    from_id: UUID | None = None


def added(
    door: Door, at: Received, token: bytes, sealed: Sealed, blob: VeiledFile, *, goes_on: date, asked_on: date
) -> UUID:
    """The message in quarantine with its task, in an open unit of work of the program itself."""
    organisation_id = door.actor.organisation_id
    mail_id = new_id()
    (key,) = new_data_keys(organisation_id, [NewFate(None, mail_id, FATE, own=True)], using=door.using)
    where = {"address": str(at.address_id)} if at.address_id else {}
    decision = door.note(at.kind, details={**where, "mail": str(mail_id)}, responsible_id=at.from_id)
    made = IncomingMail(
        id=mail_id,
        organisation_id=organisation_id,
        address_id=at.address_id,
        account_id=at.keeper_id,
        token=token,
        data_key_id=key.id,
        blob_id=store_blob(key, blob.pieces(), using=door.using).id if sealed.parts else None,
        sealed=key.seal(sealed.to_bytes(), row=mail_id, table=TABLE),
        received_at=clock.now(),
        goes_on=goes_on,
        decision_id=decision,
    )
    IncomingMail.objects.using(door.using).bulk_create([made])
    catalogue = catalogue_of(door.actor.in_force)
    entry = catalogue.serving_as(UNSORTED)
    task = NewTask(
        kind=TaskKind.SORT_MAIL,
        for_account_id=at.keeper_id,
        due_on=goes_on,
        opens_at=_morning(asked_on),
        subject_id=mail_id,
        article=entry.article if entry else catalogue.closing_article,
    )
    create(door, task)
    return mail_id


def token_of(system: Actor, found: Found, using: str) -> bytes:
    """The keyed digest by which a message that comes twice is known; one without a number is known by what it says."""
    said = found.number or "\n".join((found.sender, found.subject, str(found.on), found.text))
    with in_context(system, "write", using=using):
        key = data_key(
            system.organisation_id, person_id=None, scope_id=None, retention_class=NUMBERS_FATE, using=using
        ).derive(b"numbers of messages")
    return hmac.digest(key, said.encode(), hashlib.sha256)


def _morning(day: date) -> datetime:
    return max(timezone.make_aware(datetime.combine(day, time())), clock.now())
