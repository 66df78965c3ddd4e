"""When each thing of a dossier ends, in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from waarborg.dossiers.retention_days import Ending
from waarborg.gate.actors import Actor
from waarborg.kernel.languages import reader_language
from waarborg.policy.model.regulation import Law, Regulation
from waarborg.policy.model.retention import RetentionRule
from waarborg.policy.retention_fates import Fate, Status
from waarborg.policy.terms_places import StandsIn
from waarborg.policy.words import period_in_words

STARTS: Mapping[str, Promise] = {
    "agreement_ended": gettext_lazy("the agreement ends"),
    "commission_ended": gettext_lazy("the commission ends"),
    "complaint_closed": gettext_lazy("the complaint is closed"),
    "consent_withdrawn": gettext_lazy("the consent is withdrawn"),
    "created": gettext_lazy("it was written down"),
    "deregistration": gettext_lazy("somebody is deregistered"),
    "duty_done": gettext_lazy("the duty is done"),
    "employment_ended": gettext_lazy("the employment ends"),
    "financial_year_ended": gettext_lazy("the financial year ends"),
    "guidance_ended": gettext_lazy("the guidance ends"),
    "item_ended": gettext_lazy("this item ends"),
    "placement_ended": gettext_lazy("the placement ends"),
    "principal_contract_ended": gettext_lazy("the contract with the principal ends"),
    "purpose_ended": gettext_lazy("it is no longer needed"),
    "receipt": gettext_lazy("it was received"),
    "service_ended": gettext_lazy("the service ends"),
    "trajectory_ended": gettext_lazy("the trajectory ends"),
    "trajectory_started": gettext_lazy("the trajectory starts"),
}
ACTIONS: Mapping[str, str] = {
    "anonymise": "anonymise",
    "closed_archive": "close",
    "hand_over_then_destroy": "hand over",
    "make_inaccessible": "close",
}
"""What templates call the ends that are not simply destruction."""


def retention_lines(actor: Actor, ended: Sequence[Ending]) -> list[dict[str, Any]]:
    """One line per kind of data and fate, the nearest day first."""
    found: dict[tuple[Any, ...], dict[str, Any]] = {}
    for ending in ended:
        fate = ending.fate
        key = (ending.record.entry.key, fate.status, fate.due, fate.earliest, fate.rests_on)
        if key in found:
            found[key]["count"] += 1
        else:
            found[key] = _line(actor, ending)
    return sorted(found.values(), key=lambda line: (line["on"] is None, str(line["on"] or ""), line["what"]))


def _line(actor: Actor, ending: Ending) -> dict[str, Any]:
    fate = ending.fate
    place = fate.rests_on[0] if fate.rests_on else None
    rule = rule_at(actor, place)
    starts = [started for started, _on in fate.triggers] or (list(rule.starts) if rule else list(fate.waits_for))
    return {
        "category": ending.record.entry.key,
        "what": ending.record.entry.rule.title,
        "count": 1,
        "starts": _(" or ").join(start_in_words(start) for start in starts),
        "starts_on": fate.triggers[0][1] if fate.triggers else None,
        "term": term_of(rule),
        "on": fate.due,
        "action": ACTIONS.get(fate.action or "", "destroy"),
        "article": _article(actor, place),
        "explanation": _explanation(rule, fate),
        "hold": _hold(fate),
    }


def start_in_words(word: str) -> str:
    """An event from which a term counts."""
    return str(STARTS.get(word, word.replace("_", " ")))


def _explanation(rule: RetentionRule | None, fate: Fate) -> str:
    if rule is None:
        return _("no article says how long; somebody has to decide")
    starts = _(" or ").join(start_in_words(start) for start in rule.starts)
    term = term_of(rule)
    if not term:
        return _("as long as it is needed")
    said = _("%(term)s after %(event)s") % {"term": term, "event": starts}
    return _("%(said)s; that has not happened yet") % {"said": said} if fate.status is Status.WAITING else said


def term_of(rule: RetentionRule | None) -> str:
    """How long a rule says, in words; empty where it names no number."""
    if rule is None:
        return ""
    period = rule.exactly or rule.at_most or rule.at_least
    return period_in_words(period, reader_language()) if period else ""


def _hold(fate: Fate) -> str:
    if fate.status is Status.KEPT:
        return _("waits: %(why)s") % {"why": ", ".join(why.replace("_", " ") for why in fate.kept_because)}
    if fate.status is Status.UNDECIDED:
        return _("somebody has to decide")
    return ""


def rule_at(actor: Actor, place: StandsIn | None) -> RetentionRule | None:
    """The rule that stands in a place."""
    if place is None:
        return None
    laws = [law for law in actor.in_force.laws if place.is_law and law.law == place.source]
    sources: Sequence[Law | Regulation] = laws or [actor.in_force.regulation]
    for source in sources:
        for article in source.articles:
            for rule in article.rules:
                if isinstance(rule, RetentionRule) and place.rule.endswith(rule.id):
                    return rule
    return None


def _article(actor: Actor, place: StandsIn | None) -> Any:
    if place is None:
        return ""
    where = f"{place.source} {place.article}" if place.is_law else place.article
    return actor.in_force.article(where)
