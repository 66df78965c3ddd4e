"""What was prepared, read back from its row: what was asked, the claims of acts about it, for whom."""

from __future__ import annotations

from waarborg.disclosures.models import Disclosure
from waarborg.disclosures.sealing import TABLE, Said
from waarborg.disclosures.ways import Way
from waarborg.disclosures.weighing import Asked
from waarborg.gate.door import Claims, Door
from waarborg.kernel.errors import NotFound
from waarborg.vault.services import open_keys


def asked_in(row: Disclosure) -> Asked:
    """What was asked when it was prepared."""
    return Asked(
        way=Way(act=row.act, recipient=row.recipient, purpose=row.purpose, ground=row.ground, channel=row.channel),
        party_id=row.party_id,
        trajectory_id=row.trajectory_id,
        stated=frozenset(row.claims),
    )


def claims_in(row: Disclosure) -> Claims:
    """The claims of an act about something that was prepared."""
    return Claims(
        purpose=row.purpose,
        ground=row.ground,
        channel=row.channel,
        recipient=row.recipient,
        party=row.party_id,
        facts=tuple(row.claims),
    )


def said_in(door: Door, row: Disclosure) -> Said:
    """For whom, and what was stated. Raises `NotFound` when its key was destroyed."""
    keys = open_keys(row.organisation_id, {row.data_key_id}, using=door.using)
    if row.data_key_id not in keys:
        raise NotFound("This has been destroyed.")
    return Said.from_bytes(keys[row.data_key_id].open(bytes(row.sealed), row=row.pk, table=TABLE))


def require_every_kind(door: Door, row: Disclosure) -> tuple[str, ...]:
    """A yes to reading each kind of data in it; returns those kinds. Raises `Refused`."""
    kinds = tuple(dict.fromkeys(row.items.using(door.using).values_list("category", flat=True)))
    for category in kinds:
        scope = next((one for one in door.scopes if door.decide(category, one).allowed), door.scope())
        door.require(category, scope)
    return kinds
