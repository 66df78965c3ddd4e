"""The closed words of destruction."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    """Where a destruction stands. The words are stored, so none is ever renamed."""

    PROPOSED = "proposed", _("waits for approval")
    APPROVED = "approved", _("approved")
    DECLINED = "declined", _("declined")
    DONE = "done", _("done, and nothing is left")


class LeftOut(models.TextChoices):
    """Why something on the list stays. The words are stored, so none is ever renamed."""

    HELD = "held", _("something stops it")
    JUDGED = "judged", _("somebody judged that it stays")
    RULES = "rules", _("the rules do not let it go")


class Step(models.IntegerChoices):
    """What is done with one line, in this order; each is a transaction of its own."""

    NOTHING = 0, _("nothing yet")
    EMPTIED = 1, _("contents emptied, nothing finds them")
    KEY_GONE = 2, _("key destroyed")
    FILES_GONE = 3, _("files removed")
