"""What the agency does with personal data (GDPR art. 30), made from the regulation in force: nothing is typed over.

activities(version)     one for each purpose: on which basis, which kinds of data, who gets them, until when
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from waarborg.gate.policies import InForce
from waarborg.policy.model.access import Permit
from waarborg.policy.model.base import Period
from waarborg.policy.model.catalogue import CategoryRule, PurposeRule
from waarborg.policy.model.procedures import Duty, Measure
from waarborg.policy.model.regulation import Law, Regulation
from waarborg.policy.model.retention import RetentionRule
from waarborg.policy.names import Names
from waarborg.policy.phrases import Language
from waarborg.policy.terms_places import placed
from waarborg.policy.words import period_in_words

SPECIAL = frozenset({"health", "criminal", "ethnic", "biometric", "national_number"})
"""Kinds of data that the law treats apart (GDPR art. 9, 10 and 87)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KindOfData:
    """A kind of data of the catalogue, and how long it is kept by which article."""

    key: str
    title: str
    sensitivity: str
    kept: tuple[tuple[str, str], ...]
    """Term in words, and article."""

    @property
    def special(self) -> bool:
        """Does the law treat it apart?"""
        return self.sensitivity in SPECIAL


@dataclass(frozen=True, slots=True, kw_only=True)
class Activity:
    """One processing activity."""

    purpose: str
    title: str
    article: str
    basis: tuple[str, ...]
    kinds: tuple[KindOfData, ...]
    recipients: tuple[tuple[str, str], ...]
    """Key and name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureLine:
    """A measure of the regulation: what holds it (`system`, `workflow` or `evidence`), whose it is."""

    rule: str
    measure: str
    title: str
    article: str
    holds: str
    owner: str
    review: str


def activities(version: InForce, language: Language) -> Sequence[Activity]:
    """One for each purpose of the closed list."""
    regulation, names = version.regulation, Names(version.regulation, language)
    kinds = [one.rule for one in placed(regulation, CategoryRule)]
    kept = {rule.category: tuple(_kept(regulation, rule.category, language)) for rule in kinds}
    return [
        Activity(
            purpose=one.rule.purpose,
            title=names.said(one.rule.title),
            article=one.at.article,
            basis=one.rule.basis,
            kinds=tuple(
                KindOfData(
                    key=rule.category,
                    title=names.said(rule.title),
                    sensitivity=rule.sensitivity,
                    kept=kept[rule.category],
                )
                for rule in kinds
                if _serves(rule, one.rule)
            ),
            recipients=tuple((key, names.recipient(key)) for key in _recipients(regulation, one.rule.purpose)),
        )
        for one in placed(regulation, PurposeRule)
    ]


def measures(version: InForce, language: Language) -> Sequence[MeasureLine]:
    """Every measure of the regulation, and every duty that comes again, in its order."""
    names = Names(version.regulation, language)
    return [
        MeasureLine(
            rule=rule.id,
            measure=rule.measure if isinstance(rule, Measure) else rule.duty,
            title=names.said(rule.title or article.title),
            article=article.number,
            holds=rule.holds if isinstance(rule, Measure) else "workflow",
            owner=(rule.owner if isinstance(rule, Measure) else rule.role) or "",
            review=period_in_words(term, language) if (term := _again(rule)) else "",
        )
        for article in version.regulation.articles
        for rule in article.rules
        if isinstance(rule, Measure) or (isinstance(rule, Duty) and not rule.at and rule.every)
    ]


def _again(rule: Measure | Duty) -> Period | None:
    return rule.review if isinstance(rule, Measure) else rule.every


def cited_laws(version: InForce) -> Sequence[tuple[Law, Law | None]]:
    """Each law that the regulation names, with the one that took its place where it was repealed."""
    by_name = {law.law: law for law in version.laws}
    found = [by_name[name] for name in version.regulation.cites if name in by_name]
    return [(law, by_name.get(law.replaced_by or "")) for law in found]


def _serves(kind: CategoryRule, purpose: PurposeRule) -> bool:
    wanted = not kind.purposes or purpose.purpose in kind.purposes
    return wanted and (not purpose.categories or bool({"all", kind.category} & set(purpose.categories)))


def _recipients(regulation: Regulation, purpose: str) -> list[str]:
    """Whom a rule lets data go to for this purpose."""
    found: dict[str, None] = {}
    for one in placed(regulation, Permit):
        if "disclose" in one.rule.permit and (not one.rule.purposes or purpose in one.rule.purposes):
            found |= dict.fromkeys(one.rule.recipients or ())
    return list(found)


def _kept(regulation: Regulation, category: str, language: Language) -> Iterator[tuple[str, str]]:
    for one in placed(regulation, RetentionRule):
        rule = one.rule
        if category in rule.excepts or not {"all", category} & set(rule.retain):
            continue
        period = rule.exactly or rule.at_most or rule.at_least
        yield (period_in_words(period, language) if period else "", one.at.article)
