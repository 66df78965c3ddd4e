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


class Outcome(models.TextChoices):
    """What the answer is. The words are stored, so none is ever renamed."""

    GRANTED = "granted", _("granted in full")
    PARTLY = "partly", _("granted in part")
    REFUSED = "refused", _("refused")
    WITHDRAWN = "withdrawn", _("withdrawn by who asked")
    PASSED_ON = "passed_on", _("passed on to the controller")


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
