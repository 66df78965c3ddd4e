"""Drafts: what somebody had typed when their visit ended is kept for them alone, and given back when they return.

Nothing of it stands in the dossier. Keeping one asks no rule, since nobody else ever sees it and whoever typed it may
not be signed in any more; saving it does, as always.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from waarborg.gate.actors import Actor, system_at
from waarborg.gate.door import Door, in_context, open_door
from waarborg.kernel import clock
from waarborg.kernel.identifiers import new_id
from waarborg.ledger.vocabulary import Kind
from waarborg.vault.services import data_key, open_keys
from waarborg.work.draft_models import Draft

TABLE = "work_draft"
FATE = "draft"
KEPT_FOR = timedelta(days=7)
"""After this a draft is thrown away."""
NOTE = "note"
"""The form of a contact note; that of a record is called after its category."""

Typed = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class KeptDraft:
    """What was typed, by the names of the form's fields, and when."""

    typed: Typed
    kept_at: datetime


def keep(actor: Actor, dossier_id: UUID, form: str, typed: Typed) -> None:
    """Keep what was typed in a form of a dossier, in the place of what was kept of it before."""
    plain = json.dumps({name: list(values) for name, values in typed.items()}, ensure_ascii=False)
    with open_door(actor, "write", dossier_id=dossier_id) as door:
        outline = door.dossier
        key = data_key(
            actor.organisation_id,
            person_id=UUID(outline["person"]),
            scope_id=dossier_id,
            retention_class=FATE,
            using=door.using,
        )
        decision = door.note(Kind.DRAFT_KEPT)
        forget(door, form)
        made = Draft(
            id=new_id(),
            organisation_id=actor.organisation_id,
            dossier_id=dossier_id,
            account_id=actor.somebody,
            form=form,
            data_key_id=key.id,
            kept_at=clock.now(),
            expires_at=clock.now() + KEPT_FOR,
            decision_id=decision,
        )
        made.sealed = key.seal(plain.encode(), row=made.pk, table=TABLE)
        Draft.objects.using(door.using).bulk_create([made])


def kept(actor: Actor, dossier_id: UUID, form: str) -> KeptDraft | None:
    """What this actor had typed in a form of a dossier and could not save. One statement when there is nothing."""
    mine = Draft.objects.filter(dossier_id=dossier_id, account_id=actor.somebody, form=form, expires_at__gt=clock.now())
    with in_context(actor):
        if not mine.exists():
            return None
    with open_door(actor, "write", dossier_id=dossier_id) as door:
        door.note(Kind.DRAFT_OPENED)
        row = mine.first()
        keys = open_keys(actor.organisation_id, {row.data_key_id}, using=door.using) if row else {}
        if row is None or row.data_key_id not in keys:
            return None
        plain = keys[row.data_key_id].open(bytes(row.sealed), row=row.pk, table=TABLE)
        return KeptDraft(json.loads(plain), row.kept_at)


def forget(door: Door, form: str) -> None:
    """Throw away this actor's draft of a form, in an open unit of work on its dossier."""
    Draft.objects.using(door.using).filter(
        dossier_id=UUID(door.dossier["id"]), account_id=door.actor.somebody, form=form
    ).delete()


def throw_away(actor: Actor, dossier_id: UUID, form: str) -> None:
    """Throw away one's own draft: it is not wanted any more."""
    with open_door(actor, "read", dossier_id=dossier_id) as door:
        door.dossier  # noqa: B018 - raises when there is none
        forget(door, form)
        door.note(Kind.DRAFT_THROWN_AWAY)


def throw_away_old(organisation_id: UUID, *, using: str = "worker") -> int:
    """Throw away the drafts of one organisation whose time is over; return how many."""
    with in_context(system_at(organisation_id, using=using), using=using):
        return Draft.objects.using(using).filter(expires_at__lte=clock.now()).delete()[0]
