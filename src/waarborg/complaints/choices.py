"""The closed words of complaints. They are stored, so none is ever renamed."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Complainant(models.TextChoices):
    """Who complains."""

    CLIENT = "client", _("the client")
    REPRESENTATIVE = "representative", _("somebody who acts for the client")
    PRINCIPAL = "principal", _("a principal")
    OTHER = "other", _("somebody else")


class CameBy(models.TextChoices):
    """How it came in."""

    EMAIL = "email", _("by e-mail")
    FORM = "form", _("by the form on the website")
    IN_PERSON = "in_person", _("in person")
    LETTER = "letter", _("by letter")
    PORTAL = "portal", _("in the client's own pages")
    TELEPHONE = "telephone", _("by telephone")


ORAL = frozenset({CameBy.IN_PERSON, CameBy.TELEPHONE})
"""What is said and not written: it is noted, and starts no term but where the procedure takes a talk."""


class Subject(models.TextChoices):
    """What it is about."""

    SERVICES = "services", _("our service")
    EMPLOYEE = "employee", _("how a colleague acted")
    PRIVACY = "privacy", _("personal data")
    COMPLAINT_HANDLING = "complaint_handling", _("how an earlier complaint was handled")
    THIRD_PARTY = "third_party", _("somebody outside the agency")
    OTHER = "other", _("something else")


class Outcome(models.TextChoices):
    """What became of it."""

    SOLVED = "solved", _("solved by talking")
    UPHELD = "upheld", _("well-founded")
    PARTLY = "partly", _("partly well-founded")
    REJECTED = "rejected", _("not well-founded")
    NOT_TAKEN_UP = "not_taken_up", _("not taken up")
    WITHDRAWN = "withdrawn", _("taken back")


DECIDED = (Outcome.UPHELD, Outcome.PARTLY, Outcome.REJECTED)
"""The outcomes of a complaint that was taken up, by a letter."""


class StepKind(models.TextChoices):
    """What happened."""

    TALKED = "talked", _("Talked about it")
    RECEIVED = "received", _("Received on paper or in writing")
    ASSIGNED = "assigned", _("Given to who handles it")
    ACCUSED = "accused", _("Said which colleague it is about")
    NOBODY_ACCUSED = "nobody_accused", _("It is about nobody in particular")
    NO_DOSSIER = "no_dossier", _("Handled without a dossier, with the reason")
    ASKED_MISSING = "asked_missing", _("Asked for what is missing")
    INVITED = "invited", _("Invited to the hearing by letter")
    COMPLETED = "completed", _("Completed")
    MEETING = "meeting", _("Meeting planned")
    NO_MEETING = "no_meeting", _("No meeting, with the reason")
    CONFIRMED = "confirmed", _("Receipt confirmed by letter")
    PRINCIPAL_YES = "principal_yes", _("The complainant agrees in writing that the principal is there")
    PRINCIPAL_NO = "principal_no", _("The complainant does not want the principal there")
    HEARD = "heard", _("Heard; the minutes")
    DID_NOT_COOPERATE = "did_not_cooperate", _("Did not come or did not cooperate")
    STATUS_ASKED = "status_asked", _("Asked how it stands")
    STATUS_TOLD = "status_told", _("Told how it stands")
    LONGER = "longer", _("More time, told by letter with the reason")
    REVEALED = "revealed", _("Looked who complains, with the reason")
    FILE_ADDED = "file_added", _("A file came with it")
    GIVEN_OUT = "given_out", _("Given to somebody outside, with consent")
    REQUEST_FOUND = "request_found", _("There was a request in it, which has its own term")
    NOTE = "note", _("Note")
    REFUSED = "refused", _("Not taken up, by letter")
    DECIDED = "decided", _("Decided, by letter")
    WITHDRAWN = "withdrawn", _("Taken back")
    SOLVED = "solved", _("Solved by talking")
    INSTANCE = "instance", _("Went to the next instance")
    COSTS_AGREED = "costs_agreed", _("Costs of a mediator agreed and signed beforehand")
    INSTANCE_ENDED = "instance_ended", _("The next instance is done")
    INSURER_CONSENT = "insurer_consent", _("The complainant agrees in writing that the insurer gets the file")
    INSURER_NO = "insurer_no", _("The complainant does not want the insurer to get the file")


class FileOf(models.TextChoices):
    """What a file with a complaint is."""

    COMPLAINT = "complaint", _("the complaint on paper")
    MANDATE = "mandate", _("the mandate of who complains for another")
    EVIDENCE = "evidence", _("what shows it")
    CONSENT = "consent", _("a consent that was signed")
    AGREEMENT = "agreement", _("an agreement with a mediator that was signed")
    OTHER = "other", _("something else")


class Instance(models.TextChoices):
    """Whom a complainant can turn to after the decision, or with it."""

    PRINCIPAL = "principal", _("the principal")
    COMPLAINTS_BODY = "complaints_body", _("a body that stands up for clients")
    QUALITY_MARK = "quality_mark", _("the quality mark")
    MEDIATOR = "mediator", _("an adviser or mediator")
    INSURER = "insurer", _("the legal-expenses insurer")


class Channel(models.TextChoices):
    """How a letter reached the complainant."""

    IN_PERSON = "in_person", _("in person")
    LETTER = "letter", _("by post")
    PORTAL = "portal", _("in their own pages")


NEEDED = {
    "name": _("name"),
    "address": _("address"),
    "place": _("town"),
    "phone": _("telephone number"),
    "date": _("date"),
    "description": _("what the complaint is"),
    "signature": _("signature"),
}
"""What a regulation may want in a written complaint, by its word."""
