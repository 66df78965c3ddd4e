"""The plan for a calamity: what is done, in which order, and whom to reach; in versions that are never changed."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Max
from django.utils.translation import gettext as _

from waarborg.backups.models import CalamityPlan
from waarborg.backups.personal_data import PLAN
from waarborg.gate.actors import Actor, holds
from waarborg.gate.door import Door, open_door
from waarborg.kernel import clock
from waarborg.kernel.errors import InvalidInput, NotFound
from waarborg.kernel.explaining import explains
from waarborg.kernel.identifiers import new_id
from waarborg.ledger.vocabulary import Kind
from waarborg.vault.services import data_key, open_keys

FATE = "calamity_plan"
WRITES = frozenset({"responsible", "management", "system_administrator"})
"""Roles that write the plan; PostgreSQL holds the same list."""
FEWEST_WORDS = 10
"""A plan of fewer words helps nobody."""


@dataclass(frozen=True, slots=True)
class Contact:
    """Whom to reach in a calamity: who, what for, how."""

    who: str
    what_for: str
    how: str


@dataclass(frozen=True, slots=True)
class Plan:
    """One version of the plan."""

    number: int
    made_at: datetime
    made_by: str
    text: str
    contacts: Sequence[Contact]


def may_write(actor: Actor) -> bool:
    """May this actor write the plan?"""
    return holds(actor, WRITES)


def versions_in(door: Door) -> list[Plan]:
    """Every version, the newest first, in the context of who may read it."""
    rows = list(CalamityPlan.objects.using(door.using).select_related("made_by").order_by("-number"))
    keys = open_keys(door.actor.organisation_id, {row.data_key_id for row in rows}, using=door.using)
    return [_seen(row, keys[row.data_key_id].open(bytes(row.sealed), row=row.pk, table=PLAN)) for row in rows]


def keep_plan(actor: Actor, *, text: str, contacts: Sequence[Contact]) -> UUID:
    """Write a new version. Raises `NotFound` for who may not, and `InvalidInput` with a message per field."""
    if not may_write(actor):
        raise NotFound("The plan is not yours to write.")
    _check(text, contacts)
    with open_door(actor, "read") as door:
        before = CalamityPlan.objects.using(door.using).aggregate(last=Max("number"))["last"] or 0
        key = data_key(actor.organisation_id, person_id=None, scope_id=None, retention_class=FATE, using=door.using)
        made = new_id()
        content = json.dumps({"text": text.strip(), "contacts": [asdict(one) for one in contacts]})
        row = CalamityPlan(
            id=made,
            organisation_id=actor.organisation_id,
            number=before + 1,
            data_key_id=key.id,
            sealed=key.seal(content.encode(), row=made, table=PLAN),
            made_at=clock.now(),
            made_by_id=actor.somebody,
            decision_id=door.note(Kind.CALAMITY_PLAN_KEPT, details={"number": before + 1}),
        )
        CalamityPlan.objects.using(door.using).bulk_create([row])
    return made


def _check(text: str, contacts: Sequence[Contact]) -> None:
    wrong: dict[str, str] = {}
    if not explains(text, FEWEST_WORDS):
        wrong["text"] = _("Write down what is done, by whom and in which order.")
    if not contacts:
        wrong["contacts"] = _("Name at least one person, what for, and how to reach them.")
    if wrong:
        raise InvalidInput(_("Some things are not right yet."), wrong)


def _seen(row: CalamityPlan, content: bytes) -> Plan:
    found = json.loads(content)
    return Plan(
        number=row.number,
        made_at=row.made_at,
        made_by=row.made_by.display_name,
        text=found["text"],
        contacts=[Contact(**one) for one in found["contacts"]],
    )
