"""Where a principal's invoices go, and what was agreed with it. Written by whoever gives work, as all about them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from waarborg.gate.actors import Actor
from waarborg.gate.door import Door, in_context, open_door
from waarborg.invoicing.models import AgreedRate, BillingDetails
from waarborg.kernel.errors import InvalidInput, NotFound
from waarborg.kernel.identifiers import new_id
from waarborg.ledger.vocabulary import Kind
from waarborg.parties.models import Contract, Party
from waarborg.parties.services import ACT
from waarborg.practice.selectors import practice_of

COMPANY_NUMBER = re.compile(r"^[0-9]{8}$")
VAT_NUMBER = re.compile(r"^[A-Z]{2}[0-9A-Z]{2,12}$")
COUNTRY = re.compile(r"^[A-Z]{2}$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Details:
    """Address, numbers and e-mail address of where invoices are paid; of an organisation, never of a person."""

    street: str
    postcode: str
    place: str
    country: str = "NL"
    company_number: str = ""
    vat_number: str = ""
    email: str = ""


def details_of(actor: Actor, party_id: UUID) -> Details | None:
    """What is known of a principal; None when nobody filled it in. One statement."""
    with in_context(actor):
        row = BillingDetails.objects.filter(party_id=party_id, organisation_id=actor.organisation_id).first()
    return read_details(row) if row else None


def read_details(row: BillingDetails) -> Details:
    """The same from a row."""
    return Details(**{name: getattr(row, name) for name in Details.__dataclass_fields__})


def set_details(actor: Actor, party_id: UUID, details: Details) -> None:
    """Write where invoices go. Raises `Refused`, `NotFound`, and `InvalidInput` with a message per field."""
    _check(details)
    with open_door(actor, ACT) as door:
        door.require_anywhere()
        _party(door, party_id)
        decision = door.note(Kind.BILLING_CHANGED, details={"party": str(party_id)})
        given = {name: getattr(details, name) for name in Details.__dataclass_fields__}
        known = BillingDetails.objects.filter(party_id=party_id)
        if not known.update(**given, decision_id=decision):
            made = BillingDetails(
                id=new_id(), organisation_id=actor.organisation_id, party_id=party_id, decision_id=decision, **given
            )
            BillingDetails.objects.bulk_create([made])


def set_rate(actor: Actor, contract_id: UUID, *, hourly: Decimal, vat: str) -> UUID:
    """Write what an hour costs under an agreement; returns with whom. Raises `Refused`, `NotFound`, `InvalidInput`."""
    billing = practice_of(actor.organisation_id).way.billing
    wrong: dict[str, str] = {}
    if hourly < 0:
        wrong["hourly"] = _("Fill in an amount of zero or more.")
    if billing is None or billing.vat_rate(vat) is None:
        wrong["vat"] = _("Choose one from the list.")
    if wrong:
        raise InvalidInput(_("Some things are not right yet."), wrong)
    with open_door(actor, ACT) as door:
        door.require_anywhere()
        agreed = Contract.objects.filter(pk=contract_id, organisation_id=actor.organisation_id).first()
        if agreed is None:
            raise NotFound("There is no such agreement here.")
        decision = door.note(Kind.BILLING_CHANGED, details={"contract": str(contract_id)})
        if not AgreedRate.objects.filter(contract_id=contract_id).update(hourly=hourly, vat=vat, decision_id=decision):
            made = AgreedRate(
                id=new_id(),
                organisation_id=actor.organisation_id,
                contract_id=contract_id,
                hourly=hourly,
                vat=vat,
                decision_id=decision,
            )
            AgreedRate.objects.bulk_create([made])
    return agreed.party_id


def rates_of(actor: Actor, party_id: UUID) -> Mapping[UUID, tuple[Decimal, str]]:
    """Per agreement of a principal what an hour costs and how VAT is counted, where that was agreed. One statement."""
    with in_context(actor):
        rows = AgreedRate.objects.filter(contract__party_id=party_id, organisation_id=actor.organisation_id)
        return {row.contract_id: (row.hourly, row.vat) for row in rows}


def _party(door: Door, party_id: UUID) -> None:
    if not Party.objects.filter(pk=party_id, organisation_id=door.actor.organisation_id).exclude(name="").exists():
        raise NotFound("There is no such party here.")


def _check(details: Details) -> None:
    empty = _("This must be filled in.")
    wrong = {name: empty for name in ("street", "postcode", "place") if not getattr(details, name).strip()}
    if not COUNTRY.match(details.country):
        wrong["country"] = _("Fill in two letters, such as NL.")
    if details.company_number and not COMPANY_NUMBER.match(details.company_number):
        wrong["company_number"] = _("A number of the trade register has eight digits.")
    if details.vat_number and not VAT_NUMBER.match(details.vat_number):
        wrong["vat_number"] = _("A VAT number begins with two letters, such as NL.")
    if details.email:
        try:
            validate_email(details.email)
        except ValidationError:
            wrong["email"] = _("This is no e-mail address.")
    if wrong:
        raise InvalidInput(_("Some things are not right yet."), wrong)
