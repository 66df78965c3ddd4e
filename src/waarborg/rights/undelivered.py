"""Answers to who sent in a request that no server takes: a fact that is seen, and somebody who sees to it.

undelivered(actor)                     the list, the oldest first; no contents
look(actor, incoming_id)               one of them, opened
send_again(actor, incoming_id, email)  to another address: the first was written wrongly
told(actor, incoming_id, by)           they were told otherwise, or cannot be reached; what they sent is destroyed
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from waarborg.gate.actors import Actor
from waarborg.gate.door import Door, open_door
from waarborg.kernel import clock
from waarborg.kernel.errors import InvalidInput, NotFound
from waarborg.ledger.vocabulary import Kind
from waarborg.rights.choices import SentInState, ToldBy
from waarborg.rights.models import IncomingRequest
from waarborg.rights.sealing import SENT_IN, SentIn
from waarborg.vault.services import OpenKey, destroy, open_keys
from waarborg.work.choices import TaskKind
from waarborg.work.models import Task
from waarborg.work.services import finish


@dataclass(frozen=True, slots=True, kw_only=True)
class Undelivered:
    """An answer that did not arrive: what was asked, when it came in, and until when an answer is in time."""

    id: UUID
    rights: Sequence[str]
    received_on: date
    answer_by: date
    since: date
    said: SentIn | None = None


def undelivered(actor: Actor) -> Sequence[Undelivered]:
    """What waits for this actor. Two statements."""
    with open_door(actor, "read") as door:
        rows = list(_rows(door).defer("sealed").order_by("undelivered_at"))
        door.note(Kind.REQUESTS_READ)
    return [_seen(row) for row in rows]


def look(actor: Actor, incoming_id: UUID) -> Undelivered:
    """One of them, with how else they are reached. Raises `NotFound` to anybody for whom it does not wait."""
    with open_door(actor, "read") as door:
        row, _key, said = _opened(door, incoming_id)
        door.note(Kind.REQUESTS_READ, details={"incoming": str(incoming_id)})
    return _seen(row, said)


def send_again(actor: Actor, incoming_id: UUID, email: str) -> None:
    """The program sends it anew, to this address. Raises `NotFound` and `InvalidInput`."""
    try:
        validate_email(email)
    except ValidationError as wrong:
        raise InvalidInput(_("Some things are not right yet."), {"email": wrong.messages[0]}) from None
    with open_door(actor, "read") as door:
        row, key, said = _opened(door, incoming_id)
        door.note(Kind.REQUEST_SENT_AGAIN, details={"incoming": str(incoming_id)})
        sealed = key.seal(replace(said, email=email).to_bytes(), row=row.pk, table=SENT_IN)
        _seen_to(door, row, sealed=sealed, undelivered_at=None, attempts=0, next_attempt_at=None)


def told(actor: Actor, incoming_id: UUID, by: ToldBy) -> None:
    """Write down how they heard it, or that they cannot be reached: what they sent is destroyed. Raises `NotFound`."""
    with open_door(actor, "read") as door:
        row, _key, _said = _opened(door, incoming_id)
        door.note(Kind.REQUEST_TOLD_OTHERWISE, details={"incoming": str(incoming_id), "by": by.value})
        _seen_to(door, row, sealed=None, told_at=door.context.moment, told_by=by)
        destroy(actor.organisation_id, [row.data_key_id], using=door.using)


def _rows(door: Door) -> QuerySet[IncomingRequest]:
    rows = IncomingRequest.objects.using(door.using)
    return rows.filter(state=SentInState.NOTHING_HELD, undelivered_at__isnull=False, told_at__isnull=True)


def _opened(door: Door, incoming_id: UUID) -> tuple[IncomingRequest, OpenKey, SentIn]:
    row = _rows(door).filter(pk=incoming_id).select_for_update().first()
    if row is None or row.sealed is None:
        raise NotFound("There is no such answer here.")
    key = open_keys(door.actor.organisation_id, {row.data_key_id}, using=door.using)[row.data_key_id]
    return row, key, SentIn.from_bytes(key.open(bytes(row.sealed), row=row.pk, table=SENT_IN))


def _seen(row: IncomingRequest, said: SentIn | None = None) -> Undelivered:
    assert row.undelivered_at is not None  # noqa: S101 - that is why it stands here
    return Undelivered(
        id=row.pk,
        rights=row.rights,
        received_on=clock.day_of(row.received_at),
        answer_by=row.answer_by,
        since=clock.day_of(row.undelivered_at),
        said=said,
    )


def _seen_to(door: Door, row: IncomingRequest, **columns: object) -> None:
    IncomingRequest.objects.using(door.using).filter(pk=row.pk).update(**columns)
    waiting = Task.objects.using(door.using).filter(
        subject_id=row.pk, kind=TaskKind.TELL_UNDELIVERED, done_at__isnull=True
    )
    finish(door, waiting)
