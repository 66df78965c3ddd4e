"""What people read for who gave something."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SOURCES: Mapping[str, Promise] = {
    "benefit_agency": _("benefit agency"),
    "employer": _("employer"),
    "family": _("family"),
    "municipality": _("municipality"),
    "network": _("people around them"),
    "occupational_physician": _("occupational physician"),
    "other_party": _("somebody else"),
    "partner": _("partner organisation"),
    "public_source": _("public source"),
    "representative": _("representative"),
    "staff": _("ourselves"),
    "training_institute": _("training institute"),
    "uwv": _("UWV"),
    "visitor": _("visitor"),
}


def said_source(key: str) -> str:
    """Who gave it, in the language that is on; the word itself for one that is not known."""
    return str(SOURCES[key]) if key in SOURCES else key.replace("_", " ")
