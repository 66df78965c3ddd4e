"""People from outside are let in: somebody of a principal."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from waarborg.desk.forms.mistakes import tell
from waarborg.desk.forms.outsiders import ContactForm
from waarborg.desk.pages.accounts import article_on_roles
from waarborg.desk.requests import DeskRequest
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
