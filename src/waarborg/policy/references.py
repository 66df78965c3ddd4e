"""Does every word in a regulation exist? Categories, facts, roles, other closed words, rules and laws referred to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import get_args

from waarborg.policy.citing import citations
from waarborg.policy.english import labels_in
from waarborg.policy.model import access, catalogue, procedures, retention, rights
from waarborg.policy.model.base import Rule
from waarborg.policy.model.catalogue import CategoryRule, Forbid, PurposeRule, Sensitivity
from waarborg.policy.model.regulation import Law, Regulation
from waarborg.policy.parsing import Source
from waarborg.policy.problems import RegulationError
from waarborg.policy.vocabulary import Vocabulary

CATEGORY_WORDS = frozenset({"all", "part_of_assignment"})

SCOPE = {
    "roles": "roles", "roles_except": "roles", "categories": "categories", "excepts": "categories",
    "sensitivity": "sensitivities", "recipients": "recipients", "recipients_except": "recipients",
    "principals": "principals", "principals_except": "principals", "by": "channels", "by_except": "channels",
    "purposes": "purposes", "purposes_except": "purposes", "grounds": "grounds", "when": "facts",
}  # fmt: skip

FIELDS: dict[type[Rule], dict[str, str]] = {
    access.Permit: SCOPE | {"permit": "actions", "only_roles": "roles"},
    access.Prohibition: SCOPE | {"prohibit": "actions", "unless": "facts"},
    access.Condition: SCOPE | {"condition": "actions", "needs": "facts", "unless": "facts"},
    catalogue.PurposeRule: {"principals": "principals", "categories": "categories"},
    catalogue.CategoryRule: {
        "sources": "sources", "purposes": "purposes", "always_needs": "facts", "serves_as": "uses",
    },
    catalogue.Sources: {"sources": "sources", "categories": "categories", "with_agreement_of_client": "sources"},
    catalogue.Recency: {"refresh": "categories"},
    retention.RetentionRule: {
        "retain": "categories", "excepts": "categories", "principals": "principals", "starts": "starts",
        "not_before": "starts", "prevails_over": "terms", "yields_to": "terms",
    },
    retention.RetentionOverride: {
        "categories": "categories", "principals": "principals", "starts": "starts", "sets_aside": "terms",
    },
    retention.HoldRule: {"hold": "holds"},
    retention.Precedence: {"precedence": "terms"},
    rights.RightRule: {
        "right": "rights", "starts": "starts", "excludes": "categories", "provided_by": "sources",
        "transfer_to": "recipients",
    },
    rights.Remedy: {"remedy": "remedies", "starts": "starts"},
    procedures.Measure: {"measure": "measures", "looks_at": "looked_at"},
    procedures.Overview: {"only_roles": "roles"},
    procedures.Duty: {"role": "roles", "looks_at": "looked_at", "needs": "facts"},
}  # fmt: skip
"""Which closed list each field of a kind of rule takes its words from."""


def check(source: Source, vocabulary: Vocabulary, laws: Iterable[Law]) -> Iterator[RegulationError]:
    """Every reference of a regulation or law that leads nowhere."""
    known = _Known(source, vocabulary, laws)
    for article in source.parsed.articles:
        for rule in article.rules:
            for message in known.wrong_words(rule):
                yield source.error(rule.id, message)
    if known.is_law:
        yield from _uncited(source, known)
    if isinstance(source.parsed, Regulation):
        yield from _decisions(source, source.parsed, known)
        yield from _english_of_nothing(source, source.parsed)
    yield from _circles(source)
    yield from _twice_in_use(source)


def _uncited(source: Source, known: _Known) -> Iterator[RegulationError]:
    """A law that names an unknown law is wrong; a regulation that does is found wanting (`lint_text`)."""
    for article in source.parsed.articles:
        for citation in article.rests_on:
            if not known.cites(citation):
                place = source.articles[article.number]
                yield source.document.error((*place, "rests_on"), known.unknown_law(citation))
        for rule in article.rules:
            for citation in citations(rule):
                if not known.cites(citation):
                    yield source.error(rule.id, known.unknown_law(citation))


def _twice_in_use(source: Source) -> Iterator[RegulationError]:
    """Two categories that serve as the same in daily work: a page could not know which to take."""
    first: dict[str, str] = {}
    for article in source.parsed.articles:
        for rule in article.rules:
            if isinstance(rule, CategoryRule) and rule.serves_as:
                other = first.setdefault(rule.serves_as, rule.category)
                if other != rule.category:
                    yield source.error(rule.id, f"`{other}` serves as `{rule.serves_as}` already")


class _Known:
    """The words that exist for one file."""

    def __init__(self, source: Source, vocabulary: Vocabulary, laws: Iterable[Law]) -> None:
        parsed = source.parsed
        rules = [rule for article in parsed.articles for rule in article.rules]
        own = parsed if isinstance(parsed, Regulation) else None
        self.catalogue = {rule.category for rule in rules if isinstance(rule, CategoryRule)}
        self.forbidden = {word for rule in rules if isinstance(rule, Forbid) for word in rule.forbid}
        self.is_law = own is None
        self.law_rules = {rule.id for law in laws for article in law.articles for rule in article.rules}
        self.cited = {law.law for law in laws} | set(own.cites if own else ())
        if isinstance(parsed, Law):
            self.cited.add(parsed.law)
        terms = {rule.id for rule in rules if isinstance(rule, retention.RetentionRule | retention.RetentionOverride)}
        self.lists: dict[str, set[str]] = {
            **{name: set(words) for name, words in vocabulary.dimensions.items()},
            **{name: set(words) for name, words in vocabulary.words.items()},
            "facts": set(vocabulary.facts),
            "purposes": {rule.purpose for rule in rules if isinstance(rule, PurposeRule)},
            "categories": self.catalogue | CATEGORY_WORDS,
            "sensitivities": set(get_args(Sensitivity)),
            "terms": terms,
        }
        self.lists["roles"] |= set(own.roles if own else ())

    def wrong_words(self, rule: Rule) -> Iterator[str]:
        for field, name in FIELDS.get(type(rule), {}).items():
            given = getattr(rule, field)
            for word in (given,) if isinstance(given, str) else given or ():
                if word not in self.lists[name] and word != "all":
                    yield f"unknown word `{word}` under `{_written(field)}`: it is none of the {name}"
        if isinstance(rule, CategoryRule):
            yield from self._category(rule)
        if isinstance(rule, procedures.Duty) and rule.blocks and rule.proof not in self.catalogue:
            yield f"`blocks` waits for what is written down: `proof` is none of the categories, but `{rule.proof}`"
        if isinstance(rule, access.Permit) and not self.is_law:
            yield from (
                f"unknown category `{word}` under `fields`" for word in rule.fields if word not in self.catalogue
            )
        if rule.binds and not self.is_law:
            yield "`binds` says how a law binds; a regulation's rules simply hold"

    def _category(self, rule: CategoryRule) -> Iterator[str]:
        if rule.category in self.forbidden:
            yield f"category `{rule.category}` is also forbidden"
        for name, words in (
            ("facts", rule.only_for.facts),
            ("facts", (rule.only_for.reason,) if rule.only_for.reason else ()),
            ("principals", rule.only_for.principals),
            ("terms", (rule.retention_class,) if rule.retention_class else ()),
        ):
            for word in words:
                if word not in self.lists[name]:
                    yield f"unknown word `{word}`: it is none of the {name}"

    def cites(self, citation: str) -> bool:
        return citation.split(" ", maxsplit=1)[0] in self.cited

    def mends(self, reference: str) -> bool:
        """A rule of law by its id, or an article of law by its citation."""
        return reference in self.law_rules if "/" in reference else self.cites(reference)

    def unknown_law(self, citation: str) -> str:
        return f"`{citation}` cites a law that is neither under `cites` nor in the floor"


def _written(field: str) -> str:
    return {"excepts": "except", "starts": "from"}.get(field, field)


def _english_of_nothing(source: Source, regulation: Regulation) -> Iterator[RegulationError]:
    """English beside words that are no label of this regulation: a label was changed, or never stood there."""
    labels = labels_in(regulation)
    for words in regulation.english:
        if words not in labels:
            yield source.document.error(("english", words), f"`{words}` is no label of this regulation")


def _decisions(source: Source, regulation: Regulation, known: _Known) -> Iterator[RegulationError]:
    """Readings and deviations speak of rules, findings and laws that exist."""
    for at, reading in enumerate(regulation.readings):
        for name in reading.about:
            if "/" in name and name not in source.rules:
                yield source.document.error(("readings", at, "about"), f"there is no rule {name}")
    for at, judged in enumerate(regulation.judged):
        if judged.finding not in known.lists["findings"]:
            yield source.document.error(("judged", at, "finding"), f"there is no finding {judged.finding}")
    for at, deviation in enumerate(regulation.deviations):
        if "/" in deviation.rule and deviation.rule not in source.rules:
            yield source.document.error(("deviations", at, "rule"), f"there is no rule {deviation.rule}")
        if deviation.finding not in known.lists["findings"]:
            yield source.document.error(("deviations", at, "finding"), f"there is no finding {deviation.finding}")
        if deviation.neutralised_by and not known.mends(deviation.neutralised_by):
            place = ("deviations", at, "neutralised_by")
            yield source.document.error(place, known.unknown_law(deviation.neutralised_by))


def _circles(source: Source) -> Iterator[RegulationError]:
    """Terms that go before each other in a circle."""
    weaker: dict[str, set[str]] = {name: set() for name in source.rules}
    for article in source.parsed.articles:
        for rule in article.rules:
            for stronger, below in _stronger_than(rule):
                weaker.setdefault(stronger, set()).add(below)
    for start in sorted(weaker):
        path = _way_back(weaker, start)
        if path and start == min(path):
            yield source.error(start, f"goes before itself: {' → '.join((*path, start))}")


def _stronger_than(rule: Rule) -> Iterator[tuple[str, str]]:
    if isinstance(rule, retention.RetentionOverride):
        yield from ((rule.id, other) for other in rule.sets_aside)
    if isinstance(rule, retention.RetentionRule):
        yield from ((rule.id, other) for other in rule.prevails_over)
        yield from ((other, rule.id) for other in rule.yields_to)
    if isinstance(rule, retention.Precedence):
        yield from zip(rule.precedence, rule.precedence[1:], strict=False)


def _way_back(weaker: dict[str, set[str]], start: str) -> tuple[str, ...]:
    """The shortest way from a rule to itself, or nothing."""
    ways: list[tuple[str, ...]] = [(start,)]
    seen: set[str] = set()
    while ways:
        way = ways.pop(0)
        for below in sorted(weaker.get(way[-1], ())):
            if below == start:
                return way
            if below not in seen:
                seen.add(below)
                ways.append((*way, below))
    return ()
