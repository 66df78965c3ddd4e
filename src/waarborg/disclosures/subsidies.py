"""Data for a subsidy go with an application: under a scheme, from a closed list, and a copy stays as a record of it.

Where the catalogue has a kind of data that serves as `subsidy`, a provider of subsidies gets data in no other way.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from waarborg.disclosures.models import Disclosure
from waarborg.disclosures.sealing import COPY, Said
from waarborg.disclosures.ways import ACT
from waarborg.disclosures.weighing import Asked, Weighed
from waarborg.documents.kinds import PDF
from waarborg.documents.services import Made, file_fields, file_made
from waarborg.dossiers.catalogue import Entry, catalogue_of
from waarborg.dossiers.covering import covers
from waarborg.dossiers.records import NewRecord, stated, write
from waarborg.gate.actors import Actor
from waarborg.gate.door import Door
from waarborg.gate.policies import InForce
from waarborg.kernel import clock
from waarborg.policy.model.catalogue import FILES, FieldUse
from waarborg.policy.possible import is_possible
from waarborg.vault.services import open_keys

SUBSIDY = "subsidy"
PROVIDER = "subsidy_provider"
"""The recipient that decides on subsidies."""
STAFF = "staff"
FILE = "subsidieaanvraag"
"""The name of the copy that is kept: it says nothing of anybody."""


@dataclass(frozen=True, slots=True)
class Listed:
    """One kind of data of the closed list, with its fields that may go and how many items there are of it."""

    entry: Entry
    fields: tuple[str, ...]
    article: str
    going: int
    too_old: int

    @property
    def lacking(self) -> bool:
        """Is there nothing of it that can go?"""
        return not self.going


def application(in_force: InForce) -> Entry | None:
    """The kind of data in which applications are kept; None where the regulation has none."""
    return catalogue_of(in_force).serving_as(SUBSIDY)


def is_application(in_force: InForce, asked: Asked) -> bool:
    """Do data go this way with an application alone?"""
    return asked.way.recipient == PROVIDER and application(in_force) is not None


def may_apply(actor: Actor) -> bool:
    """Does a rule ever let this actor send an application?"""
    policy, entry = actor.in_force.policy, application(actor.in_force)
    return (
        entry is not None
        and bool(list(_permits(actor)))
        and any(is_possible(policy.cell(role, "write", entry.key)) for role in actor.roles)
    )


def closed_list(actor: Actor, weighed: Weighed) -> Sequence[Listed]:
    """What an application may hold at all, and of each kind what there is: enough, too old, or nothing."""
    found: dict[str, Listed] = {}
    for entry, fields, article in _permits(actor, weighed.asked):
        items = [one for one in weighed.items if one.record.entry.key == entry.key]
        going = sum(one.goes for one in items)
        found.setdefault(entry.key, Listed(entry, fields, article, going, sum(bool(one.too_old_for) for one in items)))
    return list(found.values())


def _permits(actor: Actor, asked: Asked | None = None) -> Iterator[tuple[Entry, tuple[str, ...], str]]:
    """Per kind of data the fields that a rule lets go to a provider of subsidies, with its article."""
    policy = actor.in_force.policy
    for entry in catalogue_of(actor.in_force):
        for role in actor.roles:
            cell = policy.cell(role, ACT, entry.key)
            for test in cell.permits if is_possible(cell) else ():
                if PROVIDER in (test.rule.recipients or ()) and (asked is None or asked.way.fits(test)):
                    named = dict(test.rule.limits.fields).get(entry.key)
                    yield entry, _fields(entry, named), test.rule.article


def _fields(entry: Entry, named: Sequence[str] | None) -> tuple[str, ...]:
    under = covers(entry)
    return tuple(
        name
        for name, field in entry.rule.fields.items()
        if name not in under and field.type not in FILES and (named is None or name in named)
    )


def archive(door: Door, row: Disclosure, said: Said) -> None:
    """Keep the copy of an application as a record of its kind, in the act of giving it. Raises `Refused`."""
    entry = application(door.actor.in_force)
    if entry is None or row.recipient != PROVIDER:
        return
    purpose = row.purpose if row.purpose in entry.rule.purposes else entry.serves(door.actor.in_force.main_purpose)
    door.turn_to("write", row.dossier_id, claims=stated(entry, purpose))
    new = NewRecord(
        category=entry.key,
        fields=_filled(entry, said),
        source=STAFF if STAFF in entry.sources else entry.sources[0],
        purpose=purpose,
        trajectory_id=row.trajectory_id or _latest(door),
    )
    field = next(iter(file_fields(entry)), None)
    if field is None or row.sealed_copy is None:
        write(door, new)
        return
    key = open_keys(row.organisation_id, {row.data_key_id}, using=door.using)[row.data_key_id]
    pdf = key.open(bytes(row.sealed_copy), row=row.pk, table=COPY)
    file_made(door, new, Made(field=field, name=FILE, kind=PDF, content=pdf))


def _filled(entry: Entry, said: Said) -> Mapping[str, Any]:
    """The scheme, to whom and when, in the fields that serve as such."""
    told: Mapping[FieldUse, str] = {
        "subject": said.scheme,
        "other_side": said.name,
        "day": clock.today().isoformat(),
    }
    rules = entry.rule.fields
    return {name: told[use] for name, field in rules.items() if (use := field.serves_as) and use in told}


def _latest(door: Door) -> UUID | None:
    here = door.outline.given["trajectories"]
    return UUID(here[-1]["id"]) if here else None
