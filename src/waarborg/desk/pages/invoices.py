"""Invoices, in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from waarborg.desk.forms.invoices import DetailsForm, InvoiceForm, RateForm, SendForm
from waarborg.desk.pages.hours import in_hours
from waarborg.desk.pages.principals import name_of, who_may
from waarborg.desk.pages.records import trajectory_choices
from waarborg.gate.actors import Actor
from waarborg.invoicing.billing import Details
from waarborg.invoicing.charging import Asked
from waarborg.invoicing.choices import InvoiceKind, InvoiceState
from waarborg.invoicing.choosing import ToInvoice
from waarborg.invoicing.governing import may_invoice
from waarborg.invoicing.printing import money
from waarborg.invoicing.selectors import SeenInvoice
from waarborg.invoicing.transferring import columns, may_transfer
from waarborg.kernel import clock
from waarborg.kernel.languages import reader_language
from waarborg.parties.selectors import SeenParty
from waarborg.practice.billing import Billing
from waarborg.practice.document import Way


def list_page(actor: Actor, found: Sequence[SeenInvoice]) -> dict[str, Any]:
    """What desk/invoices.html needs."""
    going = columns(actor) if may_transfer(actor) else []
    return {
        "invoices": [line(one) for one in found],
        "transfer": [
            {
                "title": one.entry.rule.title,
                "article": one.article,
                "fields": [one.entry.rule.fields[name].label for name in one.fields],
            }
            for one in going
        ],
        "transfer_url": reverse("desk:invoices_transfer"),
    }


def dossier_page(actor: Actor, number: str, found: Sequence[SeenInvoice]) -> dict[str, Any]:
    """What desk/dossier_invoices.html needs."""
    return {
        "number": number,
        "dossier_url": reverse("desk:dossier", args=[number]),
        "invoices": [line(one) for one in found],
        "new_url": reverse("desk:invoice_new", args=[number]) if may_invoice(actor) else "",
    }


def line(one: SeenInvoice) -> dict[str, Any]:
    """One of them in a list."""
    return {
        "id": one.id,
        "url": reverse("desk:invoice", args=[one.dossier_number, one.id]),
        "title": one.number or _("draft"),
        "kind": one.kind.label,
        "draft": one.state is InvoiceState.DRAFT,
        "state": one.state.label,
        "sent": one.state is InvoiceState.SENT,
        "dossier": one.dossier_number,
        "principal": one.paper.buyer.name,
        "reference": one.paper.reference,
        "on": one.paper.issued_on or one.made_at.date(),
        "amount": money(_signed(one, one.paper.totals.gross)),
    }


def _signed(one: SeenInvoice, amount: Decimal) -> Decimal:
    return -amount if one.kind is InvoiceKind.CREDIT_NOTE else amount


def invoice_page(actor: Actor, number: str, one: SeenInvoice) -> dict[str, Any]:
    """What desk/invoice.html needs."""
    paper, summed = one.paper, one.paper.totals
    acts = {
        name: reverse("desk:invoice_act", args=[number, one.id, name])
        for name in ("definitief", "weggooien", "versturen", "crediteren")
    }
    files = {
        f"{kind}_url": reverse("desk:invoice_file", args=[number, one.id, kind])
        for kind in ("pdf", "xml")
        if one.state is not InvoiceState.DRAFT
    }
    return {
        "number": number,
        "back_url": reverse("desk:dossier_invoices", args=[number]),
        "one": line(one),
        "is_credit": one.kind is InvoiceKind.CREDIT_NOTE,
        "credits": paper.credits,
        "about": [(label, said) for label, said in _about(one) if said],
        "lines": [
            {
                "text": row.text,
                "number": in_hours(float(row.quantity * 60)) if row.hours else f"{row.quantity:f}",
                "price": money(row.price),
                "vat": f"{row.vat.percent.normalize():f}%",
                "amount": money(row.net),
            }
            for row in paper.lines
        ],
        "sums": [
            (_("Without VAT"), money(summed.net)),
            *(
                (f"{_('VAT')} {two.vat.percent.normalize():f}%", two.vat.because or money(two.tax))
                for two in summed.vat
            ),
            (_("Credited") if paper.credits else _("To pay"), money(summed.gross)),
        ],
        "named": paper.named,
        "may": may_invoice(actor),
        "acts": acts,
        "send_form": SendForm(),
        "undone_url": reverse("desk:invoice", args=[number, one.undone_by_id]) if one.undone_by_id else "",
        "undoes_url": reverse("desk:invoice", args=[number, one.undoes_id]) if one.undoes_id else "",
        **files,
    }


def _about(one: SeenInvoice) -> list[tuple[str, Any]]:
    paper = one.paper
    return [
        (_("Principal"), paper.buyer.name),
        (_("Trajectory"), paper.reference),
        (_("Your order"), paper.order),
        (_("Agreement"), paper.contract),
        (_("Hours from"), paper.first),
        (_("Hours until"), paper.until),
        (_("Date"), paper.issued_on),
        (_("Pay before"), paper.due_on if not paper.credits else None),
        (_("How it went"), one.sent_how.label if one.sent_how else ""),
    ]


def new_form(where: ToInvoice, data: Any = None) -> InvoiceForm:
    """The form of a new invoice: last month, unless somebody types other days."""
    language = reader_language()
    until = clock.today().replace(day=1) - timedelta(days=1)
    return InvoiceForm(
        data,
        trajectories=trajectory_choices(where.practice, where.trajectories),
        fixed=[(one.key, f"{one.label(language)} ({money(one.amount)})") for one in where.fixed],
        with_name=where.with_name,
        initial={"first": until.replace(day=1), "until": until, "reference": where.reference, "language": "nl"},
    )


def asked_by(where: ToInvoice, form: InvoiceForm) -> Asked:
    """What the service needs, from what was typed."""
    said = form.cleaned_data
    return Asked(
        trajectory_id=UUID(said.get("trajectory") or where.trajectories[0]["id"]),
        first=said["first"],
        until=said["until"],
        reference=said["reference"].strip(),
        order=said["order"].strip(),
        fixed=tuple(said.get("fixed", ())),
        named=said.get("named", False),
        language=said["language"],
    )


def billing_page(
    actor: Actor, one: SeenParty, rates: Mapping[UUID, tuple[Decimal, str]], way: Way, details: DetailsForm
) -> dict[str, Any]:
    """What desk/principal_billing.html needs."""
    vat = vat_choices(way.billing)
    return {
        "principal": {"name": name_of(one), "url": reverse("desk:principal", args=[one.id])},
        "form": details,
        "rates": [
            {
                "number": agreed.number,
                "url": reverse("desk:agreement_rate", args=[agreed.id]),
                "hourly": money(rates[agreed.id][0]) if agreed.id in rates else "",
                "form": rate_form(vat, rates.get(agreed.id), agreed.id),
            }
            for agreed in one.contracts
            if vat
        ],
        **who_may(actor),
    }


def rate_form(vat: list[tuple[str, str]], now: tuple[Decimal, str] | None, contract_id: UUID) -> RateForm:
    """The form for what an hour costs under one agreement."""
    initial = {"hourly": now[0], "vat": now[1]} if now else None
    return RateForm(vat=vat, initial=initial, auto_id=f"id_{contract_id}_%s")


def vat_choices(billing: Billing | None) -> list[tuple[str, str]]:
    """The ways of counting VAT to choose from."""
    language = reader_language()
    return [(one.key, one.label(language)) for one in billing.vat if not one.retired] if billing else []


def details_initial(known: Details | None) -> dict[str, str] | None:
    """What is known of a principal, for its form."""
    return {name: getattr(known, name) for name in Details.__dataclass_fields__} if known else None


def charging_initial(way: Way, base: int) -> dict[str, Any]:
    """What the agency charges, for its form."""
    billing = way.billing
    if billing is None:
        return {"base": base}
    on_top = {"begins_with": billing.prefix, "pay_within_days": billing.pay_within_days}
    return {"base": base, **billing.seller.model_dump(exclude={"country"}), **on_top}


def charging_rows(way: Way) -> dict[str, list[dict[str, Any]]]:
    """Its lists, for their forms."""
    names = ("vat", "hourly", "fixed")
    return {name: [one.model_dump() for one in getattr(way.billing, name)] if way.billing else [] for name in names}


def kind_choices(way: Way) -> list[tuple[str, str]]:
    """The kinds of trajectory in a way of working that is being changed."""
    language = reader_language()
    return [(one.key, one.label(language)) for one in way.trajectory_types if not one.retired]
