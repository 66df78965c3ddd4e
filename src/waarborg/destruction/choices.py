"""The closed words of destruction."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    """Where a destruction stands. The words are stored, so none is ever renamed."""

    PROPOSED = "proposed", _("waits for approval")
    APPROVED = "approved", _("approved")
    DECLINED = "declined", _("declined")
    DONE = "done", _("done, and nothing is left")
    NOTHING = "nothing", _("nothing of it went: everything on it stayed")


class LeftOut(models.TextChoices):
    """Why something on the list stays. The words are stored, so none is ever renamed."""

    HELD = "held", _("something stops it")
    JUDGED = "judged", _("somebody judged that it stays")
    RULES = "rules", _("the rules do not let it go")
    GOES_ON = "goes_on", _("the guidance goes on, or starts again")
    DATE_WRONG = "date_wrong", _("a day from which it is counted seems wrong")
    CLAIM = "claim", _("somebody may still complain or claim something about it")
    ASKED = "asked", _("somebody asked something about it that is not answered yet")


MAY_SAY = (LeftOut.GOES_ON, LeftOut.DATE_WRONG, LeftOut.CLAIM, LeftOut.ASKED)
"""The reasons a person may give for letting a dossier stay: none is left out without one, and none says who it is."""


class Fate(models.TextChoices):
    """What becomes of a line. The words are stored, so none is ever renamed."""

    DESTROY = "destroy", _("destroyed")
    PUT_AWAY = "put_away", _("put away where nobody reads it, and destroyed later")


class Duty(models.TextChoices):
    """What of the law opens what was put away. The words are facts of the rules, so none is ever renamed."""

    STATUTORY = "statutory_duty", _("a law obliges us to give it")
    COURT = "court_order", _("a court ordered it")


class Step(models.IntegerChoices):
    """What is done with one line, in this order; each is a transaction of its own."""

    NOTHING = 0, _("nothing yet")
    EMPTIED = 1, _("contents emptied, nothing finds them")
    KEY_GONE = 2, _("key destroyed")
    FILES_GONE = 3, _("files removed")


class Measure(models.TextChoices):
    """What is counted of a year before it is destroyed. The words are those of the rules, so none is ever renamed."""

    OUTCOME = "outcome", _("outcome")
    LEAD_TIME = "lead_time", _("lead time in months, at most")
    HOURS = "hours", _("hours, at most")
