"""Rules as sentences: what the machine does, in words that the regulation page, letters and refusals share."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from waarborg.policy.model.access import Condition, Obligations, Permit, Prohibition, Scope
from waarborg.policy.model.base import Period, Rule
from waarborg.policy.model.catalogue import CategoryRule, Forbid, PurposeRule
from waarborg.policy.model.retention import RetentionRule
from waarborg.policy.model.rights import Remedy, RightRule
from waarborg.policy.names import Names
from waarborg.policy.phrases import SENTENCES, phrases
from waarborg.policy.words import period_in_words


def sentence(rule: Rule, names: Names) -> str | None:
    """What a rule does, in one sentence; None for kinds that only the article's own words tell."""
    for form, written in FORMS.items():
        if isinstance(rule, form):
            return written(rule, names)
    return None


def _permit(rule: Permit, names: Names) -> str:
    says = phrases(SENTENCES, names.language)
    parts = [f"{_who(rule, names)} {_may('may', rule, says)} {_what(rule.permit, rule, names)}"]
    parts.append(f"{says['if']}: {_facts(rule.when, names)}")
    return f"{'; '.join((', '.join(parts), *_obliged(rule.obliges, names), *_limits(rule, names)))}."


def _prohibition(rule: Prohibition, names: Names) -> str:
    says = phrases(SENTENCES, names.language)
    parts = [f"{_who(rule, names)} {_may('may_not', rule, says)} {_what(rule.prohibit, rule, names)}"]
    if rule.when:
        parts.append(f"{says['if']}: {_facts(rule.when, names)}")
    if rule.unless:
        parts.append(f"{says['unless']}: {_facts(rule.unless, names)}")
    return f"{', '.join(parts)}."


def _condition(rule: Condition, names: Names) -> str:
    says = phrases(SENTENCES, names.language)
    parts = [f"{_who(rule, names)} {_may('only_if', rule, says)} {_what(rule.condition, rule, names)}"]
    parts.append(f"{says['if']}: {_facts(rule.needs, names)}")
    if rule.unless:
        parts.append(f"{says['unless']}: {_facts(rule.unless, names)}")
    return f"{', '.join(parts)}."


def _category(rule: CategoryRule, names: Names) -> str:
    fields = names.list_of(names.said(field.label) for field in rule.fields.values())
    only = names.list_of(names.principal(kind) for kind in rule.only_for.principals)
    suffix = f" ({phrases(SENTENCES, names.language)['for']} {only})" if only else ""
    return f"{names.said(rule.title)}{suffix}: {fields}."


def _purpose(rule: PurposeRule, names: Names) -> str:
    basis = f" ({names.list_of(rule.basis)})" if rule.basis else ""
    return f"{phrases(SENTENCES, names.language)['purpose']}: {names.said(rule.title)}{basis}."


def _forbid(rule: Forbid, names: Names) -> str:
    never = names.list_of(word.replace("_", " ") for word in rule.forbid)
    return f"{phrases(SENTENCES, names.language)['never']}: {never}."


def _retain(rule: RetentionRule, names: Names) -> str:
    says = phrases(SENTENCES, names.language)
    terms = [
        says[word].format(period_in_words(period, names.language))
        for word, period in (("most", rule.at_most), ("least", rule.at_least), ("exactly", rule.exactly))
        if period
    ]
    kept = names.list_of(names.category(key) for key in rule.retain)
    return f"{kept[:1].upper()}{kept[1:]}: {names.list_of(terms) or says['necessary']}."


def _right(rule: RightRule, names: Names) -> str | None:
    if rule.answer_within is None:
        return None
    says = phrases(SENTENCES, names.language)["answer"].format(period_in_words(rule.answer_within, names.language))
    return f"{says[:1].upper()}{says[1:]}."


def _remedy(rule: Remedy, names: Names) -> str | None:
    if rule.within is None:
        return None
    says = phrases(SENTENCES, names.language)["within"].format(period_in_words(rule.within, names.language))
    return f"{says[:1].upper()}{says[1:]}."


def _who(rule: Scope, names: Names) -> str:
    says = phrases(SENTENCES, names.language)
    if rule.roles_except:
        return f"{says['anybody']} {says['but']} {names.list_of(map(names.role, rule.roles_except))}"
    who = names.list_of(map(names.role, rule.roles)) if rule.roles and "all" not in rule.roles else says["anybody"]
    return f"{who[:1].upper()}{who[1:]}"


def _may(verb: str, rule: Scope, says: dict[str, str]) -> str:
    return says[f"{verb}_many"] if len(rule.roles) > 1 and not rule.roles_except else says[verb]


def _what(actions: tuple[str, ...], rule: Scope, names: Names) -> str:
    """`lezen en toevoegen: contactgegevens, aan de opdrachtgever`."""
    says = phrases(SENTENCES, names.language)
    done = names.list_of(map(names.action, actions)) if "all" not in actions else ""
    data = names.list_of(names.category(key) for key in rule.categories)
    if rule.excepts:
        data += f" {says['but']} {names.list_of(map(names.category, rule.excepts))}"
    parts = [f"{done}: {data}" if done else data]
    for word, named, left_out, name in (
        ("to", rule.recipients, rule.recipients_except, names.recipient),
        ("by", rule.by, rule.by_except, names.channel),
        ("for", rule.principals, rule.principals_except, names.principal),
        ("for_purpose", rule.purposes, rule.purposes_except, names.purpose),
        ("on_ground", rule.grounds, (), names.ground),
    ):
        if named:
            parts.append(f"{says[word]} {names.list_of(map(name, named))}")
        if left_out:
            parts.append(f"{says[word]} {says['nobody_but']} {names.list_of(map(name, left_out))}")
    return ", ".join(parts)


def _facts(facts: tuple[str, ...], names: Names) -> str:
    return ", ".join(names.fact(key) for key in facts)


def _obliged(obliges: Obligations, names: Names) -> Iterator[str]:
    says = phrases(SENTENCES, names.language)
    if obliges.view_only:
        yield says["view_only"]
    if obliges.ends_after:
        yield _timed(says["ends"], obliges.ends_after, names)
    if obliges.tell_client:
        yield says[f"tell_{obliges.tell_client}"]
    if obliges.reason:
        yield says["reason"]
    if obliges.second_person:
        yield says["second"]
    if obliges.review_within:
        yield _timed(says["review"], obliges.review_within, names)


def _limits(rule: Permit, names: Names) -> Iterator[str]:
    says = phrases(SENTENCES, names.language)
    if rule.items == "chosen":
        yield says["chosen"]
    if rule.recent:
        yield _timed(says["recent"], rule.recent, names)


def _timed(says: str, period: Period, names: Names) -> str:
    return says.format(period_in_words(period, names.language))


FORMS: dict[type[Rule], Callable[[Any, Names], str | None]] = {
    Permit: _permit,
    Prohibition: _prohibition,
    Condition: _condition,
    CategoryRule: _category,
    PurposeRule: _purpose,
    Forbid: _forbid,
    RetentionRule: _retain,
    RightRule: _right,
    Remedy: _remedy,
}
