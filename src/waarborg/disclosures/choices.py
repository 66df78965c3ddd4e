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
    """Why something stopped before it went."""

    BY_HAND = "by_hand", _("taken back by whoever prepared it")
    CONSENT_WITHDRAWN = "consent_withdrawn", _("the consent was withdrawn")
    OBJECTED = "objected", _("the client objected")
    APPROVAL_ENDED = "approval_ended", _("the approval was taken back")
    NO_LONGER_ALLOWED = "no_longer_allowed", _("the regulation no longer lets it go")
    OVER = "over", _("nobody fetched it in time")


class ApprovalState(models.TextChoices):
    """What became of asking a client to approve a version. The words are stored, so none is ever renamed."""

    ASKED = "asked", _("asked")
    GIVEN = "given", _("approved as it is")
    DECLINED = "declined", _("not approved")
    ENDED = "ended", _("taken back")


class ApprovalForm(models.TextChoices):
    """How a client approved a version. The words are stored, so none is ever renamed."""

    PAPER = "paper", _("signed on paper")
    CONVERSATION = "conversation", _("read together on the screen")
    PORTAL = "portal", _("in the portal")


class ReviewReason(models.TextChoices):
    """Why a giving is looked back on. The words are stored, so none is ever renamed."""

    DANGER = "danger", _("it went because of acute danger")
    COURT = "court", _("it went by order of a judge")
    PAST_A_RULE = "past_a_rule", _("a prohibition was set aside for it")
    ASKED = "asked", _("the regulation asks it")


class ReviewOutcome(models.TextChoices):
    """What somebody found who looked back. The words are stored, so none is ever renamed."""

    RIGHT = "right", _("it was right to give this")
    TOO_MUCH = "too_much", _("less would have done")
    WRONG = "wrong", _("this should not have been given")


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
