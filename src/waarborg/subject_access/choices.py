"""The closed words of packages."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class PackageKind(models.TextChoices):
    """What it is for: everything that is held, or what the client may take along."""

    ACCESS = "access", _("everything that is held")
    PORTABILITY = "portability", _("what can be taken along")


RIGHTS = {
    "access": PackageKind.ACCESS,
    "copy": PackageKind.ACCESS,
    "information": PackageKind.ACCESS,
    "portability": PackageKind.PORTABILITY,
}
"""The rights of the vocabulary that a package answers."""


class PackageState(models.TextChoices):
    """Where a package stands."""

    MAKING = "making", _("is being made")
    DECIDING = "deciding", _("waits for a look at what is about others")
    READY = "ready", _("ready to give")
    GIVEN = "given", _("given")
    STOPPED = "stopped", _("stopped")
    OVER = "over", _("destroyed: nobody gave it in time")
    FAILED = "failed", _("could not be made")


LIVING = (PackageState.MAKING, PackageState.DECIDING, PackageState.READY, PackageState.FAILED)
"""States of what may still be given."""


class Cover(models.TextChoices):
    """What a person decided of something that may be about somebody else; while nobody did it is covered."""

    WHOLE = "whole", _("cover it")
    WORDS = "words", _("cover these words")
    GIVE = "give", _("give it: it harms nobody")


class Why(models.TextChoices):
    """Why something is looked at before it goes."""

    FIELD = "field", _("this field says something about other people")
    KIND = "kind", _("this kind of data is about other people")
    MARKED = "marked", _("somebody marked it as about somebody else")
    BY_HAND = "by_hand", _("a colleague wants it covered")
    COLLEAGUE = "colleague", _("it is about a colleague")
    FROM_OTHER = "from_other", _("somebody else said this: who they are stays covered")


class Way(models.TextChoices):
    """How it is given. The words are those of the regulation's channels."""

    LINK = "one_time_link", _("by a one-time link, with a code")
    PAPER = "print", _("on paper")
    PORTAL = "portal", _("in the portal of the client")


class Form(models.TextChoices):
    """In which form it was made."""

    PDF = "pdf", _("to read: PDF")
    ZIP = "zip", _("everything: PDF, data and documents in one ZIP")
