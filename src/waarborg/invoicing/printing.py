"""The invoice on paper: an accessible PDF (PDF/UA-1)."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils import formats, translation
from django.utils.translation import gettext as _

from waarborg.invoicing.amounts import Line
from waarborg.invoicing.paper import Business, Paper
from waarborg.letters.typesetting import PIECE, typeset


def as_pdf(paper: Paper, *, at: datetime) -> bytes:
    """The invoice as PDF, in its own language. The same invoice of the same moment is the same file."""
    with translation.override(paper.language):
        title = _("Credit note %(number)s") if paper.credits else _("Invoice %(number)s")
        said = {
            "organisation": paper.seller.name,
            "title": title % {"number": paper.number},
            "parts": [*_head(paper), _table(paper), *_tail(paper)],
        }
    return typeset(PIECE, paper.language, said, at=at)


def _head(paper: Paper) -> list[dict[str, Any]]:
    about = [
        (_("Date"), _day(paper.issued_on)),
        (_("Your order"), paper.order),
        (_("Trajectory"), paper.reference),
        (_("Agreement"), paper.contract),
        (_("Name"), paper.named),
        (_("Period"), f"{_day(paper.first)} – {_day(paper.until)}"),
        (_("Undoes invoice"), paper.credits),
    ]
    return [
        _fields([(_("Billed by"), _address(paper.seller)), (_("Billed to"), _address(paper.buyer))]),
        _fields([(label, value) for label, value in about if value]),
    ]


def _table(paper: Paper) -> dict[str, Any]:
    heads = [_("What"), _("How many"), _("Price"), _("VAT"), _("Amount")]
    return {"shape": "table", "lines": [], "rows": [heads, *(_line(line) for line in paper.lines)]}


def _line(line: Line) -> list[str]:
    unit = _("%(number)s hours") if line.hours else "%(number)s"
    vat = f"{_plain(line.vat.percent)}%"
    return [line.text, unit % {"number": _plain(line.quantity)}, money(line.price), vat, money(line.net)]


def _tail(paper: Paper) -> list[dict[str, Any]]:
    summed = paper.totals
    sums = [(_("Without VAT"), money(summed.net))]
    for one in summed.vat:
        over = {"percent": _plain(one.vat.percent), "net": money(one.net)}
        sums.append((_("VAT %(percent)s%% over %(net)s") % over, one.vat.because or money(one.tax)))
    sums.append((_("Credited") if paper.credits else _("To pay"), money(summed.gross)))
    ours = [
        (_("Trade register"), paper.seller.company_number),
        (_("VAT number"), paper.seller.vat_number),
        ("IBAN", paper.seller.iban),
        (_("E-mail"), paper.seller.email),
    ]
    pay = [] if paper.credits else [(_("Pay before"), _day(paper.due_on))]
    return [_fields(sums), _fields([*pay, *ours])]


def _fields(rows: list[tuple[str, str]]) -> dict[str, Any]:
    return {"shape": "fields", "lines": [], "rows": [list(row) for row in rows]}


def _address(business: Business) -> str:
    return ", ".join((business.name, business.street, f"{business.postcode} {business.place}"))


def money(amount: Decimal) -> str:
    """An amount in euros as people write it, in the language at hand."""
    return f"€ {formats.number_format(amount, 2, use_l10n=True, force_grouping=True)}"


def _plain(number: Decimal) -> str:
    return formats.number_format(number.normalize() if number == number.to_integral() else number, use_l10n=True)


def _day(day: date | None) -> str:
    return formats.date_format(day, "j F Y") if day else ""
