"""Addresses for e-mail, for who gives roles: each is kept by a colleague, who opens its post."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from waarborg.desk.forms.incoming import ColleagueForm
from waarborg.desk.forms.mistakes import tell
from waarborg.desk.pages import incoming as pages
from waarborg.desk.requests import DeskRequest
from waarborg.incoming import addresses
from waarborg.kernel.errors import InvalidInput


@require_http_methods(["GET", "POST"])
def mail_addresses(request: DeskRequest) -> HttpResponse:
    """Every address with who opens its post, and one more."""
    found = addresses.addresses(request.actor)
    form = ColleagueForm(request.POST or None, colleagues=pages.colleague_choices(request.actor))
    if form.is_valid() and _made(request, form):
        return redirect("desk:mail_addresses")
    status = InvalidInput.status if form.is_bound else 200
    page = pages.addresses_page(found) | {"form": form}
    return render(request, "desk/mail_addresses.html", page, status=status)


def _made(request: DeskRequest, form: ColleagueForm) -> bool:
    if not addresses.domain():
        form.add_error(None, _("No e-mail comes in here yet: whoever runs this program has to set that up."))
        return False
    try:
        made = addresses.make(request.actor, UUID(form.cleaned_data["colleague"]))
    except InvalidInput as mistake:
        tell(form, mistake, {"keeper": "colleague"}.__getitem__)
        return False
    messages.success(request, _("The address is %(address)s.") % {"address": made})
    return True


@require_http_methods(["GET", "POST"])
def mail_address_hand_over(request: DeskRequest, address_id: UUID) -> HttpResponse:
    """Let another colleague open the post of an address, with what waits."""
    found = addresses.addresses(request.actor)
    form = ColleagueForm(request.POST or None, colleagues=pages.colleague_choices(request.actor))
    if form.is_valid():
        addresses.hand_over(request.actor, address_id, UUID(form.cleaned_data["colleague"]))
        messages.success(request, _("Handed over, with what waits there."))
        return redirect("desk:mail_addresses")
    status = InvalidInput.status if form.is_bound else 200
    page = pages.hand_over_page(found, address_id) | {"form": form}
    return render(request, "desk/mail_address.html", page, status=status)


@require_POST
def mail_address_end(request: DeskRequest, address_id: UUID) -> HttpResponse:
    """Let nothing come in there any more."""
    addresses.end(request.actor, address_id)
    messages.success(request, _("Nothing comes in at this address any more."))
    return redirect("desk:mail_addresses")
