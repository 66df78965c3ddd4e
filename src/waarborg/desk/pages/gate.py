"""What must be so before special data may be recorded: each condition, is it met, by which article, and what now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from waarborg.desk.words import fact_in_words, words_of
from waarborg.dossiers.catalogue import NECESSITY, Entry
from waarborg.gate.actors import Actor
from waarborg.gate.answers import Answer

NEXT: Mapping[str, Promise] = {
    "confidentiality_signed": gettext_lazy("Sign the declaration of confidentiality first."),
    "health_consent": gettext_lazy("Ask the %(client)s, and record the answer. No is an answer too."),
    "health_domain_member": gettext_lazy("Only who is appointed for data about health may do this. Leave it to them."),
    "illness_or_incapacity": gettext_lazy("Only for a trajectory that is there because of illness."),
    "other_sources_consent": gettext_lazy("Ask the %(client)s, and record the answer. No is an answer too."),
    "parental_consent": gettext_lazy("Ask a parent or guardian, and record the answer."),
    "placement_exists": gettext_lazy("Record the placement first."),
    "storage_consent": gettext_lazy("Ask the %(client)s, and record the answer. No is an answer too."),
    "written_consent": gettext_lazy("Ask the %(client)s for a signature, and record it."),
}
"""What to do about a condition that is not met."""
ASKED = frozenset({*NEXT, NECESSITY})


def is_special(entry: Entry) -> bool:
    """Does the law or the regulation ask something before this kind of data is recorded?"""
    rule = entry.rule
    return bool(rule.exception or rule.always_needs or rule.only_for.facts or rule.only_for.reason)


def gate_of(actor: Actor, entry: Entry, answer: Answer) -> dict[str, Any]:
    """What desk/parts/gate.html needs: the conditions, and how many are not met. `answer` is that to writing."""
    conditions = list(_conditions(actor, entry, answer))
    return {"conditions": conditions, "missing": sum(1 for one in conditions if not one["met"])}


def next_step(actor: Actor, entry: Entry, answer: Answer) -> str:
    """What to do first so that this may be recorded; empty where nothing helps. `answer` is that to writing."""
    true, vocabulary = answer.question.true & answer.question.known, actor.in_force.policy.vocabulary
    facts = [*answer.missing, *sorted(_asked(actor, entry))]
    unmet = (fact for fact in facts if fact in NEXT and not true & vocabulary.mask(fact))
    fact = next(unmet, "")
    return str(NEXT[fact]) % words_of(actor.in_force.regulation) if fact else ""


def _conditions(actor: Actor, entry: Entry, answer: Answer) -> Iterator[dict[str, Any]]:
    in_force, true = actor.in_force, answer.question.true & answer.question.known
    if entry.rule.exception:
        yield _line(_("An exception in law"), met=True, article=in_force.article(entry.rule.exception))
    for fact, where in sorted(_asked(actor, entry).items()):
        if fact == NECESSITY:
            continue
        met = bool(true & in_force.policy.vocabulary.mask(fact))
        line = _line(fact_in_words(fact), met=met, article=in_force.article(where))
        if not met:
            line["next"] = str(NEXT[fact]) % words_of(in_force.regulation)
        if not met and fact == "confidentiality_signed":
            line |= {"url": reverse("desk:declaration"), "url_label": _("To the declaration")}
        yield line
    if entry.asks_why:
        label = _("Why it is necessary, in your words")
        yield _line(label, met=True, article=in_force.article(entry.article)) | {"next": _("The form asks for it.")}


def _line(label: str, *, met: bool, article: Any) -> dict[str, Any]:
    return {"label": label, "met": met, "article": article}


def _asked(actor: Actor, entry: Entry) -> dict[str, str]:
    """The facts that must be so, with the place that says it: of the category itself, and of rules over it."""
    policy, rule = actor.in_force.policy, entry.rule
    own = [*rule.always_needs, *rule.only_for.facts, *([rule.only_for.reason] if rule.only_for.reason else [])]
    found = {fact: entry.article for fact in own if fact in ASKED}
    for role in actor.roles:
        for test in policy.cell(role, "write", entry.key).prohibitions:
            for fact in policy.vocabulary.facts_in(test.rule.unless):
                if fact in ASKED and not test.rule.when:
                    found.setdefault(fact, test.rule.where)
    return found
