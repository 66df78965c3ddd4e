"""What an invoice says, as it is sealed: who charges whom, for which commission by its references, line by line."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from waarborg.invoicing.amounts import Line, Totals, Vat, totals

TABLE = "invoicing_invoice"
PDF, XML = f"{TABLE}:pdf", f"{TABLE}:xml"
"""To what is sealed of an invoice: what it says, and its files."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Business:
    """An organisation on an invoice: how it is called, where it is, its numbers. Empty is not known."""

    name: str
    street: str
    postcode: str
    place: str
    country: str
    company_number: str = ""
    vat_number: str = ""
    iban: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """Everything on it. `named` is the client's name, where that has to stand on it; `credits` the number it undoes."""

    seller: Business
    buyer: Business
    reference: str
    order: str
    contract: str
    first: date
    until: date
    pay_within_days: int
    lines: Sequence[Line]
    language: str = "nl"
    number: str = ""
    issued_on: date | None = None
    due_on: date | None = None
    named: str = ""
    credits: str = ""
    minutes: int = 0
    """The time in it, in minutes."""

    @property
    def totals(self) -> Totals:
        """What it comes to."""
        return totals(self.lines)

    def numbered(self, number: str, issued_on: date, due_on: date) -> Paper:
        """The same with its number and its days."""
        return replace(self, number=number, issued_on=issued_on, due_on=due_on)

    def to_bytes(self) -> bytes:
        """As JSON."""
        return json.dumps(asdict(self), default=str, ensure_ascii=False).encode()

    @classmethod
    def from_bytes(cls, plain: bytes) -> Paper:
        """From JSON."""
        given = json.loads(plain)
        given["seller"], given["buyer"] = Business(**given["seller"]), Business(**given["buyer"])
        given["lines"] = [_line(one) for one in given["lines"]]
        for name in ("first", "until", "issued_on", "due_on"):
            given[name] = date.fromisoformat(given[name]) if given[name] else None
        return cls(**given)


def _line(given: Mapping[str, Any]) -> Line:
    vat = Vat(**{**given["vat"], "percent": Decimal(given["vat"]["percent"])})
    numbers = {name: Decimal(given[name]) for name in ("quantity", "price")}
    return Line(**{**given, **numbers, "vat": vat})
