"""A file brought in: all of what the dry run announced, with its events, or nothing of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.utils.translation import gettext as _

from waarborg.gate.actors import Actor
from waarborg.gate.door import open_door
from waarborg.imports import duplicates, parking
from waarborg.imports.choices import KEPT_WAITING, TO_CONFIRM, ImportState
from waarborg.imports.models import Import
from waarborg.imports.planning import Plan
from waarborg.imports.trying import ReadIn, fingerprint, keep_findings
from waarborg.imports.waiting import ACT, beforehand, end_waiting, opened
from waarborg.imports.writing import Writer
from waarborg.kernel import clock
from waarborg.kernel.errors import Conflict, InvalidInput
from waarborg.ledger.vocabulary import Kind


def confirm(actor: Actor, import_id: UUID, *, announced: str, park: bool) -> None:
    """Let the worker bring a file in as it was announced. With `park` rows that lack something are kept aside.

    Raises `Refused`, `NotFound`, `InvalidInput` when nothing would come in, and `Conflict` for what was not shown.
    """
    with open_door(actor, ACT, claims=beforehand(actor)) as door:
        door.require_anywhere()
        found = opened(door, import_id)
        if found.row.state not in TO_CONFIRM or found.waiting.fingerprint != announced:
            raise Conflict("This is not what was shown: look at it again.")
        if not found.row.coming_in and not (park and found.row.parked):
            raise InvalidInput(_("Nothing of this file can come in."), {"": _("Nothing of this file can come in.")})
        door.note(Kind.IMPORT_CONFIRMED, details={"import": str(import_id), "park": park})
        found.waiting.park = park
        Import.objects.filter(pk=import_id).update(
            sealed=found.seal(),
            state=ImportState.BRINGING_IN,
            strong=actor.strong,
            done=0,
            failed=False,
            kept_until=clock.now() + KEPT_WAITING,
        )


def bring_in(actor: Actor, import_id: UUID, *, tell: Callable[[int], None], using: str = "default") -> Plan | None:
    """Bring a confirmed file in, in one transaction. None, and tried anew, when by now something else would happen.

    Raises `Refused`, `NotFound` and `Conflict`; whatever is raised, nothing was stored.
    """
    claims = beforehand(actor, using=using)
    with open_door(actor, ACT, claims=claims, using=using) as door:
        answer = door.require_anywhere()
        found = opened(door, import_id)
        if found.row.state != ImportState.BRINGING_IN:
            raise Conflict("Nobody confirmed this.")
        read_now = ReadIn(door, found)
        plan = read_now.plan(lambda _done: None)
        duplicates.against(plan, actor.organisation_id, using=using)
        if fingerprint(plan) != found.waiting.fingerprint:
            door.note(Kind.IMPORT_TRIED, details={"import": str(import_id), "rows": plan.rows})
            keep_findings(door, found, plan)
            return None
        Writer(
            door=door,
            judge=read_now.judge,
            mapped=read_now.mapped(),
            import_id=import_id,
            packed=read_now.packed,
            tell=tell,
        ).write(plan.dossiers)
        door.turn_to_many(ACT, None, claims)
        door.noting([answer])
        details = {"import": str(import_id), "dossiers": len(plan.dossiers)}
        decision = door.note(Kind.IMPORT_MADE, details=details)
        kept = parking.park(door, found.row, read_now, plan, decision) if found.waiting.park else 0
        end_waiting(
            door,
            found.row,
            ImportState.DONE,
            brought_in_at=door.context.moment,
            kept_until=clock.now() + timedelta(days=settings.IMPORT_UNDO_DAYS),
            coming_in=len(plan.dossiers),
            parked=kept,
            done=plan.rows,
        )
    return plan
