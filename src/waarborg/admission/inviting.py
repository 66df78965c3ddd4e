"""What somebody who is invited by mail reads."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from waarborg.accounts.models import Organisation
from waarborg.gate.door import Door
from waarborg.letters.outbox import Message


def message_of(door: Door, address: str, token: str, works_for: timedelta) -> Message:
    """The message with the link: nothing of the dossier stands in it."""
    organisation = Organisation.objects.get(pk=door.actor.organisation_id).name
    return Message(
        to=address,
        subject=_("A page of your own at %(organisation)s") % {"organisation": organisation},
        body=_(
            "Hello,\n\n%(organisation)s made a page for you. "
            "There you see what is written down, and who looked at it.\n\n"
            "Open this link to begin. It works once, for %(days)s days:\n%(link)s\n\n"
            "You do not have to. Everything can also be done by letter, or at the office.\n"
            "Did you not expect this? Then do nothing, and tell us.\n\nKind regards,\n%(organisation)s\n"
        )
        % {
            "organisation": organisation,
            "days": works_for.days,
            "link": settings.ORIGIN + reverse("mine:in_link", args=[token]),
        },
    )
