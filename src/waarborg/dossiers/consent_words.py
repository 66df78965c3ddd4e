"""The exact words of consents: what is agreed to, for what it is asked, what taking it back does."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from waarborg.dossiers.catalogue import catalogue_of
from waarborg.dossiers.intake import Consent
from waarborg.gate.actors import Actor

WORDS: Mapping[str, Promise] = {
    "health_consent": gettext_lazy("I agree that %(organisation)s writes down the data about my health named here."),
    "other_sources_consent": gettext_lazy(
        "I agree that %(organisation)s asks others about me, and writes down what they tell."
    ),
    "parental_consent": gettext_lazy("I decide for this child. I agree that %(organisation)s writes down their data."),
    "research_consent": gettext_lazy("I agree that %(organisation)s uses the data named here for this one study."),
    "storage_consent": gettext_lazy("I agree that %(organisation)s writes down and keeps the data named here."),
    "survey_consent": gettext_lazy(
        "I agree that %(organisation)s uses how I am reached to ask me, once a year, how satisfied I am."
    ),
    "written_consent": gettext_lazy("I agree that %(organisation)s gives the data named here to whom is named here."),
}
"""The sentence that the client agrees to, by the fact that it makes true."""
TITLES: Mapping[str, Promise] = {
    "health_consent": gettext_lazy("Writing down data about health"),
    "other_sources_consent": gettext_lazy("What others tell about me"),
    "parental_consent": gettext_lazy("Consent of a parent or guardian"),
    "research_consent": gettext_lazy("Data for a study"),
    "storage_consent": gettext_lazy("Writing data down and keeping them"),
    "survey_consent": gettext_lazy("The yearly survey"),
    "written_consent": gettext_lazy("Giving data to others"),
}
WITHDRAWING: Mapping[str, Promise] = {
    "stops_at_once": gettext_lazy("We stop at once. What we did before stays right."),
    "closes_entry": gettext_lazy("From then on nothing more is written down that needs it."),
    "erases_without_other_ground": gettext_lazy("What we kept because of it alone is erased."),
}
"""What withdrawing does, in the words of the rule."""


def words_shown(actor: Actor, one: Consent, organisation: str, party: str = "") -> tuple[str, ...]:
    """The paragraphs that are put before whoever is asked, in the language of the screen; the first is agreed to.

    `party`: the name of the one recipient for whom it is asked, where it is asked for one.
    """
    purpose = actor.in_force.purposes_said().get(actor.in_force.main_purpose or "", "")
    rests = "" if one.asked.to_others else ", ".join(entry.rule.title for entry in one.rests)
    lines = [str(WORDS[one.asked.fact]) % {"organisation": organisation}]
    if rests:
        lines.append(_("It is about: %(kinds)s.") % {"kinds": rests})
    if one.asked.to_others and party:
        alone = _("It holds for %(party)s alone, for what is ticked below, and for nothing else.")
        lines.append(alone % {"party": party})
    elif one.asked.to_others:
        lines.append(_("It holds for what is ticked below, and for nothing else."))
    elif purpose:
        lines.append(_("What for: %(purpose)s.") % {"purpose": purpose})
    free = [_("I may say no. That has no disadvantage: the guidance goes on.")]
    free += [_("Without my consent these data are not written down.")] if rests else []
    does = [str(WITHDRAWING[key]) for key in one.asked.rule.withdrawal if key in WITHDRAWING]
    back = [_("I may withdraw my consent at any time, in any way."), *does]
    return (*lines, " ".join(free), " ".join(back))


def purposes_about(actor: Actor, one: Consent) -> list[tuple[str, str]]:
    """What data may be given to others for because of a consent, each with its title; nothing where it is about more.

    Only what a rule that asks it lets them go for, and what some kind of data that may go is there for.
    """
    if not one.asked.to_others:
        return []
    policy, catalogue = actor.in_force.policy, catalogue_of(actor.in_force)
    kept = {purpose for key, _title in kinds_about(actor, one) for purpose in catalogue.entry(key).rule.purposes}
    mask = policy.vocabulary.mask(one.asked.fact)
    cells = [policy.cell(role, "disclose", entry.key) for role in policy.roles for entry in catalogue]
    asking = [permit.rule.purposes for cell in cells for permit in cell.permits if permit.when & mask]
    titles = actor.in_force.purposes_said()
    return [
        (key, titles[key])
        for key in policy.purposes
        if key in kept and key in titles and any(named is None or key in named for named in asking)
    ]


def kinds_about(actor: Actor, one: Consent) -> list[tuple[str, str]]:
    """The kinds of data that a consent may be about: what rests on it, or what may be given to others because of it."""
    if one.rests and not one.asked.to_others:
        return [(entry.key, entry.rule.title) for entry in one.rests]
    policy, asked = actor.in_force.policy, actor.in_force.policy.vocabulary.mask(one.asked.fact)
    given = [
        (entry, permit.when & asked)
        for entry in catalogue_of(actor.in_force)
        if entry.rule.visibility == "ordinary"
        for role in policy.roles
        for permit in policy.cell(role, "disclose", entry.key).permits
    ]
    because = [entry for entry, rests in given if rests] or [entry for entry, _rests in given]
    because += [entry for entry in one.rests if entry not in because]
    return list({entry.key: entry.rule.title for entry in because}.items())
