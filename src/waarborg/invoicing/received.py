"""What a principal finds in the portal of what was charged to it: its invoices, with their hours.

    received(actor, number)                 those that were sent to it for one of its own commissions, the newest first
    open_invoice(actor, number, invoice_id) the PDF of one that was sent through the portal

Only what went to this principal already is here; an invoice that went another way stands here without its file.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from waarborg.dossiers.commissions import own_dossier
from waarborg.gate.actors import Actor
from waarborg.gate.door import Door, open_door
from waarborg.invoicing.choices import InvoiceKind, InvoiceState, SentHow
from waarborg.invoicing.models import Invoice
from waarborg.invoicing.paper import PDF, TABLE, Paper
from waarborg.kernel.errors import NotFound
from waarborg.ledger.vocabulary import Kind
from waarborg.vault.services import open_keys


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceivedInvoice:
    """One that was sent: its number and day, the time in it in minutes (a credit note takes back), whether it opens."""

    id: UUID
    kind: InvoiceKind
    number: str
    issued_on: date | None
    minutes: int
    opens: bool


def received(actor: Actor, number: str) -> Sequence[ReceivedInvoice]:
    """What was charged to the actor's principal for one commission. Raises `NotFound` for any other."""
    with open_door(actor, "read", dossier_id=own_dossier(actor, number)) as door:
        rows = list(_sent(door).defer("sealed_pdf", "sealed_xml").order_by("-sent_at"))
        keys = open_keys(actor.organisation_id, {row.data_key_id for row in rows}, using=door.using)
        door.note(Kind.COMMISSIONS_READ)
        return [
            ReceivedInvoice(
                id=row.pk,
                kind=InvoiceKind(row.kind),
                number=row.number,
                issued_on=row.issued_on,
                minutes=_minutes(row, keys[row.data_key_id].open(bytes(row.sealed), row=row.pk, table=TABLE)),
                opens=row.sent_how == SentHow.PORTAL,
            )
            for row in rows
            if row.data_key_id in keys
        ]


def open_invoice(actor: Actor, number: str, invoice_id: UUID) -> bytes:
    """The PDF, opened by whom it was sent to. Raises `NotFound` for any other, and when its key was destroyed."""
    with open_door(actor, "read", dossier_id=own_dossier(actor, number)) as door:
        row = _sent(door).filter(pk=invoice_id, sent_how=SentHow.PORTAL).first()
        if row is None or row.sealed_pdf is None:
            raise NotFound("There is no such invoice here.")
        keys = open_keys(actor.organisation_id, {row.data_key_id}, using=door.using)
        if row.data_key_id not in keys:
            raise NotFound("This has been destroyed.")
        door.note(Kind.INVOICES_READ, categories=(row.category,))
        return keys[row.data_key_id].open(bytes(row.sealed_pdf), row=row.pk, table=PDF)


def _sent(door: Door) -> QuerySet[Invoice]:
    dossier_id = UUID(door.dossier["id"])
    return Invoice.objects.using(door.using).filter(dossier_id=dossier_id, state=InvoiceState.SENT)


def _minutes(row: Invoice, plain: bytes) -> int:
    minutes = Paper.from_bytes(plain).minutes
    return -abs(minutes) if row.kind == InvoiceKind.CREDIT_NOTE else minutes
