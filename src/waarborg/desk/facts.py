"""Facts as sentences to the person at the screen: why they may, and what is missing when they may not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from waarborg.desk.words import fact_in_words

MISSING: Mapping[str, Promise] = {
    "assigned": gettext_lazy("You do not work on this dossier."),
    "author": gettext_lazy("Somebody else wrote this."),
    "confidentiality_signed": gettext_lazy("You have not signed the declaration of confidentiality."),
    "dossier_running": gettext_lazy("This dossier is closed."),
    "granted_by_client": gettext_lazy("The %(client)s has not let you look along."),
    "granted_by_responsible": gettext_lazy("Nobody has let you look along."),
    "health_consent": gettext_lazy("The %(client)s has not agreed to this being recorded."),
    "health_domain_member": gettext_lazy("You may not work with data about health."),
    "instruction_confirmed": gettext_lazy("You have not confirmed the working instruction."),
    "not excluded_by_name": gettext_lazy("You were kept out of this dossier by name."),
    "not_oneself": gettext_lazy("Nobody does this for themself."),
    "on_the_spot": gettext_lazy("This is allowed at the office only, with a colleague beside you."),
    "other_sources_consent": gettext_lazy("The %(client)s has not agreed that others give data."),
    "parental_consent": gettext_lazy("A parent has not agreed."),
    "part_of_assignment": gettext_lazy("This is not in your part of the work."),
    "storage_consent": gettext_lazy("The %(client)s has not agreed on paper to this being recorded."),
    "strong_sign_in": gettext_lazy("You signed in without a second step."),
    "written_consent": gettext_lazy("The %(client)s has not agreed on paper."),
}
BECAUSE: Mapping[str, Promise] = {
    "assigned": gettext_lazy("you work on this dossier"),
    "granted_by_client": gettext_lazy("the %(client)s lets you look along"),
    "granted_by_responsible": gettext_lazy("a %(responsible)s lets you look along for a while"),
    "own_dossier": gettext_lazy("this is your own dossier"),
}


def missing_in_words(fact: str, words: Mapping[str, str]) -> str:
    """What stands in the way, as a sentence."""
    if fact in MISSING:
        return str(MISSING[fact]) % words
    return _("This is needed: %(fact)s.") % {"fact": fact_in_words(fact)}


def because(facts: Iterable[str], words: Mapping[str, str]) -> str:
    """The facts that opened something, as one half of a sentence; empty when none of them says much."""
    return _(" and ").join(str(BECAUSE[fact]) % words for fact in facts if fact in BECAUSE)
