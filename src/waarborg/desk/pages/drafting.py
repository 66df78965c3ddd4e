"""The studio in words: what is in force, what is in hand, what each article does, what another version would change."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from waarborg.adoption.coverage_words import counts_of, sentence_line
from waarborg.drafting.choices import Why
from waarborg.drafting.examining import Examined, examine
from waarborg.drafting.impact import impact_of
from waarborg.drafting.saying import in_words
from waarborg.drafting.selectors import SeenDraft, SeenText, keys, version_key
from waarborg.gate.actors import Actor
from waarborg.gate.organisations import agency
from waarborg.gate.policies import versions_of
from waarborg.kernel import clock
from waarborg.kernel.languages import reader_language, with_marks
from waarborg.policy.citing import rules_of
from waarborg.policy.coverage import Covered
from waarborg.policy.differences import access_that_differs, articles_that_differ, terms_that_differ
from waarborg.policy.english import said
from waarborg.policy.model.base import Period, Rule
from waarborg.policy.model.regulation import Article, Regulation
from waarborg.policy.names import Names
from waarborg.policy.possible import possible
from waarborg.policy.sentences import sentence
from waarborg.policy.shown import shown_of
from waarborg.policy.wording import filled
from waarborg.policy.words import period_in_words

MOST_NUMBERS = 12


def studio_page(actor: Actor, every: Sequence[SeenDraft], held: SeenDraft | None) -> dict[str, Any]:
    """What desk/studio.html needs, beside the form of the first day."""
    found = examine(held.source) if held else None
    slug = agency(actor.organisation_id).slug
    decides = possible(actor.in_force.policy, actor.roles, "define")
    return {
        "in_force": {
            "title": actor.in_force.regulation.title,
            "version": actor.in_force.regulation.version,
            "since": actor.in_force.regulation.in_force_from,
            "url": reverse("site:regulation", args=[slug]),
        },
        "days": [
            {"day": day, "url": reverse("site:regulation_on", args=[slug, day.isoformat()])}
            for day in versions_of(actor.organisation_id)
        ],
        "draft": _draft(held, found, decides=decides) if held and found else None,
        "numbers": [_number(one) for one in every[:MOST_NUMBERS]],
        "notice": actor.in_force.regulation.transition.notice,
        "changed_url": reverse("desk:regulation_changed"),
        "coverage": counts_of(shown_of(actor.in_force.regulation.regulation)),
    }


def day_initial(held: SeenDraft | None) -> dict[str, Any]:
    """What the form of the first day begins with."""
    return {"base": held.number, "in_force_from": held.in_force_from} if held else {}


def _draft(held: SeenDraft, found: Examined, *, decides: bool) -> dict[str, Any]:
    def act(name: str) -> str:
        return reverse("desk:studio_act", args=[held.id, name])

    return {
        "number": held.number,
        "made_by": held.made_by,
        "made_at": held.made_at,
        "day": held.in_force_from,
        "proposed_by": held.proposed_by,
        "proposed_at": held.proposed_at,
        "mistakes": len(found.mistakes),
        "waiting": len(found.waiting),
        "undecided": len(found.undecided),
        "can_go": found.can_go,
        "forward_url": act("voorleggen") if found.can_go and not held.proposed_at else "",
        "approve_url": act("vaststellen") if held.waits and decides and not held.own else "",
        "decline_url": act("afwijzen") if held.waits and decides else "",
        "own": held.own,
    }


def _number(one: SeenDraft) -> dict[str, Any]:
    state = _("approved") if one.approved else _("declined") if one.declined else _("put forward") if one.waits else ""
    return {
        "number": one.number,
        "why": Why(one.why).label,
        "by": one.made_by,
        "at": one.made_at,
        "state": state,
        "decided_by": one.decided_by,
    }


def checked(source: str) -> dict[str, Any]:
    """What desk/parts/studio_checked.html needs: mistakes with their lines, and how many findings wait."""
    found = examine(source)
    mistakes = [{"line": one.line, "rule": one.rule, "said": in_words(one.said)} for one in found.mistakes]
    return {"mistakes": mistakes, "waiting": len(found.waiting), "undecided": len(found.undecided)}


def rule_labels(source: str) -> dict[str, str]:
    """What people read for each rule: its article, and its own title where it has one."""
    ready = examine(source).ready
    if ready is None:
        return {}
    return {
        rule.id: _called_there(article, rule, ready.regulation)
        for article in ready.regulation.articles
        for rule in article.rules
    }


def _called_there(article: Article, rule: Rule, regulation: Regulation) -> str:
    title = said(getattr(rule, "title", "") or article.title, regulation, reader_language())
    return with_marks(
        "%(number)s %(title)s (%(rule)s)", number=article.number, title=title, rule=rule.id.partition("/")[2]
    )


def articles_page(actor: Actor) -> dict[str, Any]:
    """What desk/studio_articles.html needs."""
    regulation = actor.in_force.regulation
    names, rules = Names(regulation, reader_language()), rules_of(regulation)
    covered = shown_of(regulation.regulation)
    by_rule: dict[str, list[Covered]] = {}
    for one in covered:
        for rule in one.clause.held_by:
            by_rule.setdefault(rule, []).append(one)
    return {
        "title": regulation.title,
        "articles": [_article(article, rules, names, by_rule) for article in regulation.articles],
        "counts": counts_of(covered),
    }


def _article(article: Article, rules: Any, names: Names, by_rule: dict[str, list[Covered]]) -> dict[str, Any]:
    held = {one.clause.id: one for rule in article.rules for one in by_rule.get(rule.id, ())}
    return {
        "number": article.number,
        "title": article.title,
        "paragraphs": filled(article, rules).split("\n\n"),
        "how": [
            {"rule": rule.id.partition("/")[2], "said": sentence(rule, names) or _("holds as written")}
            for rule in article.rules
        ],
        "by_hand": [f"{part.says} {part.why}" for part in article.by_hand],
        "clauses": [sentence_line(one) for one in held.values()],
    }


def clauses_page(actor: Actor) -> dict[str, Any]:
    """What desk/studio_clauses.html needs."""
    covered = shown_of(actor.in_force.regulation.regulation)
    return {"clauses": [sentence_line(one) for one in covered], "counts": counts_of(covered)}


def compare_page(actor: Actor, old_text: SeenText, new_text: SeenText) -> dict[str, Any]:
    """What desk/studio_compare.html needs beside its form. Of dossiers only what is beside the version in force."""
    was, found = examine(old_text.source), examine(new_text.source)
    page = {"before": name_of(old_text), "after": name_of(new_text)}
    if found.ready is None or was.ready is None:
        return page | {"mistakes": True}
    old, new = was.ready.regulation, found.ready.regulation
    names = Names(new, reader_language())
    before = Names(old, reader_language())
    beside = old_text.key == version_key(actor.in_force.regulation.in_force_from)
    from_day = new_text.in_force_from or clock.today()
    return page | {
        "articles": [
            {"number": one.number, "title": one.title, "how": _how(one.how), "before": one.before, "after": one.after}
            for one in articles_that_differ(old, new)
        ],
        "access": [
            {
                "who": (names if one.direction != "less" else before).role(one.role),
                "what": names.action(one.action),
                "direction": one.direction,
                "data": names.list_of(_category(names, before, key) for key in one.categories),
            }
            for one in access_that_differs(was.ready.policy, found.ready.policy)
        ],
        "terms": [
            {
                "rule": _rule(one.rule, new, old),
                "before": _period(one.before),
                "after": _period(one.after),
                "shorter": one.shorter,
            }
            for one in terms_that_differ(old, new)
        ],
        "living": impact_of(actor, found.ready, from_day) if beside else None,
    }


def name_of(text: SeenText) -> str:
    """What a text is called where two are compared."""
    return _called(text.in_force_from, text.number)


def choices(actor: Actor) -> list[tuple[str, str]]:
    """Every text that can be compared, with what it is called."""
    return [(key, _called(day, number)) for key, day, number in keys(actor)]


def _called(day: date | None, number: int) -> str:
    if number:
        return _("draft %(number)s") % {"number": number}
    return _("version of %(day)s") % {"day": date_format(day, "j F Y") if day else ""}


def _how(how: str) -> str:
    return {"new": _("new"), "changed": _("changed"), "gone": _("gone")}[str(how)]


def _category(new: Names, old: Names, key: str) -> str:
    title = new.category(key)
    return title if title != key else old.category(key)


def _period(period: Period | None) -> str:
    return period_in_words(period, reader_language()) if period else "–"


def _rule(name: str, *regulations: Regulation) -> str:
    for regulation in regulations:
        for article in regulation.articles:
            for rule in article.rules:
                if rule.id == name:
                    return said(
                        f"{article.number} {article.title} ({name.partition('/')[2]})", regulation, reader_language()
                    )
    return name
