"""The closed words of disclosures."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class DisclosureState(models.TextChoices):
    """Where something that is to leave stands. The words are stored, so none is ever renamed."""

    PREPARED = "prepared", _("waits to be given")
    GIVEN = "given", _("given")
    REFUSED = "refused", _("refused")
    STOPPED = "stopped", _("stopped before it went")


class StopReason(models.TextChoices):
    """StopReason something stopped before it went."""

    BY_HAND = "by_hand", _("taken back by whoever prepared it")
    CONSENT_WITHDRAWN = "consent_withdrawn", _("the consent was withdrawn")
    OBJECTED = "objected", _("the client objected")
    NO_LONGER_ALLOWED = "no_longer_allowed", _("the regulation no longer lets it go")
    OVER = "over", _("nobody fetched it in time")


BY_LINK = "one_time_link"
"""The channel by which a copy is fetched from here, once."""
IN_PORTAL = "portal"
"""The channel by which a principal who signs in here finds the copy among its own commissions."""
SPOKEN = "telephone"
"""The channel by which nothing is handed over: what was said is written down."""
BY_HAND = ("in_person", "letter", "print")
"""The channels by which a copy is printed and taken or sent."""
CHANNELS = (BY_LINK, IN_PORTAL, *BY_HAND, SPOKEN)
"""How something can leave from here, in the order in which it is offered."""
OF_THE_CLIENT = ("client", "representative")
"""Recipients that are the data subject, or decide for them."""
