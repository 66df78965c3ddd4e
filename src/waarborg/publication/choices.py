"""The closed words of publication. They are stored, so none is ever renamed."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class CopyFor(models.TextChoices):
    """Who asked for a copy. Nobody is named: anybody may have one."""

    CLIENT = "client", _("somebody whom we guide, or guided")
    PRINCIPAL = "principal", _("somebody of a principal")
    OTHER = "other", _("somebody else")


class Counted(models.TextChoices):
    """What is counted of a visit, each apart from the others, so that nothing joins what one visitor did."""

    HITS = "hits", _("Pages seen")
    PAGE = "page", _("Page")
    HOUR = "hour", _("Hour of the day")
    BROWSER = "browser", _("Kind of browser")
    LANGUAGE = "language", _("Language of the browser")
