"""Where a day begins: today, what one may see, as what one works, and the declaration before all of it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from waarborg.accounts.preferences import switch_keys
from waarborg.desk.entrance import ORGANISATION, ROLES, SIGNED
from waarborg.desk.forms.mistakes import tell
from waarborg.desk.forms.start import PlaceForm, SignForm
from waarborg.desk.pages.keys import keys_page
from waarborg.desk.pages.my_access import my_access_page
from waarborg.desk.pages.start import declaration_page, place_choices, place_page
from waarborg.desk.pages.today import today_page
from waarborg.desk.requests import DeskRequest
from waarborg.gate.declarations import declarations_due, sign_declaration
from waarborg.gate.suppliers import is_supplier
from waarborg.kernel.errors import InvalidInput


@require_GET
def today(request: DeskRequest) -> HttpResponse:
    """What must be done; a supplier has nothing to do but maintenance, while it is open."""
    if is_supplier(request.actor):
        return redirect("desk:maintenance")
    return render(request, "desk/today.html", today_page(request.actor))


@require_http_methods(["GET", "POST"])
def keys(request: DeskRequest) -> HttpResponse:
    """What single keys do, and the switch to let them do nothing."""
    if request.method == "POST":
        switch_keys(request.user.pk, on="on" in request.POST)
        messages.success(request, _("Saved. It holds from this page on."))
        return redirect("desk:keys")
    return render(request, "desk/keys.html", keys_page(request.user.single_keys))


@require_GET
def my_access(request: DeskRequest) -> HttpResponse:
    """The regulation, read for one's own roles."""
    return render(request, "desk/my_access.html", my_access_page(request.actor))


@require_http_methods(["GET", "POST"])
def declaration(request: DeskRequest) -> HttpResponse:
    """Sign what is due: secrecy first, then any instruction."""
    due = declarations_due(request.actor)
    if not due:
        request.session[SIGNED] = str(request.actor.organisation_id)
        return redirect("desk:today")
    form = SignForm(request.POST or None, initial={"text": due[0].pk})
    if form.is_valid():
        try:
            sign_declaration(request.actor, text_id=form.cleaned_data["text"], signed_as=form.cleaned_data["signed_as"])
        except InvalidInput as mistake:
            tell(form, mistake)
        else:
            messages.success(request, _("You signed. You can begin."))
            return redirect("desk:declaration")
    status = InvalidInput.status if form.is_bound else 200
    page = declaration_page(request.actor, due[0]) | {"form": form}
    return render(request, "accounts/declaration.html", page, status=status)


@require_http_methods(["GET", "POST"])
def place(request: DeskRequest) -> HttpResponse:
    """Choose for which agency, and as what, one works now."""
    choices = place_choices(request.user.pk)
    form = PlaceForm(request.POST or None, choices=choices)
    if form.is_valid():
        organisation, _colon, role = form.cleaned_data["place"].partition(":")
        request.session[ORGANISATION], request.session[ROLES] = organisation, [role] if role else []
        return redirect("desk:today")
    status = InvalidInput.status if form.is_bound else 200
    return render(request, "desk/place.html", place_page(choices) | {"form": form}, status=status)
