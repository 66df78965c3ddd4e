"""What leaves, by table: per regulation, kind of recipient and ground, which kinds of data may go and by which article.

`python -m tests.policy.leaving` writes the tables anew; read the difference as a jurist would before keeping it.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from pathlib import Path

import yaml

import tests.conftest  # noqa: F401 - the settings of tests, before anything of the rooms is imported
from tests.policy.clauses.register import Registered, register
from waarborg.disclosures.ways import GROUNDED
from waarborg.policy.compiled import Cell, CompiledPolicy, Test
from waarborg.policy.decision import decide
from waarborg.policy.question import Question

HERE = Path(__file__).parent
CHANNELS = ("one_time_link", "letter", "in_person", "print", "portal", "interface", "telephone")
Table = dict[str, dict[str, dict[str, list[str]]]]
"""Recipient → ground → article → kinds of data."""


def table_of(here: Registered) -> Table:
    """What goes in the best situation there is: every fact that a permit asks is so, and none that closes it."""
    policy = here.standing().policy
    vocabulary = policy.vocabulary
    staff = [role for role in policy.roles if policy.kinds[role] == "staff"]
    found: Table = {}
    for recipient, ground in product(vocabulary.dimensions["recipients"], vocabulary.dimensions["grounds"]):
        for category in policy.categories:
            article = _article(policy, staff, recipient, ground, category)
            if article:
                found.setdefault(recipient, {}).setdefault(ground, {}).setdefault(article, []).append(category)
    return found


def _article(policy: CompiledPolicy, staff: list[str], recipient: str, ground: str, category: str) -> str:
    for role in staff:
        cell = policy.cell(role, "disclose", category)
        for permit in cell.permits:
            for question in _questions(policy, cell, permit, role, recipient, ground, category):
                answer = decide(policy, question)
                if answer.allowed:
                    return answer.articles[0]
    return ""


def _questions(
    policy: CompiledPolicy, cell: Cell, permit: Test, role: str, recipient: str, ground: str, category: str
) -> Iterator[Question]:
    rule = permit.rule
    if not _fits(rule.recipients, recipient) or not _fits(rule.grounds, ground):
        return
    if any(ground not in GROUNDED.get(fact, {ground}) for fact in policy.vocabulary.facts_in(permit.when)):
        return
    everything = (1 << len(policy.vocabulary.facts)) - 1
    true = permit.when
    for prohibition in cell.prohibitions:
        true |= prohibition.unless
    purposes = _worth_trying(cell, "purposes", rule.purposes, policy.purposes)
    channels = _worth_trying(cell, "channels", rule.channels, CHANNELS)
    kinds = _worth_trying(cell, "principals", rule.principals, tuple(policy.vocabulary.dimensions["principals"]))
    for purpose, channel, kind in product(purposes, channels, kinds):
        yield Question(
            roles=(role,),
            action="disclose",
            category=category,
            recipient=recipient,
            principal_kind=kind,
            channel=channel,
            purpose=purpose,
            ground=ground,
            known=everything,
            true=true,
        )


def _worth_trying(cell: Cell, dimension: str, words: frozenset[str] | None, every: tuple[str, ...]) -> tuple[str, ...]:
    """One word of each sort: words that the same prohibitions name are as good as one another."""
    sorts: dict[tuple[bool, ...], str] = {}
    for word in every:
        if words is None or word in words:
            named = (getattr(one.rule, dimension) for one in cell.prohibitions)
            sorts.setdefault(tuple(found is None or word in found for found in named), word)
    return tuple(sorts.values())


def _fits(words: frozenset[str] | None, word: str) -> bool:
    return words is None or word in words


def file_of(here: Registered) -> Path:
    """Where the table of a regulation stands."""
    return HERE / f"{here.name}.yaml"


def write() -> None:
    """Write every table."""
    for here in register():
        plain = yaml.safe_dump(table_of(here), sort_keys=False, allow_unicode=True, default_flow_style=None, width=118)
        file_of(here).write_text(plain)
