"""What a template needs from a dossier, gathered in one unit of work that reads: never more than it names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db import connections

from waarborg.accounts.models import Account, Organisation
from waarborg.composing.wishes import Wish, day_in
from waarborg.dossiers.catalogue import Catalogue, Entry, catalogue_of
from waarborg.dossiers.selectors import RECORDS, SeenRecord, name_from, opened_records, split
from waarborg.gate.answers import Answer
from waarborg.gate.door import Door
from waarborg.ledger.vocabulary import Kind
from waarborg.practice.filling import may_be_filled_in
from waarborg.practice.selectors import Practice, practice_of
from waarborg.practice.templates import FIELDS, WHOLE, Block, Slot, blocks_of
from waarborg.work.time_entries import governing
from waarborg.work.time_sums import Spent, spent_until

NEXT_DAY = timedelta(days=1)

NEWEST = f"""
select distinct on (x.category) x.* from (
    {RECORDS} and r.moved_on is null and r.erased_on is null and r.category = any(%s) and r.scope_id = any(%s)
    and (r.category <> %s or (r.id is distinct from %s and r.occurred_on <= %s))
) x
order by x.category, x.occurred_on desc, x.id desc
"""  # noqa: S608 - column names of another room's file


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """What there is to fill in. `closed` says per kind of data why it stays shut; `made_by` is whose hand it is."""

    wish: Wish
    catalogue: Catalogue
    """In the language of the document."""
    reading: Catalogue
    """In the language of who makes it."""
    practice: Practice
    number: str
    organisation: str
    made_by: str
    trajectory: Mapping[str, Any]
    records: Mapping[str, SeenRecord]
    """By category the newest record that may be read."""
    closed: Mapping[str, Answer]
    spent: tuple[Spent, ...] | None = None
    """The hours per kind of time; None where nobody asks for them, or they may not be read."""
    hours_closed: Answer | None = None
    first: date
    until: date
    before: SeenRecord | None = None
    """The last one of the same kind."""
    blocks: tuple[Block, ...] = field(default=())

    def record_of(self, of: str) -> SeenRecord | None:
        """The newest record of a kind of data, by its own word or by what it serves as."""
        entry = entry_named(self.catalogue, of)
        return self.records.get(entry.key) if entry else None

    @property
    def client(self) -> str:
        """The client's name; empty for who may not read it."""
        identity = self.records.get(self.catalogue.identity.key)
        return name_from(self.catalogue, identity.content.fields) if identity else ""


def entry_named(catalogue: Catalogue, of: str) -> Entry | None:
    """The kind of data that a template names; None for what is no kind of data, or is never written in a document."""
    found = catalogue.entries.get(of) or catalogue.serving_as(of)
    return found if found and may_be_filled_in(found.rule) else None


def gather(door: Door, wish: Wish, kind: Kind = Kind.DOSSIER_READ, **about: Any) -> Material:
    """Read what the template names, in a door that is open for `read`, and note it as `kind`.

    Raises `Refused` when nothing of the dossier may be read.
    """
    catalogue, actor = catalogue_of(door.actor.in_force, wish.language), door.actor
    blocks = blocks_of(wish.template.text(wish.language))
    slots = [slot for block in blocks for slot in block.slots]
    named = {entry.key for slot in slots if (entry := _read_for(catalogue, slot))}
    asked = named | {catalogue.identity.key, wish.entry.key}
    yes, no = split(door)
    if not yes:
        raise door.refuse()
    shown = {key: yes[key] for key in asked if key in yes}
    door.noting(shown.values())
    door.note(kind, categories=tuple(shown), **about)
    records = _newest(door, wish, tuple(shown))
    before = records.get(wish.entry.key)
    trajectory = _trajectory(door, wish)
    first, until = period_of(wish, trajectory, before)
    spent, hours_closed = _hours(door, wish, slots, first, until)
    return Material(
        wish=wish,
        catalogue=catalogue,
        reading=catalogue_of(actor.in_force),
        practice=practice_of(actor.organisation_id, using=door.using),
        number=door.dossier["number"],
        organisation=Organisation.objects.using(door.using).get(pk=actor.organisation_id).name,
        made_by=wish.made_by or Account.objects.using(door.using).get(pk=actor.somebody).display_name,
        trajectory=trajectory,
        records=records,
        closed={key: no[key] for key in asked if key in no},
        spent=spent,
        hours_closed=hours_closed,
        first=first,
        until=until,
        before=before,
        blocks=blocks,
    )


def period_of(wish: Wish, trajectory: Mapping[str, Any], before: SeenRecord | None) -> tuple[date, date]:
    """The days that a document is about: as is filled in, else from the last one of its kind, or from the start, on."""
    until = day_in(wish.entry, wish.fields, "period_until") or wish.on
    first = day_in(wish.entry, wish.fields, "period_from")
    if first is None and before is not None:
        ended = day_in(wish.entry, before.content.fields, "period_until") or before.occurred_on
        first = ended + NEXT_DAY
    if first is None:
        began = trajectory.get("started_on") or trajectory.get("referred_on")
        first = date.fromisoformat(began) if began else until
    return min(first, until), until


def _read_for(catalogue: Catalogue, slot: Slot) -> Entry | None:
    """The kind of data that is read for a slot, where it is not something that is always known."""
    fixed = slot.field in FIELDS.get(slot.of, {}) if slot.field else slot.of in WHOLE
    return None if fixed or slot.of == "this" else entry_named(catalogue, slot.of)


def _newest(door: Door, wish: Wish, categories: tuple[str, ...]) -> dict[str, SeenRecord]:
    dossier_id = UUID(door.dossier["id"])
    scopes = [dossier_id, *([wish.trajectory_id] if wish.trajectory_id else [])]
    with connections[door.using].cursor() as cursor:
        cursor.execute(NEWEST, [dossier_id, list(categories), scopes, wish.entry.key, wish.record_id, wish.on])
        names = [column.name for column in cursor.description]
        rows = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    return {record.entry.key: record for record in opened_records(door, rows)}


def _trajectory(door: Door, wish: Wish) -> Mapping[str, Any]:
    every = door.outline.given["trajectories"]
    return next((one for one in every if one["id"] == str(wish.trajectory_id)), {})


def _hours(
    door: Door, wish: Wish, slots: list[Slot], first: date, until: date
) -> tuple[tuple[Spent, ...] | None, Answer | None]:
    """The hours of the trajectory, where the template names them and they may be read; else the no."""
    if wish.trajectory_id is None or not any(slot.of == "hours" for slot in slots):
        return None, None
    entry = governing(catalogue_of(door.actor.in_force))
    if entry is None:
        return None, None
    answer = door.decide(entry.key, door.scope(wish.trajectory_id))
    if not answer.allowed:
        return None, answer
    return tuple(spent_until(door, wish.trajectory_id, first, until)), None
