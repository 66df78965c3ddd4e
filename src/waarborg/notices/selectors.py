"""The notices of a dossier: what is still to be told until when, and how the others ended."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from waarborg.dossiers.catalogue import catalogue_of
from waarborg.gate.actors import Actor
from waarborg.gate.door import open_door
from waarborg.kernel import clock
from waarborg.ledger.vocabulary import Kind
from waarborg.letters.services import require_identity
from waarborg.notices.choices import LeftBecause, NoticeKind, NoticeState
from waarborg.notices.models import ClientNotice
from waarborg.notices.sealing import TABLE
from waarborg.vault.services import open_keys


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenNotice:
    """One notice. `days` counts from today to its last day: below zero it is late."""

    id: UUID
    kind: NoticeKind
    category: str
    source: str
    opened_on: date
    due_on: date | None
    article: str
    state: NoticeState
    has_letter: bool
    ended_on: date | None
    because: LeftBecause | None
    reason: str

    @property
    def days(self) -> int | None:
        """How many days are left."""
        return (self.due_on - clock.today()).days if self.due_on else None


def notices_of(actor: Actor, dossier_id: UUID) -> Sequence[SeenNotice]:
    """The notices of a dossier, what is open first. Raises `Refused` to who may not read who the client is."""
    with open_door(actor, "read", dossier_id=dossier_id) as door:
        door.noting([require_identity(door)])
        door.note(Kind.RECORDS_LISTED, categories=(catalogue_of(actor.in_force).identity.key,))
        rows = list(ClientNotice.objects.filter(dossier_id=dossier_id).order_by("-opened_on", "category"))
        keys = open_keys(actor.organisation_id, {row.data_key_id for row in rows if row.data_key_id})
        catalogue = catalogue_of(actor.in_force)
        seen = [
            SeenNotice(
                id=row.pk,
                kind=NoticeKind(row.kind),
                category=catalogue.entry(row.category).rule.title
                if row.category in catalogue.entries
                else row.category,
                source=row.source,
                opened_on=row.opened_on,
                due_on=row.due_on,
                article=row.article,
                state=NoticeState(row.state),
                has_letter=row.letter_id is not None,
                ended_on=row.ended_on,
                because=LeftBecause(row.because) if row.because else None,
                reason=keys[row.data_key_id].open(bytes(row.sealed), row=row.pk, table=TABLE).decode()
                if row.sealed is not None and row.data_key_id in keys
                else "",
            )
            for row in rows
        ]
    return sorted(seen, key=lambda one: one.state is not NoticeState.OPEN)
