"""The laws of the decision, on every small policy: all pairs of rules over two facts and a dimension, or over cells."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations, product

from waarborg.policy.compiled import CompiledPolicy, CompiledRule
from waarborg.policy.decision import decide
from waarborg.policy.question import Question
from waarborg.policy.vocabulary import Fact, Term, Vocabulary

P, Q = 1, 2
VOCABULARY = Vocabulary(
    dimensions={"principals": {word: Term(word, at, word, word) for at, word in enumerate("xy")}},
    facts={name: Fact(name, at, "dossier", name, name) for at, name in enumerate("pq")},
    words={},
)
ONE = CompiledRule(id="", part="", article="1", source="regulation", permit=True)


def numbered(rules: Iterator[CompiledRule]) -> tuple[CompiledRule, ...]:
    return tuple(replace(rule, id=f"1/{at}") for at, rule in enumerate(rules))


def rules_about_facts() -> Iterator[CompiledRule]:
    for when, words in product((P, Q, P | Q), (None, frozenset("x"))):
        yield replace(ONE, when=when, recipients=words)
    for when, unless, words in product((0, P), (0, Q, P | Q), (None, frozenset("x"), frozenset())):
        yield replace(ONE, permit=False, when=when, unless=unless, recipients=words)


def rules_about_cells() -> Iterator[CompiledRule]:
    for permit, roles, categories in product((True, False), (None, frozenset("a")), (None, frozenset("c"))):
        yield replace(ONE, permit=permit, when=P, roles=roles, categories=categories)


def policy_of(*rules: CompiledRule) -> CompiledPolicy:
    return CompiledPolicy(
        regulation="small",
        in_force_from=dt.date(2026, 1, 1),
        sha256="",
        roles=("a", "b"),
        kinds={"a": "staff", "b": "staff"},
        actions=("read",),
        categories=("c", "d"),
        forbidden=(),
        purposes=(),
        rules=rules,
        titles=(("1", "One"),),
        vocabulary=VOCABULARY,
    )


def up_to_two(rules: tuple[CompiledRule, ...]) -> list[tuple[CompiledRule, ...]]:
    return [(), *((rule,) for rule in rules), *combinations(rules, 2)]


FACT_RULES, CELL_RULES = numbered(rules_about_facts()), numbered(rules_about_cells())
KNOWLEDGE = [(known, true) for known in range(4) for true in range(4) if not true & ~known]
FACT_QUESTIONS = [
    Question(("a",), "read", "c", recipient=recipient, known=known, true=true)
    for recipient, (known, true) in product(("x", "y", None), KNOWLEDGE)
]
CELL_QUESTIONS = [
    Question((role,), "read", category, known=known, true=true)
    for role, category, (known, true) in product("ab", ("c", "d", None), ((0, 0), (P, 0), (P, P)))
]
WORLDS = [(policy_of(*rules), FACT_QUESTIONS) for rules in up_to_two(FACT_RULES)]
WORLDS += [(policy_of(*rules), CELL_QUESTIONS) for rules in up_to_two(CELL_RULES)]
EVERYTHING = [(policy, question) for policy, questions in WORLDS for question in questions]


def three_valued(rule: CompiledRule, question: Question) -> bool | None:
    """A second reading of what a rule says, written apart: true, false, or None when it cannot be known."""
    truths: list[bool | None] = []
    answers = (
        (rule.roles, question.roles[0]),
        (rule.categories, question.category),
        (rule.recipients, question.recipient),
    )
    truths += [None if answer is None else answer in words for words, answer in answers if words is not None]
    for at in range(2):
        bit = 1 << at
        truth = bool(question.true & bit) if question.known & bit else None
        if rule.when & bit:
            truths.append(truth)
        if rule.unless & bit:
            truths.append(None if truth is None else not truth)
    return False if False in truths else None if None in truths else True


def by_the_laws(policy: CompiledPolicy, question: Question) -> bool:
    permitted = any(rule.permit and three_valued(rule, question) is True for rule in policy.rules)
    prohibited = any(not rule.permit and three_valued(rule, question) is not False for rule in policy.rules)
    return permitted and not prohibited


def less_known(question: Question) -> Iterator[Question]:
    for bit in (P, Q):
        if question.known & bit:
            yield question._replace(known=question.known & ~bit, true=question.true & ~bit)
    if question.recipient:
        yield question._replace(recipient=None)
    if question.category:
        yield question._replace(category=None)


def test_it_permits_what_some_rule_surely_permits_and_none_perhaps_prohibits() -> None:
    for policy, question in EVERYTHING:
        assert decide(policy, question).allowed is by_the_laws(policy, question), (policy.rules, question)


def test_knowing_less_never_allows_more() -> None:
    for policy, question in EVERYTHING:
        if not decide(policy, question).allowed:
            assert not any(decide(policy, less).allowed for less in less_known(question)), (policy.rules, question)


def test_order_does_not_matter() -> None:
    for policy, questions in WORLDS:
        turned = policy_of(*reversed(policy.rules))
        for question in questions:
            assert decide(policy, question).allowed is decide(turned, question).allowed
            assert set(decide(policy, question).rules) == set(decide(turned, question).rules)


def test_one_more_prohibition_never_allows_and_one_more_permit_never_refuses() -> None:
    for policy, questions in WORLDS:
        for rule in policy.rules:
            fewer = policy_of(*(each for each in policy.rules if each is not rule))
            for question in questions:
                with_it, without = decide(policy, question).allowed, decide(fewer, question).allowed
                assert with_it >= without if rule.permit else with_it <= without


def test_one_roles_full_yes_suffices_and_two_half_ones_do_not() -> None:
    for policy, question in EVERYTHING:
        alone = [decide(policy, question._replace(roles=(role,))).allowed for role in "ab"]
        assert decide(policy, question._replace(roles=("a", "b"))).allowed is any(alone)
        assert decide(policy, question._replace(roles=("b", "a"))).allowed is any(alone)


def test_nobody_without_a_role_may_do_anything() -> None:
    for policy, question in EVERYTHING:
        assert not decide(policy, question._replace(roles=())).allowed


def test_what_a_yes_names_is_a_permit_and_what_a_no_names_are_prohibitions() -> None:
    for policy, question in EVERYTHING:
        decision = decide(policy, question)
        named = [rule for rule in policy.rules if rule.id in decision.rules]
        assert all(rule.permit is decision.allowed for rule in named)
        assert not decision.allowed or len(named) == 1


def test_what_a_no_says_is_missing_is_enough_for_a_yes() -> None:
    tried = 0
    for policy, question in EVERYTHING:
        decision = decide(policy, question)
        facts = [VOCABULARY.facts[word].bit for word in decision.missing if word in VOCABULARY.facts]
        absent = [VOCABULARY.facts[word[4:]].bit for word in decision.missing if word.startswith("not ")]
        asked = question._replace(
            known=question.known | sum(facts) | sum(absent), true=(question.true | sum(facts)) & ~sum(absent)
        )
        if decision.missing and set(decision.missing) <= {"p", "q", "not p", "not q"}:
            tried += 1
            assert decide(policy, asked).allowed, (policy.rules, question, decision.missing)
    assert tried
