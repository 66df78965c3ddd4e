"""The closed words of letters."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class LetterKind(models.TextChoices):
    """What a letter says."""

    ADDRESS_LIST = "address_list", _("how you are reached goes to somebody else")
    APPOINTMENT = "appointment", _("an appointment")
    APPOINTMENT_MOVED = "appointment_moved", _("an appointment at another time or place")
    APPOINTMENT_OFF = "appointment_off", _("an appointment that is off")
    BREACH = "breach", _("a data breach")
    BREACH_EMPLOYER = "breach_employer", _("a data breach, to an employer")
    BREACH_PRINCIPAL = "breach_principal", _("a data breach, to a principal")
    COMPLAINT_CONFIRMED = "complaint_confirmed", _("a complaint that came in")
    COMPLAINT_DECIDED = "complaint_decided", _("the decision on a complaint")
    COMPLAINT_INCOMPLETE = "complaint_incomplete", _("what is missing in a complaint")
    COMPLAINT_INVITED = "complaint_invited", _("the hearing about a complaint")
    COMPLAINT_LONGER = "complaint_longer", _("more time for a complaint")
    COMPLAINT_REFUSED = "complaint_refused", _("a complaint that is not taken up")
    COMPLAINT_STATUS = "complaint_status", _("how a complaint stands")
    COOPERATION = "cooperation", _("what a principal hears of how you cooperate")
    DATA_FROM_OTHERS = "data_from_others", _("data that others gave about you")
    DISCLOSED = "disclosed", _("something was given to another")
    ENQUIRY_REFUSED = "enquiry_refused", _("no to what a principal asked")
    GROUP_MESSAGE = "group_message", _("a message to several at once")
    GROUP_OFFER = "group_offer", _("an offer to several at once")
    HAND_OVER = "hand_over", _("what goes to a principal whose agreement ended")
    INFORMATION = "information", _("what is done with your data")
    LOOKED_ALONG = "looked_along", _("somebody looked along in the dossier")
    MANDATE_ENDED = "mandate_ended", _("a mandate that was stopped")
    OF_AGE = "of_age", _("deciding for yourself from now on")
    REGULATION_CHANGED = "regulation_changed", _("an important change of the regulation")
    REQUEST_ANSWER = "request_answer", _("the answer to a request")
    REQUEST_LONGER = "request_longer", _("more time for a request")
    REQUEST_PASSED_ON = "request_passed_on", _("a request that somebody else answers")
    REQUEST_QUESTION = "request_question", _("a question about a request")
    REQUEST_RECEIPT = "request_receipt", _("a request that came in")
    RESTRICTION_LIFTED = "restriction_lifted", _("a restriction that ends")
    UNEXPECTED_DATA = "unexpected_data", _("something that was written down about you")


PROVE_NOTHING = frozenset(
    {
        LetterKind.APPOINTMENT,
        LetterKind.APPOINTMENT_MOVED,
        LetterKind.APPOINTMENT_OFF,
        LetterKind.GROUP_MESSAGE,
        LetterKind.GROUP_OFFER,
    }
)
"""Letters that show no duty done, and so can be erased alone when the client asks it. All others prove that somebody
was told or answered (GDPR 5(2)), and go with the dossier."""

ABOUT_COMPLAINTS = tuple((one.value, one.label) for one in LetterKind if one.value.startswith("complaint_"))
"""Letters that stand with a complaint, and not with a dossier."""
TO_OTHERS = frozenset({LetterKind.BREACH_EMPLOYER, LetterKind.BREACH_PRINCIPAL, LetterKind.ENQUIRY_REFUSED})
"""Letters that are not to the client: none goes to the client's address."""


class RoundState(models.TextChoices):
    """Where a letter to all at once stands."""

    RUNNING = "running", _("on its way")
    DONE = "done", _("everybody was looked at")
    STOPPED = "stopped", _("something went wrong")


class LetterState(models.TextChoices):
    """Where a letter stands."""

    READY = "ready", _("ready")
    GIVEN = "given", _("given")


class Channel(models.TextChoices):
    """How a letter reached the client. The words are those of the regulation's channels."""

    EMAIL = "email", _("by e-mail")
    IN_PERSON = "in_person", _("in person")
    LETTER = "letter", _("by post")
    PORTAL = "portal", _("on their own pages")


class MailState(models.TextChoices):
    """Where a message in the outbox stands."""

    WAITING = "waiting", _("waiting")
    SENT = "sent", _("sent")
    FAILED = "failed", _("could not be sent")
    STOPPED = "stopped", _("stopped before it went")
