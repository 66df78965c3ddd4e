"""The closed words of backups."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class RunKind(models.TextChoices):
    """What was done. The words are stored, so none is ever renamed."""

    BACKUP = "backup", _("backup made")
    REHEARSAL = "rehearsal", _("restore rehearsed")
    RESTORE = "restore", _("backup restored")


class Repeated(models.TextChoices):
    """What a copy that is put back must do again. The words stand in the destruction log, so none is ever renamed."""

    ACCOUNT = "account", _("an account that ended")
    DECLARATION = "declaration", _("a consent or objection that was given, changed or withdrawn")
    EPOCH = "epoch", _("an epoch of keys that ended")
    ERASURE = "erasure", _("an item, or a value in it, that was erased at the client's request")
    HOLD = "hold", _("a hold that was placed or lifted")
    KEY = "key", _("a key that was destroyed")
    MEMBERSHIP = "membership", _("a role that ended")
    RESTRICTION = "restriction", _("a restriction that was made or lifted")


class Lost(models.TextChoices):
    """What came after a copy and is lost with it. The words stand in the destruction log, so none is ever renamed."""

    BREACH = "breach", _("a data breach that was reported")
    COMPLAINT = "complaint", _("a complaint that was taken in")
    REQUEST = "request", _("a request of a client")


class CalamityKind(models.TextChoices):
    """What went wrong. The words are stored, so none is ever renamed."""

    UNREACHABLE = "unreachable", _("the program or the data out of reach")
    LOST = "lost", _("data lost or damaged")
    INTRUSION = "intrusion", _("somebody or something got in")
    PREMISES = "premises", _("fire, water, theft or no power in the building")
    OTHER = "other", _("something else")
