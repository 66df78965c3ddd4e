"""The page of a refusal."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from waarborg.desk.facts import missing_in_words
from waarborg.desk.forms.looking import AskForm
from waarborg.desk.pages.gate import gate_of, is_special
from waarborg.desk.words import roles_in_words, term, words_of
from waarborg.dossiers.catalogue import catalogue_of
from waarborg.dossiers.looks import GRANT, rule_for
from waarborg.gate.actors import Actor
from waarborg.gate.answers import Answer
from waarborg.gate.organisations import colleagues
from waarborg.gate.scopes import APPROVED
from waarborg.ledger.sentences import sentence
from waarborg.ledger.vocabulary import BASIS, Kind
from waarborg.policy.citing import Cited
from waarborg.policy.compiled import Test
from waarborg.policy.possible import nearest_permits, possible

LOOKING = frozenset({"read", "request"})
MOST_ARTICLES = 2
MOST_NAMES = 5
COULD_HELP = frozenset({"assigned", "part_of_assignment", "granted_by_responsible"})


def refusal_page(request: HttpRequest, actor: Actor, answer: Answer, form: AskForm | None = None) -> dict[str, Any]:
    """What desk/refused.html needs. `form` is one that came back with errors."""
    words = words_of(actor.in_force.regulation)
    number = request.resolver_match.kwargs.get("number", "") if request.resolver_match else ""
    articles = articles_of(actor, answer)
    subject = _("Dossier %(number)s") % {"number": number} if number else ""
    page: dict[str, Any] = {
        "refusal": {
            "subject": subject,
            "headline": _headline(request, answer),
            "reasons": _reasons(actor, answer, words),
            "articles": articles,
            "recorded": _recorded(request, answer, articles, number),
        },
        "other_ways": [*_approval(answer, number, words), *_other_ways(actor, answer, words)],
    }
    entry = catalogue_of(actor.in_force).entries.get(answer.question.category or "")
    if entry is not None and is_special(entry):
        page["gate"] = gate_of(actor, entry, answer)
    if number and may_ask(actor, answer):
        page |= {"form": form or AskForm(), "form_url": reverse("desk:view_ask", args=[number])}
    return page


def may_ask(actor: Actor, answer: Answer) -> bool:
    """Is asking to look along the legitimate next step?"""
    looks = answer.question.action in LOOKING and "not excluded_by_name" not in answer.missing
    return looks and rule_for(actor.in_force, actor.roles) is not None


def articles_of(actor: Actor, answer: Answer) -> list[Cited]:
    """The articles that decided: the prohibitions in the way, or else the permits that come nearest."""
    in_force = actor.in_force
    places = answer.articles or tuple(dict.fromkeys(test.rule.where for test in _nearest(actor, answer)))
    found = [in_force.article(where) for where in places[:MOST_ARTICLES]]
    return [replace(one, text=one.text.strip().split("\n")[0]) for one in found]


def _nearest(actor: Actor, answer: Answer) -> list[Test]:
    question, policy = answer.question, actor.in_force.policy
    role, action = answer.decision.role, question.action
    permits = list(nearest_permits(policy, role, action, question.category))
    if not permits and question.category is None:  # an act that is allowed kind of data by kind of data
        permits = [one for category in policy.categories for one in nearest_permits(policy, role, action, category)]
    known = question.known & question.true
    return sorted(permits, key=lambda test: ((test.when & ~known).bit_count(), test.weight))[:1]


def _headline(request: HttpRequest, answer: Answer) -> str:
    action = answer.question.action
    kwargs = request.resolver_match.kwargs if request.resolver_match else {}
    if action in LOOKING and "category" in kwargs:
        return _("You may not see this part of the dossier")
    if action in LOOKING and "number" in kwargs:
        return _("You may not see this dossier")
    return _("You may not do this: %(action)s") % {"action": term("actions", action)}


def _reasons(actor: Actor, answer: Answer, words: Mapping[str, str]) -> list[str]:
    if answer.missing:
        alone = "assigned" in answer.missing and may_ask(actor, answer)
        facts = dict.fromkeys([*answer.missing, GRANT] if alone else answer.missing)
        return [missing_in_words(fact, words) for fact in facts]
    if answer.rules:
        return [_("The regulation closes this for your role: %(role)s.") % {"role": _own_roles(actor)}]
    return [_("The regulation does not open this for your role: %(role)s.") % {"role": _own_roles(actor)}]


def _own_roles(actor: Actor) -> str:
    return roles_in_words(actor.in_force.regulation, actor.roles)


def _recorded(request: HttpRequest, answer: Answer, articles: list[Cited], number: str) -> str:
    """The sentence of the ledger, with the name of who reads it."""
    which = _("dossier %(number)s") % {"number": number} if number else _("the agency")
    said = sentence(Kind.ACCESS_REFUSED, actor=getattr(request.user, "display_name", ""), dossier=which)
    places = ", ".join(f"{one.law} {_('art. %(number)s') % {'number': one.number}}".strip() for one in articles)
    return f"{said} {str(BASIS) % {'articles': places}}" if places and answer else said


def _other_ways(actor: Actor, answer: Answer, words: Mapping[str, str]) -> list[dict[str, str]]:
    ways = []
    if COULD_HELP & set(answer.missing):
        ways.append(_ask_somebody(actor, _("Should you work on this?"), "assign", words))
    if "confidentiality_signed" in answer.missing or "instruction_confirmed" in answer.missing:
        ways.append(
            {
                "question": _("Have you not signed yet?"),
                "answer": _("Sign the declaration first."),
                "url": reverse("desk:declaration"),
                "label": _("To the declaration"),
            }
        )
    ways.append(
        {
            "question": _("What may you see?"),
            "answer": _("The regulation says it for each kind of data."),
            "url": reverse("desk:my_access"),
            "label": _("What may I see?"),
        }
    )
    return [way for way in ways if way]


def _approval(answer: Answer, number: str, words: Mapping[str, str]) -> list[dict[str, str]]:
    """Where an approval that is missing is asked."""
    if APPROVED not in answer.missing or not number:
        return []
    return [
        {
            "question": _("Did the %(client)s not approve this yet?") % words,
            "answer": _("Put it to them as it is now, and write the answer down."),
            "url": reverse("desk:approvals", args=[number]),
            "label": _("To what asks approval"),
        }
    ]


def _ask_somebody(actor: Actor, question: str, action: str, words: Mapping[str, str]) -> dict[str, str]:
    """Who could change it: the people in the roles that may, by name."""
    policy = actor.in_force.policy
    able = [role for role in policy.roles if policy.kinds.get(role) == "staff" and possible(policy, [role], action)]
    names = list(dict.fromkeys(one.name for one in colleagues(actor, able)))[:MOST_NAMES]
    if not names:
        return {"question": question, "answer": _("Ask a %(responsible)s.") % words}
    return {"question": question, "answer": _("Ask %(names)s to assign you.") % {"names": _(" or ").join(names)}}
