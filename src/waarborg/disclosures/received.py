"""What a principal finds in the portal: the copies that were given to it there, each opening an event.

    received(actor, dossier_id)            what was given, newest first: kinds of data, when, by which article
    open_copy(actor, number, given_id)     one copy, with the principal's name in it

A consent that is withdrawn closes a copy that rests on it: it no longer opens here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from waarborg.disclosures.choices import IN_PORTAL, DisclosureState
from waarborg.disclosures.models import DisclosedItem, Disclosure
from waarborg.disclosures.resting import resting_on, still_declared
from waarborg.disclosures.sealing import COPY
from waarborg.disclosures.ways import ACT
from waarborg.dossiers.commissions import own_dossier
from waarborg.gate.actors import Actor
from waarborg.gate.door import Claims, in_context, open_door
from waarborg.kernel.errors import NotFound
from waarborg.ledger.vocabulary import Kind
from waarborg.vault.services import open_keys


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """One copy that waits in the portal: which kinds of data, what for, on which ground, since when."""

    id: UUID
    given_at: datetime
    purpose: str
    ground: str
    articles: Sequence[str]
    categories: Sequence[str]


def received(actor: Actor, dossier_id: UUID) -> list[Received]:
    """What the actor's principal was given of one of its own commissions. Two statements; no content."""
    with in_context(actor):
        rows = list(
            Disclosure.objects.filter(dossier_id=dossier_id, act=ACT, channel=IN_PORTAL, state=DisclosureState.GIVEN)
            .defer("sealed", "sealed_copy")
            .order_by("-given_at")
        )
        kinds: dict[UUID, list[str]] = {}
        for item in DisclosedItem.objects.filter(disclosure_id__in=[row.pk for row in rows]).order_by("id"):
            kinds.setdefault(item.disclosure_id, []).append(item.category)
    return [
        Received(
            id=row.pk,
            given_at=row.given_at,
            purpose=row.purpose,
            ground=row.ground,
            articles=row.articles,
            categories=list(dict.fromkeys(kinds.get(row.pk, ()))),
        )
        for row in rows
        if row.given_at is not None
    ]


def open_copy(actor: Actor, number: str, disclosure_id: UUID) -> bytes:
    """The copy, opened by whom it was given to. Raises `NotFound` for any other, and once its consent was withdrawn."""
    dossier_id = own_dossier(actor, number)
    with in_context(actor):
        given = _own(dossier_id, disclosure_id)
    told = Claims(purpose=given.purpose, ground=given.ground, recipient=given.recipient, party=given.party_id)
    with open_door(actor, "read", dossier_id=dossier_id, claims=told) as door:
        row = _own(dossier_id, disclosure_id)
        if not still_declared(door, row):
            raise NotFound("The consent on which it was given was withdrawn.")
        door.noting([resting_on(door, row)])
        door.note(
            Kind.DISCLOSURE_OPENED,
            categories=tuple(dict.fromkeys(row.items.values_list("category", flat=True))),
            details={"disclosure": str(row.pk)},
        )
        keys = open_keys(row.organisation_id, {row.data_key_id})
        if row.data_key_id not in keys or row.sealed_copy is None:
            raise NotFound("This has been destroyed.")
        return keys[row.data_key_id].open(bytes(row.sealed_copy), row=row.pk, table=COPY)


def _own(dossier_id: UUID, disclosure_id: UUID) -> Disclosure:
    row = Disclosure.objects.filter(pk=disclosure_id, dossier_id=dossier_id, act=ACT, channel=IN_PORTAL).first()
    if row is None or row.state != DisclosureState.GIVEN:
        raise NotFound("There is no such copy here.")
    return row
