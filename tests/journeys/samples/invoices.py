"""Invoices: all of them, those of a dossier, a draft and a final one, where they go, what is charged."""

import datetime as dt
from typing import Any
from uuid import UUID

from waarborg.desk.forms import invoices as forms
from waarborg.desk.forms.practice import lines

NUMBER = "ZP-2026-0147"
ON = dt.date(2026, 11, 20)
VAT = [("standard", "Met btw"), ("exempt", "Vrijgesteld")]
KINDS = [("reintegration", "Re-integratie"), ("second_track", "Tweede spoor")]
ONE: dict[str, Any] = {
    "id": UUID(int=7),
    "url": "/f/1/",
    "title": "F2026-00012",
    "kind": "factuur",
    "draft": False,
    "state": "definitief",
    "sent": False,
    "dossier": NUMBER,
    "principal": "UWV Vlietdam",
    "reference": "TR-2026-14",
    "on": ON,
    "amount": "€ 1.148,86",
}
INVOICE: dict[str, Any] = {
    "number": NUMBER,
    "back_url": "/f/",
    "one": ONE,
    "is_credit": False,
    "credits": "",
    "about": [("Opdrachtgever", "UWV Vlietdam"), ("Traject", "TR-2026-14"), ("Datum", ON)],
    "lines": [
        {"text": "Gesprek", "number": "6:30", "price": "€ 92,50", "vat": "21%", "amount": "€ 601,25"},
        {"text": "Intake afgerond", "number": "1", "price": "€ 450,00", "vat": "0%", "amount": "€ 450,00"},
    ],
    "sums": [("Zonder btw", "€ 1.051,25"), ("Btw 21%", "€ 126,26"), ("Te betalen", "€ 1.177,51")],
    "named": "",
    "may": True,
    "acts": dict.fromkeys(("definitief", "weggooien", "versturen", "crediteren"), "/f/1/doen/"),
    "send_form": forms.SendForm(),
}
NEW = forms.InvoiceForm(
    {"first": "2026-10-01", "until": "2026-10-31", "reference": "Jansen", "language": "nl"},
    trajectories=[("1", "Werkfit maken"), ("2", "Naar werk")],
    fixed=[("intake", "Intake afgerond (€ 450,00)")],
    with_name=True,
)
SELLER = {"base": 3, "name": "Zuidpunt Re-integratie", "street": "Kade 1", "postcode": "1234 AB", "place": "Vlietdam"}
RECORDER = {"may_record": True, "who_may": "verantwoordelijke", "article": "2.1"}
HOURLY = {"of": "reintegration", "hourly": "92.50", "vat": "standard"}


def charging() -> dict[str, Any]:
    form = forms.ChargingForm(initial=SELLER)
    vat = lines(forms.VatForm, "vat", None, [{"key": "standard", "nl": "Met btw", "category": "S", "percent": "21"}])
    given = {"kinds": KINDS, "vat": VAT}
    hourly = lines(forms.HourlyForm, "hourly", None, [HOURLY], **given)
    fixed = lines(forms.FixedForm, "fixed", None, [{"key": "intake", "nl": "Intake", "amount": "450"}], **given)
    return {"form": form, "vat": vat, "hourly": hourly, "fixed": fixed, "all_forms": [form]}


PAGES = {
    "invoices": (
        "desk/invoices.html",
        {
            "invoices": [ONE, {**ONE, "sent": True, "state": "verstuurd"}, {**ONE, "draft": True, "title": "concept"}],
            "transfer": [{"title": "Naam", "article": "1.2", "fields": ["Naam"]}],
            "transfer_url": "/f/boekhouding/",
        },
    ),
    "invoices, none": ("desk/invoices.html", {"invoices": [], "transfer": [], "transfer_url": "/f/"}),
    "invoices of a dossier": (
        "desk/dossier_invoices.html",
        {"number": NUMBER, "dossier_url": "/d/1/", "invoices": [ONE], "new_url": "/f/nieuw/"},
    ),
    "invoice to make": ("desk/invoice_new.html", {"number": NUMBER, "form": NEW}),
    "invoice, a draft": ("desk/invoice.html", {**INVOICE, "one": {**ONE, "draft": True, "title": "concept"}}),
    "invoice, final": (
        "desk/invoice.html",
        {**INVOICE, "named": "Robin Proef", "pdf_url": "/f/1.pdf", "xml_url": "/f/1.xml", "undone_url": ""},
    ),
    "billing of a principal": (
        "desk/principal_billing.html",
        {
            "principal": {"name": "UWV Vlietdam", "url": "/o/1/"},
            "form": forms.DetailsForm(),
            "rates": [
                {
                    "number": "2026-1",
                    "url": "/o/t/",
                    "hourly": "€ 92,50",
                    "form": forms.RateForm(vat=VAT, auto_id="r1_%s"),
                }
            ],
            **RECORDER,
        },
    ),
    "what is charged": ("desk/practice_billing.html", charging()),
}
