"""Invoices as they are seen: all of them, those of a dossier, one of them, its files. Each look is an event."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from waarborg.dossiers.leaving import require_something
from waarborg.dossiers.numbering import numbers_of
from waarborg.gate.actors import Actor
from waarborg.gate.door import Door, open_door
from waarborg.gate.kinds import scopes_of_list
from waarborg.invoicing.choices import InvoiceKind, InvoiceState, SentHow
from waarborg.invoicing.governing import claims, required_governing
from waarborg.invoicing.models import Invoice
from waarborg.invoicing.paper import PDF, TABLE, XML, Paper
from waarborg.kernel.errors import NotFound
from waarborg.ledger.vocabulary import Kind
from waarborg.vault.services import open_keys

MOST = 200
"""Invoices in one look."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenInvoice:
    """One of them: of which dossier, for whom, where it stands, and what it says."""

    id: UUID
    dossier_id: UUID
    dossier_number: str
    trajectory_id: UUID
    kind: InvoiceKind
    state: InvoiceState
    number: str
    paper: Paper
    named: bool
    made_at: datetime
    sent_at: datetime | None
    sent_how: SentHow | None
    undoes_id: UUID | None
    undone_by_id: UUID | None


def invoices(actor: Actor) -> Sequence[SeenInvoice]:
    """All that the actor may see, the newest first. Raises `Refused`, and `InvalidInput` where nothing governs them."""
    entry = required_governing(actor)
    with open_door(actor, "read", claims=claims(actor)) as door:
        require_something(door, [entry.key], scopes_of_list(door))
        found = _seen(door, Invoice.objects.using(door.using).order_by("-made_at")[:MOST])
        dossiers = tuple(dict.fromkeys(one.dossier_id for one in found))
        door.note(Kind.INVOICES_READ, dossier_ids=dossiers, categories=(entry.key,))
        return found


def invoices_of(actor: Actor, dossier_id: UUID) -> Sequence[SeenInvoice]:
    """Those of one dossier, the newest first. Raises `Refused`, `NotFound`, `InvalidInput`."""
    with open_door(actor, "read", dossier_id=dossier_id, claims=claims(actor)) as door:
        _require_reading(door, actor)
        return _seen(door, Invoice.objects.using(door.using).filter(dossier_id=dossier_id).order_by("-made_at"))


def one(actor: Actor, dossier_id: UUID, invoice_id: UUID) -> SeenInvoice:
    """One of them. Raises `Refused`, `NotFound`, `InvalidInput`."""
    with open_door(actor, "read", dossier_id=dossier_id, claims=claims(actor)) as door:
        _require_reading(door, actor)
        found = _seen(door, Invoice.objects.using(door.using).filter(pk=invoice_id, dossier_id=dossier_id))
        if not found:
            raise NotFound("There is no such invoice here.")
        return found[0]


def file(actor: Actor, dossier_id: UUID, invoice_id: UUID, *, as_xml: bool) -> bytes:
    """The PDF or the UBL of a final invoice. Raises `Refused`, `NotFound`, also when its key was destroyed."""
    with open_door(actor, "read", dossier_id=dossier_id, claims=claims(actor)) as door:
        _require_reading(door, actor)
        row = Invoice.objects.using(door.using).filter(pk=invoice_id, dossier_id=dossier_id).first()
        sealed = (row.sealed_xml if as_xml else row.sealed_pdf) if row else None
        if row is None or sealed is None:
            raise NotFound("There is no such file here.")
        keys = open_keys(actor.organisation_id, {row.data_key_id}, using=door.using)
        if row.data_key_id not in keys:
            raise NotFound("This has been destroyed.")
        return keys[row.data_key_id].open(bytes(sealed), row=row.pk, table=XML if as_xml else PDF)


def _require_reading(door: Door, actor: Actor) -> None:
    entry = required_governing(actor)
    asked = [door.decide(entry.key, scope, author=author) for scope in door.scopes for author in (False, True)]
    allowed = next((answer for answer in asked if answer.allowed), None)
    if allowed is None:
        require_something(door, [entry.key], door.scopes)
    else:
        door.noting([allowed])
    door.note(Kind.INVOICES_READ, categories=(entry.key,))


def _seen(door: Door, rows: Iterable[Invoice]) -> list[SeenInvoice]:
    """Rows opened: as many statements for one as for many. What has no key any more is left out."""
    found = list(rows)
    keys = open_keys(door.actor.organisation_id, {row.data_key_id for row in found}, using=door.using)
    numbers = numbers_of({row.dossier_id for row in found}, using=door.using)
    undoing = Invoice.objects.using(door.using).filter(undoes_id__in=[row.pk for row in found])
    undone = dict(undoing.values_list("undoes_id", "pk"))
    return [
        SeenInvoice(
            id=row.pk,
            dossier_id=row.dossier_id,
            dossier_number=numbers.get(row.dossier_id, ""),
            trajectory_id=row.trajectory_id,
            kind=InvoiceKind(row.kind),
            state=InvoiceState(row.state),
            number=row.number,
            paper=Paper.from_bytes(keys[row.data_key_id].open(bytes(row.sealed), row=row.pk, table=TABLE)),
            named=row.named,
            made_at=row.made_at,
            sent_at=row.sent_at,
            sent_how=SentHow(row.sent_how) if row.sent_how else None,
            undoes_id=row.undoes_id,
            undone_by_id=undone.get(row.pk),
        )
        for row in found
        if row.data_key_id in keys
    ]
