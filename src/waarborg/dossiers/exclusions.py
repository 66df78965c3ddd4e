"""Keeping a named colleague out of a dossier: a relative, a neighbour. And letting them in again, with the reason.

Whoever decides who works on a dossier decides this too. From that moment nothing of it is there for that colleague,
whatever any rule lets them do: `gate.keeping_out` says no, and the database keeps the rows from them.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.utils.translation import gettext as _

from waarborg.accounts.models import Membership
from waarborg.dossiers.models import Assignment, Exclusion
from waarborg.gate.actors import Actor
from waarborg.gate.door import Door, open_door
from waarborg.gate.keys import key_in_focus
from waarborg.kernel import clock
from waarborg.kernel.errors import InvalidInput, NotFound
from waarborg.kernel.identifiers import new_id
from waarborg.ledger.vocabulary import Kind
from waarborg.vault.services import open_keys

ACT = "assign"
TABLE = "dossiers_exclusion"
FATE = "exclusion"
"""The retention class of the reasons: they end with the dossier."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenExclusion:
    """Who is or was kept out, since when and why; and when and why not any more."""

    id: UUID
    name: str
    since: datetime
    reason: str
    lifted_at: datetime | None
    lifted_because: str


def exclude(actor: Actor, dossier_id: UUID, account_id: UUID, *, reason: str) -> UUID:
    """Keep a named colleague out of a dossier, whatever else they may; work that they had on it ends.

    Raises `Refused`, `NotFound`, and `InvalidInput` without a reason, for a stranger or for who is kept out already.
    """
    if not reason.strip():
        raise InvalidInput(_("Some things are not right yet."), {"reason": _("Write down why.")})
    with open_door(actor, ACT, dossier_id=dossier_id) as door:
        door.require_anywhere()
        if not _works_here(actor, account_id):
            raise InvalidInput(_("Choose a colleague."), {"account": _("Choose a colleague from the list.")})
        if Exclusion.objects.filter(dossier_id=dossier_id, account_id=account_id, lifted_at__isnull=True).exists():
            raise InvalidInput(_("This colleague is kept out already."), {"account": _("Choose another colleague.")})
        decision = door.note(Kind.COLLEAGUE_EXCLUDED, details={"account": str(account_id)})
        made = Exclusion(
            id=new_id(),
            organisation_id=actor.organisation_id,
            dossier_id=dossier_id,
            account_id=account_id,
            since=clock.now(),
            decision_id=decision,
        )
        made.data_key_id, made.sealed = _sealed(door, made.pk, {"reason": reason.strip()})
        _end_work(door, account_id)
        Exclusion.objects.bulk_create([made])
    return made.pk


def lift(actor: Actor, dossier_id: UUID, exclusion_id: UUID, *, reason: str) -> None:
    """Let a colleague in again, as far as the rules do. Work that ended does not come back by it.

    Raises `Refused`, `NotFound`, and `InvalidInput` without a reason.
    """
    if not reason.strip():
        raise InvalidInput(_("Some things are not right yet."), {"reason": _("Write down why.")})
    with open_door(actor, ACT, dossier_id=dossier_id) as door:
        door.require_anywhere()
        row = Exclusion.objects.filter(pk=exclusion_id, dossier_id=dossier_id, lifted_at__isnull=True).first()
        if row is None:
            raise NotFound("Nobody is kept out here by that number.")
        words = _opened(actor, [row]).get(row.pk, {})
        decision = door.note(Kind.EXCLUSION_LIFTED, details={"account": str(row.account_id)})
        _key, sealed = _sealed(door, row.pk, {**words, "lifted_because": reason.strip()})
        Exclusion.objects.filter(pk=row.pk).update(
            lifted_at=clock.now(), lifted_decision_id=decision, sealed=sealed if row.data_key_id else None
        )


def exclusions_of(actor: Actor, dossier_id: UUID) -> list[SeenExclusion]:
    """Everybody who is or was kept out of a dossier, the newest first. Raises `Refused` to who may not decide it."""
    with open_door(actor, ACT, dossier_id=dossier_id) as door:
        door.require_anywhere()
        door.note(Kind.ACCESS_SHOWN)
        return _exclusions(door)


def _exclusions(door: Door) -> list[SeenExclusion]:
    rows = list(
        Exclusion.objects.filter(dossier_id=UUID(door.dossier["id"])).select_related("account").order_by("-since")
    )
    words = _opened(door.actor, rows)
    return [
        SeenExclusion(
            id=row.pk,
            name=row.account.display_name,
            since=row.since,
            reason=words.get(row.pk, {}).get("reason", ""),
            lifted_at=row.lifted_at,
            lifted_because=words.get(row.pk, {}).get("lifted_because", ""),
        )
        for row in rows
    ]


def is_kept_out(dossier_id: UUID, account_id: UUID) -> bool:
    """Is this colleague kept out now? Asked in an open unit of work."""
    return Exclusion.objects.filter(dossier_id=dossier_id, account_id=account_id, lifted_at__isnull=True).exists()


def _end_work(door: Door, account_id: UUID) -> None:
    """Yesterday was the last day of whatever they still did on it."""
    yesterday = clock.today() - timedelta(days=1)
    running = Assignment.objects.filter(dossier_id=UUID(door.dossier["id"]), account_id=account_id)
    running = running.exclude(until_on__lte=yesterday)
    if running.exists():
        door.note(Kind.ASSIGNMENT_ENDED, details={"account": str(account_id)})
        running.update(until_on=yesterday)


def _works_here(actor: Actor, account_id: UUID) -> bool:
    held = Membership.objects.filter(organisation_id=actor.organisation_id, account_id=account_id)
    return held.exclude(until_on__lt=clock.today()).exists()


def _sealed(door: Door, row: UUID, words: dict[str, str]) -> tuple[UUID, bytes]:
    key = key_in_focus(door, FATE)
    return key.id, key.seal(json.dumps(words).encode(), row=row, table=TABLE)


def _opened(actor: Actor, rows: list[Exclusion]) -> dict[UUID, dict[str, str]]:
    keys = open_keys(actor.organisation_id, {row.data_key_id for row in rows if row.data_key_id})
    return {
        row.pk: json.loads(keys[row.data_key_id].open(bytes(row.sealed), row=row.pk, table=TABLE))
        for row in rows
        if row.data_key_id in keys and row.sealed
    }
