"""What the agency charges, as part of its way of working: proposed by form, decided on like the rest."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from waarborg.desk.forms import invoices as forms
from waarborg.desk.forms.mistakes import tell
from waarborg.desk.forms.practice import items_in, lines
from waarborg.desk.pages import invoices as pages
from waarborg.desk.requests import DeskRequest
from waarborg.desk.views.practice import proposed
from waarborg.gate.door import must_be_allowed
from waarborg.kernel.errors import InvalidInput
from waarborg.practice.document import Way, with_billing
from waarborg.practice.selectors import in_hand

ON_TOP = ("base", "begins_with", "pay_within_days")
"""What of the form is not of the agency as it stands on its invoices."""


@require_http_methods(["GET", "POST"])
def practice_billing(request: DeskRequest) -> HttpResponse:
    """Who the agency is on an invoice, how VAT is counted, rates and fixed prices."""
    must_be_allowed(request.actor, "propose")
    way, base = in_hand(request.actor)
    form = forms.ChargingForm(request.POST or None, initial=pages.charging_initial(way, base))
    parts = _parts(request, way)
    if form.is_valid() and all(part.is_valid() for part in parts.values()):
        try:
            changed = with_billing(way, _said(form, parts))
        except InvalidInput as mistake:
            tell(form, mistake, _named)
        else:
            return proposed(request, changed, form.cleaned_data["base"])
    page = {"form": form, **parts, "all_forms": [form, *(line for part in parts.values() for line in part)]}
    status = InvalidInput.status if form.is_bound else 200
    return render(request, "desk/practice_billing.html", page, status=status)


def _parts(request: DeskRequest, way: Way) -> dict[str, Any]:
    rows = pages.charging_rows(way)
    parts = {"vat": lines(forms.VatForm, "vat", request.POST, rows["vat"])}
    if way.billing:
        given = {"kinds": pages.kind_choices(way), "vat": pages.vat_choices(way.billing)}
        parts["hourly"] = lines(forms.HourlyForm, "hourly", request.POST, rows["hourly"], **given)
        parts["fixed"] = lines(forms.FixedForm, "fixed", request.POST, rows["fixed"], **given)
    return parts


def _said(form: forms.ChargingForm, parts: dict[str, Any]) -> dict[str, Any]:
    said = form.cleaned_data
    return {
        "seller": {name: value for name, value in said.items() if name not in ON_TOP},
        "prefix": said["begins_with"],
        "pay_within_days": said["pay_within_days"],
        "vat": tuple(items_in(parts["vat"])),
        "hourly": tuple(line.item() for line in parts["hourly"] if not line.is_empty) if "hourly" in parts else (),
        "fixed": tuple(items_in(parts["fixed"])) if "fixed" in parts else (),
    }


def _named(place: str) -> str:
    """The field of the form that a place in the document comes from."""
    name = place.rpartition(".")[2]
    return "begins_with" if name == "prefix" else name
