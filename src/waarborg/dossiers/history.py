"""Who looked at a dossier: its events from the ledger, with the names of those who acted. Looking is an event too."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from waarborg.accounts.models import Account
from waarborg.dossiers.frames import SeenFrame, open_frame
from waarborg.gate.actors import Actor
from waarborg.ledger.selectors import NEWEST, PAGE, LoggedEvent, events_of
from waarborg.ledger.vocabulary import Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """A page of what happened, newest first; `before` is where the next page begins, when there is one."""

    frame: SeenFrame
    events: Sequence[LoggedEvent]
    names: Mapping[UUID, str]
    before: UUID | None


def who_looked(actor: Actor, dossier_id: UUID, *, before: str | None = None) -> Looked:
    """What happened with a dossier. Kinds of data that the reader may not know of are left out of its lines.

    Who may let others look along sees every kind, since they answer for it. Raises `Refused` and `NotFound`.
    """
    with open_frame(actor, dossier_id, Kind.WHO_LOOKED_READ) as (_door, frame):
        found = events_of(actor.organisation_id, dossier_id, before=_mark(before), limit=PAGE + 1)
        events = [event if frame.may_grant else _narrowed(event, frame.readable) for event in found[:PAGE]]
        people = {event.actor_id for event in events if event.actor_id}
        names = dict(Account.objects.filter(pk__in=people).values_list("pk", "display_name"))
    return Looked(frame=frame, events=events, names=names, before=events[-1].id if len(found) > PAGE else None)


def _narrowed(event: LoggedEvent, readable: frozenset[str]) -> LoggedEvent:
    return replace(event, categories=tuple(category for category in event.categories if category in readable))


def _mark(before: str | None) -> UUID:
    try:
        return UUID(before) if before else NEWEST
    except ValueError:
        return NEWEST
