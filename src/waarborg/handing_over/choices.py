"""The closed words of handing over."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class HandOverState(models.TextChoices):
    """Where a hand-over stands. The words are stored, so none is ever renamed."""

    DUE = "due", _("to be made")
    MAKING = "making", _("being made")
    READY = "ready", _("ready, not given yet")
    GIVEN = "given", _("given, receipt not recorded yet")
    RECEIVED = "received", _("received")
    NOTHING = "nothing", _("nothing to hand over")


class PartState(models.TextChoices):
    """What became of one dossier in it. The words are stored, so none is ever renamed."""

    WAITING = "waiting", _("is made again")
    READY = "ready", _("ready")
    NOTHING = "nothing", _("nothing of it may go")
    FAILED = "failed", _("could not be made")


class Why(models.TextChoices):
    """Why something stays behind. The words are stored, so none is ever renamed."""

    BY_RULE = "by_rule", _("the regulation does not let this recipient hold it")
    OF_ANOTHER = "of_another", _("it belongs to another agreement")
    NO_FIELD = "no_field", _("nothing of what was filled in may go")
    TOO_OLD = "too_old", _("it is too old to go")
    NO_PAGES = "no_pages", _("a file that has no pages: it is not copied")
    TOO_LARGE = "too_large", _("a file that is too large for the package: give it apart")
    UNREADABLE = "unreadable", _("it was destroyed already")


class Shown(models.TextChoices):
    """What shows that it was received. The words are stored, so none is ever renamed."""

    LETTER = "letter", _("a letter")
    EMAIL = "email", _("an e-mail")
    SIGNED = "signed", _("a signed list")
    TELEPHONE = "telephone", _("a telephone call, written down")


OVER = (HandOverState.RECEIVED, HandOverState.NOTHING)
"""States after which the rest may go its way."""


class EndKind(models.TextChoices):
    """How the agency itself ends. The words are stored, so none is ever renamed."""

    CLOSES = "closes", _("it closes")
    MERGES = "merges", _("it goes on as part of another")
    TRUSTEE = "trustee", _("a trustee takes over, in a bankruptcy")


class AnswersAfter(models.TextChoices):
    """Who answers for the data after the last day."""

    RESPONSIBLE = "responsible", _("the responsible of the agency")
    SUCCESSOR = "successor", _("the organisation that goes on with it")
    TRUSTEE = "trustee", _("the trustee")
    KEEPER = "keeper", _("whoever keeps the books (BW 2:24)")


class EndStep(models.TextChoices):
    """What has to be done, in this order. The words are stored, so none is ever renamed."""

    TRUSTEE_SIGNED = "trustee_signed", _("The trustee signed the declaration of confidentiality")
    PRINCIPALS_TOLD = "principals_told", _("Principals know the last day, and who answers for the data after it")
    AGREEMENTS_ENDED = "agreements_ended", _("Every agreement has its last day: its terms count from then")
    CLIENTS_TOLD = "clients_told", _("Clients know it, and what goes to whom")
    ANSWERED = "answered", _("Open requests, complaints and questions have their answer")
    HANDED_OVER = "handed_over", _("Each principal has what it may hold, and its receipt is recorded")
    SUCCESSOR = "successor", _("Whoever goes on has the dossiers of clients who agreed, and of nobody else")
    DESTROYED = "destroyed", _("What nothing keeps was destroyed by two people, paper too")
    KEPT = "kept", _("What a statute keeps went, with register and ledger, to who answers for it")
    ACCOUNTS_ENDED = "accounts_ended", _("Nobody comes in any more but who answers for what is kept")
    KEYS_DESTROYED = "keys_destroyed", _("Keys and their copies of what need not be kept were destroyed")


ONLY_WHEN = {EndStep.TRUSTEE_SIGNED: EndKind.TRUSTEE, EndStep.SUCCESSOR: EndKind.MERGES}
"""Steps that belong to one way of ending."""
