"""What the notice after looking along says: from the view, and from the regulation as it was on that day."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any
from uuid import UUID

from django.utils import translation

from waarborg.accounts.models import Membership, Organisation
from waarborg.dossiers.duties import Happening
from waarborg.dossiers.looks import opens
from waarborg.kernel import clock
from waarborg.letters.days import day_in_words, moment_in_words
from waarborg.policy.model.access import Permit
from waarborg.policy.model.base import Rule
from waarborg.policy.model.procedures import ComplaintRule, ProcedureElsewhere
from waarborg.policy.model.regulation import Article, Regulation
from waarborg.policy.model.rights import RightRule
from waarborg.policy.names import Names
from waarborg.policy.phrases import Language
from waarborg.policy.wording import filled

LOOKING = frozenset({"read", "reveal"})
"""Actions that change nothing."""


def content(happened: Happening, language: Language) -> dict[str, Any]:
    """The letter's data; the sentences around them stand in the template."""
    view, regulation, using = happened.view, happened.version.regulation, happened.door.using
    names = Names(regulation, language)
    who = _roles(happened, view.account_id, frozenset(happened.rule.roles))
    granter = _roles(happened, view.decided_by_id, _may_grant(regulation)) if view.decided_by_id else []
    with translation.override(language):
        return {
            "organisation": Organisation.objects.using(using).get(pk=view.organisation_id).name,
            "date": day_in_words(clock.today()),
            "number": happened.door.dossier["number"],
            "client": names.role("client"),
            "role": names.list_of(map(names.role, who)),
            "granted_by": names.list_of(map(names.role, granter)),
            "from": moment_in_words(view.decided_at),
            "until": moment_in_words(view.ended_at),
            "categories": names.list_of(map(names.category, _could_see(happened))),
            "only_looked": set(happened.rule.permit) <= LOOKING,
            "reason": happened.reason,
            "article": {
                "number": happened.article.number,
                "title": happened.article.title,
                "words": list(article_in_words(regulation, happened.article)),
            },
            "review_by": day_in_words(view.review_by) if view.review_by else None,
            "access": first_article(regulation, is_about_access),
            "complaint": first_article(regulation, is_about_complaints),
        }


def article_in_words(regulation: Regulation, article: Article) -> Iterator[str]:
    """The article in plain words if it has them, else its own text, with its numbers filled in; by paragraph."""
    rules = {rule.id: rule for each in regulation.articles for rule in each.rules}
    for paragraph in filled(article, rules, article.summary or article.text).split("\n\n"):
        yield " ".join(paragraph.split())


def _could_see(happened: Happening) -> tuple[str, ...]:
    """The kinds of data that the view opened: those chosen, or what the rule opens at all."""
    chosen = tuple(happened.view.categories or opens(happened.version, happened.rule))
    return ("all",) if set(chosen) == set(happened.version.policy.categories) else chosen


def _may_grant(regulation: Regulation) -> frozenset[str]:
    """The roles that let others look along."""
    rules = (rule for article in regulation.articles for rule in article.rules)
    return frozenset(
        role for rule in rules if isinstance(rule, Permit) and "grant" in rule.permit for role in rule.roles
    )


def _roles(happened: Happening, account_id: UUID, among: frozenset[str]) -> list[str]:
    """The roles of a colleague on the day of the view, as far as the rule asked them; never their name."""
    day = clock.day_of(happened.view.decided_at or clock.now())
    held = (
        Membership.objects.using(happened.door.using)
        .filter(organisation_id=happened.view.organisation_id, account_id=account_id, from_on__lte=day)
        .exclude(until_on__lt=day)
        .order_by("role")
        .values_list("role", flat=True)
    )
    found = list(dict.fromkeys(held))
    return [role for role in found if role in among] or found


def is_about_access(rule: Rule) -> bool:
    """Does this rule give the client access to their data?"""
    return isinstance(rule, RightRule) and "access" in rule.right


def is_about_complaints(rule: Rule) -> bool:
    """Does this rule say how to complain?"""
    return isinstance(rule, ComplaintRule) or (isinstance(rule, ProcedureElsewhere) and rule.procedure == "complaints")


def first_article(regulation: Regulation, is_it: Callable[[Rule], bool]) -> str | None:
    """The number of the first article with such a rule."""
    return next((article.number for article in regulation.articles if any(map(is_it, article.rules))), None)
