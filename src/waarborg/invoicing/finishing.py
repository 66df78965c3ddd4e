"""A draft becomes final: its number, its PDF and its UBL. From then on it never changes; a credit note undoes it.

finish(actor, dossier_id, invoice_id)      returns the number
credit(actor, dossier_id, invoice_id)      a draft that undoes a final invoice; final itself, it frees what was charged
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

from django.db import connections
from django.utils.translation import gettext as _

from waarborg.gate.actors import Actor
from waarborg.gate.door import Door, open_door
from waarborg.invoicing.choices import InvoiceKind, InvoiceState
from waarborg.invoicing.drafting import billing_of, required_in
from waarborg.invoicing.governing import claims
from waarborg.invoicing.models import Charged, Invoice
from waarborg.invoicing.paper import PDF, TABLE, XML, Paper
from waarborg.invoicing.printing import as_pdf
from waarborg.invoicing.ubl import as_ubl
from waarborg.kernel import clock
from waarborg.kernel.errors import Conflict, NotFound
from waarborg.kernel.identifiers import new_id
from waarborg.ledger.vocabulary import Kind
from waarborg.practice.selectors import practice_of
from waarborg.vault.services import OpenKey, open_keys


def finish(actor: Actor, dossier_id: UUID, invoice_id: UUID) -> str:
    """Make a draft final. Raises `Refused`, `NotFound`, and `Conflict` when it is final already."""
    prefix = billing_of(practice_of(actor.organisation_id)).prefix
    with open_door(actor, "write", dossier_id=dossier_id, claims=claims(actor)) as door:
        row = required_in(door, invoice_id)
        if row.state != InvoiceState.DRAFT:
            raise Conflict(_("This invoice is final already."))
        key, paper = opened(door, row)
        today, sequence = clock.today(), _next(door, clock.today().year)
        number = f"{prefix}{today.year}-{sequence:05d}"
        done = paper.numbered(number, today, today + timedelta(days=paper.pay_within_days))
        kind = Kind.INVOICE_FINAL if row.kind == InvoiceKind.INVOICE else Kind.INVOICE_CREDITED
        decision = door.note(kind, categories=(row.category,), details={"invoice": str(row.pk)})
        Invoice.objects.using(door.using).filter(pk=row.pk).update(
            state=InvoiceState.FINAL,
            year=today.year,
            sequence=sequence,
            number=number,
            issued_on=today,
            sealed=key.seal(done.to_bytes(), row=row.pk, table=TABLE),
            sealed_pdf=key.seal(as_pdf(done, at=clock.now()), row=row.pk, table=PDF),
            sealed_xml=key.seal(as_ubl(done), row=row.pk, table=XML),
            decision_id=decision,
        )
        if row.undoes_id:
            freed = Charged.objects.using(door.using).filter(invoice_id=row.undoes_id, released_at=None)
            freed.update(released_at=clock.now())
    return number


def credit(actor: Actor, dossier_id: UUID, invoice_id: UUID) -> UUID:
    """Draft what undoes an invoice, whole. Raises `Refused`, `NotFound`, and `Conflict` when that cannot be."""
    with open_door(actor, "write", dossier_id=dossier_id, claims=claims(actor)) as door:
        row = required_in(door, invoice_id)
        if row.state == InvoiceState.DRAFT or row.kind == InvoiceKind.CREDIT_NOTE:
            raise Conflict(_("Only a final invoice can be credited."))
        if Invoice.objects.using(door.using).filter(undoes_id=row.pk).exists():
            raise Conflict(_("There is a credit note for this invoice already."))
        key, paper = opened(door, row)
        made = Invoice(
            id=new_id(),
            organisation_id=row.organisation_id,
            dossier_id=row.dossier_id,
            trajectory_id=row.trajectory_id,
            party_id=row.party_id,
            category=row.category,
            kind=InvoiceKind.CREDIT_NOTE,
            undoes_id=row.pk,
            named=row.named,
            data_key_id=row.data_key_id,
            made_at=clock.now(),
            made_by_id=actor.somebody,
        )
        undone = replace(paper, number="", issued_on=None, due_on=None, credits=paper.number)
        made.sealed = key.seal(undone.to_bytes(), row=made.pk, table=TABLE)
        made.decision_id = door.note(
            Kind.INVOICE_DRAFTED, categories=(row.category,), details={"invoice": str(made.pk)}
        )
        Invoice.objects.using(door.using).bulk_create([made])
    return made.pk


def opened(door: Door, row: Invoice) -> tuple[OpenKey, Paper]:
    """What an invoice says, and its key. Raises `NotFound` when that was destroyed."""
    keys = open_keys(row.organisation_id, {row.data_key_id}, using=door.using)
    if row.data_key_id not in keys:
        raise NotFound("This has been destroyed.")
    key = keys[row.data_key_id]
    return key, Paper.from_bytes(key.open(bytes(row.sealed), row=row.pk, table=TABLE))


def _next(door: Door, year: int) -> int:
    with connections[door.using].cursor() as cursor:
        cursor.execute("select gate.next_invoice_number(%s)", [year])
        (number,) = cursor.fetchone()
    return int(number)
