"""The closed words of e-mail that comes in."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class MailState(models.TextChoices):
    """What became of a message. The words are stored, so none is ever renamed."""

    WAITING = "waiting", _("waits to be sorted")
    TAKEN = "taken", _("taken into a dossier")
    THROWN_AWAY = "thrown_away", _("thrown away")
    GONE = "gone", _("gone, since nobody sorted it in time")


class LeftOut(models.TextChoices):
    """Why a part of a message was not kept."""

    KIND = "kind", _("a kind of file that cannot be kept here")
    NUMBER = "number", _("more parts than one message may have")
