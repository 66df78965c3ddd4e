"""Checks that hold a regulation's terms against the law's own: the numbers come from the rules of law."""

from __future__ import annotations

from collections.abc import Iterator

from waarborg.policy.contradictions import contradictions
from waarborg.policy.lint import Found, Subject, check
from waarborg.policy.model.access import Prohibition
from waarborg.policy.model.base import Period
from waarborg.policy.model.catalogue import CategoryRule
from waarborg.policy.model.procedures import BreachRule
from waarborg.policy.model.retention import RetentionRule
from waarborg.policy.model.rights import Remedy, RightRule
from waarborg.policy.periods import longer
from waarborg.policy.retention_collisions import without_rule

NO_LAWS_NUMBER = "no statute has this term"


@check("TRM-001")
def answered_in_time(subject: Subject) -> Iterator[Found]:
    """Every right has a term, and none is longer than the law's; where it is, the law's term holds."""
    for rule in subject.own(RightRule):
        for right in rule.right:
            law = _term_of(subject, right)
            if law is None or law.answer_within is None or rule.ends_at_once:
                continue
            if rule.answer_within is None:
                yield Found(rule.id, f"{right}: no term", law.id)
            elif longer(rule.answer_within, law.answer_within):
                yield Found(rule.id, f"{right}: longer than the law allows", law.id)


@check("TRM-002")
def extended_in_time(subject: Subject) -> Iterator[Found]:
    """No longer extension than the law's, and told in time."""
    for rule in subject.own(RightRule):
        for right in rule.right if rule.latest else ():
            law = _term_of(subject, right)
            if law is None or law.latest is None or rule.latest is None:
                continue
            told, must = rule.latest.notice_within, law.latest.notice_within
            if longer(rule.latest.within, law.latest.within):
                yield Found(rule.id, f"{right}: extended longer than the law allows", law.id)
            elif told and must and longer(told, must):
                yield Found(rule.id, f"{right}: told later than the law allows", law.id)


@check("REM-002")
def court_named(subject: Subject) -> Iterator[Found]:
    """The way to the court, with at least the law's term."""
    own = [rule for rule in subject.own(Remedy) if rule.remedy == "court"]
    if not own:
        law = next((rule.id for rule in subject.law(Remedy) if rule.remedy == "court"), None)
        yield Found(None, "the court is not named", law)
    for rule in own:
        for each in (each for each in subject.law(Remedy) if each.remedy == "court"):
            if rule.within and each.within and longer(each.within, rule.within):
                yield Found(rule.id, "the term for the court is shorter than the law's", each.id)


@check("RET-001")
def every_category_ends(subject: Subject) -> Iterator[Found]:
    """Every category has a term."""
    titles = {kind.category: kind for kind in subject.catalogue}
    for category in without_rule(subject.regulation, subject.floor):
        yield Found(titles[category].id, f"{titles[category].title}: no term of keeping")


@check("RET-002")
def dossier_not_too_long(subject: Subject) -> Iterator[Found]:
    """What the supervisory authority holds reasonable for a dossier, unless a law says why it is more."""
    most = [law.at_most for law in subject.law(RetentionRule, "policy") if law.at_most]
    for rule in subject.own(RetentionRule):
        own = rule.at_most or rule.exactly
        if own and not (rule.because or rule.chosen_by) and any(longer(own, term) for term in most):
            yield Found(rule.id, f"{own}: longer than the authority holds reasonable")


@check("RET-003")
def statutory_as_the_statute(subject: Subject) -> Iterator[Found]:
    """A term that is called statutory is the statute's own."""
    for rule in subject.own(RetentionRule):
        if not (rule.because or "statutory" in rule.chosen_by):
            continue
        law = [each for each in subject.law(RetentionRule) if rule.because and each.because == rule.because]
        own, numbers = _bound(rule), [_bound(each) for each in law]
        cites_a_term = rule.because and any(each.because == rule.because for each in law)
        if ("statutory" in rule.chosen_by or cites_a_term) and own not in numbers:
            yield Found(rule.id, NO_LAWS_NUMBER)


def _bound(rule: RetentionRule) -> Period | None:
    return rule.exactly or rule.at_least or rule.at_most


@check("RET-004")
def no_two_terms(subject: Subject) -> Iterator[Found]:
    """No two terms for the same data, unless the agency decided between them."""
    for found in contradictions(subject.regulation, subject.floor):
        if found.kind == "retention":
            yield Found(found.rules[0], f"{found.message}: {', '.join(found.rules)}")


@check("BRE-002")
def breaches_in_time(subject: Subject) -> Iterator[Found]:
    """Every breach reported within the law's term."""
    floor = next((rule.id for rule in subject.law(BreachRule)), None)
    for rule in subject.own(BreachRule):
        own = rule.breach.tell_authority_within
        most = [law.breach.tell_authority_within for law in subject.law(BreachRule)]
        if any(term and (own is None or longer(own, term)) for term in most):
            yield Found(rule.id, "no term for the authority, or one longer than the law's", floor)
        lawful = {law.breach.only_when for law in subject.law(BreachRule)}
        if rule.breach.only_when and rule.breach.only_when not in lawful:
            yield Found(rule.id, f"only when {rule.breach.only_when}", floor)


@check("BSN-001")
def number_by_statute(subject: Subject) -> Iterator[Found]:
    """The citizen service number only for kinds of principal that a statute names."""
    about = (rule for rule in subject.law(Prohibition) if "national_number" in rule.sensitivity)
    lawful = [set(rule.principals_except) for rule in about if rule.principals_except]
    for kind in _with_number(subject):
        if not kind.only_for.principals:
            yield Found(kind.id, f"{kind.title}: for every kind of principal")
        for allowed in lawful:
            beyond = set(kind.only_for.principals) - allowed
            if beyond:
                yield Found(kind.id, f"{kind.title}: no statute for {', '.join(sorted(beyond))}")


def _with_number(subject: Subject) -> Iterator[CategoryRule]:
    for kind in subject.catalogue:
        if kind.sensitivity == "national_number" or any(field.type == "bsn" for field in kind.fields.values()):
            yield kind


def _term_of(subject: Subject, right: str) -> RightRule | None:
    """The law's rule with the longest term it allows for a right."""
    bounds = (rule for rule in subject.law(RightRule, "maximum") if right in rule.right)
    return next((rule for rule in bounds if rule.answer_within or rule.latest), None)
