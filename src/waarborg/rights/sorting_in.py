"""What was sent in by the public form, sorted: it belongs to a dossier, or nothing is kept of who asks.

waiting(actor)                          the list, the nearest day first; no contents
look(actor, incoming_id)                one of them, opened
match(actor, incoming_id, number)       it becomes requests in that dossier, received on the day on which it came in
nothing_held(actor, incoming_id)        who asks is told that nothing is kept of them
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from waarborg.dossiers.catalogue import catalogue_of
from waarborg.dossiers.choices import GivenBy
from waarborg.dossiers.numbering import dossier_numbered
from waarborg.gate.actors import Actor
from waarborg.gate.answers import Answer
from waarborg.gate.door import Door, open_door
from waarborg.kernel import clock
from waarborg.kernel.errors import Conflict, InvalidInput, NotFound
from waarborg.ledger.vocabulary import Kind
from waarborg.letters.services import require_identity
from waarborg.rights.choices import CameBy, Identity, SentInState
from waarborg.rights.clocks import overseer_at
from waarborg.rights.models import IncomingRequest
from waarborg.rights.registering import NewRequest, object_at_once, taken_in
from waarborg.rights.sealing import SENT_IN, SentIn
from waarborg.vault.services import destroy, open_keys
from waarborg.work.choices import TO_SORT
from waarborg.work.models import Task
from waarborg.work.services import finish


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingRequest:
    """A line of the list: no contents."""

    id: UUID
    rights: Sequence[str]
    received_on: date
    answer_by: date
    days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedRequest:
    """One of them: what was sent in, and until when an answer is in time."""

    id: UUID
    rights: Sequence[str]
    received_on: date
    answer_by: date
    by_mail: bool
    undelivered_on: date | None
    """The day on which it showed that no e-mail reaches them."""
    said: SentIn


def waiting(actor: Actor) -> Sequence[WaitingRequest]:
    """What waits for this actor, the nearest day first. One statement."""
    today = clock.today()
    with open_door(actor, "read") as door:
        rows = list(
            IncomingRequest.objects.using(door.using)
            .filter(state=SentInState.WAITING)
            .order_by("answer_by", "received_at")
            .only("rights", "received_at", "answer_by")
        )
        door.note(Kind.REQUESTS_READ)
    return [
        WaitingRequest(
            id=row.pk,
            rights=row.rights,
            received_on=clock.day_of(row.received_at),
            answer_by=row.answer_by,
            days=(row.answer_by - today).days,
        )
        for row in rows
    ]


def look(actor: Actor, incoming_id: UUID) -> OpenedRequest:
    """One of them, opened. Raises `NotFound` to anybody for whom it does not wait."""
    with open_door(actor, "read") as door:
        row, said = _opened(door, incoming_id)
        door.note(Kind.REQUESTS_READ, details={"incoming": str(incoming_id)})
    return OpenedRequest(
        id=row.pk,
        rights=row.rights,
        received_on=clock.day_of(row.received_at),
        answer_by=row.answer_by,
        by_mail=row.by_mail,
        undelivered_on=clock.day_of(row.undelivered_at) if row.undelivered_at else None,
        said=said,
    )


def match(actor: Actor, incoming_id: UUID, number: str, *, mandate_seen_on: date | None = None) -> UUID:
    """Take it into the dossier with this number; returns the dossier. What was sealed apart is destroyed.

    Raises `NotFound`, `Conflict` when it was dealt with, `InvalidInput`, and `Refused` to who may neither read who the
    client is nor is named to see to requests.
    """
    dossier_id = _numbered(actor, number)
    with open_door(actor, "read", dossier_id=dossier_id) as door:
        row, said = _opened(door, incoming_id)
        because = _by_right(door, row)
        decision = door.note(Kind.REQUEST_MATCHED, details={"incoming": str(incoming_id)})
        _end(door, row, decision, state=SentInState.MATCHED, dossier_id=dossier_id, sealed=None)
        new = NewRequest(
            rights=row.rights,
            received_on=clock.day_of(row.received_at),
            words=said.words,
            came_by=CameBy.FORM,
            identity=Identity.DOUBTED,
            asked_by=GivenBy.REPRESENTATIVE if said.sender else GivenBy.CLIENT,
            mandate_seen_on=mandate_seen_on,
        )
        taken_in(door, new, because)
        object_at_once(door, new)
        destroy(actor.organisation_id, [row.data_key_id], using=door.using)
    return dossier_id


def nothing_held(actor: Actor, incoming_id: UUID) -> None:
    """Nothing is kept of who asks: they are told so, by e-mail where they gave an address. Raises `NotFound`."""
    with open_door(actor, "read") as door:
        row, _said = _opened(door, incoming_id)
        decision = door.note(Kind.REQUEST_NOTHING_HELD, details={"incoming": str(incoming_id)})
        if row.by_mail:  # the program sends it, and then destroys what was sealed
            anew = {"attempts": 0, "next_attempt_at": None, "undelivered_at": None}
            _end(door, row, decision, state=SentInState.NOTHING_HELD, **anew)
        else:
            _end(door, row, decision, state=SentInState.NOTHING_HELD, sealed=None, told_at=clock.now())
            destroy(actor.organisation_id, [row.data_key_id], using=door.using)


def _numbered(actor: Actor, number: str) -> UUID:
    try:
        return dossier_numbered(actor, number.strip())
    except NotFound:
        said = _("There is no dossier with this number.")
        raise InvalidInput(said, {"number": said}) from None


def _opened(door: Door, incoming_id: UUID) -> tuple[IncomingRequest, SentIn]:
    row = IncomingRequest.objects.using(door.using).filter(pk=incoming_id).first()
    if row is None:
        raise NotFound("There is no such request here.")
    if row.state != SentInState.WAITING or row.sealed is None:
        raise Conflict(_("Somebody dealt with this already."))
    keys = open_keys(door.actor.organisation_id, {row.data_key_id}, using=door.using)
    if row.data_key_id not in keys:
        raise NotFound("There is no such request here.")
    plain = keys[row.data_key_id].open(bytes(row.sealed), row=row.pk, table=SENT_IN)
    return row, SentIn.from_bytes(plain)


def _by_right(door: Door, row: IncomingRequest) -> list[Answer]:
    """A yes to reading who the client is, or none where an article names the actor's role for all that is asked."""
    found = door.decide(catalogue_of(door.actor.in_force).identity.key, door.scope())
    if found.allowed:
        return [found]
    day = clock.day_of(row.received_at)
    if all(overseer_at(door.actor.in_force, right, day) in door.actor.roles for right in row.rights):
        return []
    return [require_identity(door)]


def _end(door: Door, row: IncomingRequest, decision: UUID, **changes: object) -> None:
    IncomingRequest.objects.using(door.using).filter(pk=row.pk).update(
        ended_at=door.context.moment, ended_by_id=door.actor.somebody, ended_decision_id=decision, **changes
    )
    open_tasks = Task.objects.using(door.using).filter(subject_id=row.pk, kind__in=TO_SORT, done_at__isnull=True)
    finish(door, open_tasks)
