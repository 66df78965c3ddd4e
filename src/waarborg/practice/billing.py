"""What an agency charges: who it is on an invoice, its rates and fixed prices, and how VAT is counted.

All of it is the agency's own: no rate, price or percentage stands in the program.
"""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, Field, model_validator

from waarborg.policy.model.base import Key, Part
from waarborg.practice.items import Item

VatCategory = Literal["S", "Z", "E", "AE"]
"""As in EN 16931 (UNCL 5305): with VAT, zero rate, exempt, reverse charge."""
WITHOUT_VAT = ("E", "AE")
"""For which an invoice says why there is none."""


def _decimal(value: Any) -> Any:
    """A number as it is written, without the rounding of binary fractions."""
    if isinstance(value, str | int) and not isinstance(value, bool):
        try:
            return Decimal(str(value))
        except InvalidOperation:
            return value
    return value


Amount = Annotated[Decimal, BeforeValidator(_decimal), Field(ge=0, max_digits=9, decimal_places=2)]
"""Euros."""
Percentage = Annotated[Decimal, BeforeValidator(_decimal), Field(ge=0, le=100, max_digits=5, decimal_places=2)]


class Seller(Part):
    """The agency as it stands on its invoices."""

    name: str = Field(min_length=1, max_length=120)
    street: str = Field(min_length=1, max_length=120)
    postcode: str = Field(min_length=1, max_length=10)
    place: str = Field(min_length=1, max_length=80)
    country: str = Field(default="NL", pattern=r"^[A-Z]{2}$")
    company_number: str = Field(pattern=r"^[0-9]{8}$")
    """In the trade register."""
    vat_number: str = Field(pattern=r"^[A-Z]{2}[0-9A-Z]{2,12}$")
    iban: str = Field(pattern=r"^[A-Z]{2}[0-9]{2}[0-9A-Z]{11,30}$")
    email: str = Field(pattern=r"^[^@\s]+@[^@\s]+$", max_length=120)


class VatRate(Item):
    """A way of counting VAT: its category, its percentage, and why there is none where there is none."""

    category: VatCategory
    percent: Percentage = Decimal(0)
    because: str = Field(default="", max_length=200)

    @model_validator(mode="after")
    def _agrees(self) -> Self:
        if (self.category == "S") != (self.percent > 0):
            raise ValueError("only what is with VAT has a percentage, and it has one above zero")
        if (self.category in WITHOUT_VAT) != bool(self.because):
            raise ValueError("say `because` for what is exempt or shifted, and for nothing else")
        return self


class HourlyRate(Part):
    """What an hour of one kind of trajectory costs, without VAT."""

    of: Key
    hourly: Amount
    vat: Key


class FixedPrice(Item):
    """A result or a service of one kind of trajectory at a fixed price, without VAT: charged once per trajectory."""

    of: Key
    amount: Amount
    vat: Key


class Billing(Part):
    """Everything that is needed for an invoice, beside the commission itself."""

    seller: Seller
    prefix: str = Field(default="", pattern=r"^[A-Z0-9-]{0,8}$")
    """With which the numbers of invoices begin, before the year."""
    pay_within_days: int = Field(ge=1, le=120)
    vat: tuple[VatRate, ...] = Field(min_length=1)
    hourly: tuple[HourlyRate, ...] = ()
    fixed: tuple[FixedPrice, ...] = ()

    @model_validator(mode="after")
    def _whole(self) -> Self:
        known = {one.key for one in self.vat}
        unknown = ({one.vat for one in self.hourly} | {one.vat for one in self.fixed}) - known
        if unknown:
            raise ValueError(f"no such way of counting VAT: {', '.join(sorted(unknown))}")
        for name, keys in (
            ("vat", [one.key for one in self.vat]),
            ("fixed", [one.key for one in self.fixed]),
            ("hourly", [one.of for one in self.hourly]),
        ):
            if len(keys) != len(set(keys)):
                raise ValueError(f"{name}: something stands twice")
        return self

    def vat_rate(self, key: str) -> VatRate | None:
        """One way of counting VAT."""
        return next((one for one in self.vat if one.key == key), None)

    def hourly_for(self, kind: str) -> HourlyRate | None:
        """The rate of a kind of trajectory."""
        return next((one for one in self.hourly if one.of == kind), None)

    def fixed_for(self, kind: str) -> list[FixedPrice]:
        """The fixed prices of a kind of trajectory that can still be charged."""
        return [one for one in self.fixed if one.of == kind and not one.retired]
