"""What an invoice comes to: lines, VAT per way of counting, totals, in whole cents with half a cent up."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

CENT = Decimal("0.01")
HOUR = 60
"""Minutes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Vat:
    """A way of counting VAT as the invoice has it: category (UNCL 5305), percentage, and why there is none."""

    category: str
    percent: Decimal
    because: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line: what, how much of it (hours or pieces), at which price without VAT."""

    text: str
    quantity: Decimal
    hours: bool
    price: Decimal
    vat: Vat

    @property
    def net(self) -> Decimal:
        """Its amount without VAT, in euros."""
        return cents(self.quantity * self.price)


@dataclass(frozen=True, slots=True, kw_only=True)
class VatSum:
    """What is counted in one way: the amount without VAT, and the VAT over it."""

    vat: Vat
    net: Decimal

    @property
    def tax(self) -> Decimal:
        """The VAT, in euros."""
        return cents(self.net * self.vat.percent / 100)


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """An invoice added up."""

    vat: Sequence[VatSum]

    @property
    def net(self) -> Decimal:
        """Without VAT."""
        return sum((one.net for one in self.vat), Decimal(0))

    @property
    def tax(self) -> Decimal:
        """All VAT."""
        return sum((one.tax for one in self.vat), Decimal(0))

    @property
    def gross(self) -> Decimal:
        """What is to be paid."""
        return self.net + self.tax


def cents(amount: Decimal) -> Decimal:
    """Rounded to whole cents, half a cent up."""
    return amount.quantize(CENT, ROUND_HALF_UP)


def hours_of(minutes: Decimal) -> Decimal:
    """Minutes as hours in hundredths."""
    return (minutes / HOUR).quantize(CENT, ROUND_HALF_UP)


def totals(lines: Iterable[Line]) -> Totals:
    """Add lines up, per way of counting VAT in the order in which they come."""
    sums: dict[Vat, Decimal] = {}
    for line in lines:
        sums[line.vat] = sums.get(line.vat, Decimal(0)) + line.net
    return Totals(vat=[VatSum(vat=vat, net=net) for vat, net in sums.items()])
