"""Rows that could not come in for want of a ground or a term, kept aside for a while for whoever brought them."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.conf import settings

from waarborg.gate.actors import Actor
from waarborg.gate.door import Door, open_door
from waarborg.imports.cells import text_of
from waarborg.imports.models import Import, ParkedRow
from waarborg.imports.planning import Plan
from waarborg.imports.sealing import PARKED as TABLE
from waarborg.imports.sealing import PARKED_FATE
from waarborg.imports.trying import ReadIn
from waarborg.imports.waiting import ACT, beforehand
from waarborg.kernel import clock
from waarborg.kernel.errors import NotFound
from waarborg.kernel.identifiers import new_id
from waarborg.ledger.vocabulary import Kind
from waarborg.vault.services import NewFate, destroy, new_data_keys, open_keys


@dataclass(frozen=True, slots=True)
class SeenRow:
    """A parked row as whoever brought it sees it."""

    id: UUID
    row: int
    said: str
    cells: Mapping[str, str]
    """What its columns say, by their headings; only of columns that the regulation has a place for."""
    goes_on: date


def park(door: Door, brought_by: Import, read_in: ReadIn, plan: Plan, decision: UUID) -> int:
    """Keep the rows of a plan that lack something, each under a key of its own. Returns how many."""
    if not plan.parked:
        return 0
    fates = [NewFate(None, brought_by.pk, PARKED_FATE, own=True) for _one in plan.parked]
    keys = new_data_keys(door.actor.organisation_id, fates, using=door.using)
    rows = {row.number: row for row in read_in.table.rows}
    places = sorted(read_in.mapped().columns)
    made: list[ParkedRow] = []
    for one, key in zip(plan.parked, keys, strict=True):
        cells = {read_in.table.headers[at]: text_of(rows[one.row].cells[at]) for at in places}
        parked_id = new_id()
        content = json.dumps({"said": one.said, "cells": cells}, ensure_ascii=False).encode()
        made.append(
            ParkedRow(
                id=parked_id,
                organisation_id=door.actor.organisation_id,
                account_id=door.actor.somebody,
                brought_by_id=brought_by.pk,
                row=one.row,
                data_key_id=key.id,
                sealed=key.seal(content, row=parked_id, table=TABLE),
                goes_on=clock.today() + timedelta(days=settings.IMPORT_PARKED_DAYS),
                created_at=clock.now(),
                decision_id=decision,
            )
        )
    ParkedRow.objects.using(door.using).bulk_create(made, batch_size=1000)
    return len(made)


def parked(actor: Actor) -> Sequence[SeenRow]:
    """The rows that this actor has parked, as an event. Raises `Refused`."""
    with open_door(actor, ACT, claims=beforehand(actor)) as door:
        door.require_anywhere()
        door.note(Kind.IMPORT_READ, details={"parked": True})
        rows = list(ParkedRow.objects.filter(organisation_id=actor.organisation_id).order_by("goes_on", "id"))
        keys = open_keys(actor.organisation_id, [row.data_key_id for row in rows])
    seen: list[SeenRow] = []
    for row in rows:
        if row.data_key_id in keys:
            plain = json.loads(keys[row.data_key_id].open(bytes(row.sealed), row=row.pk, table=TABLE))
            seen.append(SeenRow(row.pk, row.row, plain["said"], plain["cells"], row.goes_on))
    return seen


def let_go(actor: Actor, parked_id: UUID | None = None) -> int:
    """Throw away a parked row, or all of one's own. Their keys are destroyed at once. Raises `Refused`, `NotFound`."""
    with open_door(actor, ACT, claims=beforehand(actor)) as door:
        door.require_anywhere()
        rows = ParkedRow.objects.filter(organisation_id=actor.organisation_id, account_id=actor.somebody)
        found = list(rows if parked_id is None else rows.filter(pk=parked_id))
        if not found:
            raise NotFound("There is no such row here.")
        door.note(Kind.IMPORT_ENDED, details={"parked": len(found)})
        return end_parked(door, found)


def end_parked(door: Door, found: Sequence[ParkedRow]) -> int:
    """Let parked rows go with their keys, in an open unit of work."""
    ids = [row.pk for row in found]
    keys = [row.data_key_id for row in found]
    ParkedRow.objects.using(door.using).filter(pk__in=ids).delete()
    destroy(door.actor.organisation_id, keys, using=door.using)
    return len(ids)
