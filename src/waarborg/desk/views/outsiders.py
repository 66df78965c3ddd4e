"""People from outside are let in: somebody of a principal, who comes to look; and what a client lets them look at."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from waarborg.desk.forms.mistakes import tell
from waarborg.desk.forms.outsiders import ContactForm, LookerForm, ShowingForm
from waarborg.desk.pages.accounts import article_on_roles
from waarborg.desk.pages.outsiders import chosen_in, looker_roles, showing_page
from waarborg.desk.requests import DeskRequest
from waarborg.disclosures import lookers, showing
from waarborg.dossiers.numbering import dossier_numbered
from waarborg.dossiers.selectors import dossier
from waarborg.gate.door import Claims, must_be_allowed
from waarborg.kernel.errors import InvalidInput
from waarborg.parties import contacts

AUTHORISE = Claims(facts=("not_oneself",))


@require_http_methods(["GET", "POST"])
def contact_new(request: DeskRequest) -> HttpResponse:
    """Somebody of a principal: an account for the portal, and a link to choose a password, shown this once."""
    must_be_allowed(request.actor, "authorise", claims=AUTHORISE)
    parties = [(str(one.id), one.name) for one in contacts.may_have_contacts(request.actor)]
    form = ContactForm(request.POST or None, parties=parties)
    if form.is_valid():
        said = form.cleaned_data
        new = contacts.NewContact(
            party_id=UUID(said["party"]), name=said["name"], login=said["login"], until_on=said["until_on"]
        )
        try:
            link = contacts.let_contact_in(request.actor, new)
        except InvalidInput as mistake:
            tell(form, mistake)
        else:
            return render(request, "desk/account_link.html", {"link": link, "made": True})
    status = InvalidInput.status if form.is_bound else 200
    page = {"form": form, "parties": parties, "article": article_on_roles(request.actor)}
    return render(request, "desk/contact_new.html", page, status=status)


@require_http_methods(["GET", "POST"])
def looker_new(request: DeskRequest) -> HttpResponse:
    """Somebody from outside who comes to look: an account until a day, and a link shown this once."""
    must_be_allowed(request.actor, "authorise", claims=AUTHORISE)
    form = LookerForm(request.POST or None, roles=looker_roles(request.actor))
    if form.is_valid():
        said = form.cleaned_data
        try:
            link = lookers.let_in(
                request.actor, said["role"], name=said["name"], login=said["login"], until_on=said["until_on"]
            )
        except InvalidInput as mistake:
            tell(form, mistake)
        else:
            return render(request, "desk/account_link.html", {"link": link, "made": True})
    status = InvalidInput.status if form.is_bound else 200
    page = {"form": form, "article": article_on_roles(request.actor)}
    return render(request, "desk/looker_new.html", page, status=status)


@require_http_methods(["GET", "POST"])
def showings(request: DeskRequest, number: str) -> HttpResponse:
    """What this client lets somebody from outside look at, and letting somebody."""
    seen = dossier(request.actor, dossier_numbered(request.actor, number))
    accounts = [(str(account), name) for account, name in lookers.viewers(request.actor)]
    form = ShowingForm(request.POST or None, accounts=accounts)
    chosen = chosen_in(request.POST.getlist("records"))
    if form.is_valid():
        try:
            showing.show(request.actor, seen.id, showing.NewShowing(records=chosen, **_said(form)))
        except InvalidInput as mistake:
            tell(form, mistake)
        else:
            messages.success(request, _("Written down. They find it in the portal."))
            return redirect("desk:showings", number)
    status = InvalidInput.status if form.is_bound else 200
    made = showing.showings_of(request.actor, seen.id)
    page = showing_page(request.actor, seen, made, chosen) | {"form": form, "has_accounts": bool(accounts)}
    return render(request, "desk/showings.html", page, status=status)


@require_POST
def showing_end(request: DeskRequest, number: str, showing_id: UUID) -> HttpResponse:
    """The client takes it back: over, at once."""
    showing.take_back(request.actor, dossier_numbered(request.actor, number), showing_id)
    messages.success(request, _("It is over from this moment."))
    return redirect("desk:showings", number)


def _said(form: ShowingForm) -> dict[str, Any]:
    said = dict(form.cleaned_data)
    return {"account_id": UUID(said.pop("account")), **said}
