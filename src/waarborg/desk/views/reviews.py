"""What has to be looked at again about parties, and who is reached there."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from waarborg.desk.forms.mistakes import in_one_line, tell
from waarborg.desk.forms.principals import ContactForm, ReviewForm
from waarborg.desk.pages import principals as pages
from waarborg.desk.requests import DeskRequest
from waarborg.kernel.errors import InvalidInput
from waarborg.parties import reached, reviewing, selectors


@require_GET
def reviews(request: DeskRequest) -> HttpResponse:
    """Everything to look at again, the nearest first."""
    return render(request, "desk/reviews.html", pages.reviews_page(reviewing.to_review(request.actor)))


@require_POST
def agreement_review(request: DeskRequest, contract_id: UUID) -> HttpResponse:
    """Say before which day an agreement is looked at again."""
    form = ReviewForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Choose a day from today on."))
        return redirect("desk:reviews")
    try:
        reviewing.plan_review(request.actor, contract_id, review_on=form.cleaned_data["review_on"])
    except InvalidInput as mistake:
        messages.error(request, in_one_line(mistake))
    else:
        messages.success(request, _("Recorded. A task comes in time."))
    return redirect("desk:reviews")


@require_http_methods(["GET", "POST"])
def contacts(request: DeskRequest, party_id: UUID) -> HttpResponse:
    """Who is reached at a party, and one more."""
    party = selectors.principal(request.actor, party_id)
    form = ContactForm(request.POST or None)
    if form.is_valid():
        try:
            reached.add_contact(request.actor, party_id, reached.Reached(**form.cleaned_data))
        except InvalidInput as mistake:
            tell(form, mistake)
        else:
            messages.success(request, _("The contact person was recorded."))
            return redirect("desk:contacts", party_id)
    status = InvalidInput.status if form.is_bound else 200
    page = {
        "name": pages.name_of(party),
        "party_id": party_id,
        "contacts": pages.contact_lines(reached.contacts_of(request.actor, party_id)),
        "form": form,
        **pages.who_may(request.actor),
    }
    return render(request, "desk/contacts.html", page, status=status)


@require_POST
def contact_away(request: DeskRequest, contact_id: UUID) -> HttpResponse:
    """Take a contact person away for good."""
    party_id = reached.take_contact_away(request.actor, contact_id)
    messages.success(request, _("Taken away."))
    return redirect("desk:contacts", party_id)
