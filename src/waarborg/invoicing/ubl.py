"""The invoice as an electronic one: UBL 2.1 by EN 16931 and the Dutch rules upon it (NLCIUS 1.0).

Beside the two organisations it holds the reference of the order and that of the trajectory; `named` never goes in.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from xml.etree.ElementTree import Element, SubElement, indent, register_namespace, tostring

from waarborg.invoicing.amounts import Line, Vat, VatSum
from waarborg.invoicing.paper import Business, Paper
from waarborg.kernel.xml_text import in_xml

SPECIFICATION = "urn:cen.eu:en16931:2017#compliant#urn:fdc:nen.nl:nlcius:v1.0"
PROCESS = "urn:fdc:peppol.eu:2017:poacc:billing:01:1.0"
CURRENCY = "EUR"
TRADE_REGISTER = "0106"
"""The Dutch trade register among the schemes of identifiers (ISO 6523)."""
TRANSFER = "58"
"""A SEPA credit transfer (UNCL 4461)."""
INVOICE, CREDIT = "380", "381"
"""Kinds of document (UNCL 1001)."""
HOURS, PIECES = "HUR", "C62"
"""Units (UN/ECE recommendation 20)."""
ROOTS = "urn:oasis:names:specification:ubl:schema:xsd:"
CAC, CBC = f"{ROOTS}CommonAggregateComponents-2", f"{ROOTS}CommonBasicComponents-2"

register_namespace("cac", CAC)
register_namespace("cbc", CBC)


class _Writer:
    """An XML document written in the order of its schema."""

    def __init__(self, root: str) -> None:
        self.at = Element(f"{{{ROOTS}{root}-2}}{root}")

    def say(self, name: str, text: object, **attributes: str) -> None:
        """A value; nothing when there is none."""
        if text not in ("", None):
            SubElement(self.at, f"{{{CBC}}}{name}", attributes).text = in_xml(text)

    def amount(self, name: str, amount: Decimal) -> None:
        """An amount in euros."""
        self.say(name, f"{amount:.2f}", currencyID=CURRENCY)

    @contextmanager
    def within(self, name: str) -> Iterator[None]:
        """A group."""
        around, self.at = self.at, SubElement(self.at, f"{{{CAC}}}{name}")
        yield
        self.at = around


def as_ubl(paper: Paper) -> bytes:
    """The invoice or credit note as XML. It needs its number and its days."""
    is_credit = bool(paper.credits)
    xml = _Writer("CreditNote" if is_credit else "Invoice")
    _head(xml, paper, is_credit=is_credit)
    _parties(xml, paper)
    _payment(xml, paper)
    _sums(xml, paper)
    for at, line in enumerate(paper.lines, 1):
        _line(xml, at, line, is_credit=is_credit)
    indent(xml.at)
    written: bytes = tostring(xml.at, encoding="utf-8", xml_declaration=True)
    return written


def _head(xml: _Writer, paper: Paper, *, is_credit: bool) -> None:
    xml.say("CustomizationID", SPECIFICATION)
    xml.say("ProfileID", PROCESS)
    xml.say("ID", paper.number)
    xml.say("IssueDate", paper.issued_on)
    if is_credit:
        xml.say("CreditNoteTypeCode", CREDIT)
    else:
        xml.say("DueDate", paper.due_on)
        xml.say("InvoiceTypeCode", INVOICE)
    xml.say("DocumentCurrencyCode", CURRENCY)
    xml.say("BuyerReference", paper.reference)
    with xml.within("InvoicePeriod"):
        xml.say("StartDate", paper.first)
        xml.say("EndDate", paper.until)
    if paper.order:
        with xml.within("OrderReference"):
            xml.say("ID", paper.order)
    if is_credit:
        with xml.within("BillingReference"), xml.within("InvoiceDocumentReference"):
            xml.say("ID", paper.credits)
    if paper.contract:
        with xml.within("ContractDocumentReference"):
            xml.say("ID", paper.contract)


def _parties(xml: _Writer, paper: Paper) -> None:
    for role, business in (("AccountingSupplierParty", paper.seller), ("AccountingCustomerParty", paper.buyer)):
        with xml.within(role), xml.within("Party"):
            _business(xml, business)


def _business(xml: _Writer, business: Business) -> None:
    xml.say("EndpointID", business.company_number, schemeID=TRADE_REGISTER)
    with xml.within("PostalAddress"):
        xml.say("StreetName", business.street)
        xml.say("CityName", business.place)
        xml.say("PostalZone", business.postcode)
        with xml.within("Country"):
            xml.say("IdentificationCode", business.country)
    if business.vat_number:
        with xml.within("PartyTaxScheme"):
            xml.say("CompanyID", business.vat_number)
            _tax_scheme(xml)
    with xml.within("PartyLegalEntity"):
        xml.say("RegistrationName", business.name)
        xml.say("CompanyID", business.company_number, schemeID=TRADE_REGISTER)


def _tax_scheme(xml: _Writer) -> None:
    with xml.within("TaxScheme"):
        xml.say("ID", "VAT")


def _payment(xml: _Writer, paper: Paper) -> None:
    with xml.within("PaymentMeans"):
        xml.say("PaymentMeansCode", TRANSFER)
        xml.say("PaymentID", paper.number)
        with xml.within("PayeeFinancialAccount"):
            xml.say("ID", paper.seller.iban)


def _sums(xml: _Writer, paper: Paper) -> None:
    summed = paper.totals
    with xml.within("TaxTotal"):
        xml.amount("TaxAmount", summed.tax)
        for one in summed.vat:
            _vat_sum(xml, one)
    with xml.within("LegalMonetaryTotal"):
        xml.amount("LineExtensionAmount", summed.net)
        xml.amount("TaxExclusiveAmount", summed.net)
        xml.amount("TaxInclusiveAmount", summed.gross)
        xml.amount("PayableAmount", summed.gross)


def _vat_sum(xml: _Writer, one: VatSum) -> None:
    with xml.within("TaxSubtotal"):
        xml.amount("TaxableAmount", one.net)
        xml.amount("TaxAmount", one.tax)
        with xml.within("TaxCategory"):
            _vat(xml, one.vat)
            xml.say("TaxExemptionReason", one.vat.because)
            _tax_scheme(xml)


def _vat(xml: _Writer, vat: Vat) -> None:
    xml.say("ID", vat.category)
    xml.say("Percent", f"{vat.percent:.2f}")


def _line(xml: _Writer, at: int, line: Line, *, is_credit: bool) -> None:
    kind, quantity = ("CreditNoteLine", "CreditedQuantity") if is_credit else ("InvoiceLine", "InvoicedQuantity")
    with xml.within(kind):
        xml.say("ID", at)
        xml.say(quantity, f"{line.quantity:.2f}", unitCode=HOURS if line.hours else PIECES)
        xml.amount("LineExtensionAmount", line.net)
        with xml.within("Item"):
            xml.say("Name", line.text)
            with xml.within("ClassifiedTaxCategory"):
                _vat(xml, line.vat)
                _tax_scheme(xml)
        with xml.within("Price"):
            xml.amount("PriceAmount", line.price)
