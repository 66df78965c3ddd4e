"""A final invoice goes: by e-mail when it says nothing of anybody beside references; else as the regulation lets it.

    send(actor, dossier_id, invoice_id, SentHow.EMAIL)

With a client's name on it, it is that client's data going to the principal, and asked of the rules like any other.
"""

from __future__ import annotations

import base64
from uuid import UUID

from django.utils import translation
from django.utils.translation import gettext as _

from waarborg.dossiers.catalogue import catalogue_of
from waarborg.gate.actors import Actor
from waarborg.gate.door import Claims, Door, open_door
from waarborg.invoicing.choices import InvoiceState, SentHow
from waarborg.invoicing.drafting import required_in
from waarborg.invoicing.finishing import opened
from waarborg.invoicing.governing import claims
from waarborg.invoicing.models import BillingDetails, Invoice
from waarborg.invoicing.paper import PDF, XML, Paper
from waarborg.kernel import clock
from waarborg.kernel.errors import Conflict, InvalidInput
from waarborg.ledger.vocabulary import Kind
from waarborg.letters.outbox import Message, queue_free
from waarborg.vault.services import OpenKey

PRINCIPAL = "principal"
AGREEMENT = "contract"
"""The ground on which a principal gets an invoice."""


def send(actor: Actor, dossier_id: UUID, invoice_id: UUID, how: SentHow) -> None:
    """Send it, or write down how it went. Raises `Refused`, `NotFound`, `Conflict` and `InvalidInput`."""
    with open_door(actor, "write", dossier_id=dossier_id, claims=claims(actor)) as door:
        row = required_in(door, invoice_id)
        if row.state != InvoiceState.FINAL:
            raise Conflict(_("This invoice is a draft, or it was sent already."))
        key, paper = opened(door, row)
        address = _address(door, row) if how is SentHow.EMAIL else ""
        if row.named:
            _require_disclosing(door, row, how)
        details = {"invoice": str(row.pk), "channel": how.value}
        decision = door.note(Kind.INVOICE_SENT, categories=(row.category,), details=details)
        Invoice.objects.using(door.using).filter(pk=row.pk).update(
            state=InvoiceState.SENT,
            sent_at=clock.now(),
            sent_by_id=actor.somebody,
            sent_how=how,
            decision_id=decision,
        )
        if address:
            queue_free(door, _message(row, key, paper, address), decision)


def _require_disclosing(door: Door, row: Invoice, how: SentHow) -> None:
    """The client's name is on it: may that go to the principal, in this way? Raises `Refused` with the article."""
    stated = Claims(
        purpose=door.claims.purpose, ground=AGREEMENT, channel=how.value, recipient=PRINCIPAL, party=row.party_id
    )
    door.turn_to("disclose", row.dossier_id, claims=stated)
    door.require(catalogue_of(door.actor.in_force).identity.key, door.scope())
    door.require(row.category, door.scope(row.trajectory_id), author=True)


def _address(door: Door, row: Invoice) -> str:
    found = BillingDetails.objects.using(door.using).filter(party_id=row.party_id).values_list("email", flat=True)
    address = next(iter(found), "")
    if not address:
        said = _("Nobody wrote down yet to which e-mail address the invoices of this principal go.")
        raise InvalidInput(said, {"how": said})
    return address


def _message(row: Invoice, key: OpenKey, paper: Paper, address: str) -> Message:
    """The invoice as PDF and as UBL, with its number and nothing else in subject and words."""
    pdf = key.open(bytes(row.sealed_pdf or b""), row=row.pk, table=PDF)
    xml = key.open(bytes(row.sealed_xml or b""), row=row.pk, table=XML)
    with translation.override(paper.language):
        said = {"number": paper.number, "organisation": paper.seller.name}
        subject = _("Credit note %(number)s") if paper.credits else _("Invoice %(number)s")
        return Message(
            to=address,
            subject=subject % said,
            body=_("Hello,\n\nOur invoice %(number)s comes with this e-mail.\n\nKind regards,\n%(organisation)s\n")
            % said,
            files=(
                (f"{paper.number}.pdf", "application/pdf", base64.b64encode(pdf).decode()),
                (f"{paper.number}.xml", "application/xml", base64.b64encode(xml).decode()),
            ),
        )
