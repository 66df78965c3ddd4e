"""The words of a client's own pages: who gave something, and as whom somebody is here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from waarborg.admission.selectors import OwnDossier
from waarborg.dossiers.choices import GivenBy
from waarborg.kernel.languages import reader_language
from waarborg.policy.vocabulary import standard_vocabulary

SOURCES: Mapping[str, Promise] = {
    "benefit_agency": gettext_lazy("the benefit agency"),
    "client": gettext_lazy("you yourself"),
    "employer": gettext_lazy("an employer"),
    "family": gettext_lazy("your family"),
    "municipality": gettext_lazy("the municipality"),
    "network": gettext_lazy("people around you"),
    "occupational_physician": gettext_lazy("the company doctor"),
    "other_party": gettext_lazy("somebody else"),
    "partner": gettext_lazy("a partner of ours"),
    "principal": gettext_lazy("who pays for your trajectory"),
    "public_source": gettext_lazy("a public source"),
    "representative": gettext_lazy("who decides for you"),
    "staff": gettext_lazy("one of us"),
    "training_institute": gettext_lazy("a school or course"),
    "uwv": gettext_lazy("UWV"),
}

ACTING: Mapping[GivenBy, Promise] = {
    GivenBy.CLIENT: gettext_lazy("For yourself"),
    GivenBy.PARENT: gettext_lazy("As a parent"),
    GivenBy.GUARDIAN: gettext_lazy("As a guardian"),
    GivenBy.REPRESENTATIVE: gettext_lazy("With a mandate"),
}


def source_in_words(key: str) -> str:
    """Who gave something."""
    return str(SOURCES.get(key, key.replace("_", " ")))


def recipient_in_words(key: str) -> str:
    """Who receives something, in the words of the vocabulary."""
    found = standard_vocabulary().dimensions["recipients"].get(key)
    return found.label(reader_language()) if found else key.replace("_", " ")


def own_in_words(one: OwnDossier) -> str:
    """A dossier that somebody comes in for, by its number: no name stands in a list to choose from."""
    return _("%(acting)s, dossier %(number)s") % {"acting": ACTING[one.acting], "number": one.number}


def acting_in_words(one: OwnDossier) -> str:
    """Who writes, for who reads it in the quarantine: the dossier says which client."""
    return str(one.acting.label)


def shell(own: OwnDossier, every: list[OwnDossier]) -> dict[str, Any]:
    """What every page of a client needs: for whom somebody is here, and whether there are more."""
    return {
        "acting": "" if own.acting is GivenBy.CLIENT else str(ACTING[own.acting]),
        "number": own.number,
        "may_choose": len(every) > 1,
        "until_on": own.until_on,
        "limited": own.categories is not None,
        "only_reads": own.only_reads,
    }
