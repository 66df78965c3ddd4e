"""The closed words of dossiers. What a regulation names (categories, sources) is data and does not stand here."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Phase(models.TextChoices):
    """Where a trajectory stands."""

    REFERRAL = "referral", _("referral")
    INTAKE = "intake", _("intake")
    RUNNING = "running", _("running")
    PAUSED = "paused", _("paused")
    PLACED = "placed", _("placed")
    ENDED = "ended", _("ended")


class ViewState(models.TextChoices):
    """Where the request for a look at another's dossier stands."""

    REQUESTED = "requested", _("requested")
    GRANTED = "granted", _("granted")
    REFUSED = "refused", _("refused")
    WITHDRAWN = "withdrawn", _("withdrawn")


class RevealReason(models.TextChoices):
    """Why somebody opens what is covered. A closed list: the reason stands in the ledger, where no free text may."""

    STATUTE = "statute", _("a law or a principal asks for it")
    CONTACT = "contact", _("to get in touch about the work")
    IDENTITY = "identity", _("to make sure that it is the right person")
    CORRECTION = "correction", _("to see whether it is right")
    CLIENT = "client", _("the client asks for it")


class GivenBy(models.TextChoices):
    """Who declared something for a client. The words are those of the regulation's rules about consent."""

    CLIENT = "client", _("the person themself")
    REPRESENTATIVE = "representative", _("a representative")
    PARENT = "parent", _("a parent")
    GUARDIAN = "guardian", _("a guardian")


class ConsentProof(models.TextChoices):
    """What shows that a consent was given as it is written down. The words are stored, so none is ever renamed."""

    ON_SCREEN = "on_screen", _("signed on this screen")
    OWN_PAGES = "own_pages", _("answered on their own pages")
    SCAN = "scan", _("signed on paper, with the scan in the dossier")
    PAPER = "paper", _("signed on paper, kept in the paper dossier")
    NOTED = "noted", _("written down by who asked it")


class SaidAs(models.TextChoices):
    """As what the client's words stand with an item: beside it as their view of it, or as what was missing in it."""

    STATEMENT = "statement", _("the client's statement")
    SUPPLEMENT = "supplement", _("added at the client's request")
