"""Coming to look, by appointment, where an article offers that with a request: in the agenda, and with the request.

    book(actor, dossier_id, request_id, NewAppointment(...))     whoever may write in the dossier
    booked(actor, dossier_id, request_id)                        when somebody comes, or came

The request itself goes on: what somebody saw is no answer until a letter says so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from django.utils.translation import gettext as _

from waarborg.gate.actors import Actor
from waarborg.kernel.errors import Conflict
from waarborg.rights.offers import offers_of
from waarborg.rights.selectors import SeenRequest, one
from waarborg.work.agenda import SeenAppointment, appointments_of
from waarborg.work.appointments import NewAppointment, Tell, make

OFFERED = "appointment"
"""What an offer with a request says of it."""


def is_offered(actor: Actor, request: SeenRequest) -> bool:
    """Does an article let the client come and look for this request?"""
    return OFFERED in {offer.what for offer in offers_of(actor.in_force, request.right)}


def book(actor: Actor, dossier_id: UUID, request_id: UUID, new: NewAppointment, tell: Tell | None = None) -> UUID:
    """Make the appointment. Raises `Refused`, `NotFound`, `InvalidInput`, and `Conflict` where no article offers it."""
    request = one(actor, dossier_id, request_id)
    if request.ended_on is not None:
        raise Conflict(_("This request has ended already."))
    if not is_offered(actor, request):
        raise Conflict(_("No article offers to come and look for this request."))
    return make(actor, dossier_id, replace(new, about_id=request_id), tell)


def booked(actor: Actor, dossier_id: UUID, request_id: UUID) -> Sequence[SeenAppointment]:
    """The appointments that were made for a request, oldest first. Raises `Refused`, `NotFound`."""
    return [each for each in appointments_of(actor, dossier_id) if each.about_id == request_id]
