"""What goes into an invoice: approved hours by kind of time, and fixed prices, each once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db import IntegrityError, connections, transaction
from django.utils.translation import gettext as _

from waarborg.dossiers.models import Trajectory
from waarborg.gate.door import Door
from waarborg.invoicing.amounts import Line, Vat, hours_of
from waarborg.invoicing.models import AgreedRate, Charged, Invoice
from waarborg.kernel.errors import InvalidInput
from waarborg.kernel.identifiers import new_id
from waarborg.practice.billing import Billing, FixedPrice
from waarborg.practice.selectors import Practice


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What to charge: of which trajectory, over which days (the last included), which fixed prices, and under which
    references. `named`: with the client's name on it, which then does not go by e-mail."""

    trajectory_id: UUID
    first: date
    until: date
    reference: str
    order: str = ""
    fixed: tuple[str, ...] = ()
    named: bool = False
    language: str = "nl"


def charge(
    door: Door, invoice: Invoice, trajectory: Trajectory, asked: Asked, practice: Practice
) -> tuple[list[Line], int]:
    """Put hours and fixed prices in a draft: its lines, and the time in them in minutes.

    Raises `InvalidInput` for a fixed price that is not there or was charged before, and for hours without a rate.
    """
    billing = practice.way.billing
    assert billing is not None  # noqa: S101 - asked before the door was opened
    spent = _spent(door, invoice, asked, approved_only=practice.way.daily.time_approved_by is not None)
    lines = list(_hours(door, spent, trajectory, asked, practice)) if spent else []
    lines += [_fixed(door, invoice, asked, billing, key, trajectory.type) for key in asked.fixed]
    return lines, round(sum(spent.values()))


def _spent(door: Door, invoice: Invoice, asked: Asked, *, approved_only: bool) -> dict[str, Decimal]:
    """Declarable minutes per kind of time, from here on charged in this invoice. One statement."""
    with connections[door.using].cursor() as cursor:
        cursor.execute(
            "select activity, minutes from gate.charge_time(%s, %s, %s, %s)",
            [invoice.pk, asked.first, asked.until, approved_only],
        )
        return dict(cursor.fetchall())


def _hours(
    door: Door, spent: dict[str, Decimal], trajectory: Trajectory, asked: Asked, practice: Practice
) -> Iterator[Line]:
    """A line per kind of time, at the rate of the agreement, else that of the kind of trajectory."""
    price, vat = _rate(door, trajectory, practice)
    for activity, minutes in spent.items():
        if hours := hours_of(minutes):
            text = practice.label("time_categories", activity, asked.language)
            yield Line(text=text, quantity=hours, hours=True, price=price, vat=vat)


def _rate(door: Door, trajectory: Trajectory, practice: Practice) -> tuple[Decimal, Vat]:
    billing = practice.way.billing
    assert billing is not None  # noqa: S101 - as above
    agreed = AgreedRate.objects.using(door.using).filter(contract=trajectory.contract).first()
    usual = billing.hourly_for(trajectory.type)
    rate = agreed or usual
    if rate is None:
        raise InvalidInput(_("Nobody wrote down yet what an hour of this trajectory costs."))
    return rate.hourly, vat_of(billing, rate.vat)


def _fixed(door: Door, invoice: Invoice, asked: Asked, billing: Billing, key: str, kind: str) -> Line:
    price = next((one for one in billing.fixed_for(kind) if one.key == key), None)
    if price is None:
        raise InvalidInput(_("Some things are not right yet."), {"fixed": _("Choose from the list.")})
    _once(door, invoice, price)
    text = price.label(asked.language)
    return Line(text=text, quantity=Decimal(1), hours=False, price=price.amount, vat=vat_of(billing, price.vat))


def _once(door: Door, invoice: Invoice, price: FixedPrice) -> None:
    """A fixed price is charged once per trajectory; the database holds that too."""
    row = Charged(
        id=new_id(),
        organisation_id=invoice.organisation_id,
        dossier_id=invoice.dossier_id,
        trajectory_id=invoice.trajectory_id,
        invoice_id=invoice.pk,
        fixed=price.key,
        decision_id=invoice.decision_id,
    )
    try:
        with transaction.atomic(using=door.using):
            Charged.objects.using(door.using).bulk_create([row])
    except IntegrityError:
        said = _("This was charged before for this trajectory.")
        raise InvalidInput(_("Some things are not right yet."), {"fixed": said}) from None


def vat_of(billing: Billing, key: str) -> Vat:
    """How VAT is counted, as the invoice has it. Raises `InvalidInput` for a word that is not there any more."""
    found = billing.vat_rate(key)
    if found is None:
        raise InvalidInput(_("This way of counting VAT is not in the way of working any more."))
    return Vat(category=found.category, percent=found.percent, because=found.because)
