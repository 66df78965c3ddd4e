"""Clients who have still to hear that the regulation changed, and telling those whose address is known to be right."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from waarborg.desk.pages import changed as pages
from waarborg.desk.requests import DeskRequest
from waarborg.dossiers.changed import to_tell, told_of_changes
from waarborg.gate.organisations import agency
from waarborg.kernel import clock
from waarborg.kernel.errors import InvalidInput, Refused
from waarborg.letters import regulation
from waarborg.parties.choices import GivenHow, Proof
from waarborg.parties.handing_out import Handed


@require_http_methods(["GET", "POST"])
def regulation_changed(request: DeskRequest) -> HttpResponse:
    """Who has an earlier version; and sending the new one where it may go by e-mail."""
    found = to_tell(request.actor)
    if request.method == "GET":
        return render(request, "desk/regulation_changed.html", pages.changed_page(request.actor, found))
    page = request.build_absolute_uri(reverse("site:regulation", args=[agency(request.actor.organisation_id).slug]))
    handed = Handed(on=clock.today(), how=GivenHow.EMAIL.value, proof=Proof.SENT.value)
    sent, told = 0, told_of_changes(request.actor.in_force)
    for one in found:
        try:
            regulation.send(request.actor, one.dossier_id, handed, page=page, told=told)
        except (InvalidInput, Refused):
            continue  # it stays on the list: there is no address, or nobody asked after it
        sent += 1
    said = ngettext("Sent to %(number)s client.", "Sent to %(number)s clients.", sent) % {"number": sent}
    (messages.success if sent else messages.warning)(request, said)
    return redirect("desk:regulation_changed")
