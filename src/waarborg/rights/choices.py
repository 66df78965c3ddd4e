"""The closed words of requests. Which rights there are is data, in the vocabulary of regulations."""

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class CameBy(models.TextChoices):
    """How a request came in. No form is asked for: whatever way it came, it counts (AVG 12.2)."""

    EMAIL = "email", _("by e-mail")
    FORM = "form", _("by the form on the website")
    IN_PERSON = "in_person", _("in person")
    LETTER = "letter", _("by letter")
    PORTAL = "portal", _("in the portal")
    TELEPHONE = "telephone", _("by telephone")


class Identity(models.TextChoices):
    """How it is known who asks. Nothing of a document is kept but the day on which it was seen."""

    KNOWN = "known", _("known to whoever took it in")
    SEEN = "seen", _("a document was seen, and no copy of it made")
    SIGNED_IN = "signed_in", _("signed in to the portal")
    DOUBTED = "doubted", _("there is reasonable doubt: they are asked")


class SentInState(models.TextChoices):
    """What became of what somebody sent in by the public form. The words are stored, so none is ever renamed."""

    WAITING = "waiting", _("waits until somebody says whose it is")
    MATCHED = "matched", _("stands in a dossier")
    NOTHING_HELD = "nothing_held", _("answered: nothing is kept")


class ToldBy(models.TextChoices):
    """How somebody heard that nothing is kept of them, whom no e-mail reached. The words are stored."""

    LETTER = "letter", _("by post")
    TELEPHONE = "telephone", _("by telephone")
    IN_PERSON = "in_person", _("in person")
    NOT_REACHED = "not_reached", _("not at all: they cannot be reached by what they left")


class Outcome(models.TextChoices):
    """What the answer is. The words are stored, so none is ever renamed."""

    GRANTED = "granted", _("granted in full")
    PARTLY = "partly", _("granted in part")
    REFUSED = "refused", _("refused")
    WITHDRAWN = "withdrawn", _("withdrawn by who asked")
    PASSED_ON = "passed_on", _("passed on to the controller")


class Decided(models.TextChoices):
    """What was decided on one item of a request. The words are stored, so none is ever renamed."""

    DONE = "done", _("done")
    REFUSED = "refused", _("refused")


class Timing(models.TextChoices):
    """Whether a request was answered in time."""

    IN_TIME = "in_time", _("answered within the term")
    EXTENDED = "extended", _("answered within a longer term")
    LATE = "late", _("too late")
    OPEN = "open", _("the term still runs")


ANSWERS = (Outcome.GRANTED, Outcome.PARTLY, Outcome.REFUSED)
"""The outcomes that a letter tells."""

TITLES: dict[str, Promise] = {
    "access": _("see what is known"),
    "copy": _("get a copy"),
    "rectification": _("have something corrected"),
    "supplement": _("have something added"),
    "erasure": _("have something erased"),
    "restriction": _("have data restricted"),
    "portability": _("take data along to somebody else"),
    "objection": _("object to the use of data"),
    "marketing_objection": _("object to recruitment"),
    "statement": _("have their own statement added"),
    "objection_to_decision": _("object to a decision"),
    "automated_decision": _("have a person decide"),
    "withdraw_consent": _("withdraw a consent"),
    "information": _("know what is done with the data"),
    "transfer": _("have the dossier transferred"),
}
"""What people read for each right of the vocabulary."""

WAYS: dict[str, Promise] = {
    "supervisory_authority": _("a complaint to the Autoriteit Persoonsgegevens"),
    "court": _("the court; no lawyer is needed"),
    "responsible": _("an objection to the responsible of the agency"),
    "complaints_procedure": _("a complaint by the complaints procedure"),
    "mediator": _("a mediator"),
    "insurer": _("the insurer"),
    "complaints_body": _("an independent complaints body"),
    "principal": _("the principal"),
    "quality_mark": _("the organisation of the quality mark"),
    "authority_mediation": _("mediation by the Autoriteit Persoonsgegevens"),
}
"""What people read for each remedy of the vocabulary."""

BY_ITEM = frozenset({"rectification", "supplement", "statement", "erasure", "restriction", "objection"})
"""The rights that are decided item by item: what is said of the request follows from what is said of each."""
SAYS_WHAT = frozenset({"rectification", "supplement", "statement"})
"""Of those, the rights for which the client says what it should become."""
NOT_SO = "not_so"
"""Why an item is refused when what the client says of it is not the case."""
NEEDS_SECOND = frozenset({"interest_of_another"})
"""Why an item is refused that a colleague has to agree with."""

GROUNDS: dict[str, Promise] = {
    "incorrect": _("it is factually wrong"),
    "incomplete": _("it is incomplete for what it is used for"),
    "irrelevant": _("it has nothing to do with what it is used for"),
    "unlawful": _("it was recorded or used against the law"),
    "no_longer_necessary": _("it is no longer needed"),
    "consent_withdrawn": _("the consent that it rested on was withdrawn"),
    "objection": _("an objection to its use was right"),
    "statutory_erasure": _("a law says that it must go"),
    "accuracy_contested": _("the client says that it is wrong, and that is looked into"),
    "needed_for_claim": _("the client needs it for a claim"),
    "objection_pending": _("an objection to its use is not decided yet"),
}
"""What people read for why a client asks something."""

BECAUSE: dict[str, Promise] = {
    "statutory_term_runs": _("a law says that it must still be kept"),
    "statutory_duty": _("a law asks that it is used"),
    "legal_claim": _("it is needed for a claim that runs"),
    "likely_claim": _("it is needed for a claim that probably comes"),
    "interest_of_another": _("keeping it is of great importance to somebody else"),
    "rights_of_others": _("the rights of others weigh more"),
    "access_request": _("a request to see it is still open"),
    "pending_complaint": _("a complaint about it is still open"),
    "pending_procedure": _("a procedure about it is still open"),
    "breach": _("a data breach about it is still looked into"),
    "inspection": _("a supervisor is looking into it"),
    "protection_of_client": _("it protects the client"),
    "crime_prevention": _("it is needed against crime"),
    NOT_SO: _("what is said of it is not the case"),
}
"""What people read for why an item is refused."""
