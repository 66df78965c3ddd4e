"""The compiled policy as rows for PostgreSQL, so that row-level security reads the same rules as `decide`.

One row per compiled rule × role × action × category, and only for cells in which something is permitted: where no
permit is, nothing is allowed, whatever is prohibited. Facts are positions in the vocabulary.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from waarborg.policy.compiled import Cell, CompiledPolicy, Test
from waarborg.policy.vocabulary import Vocabulary


@dataclass(frozen=True)
class Row:
    """A rule inside one cell. A dimension is None when the rule does not name it (any answer, also none, matches).

    A permit row fires when all of `when` are known true and each named dimension holds the answer. A prohibition row
    fires unless one of `when` is known false, one of `unless` is known true, or a named dimension is answered with
    another word; an unanswered one does not keep it from firing (so an empty tuple means: it must be answered).
    """

    rule: str
    part: str
    """What of the rule it is, where one rule of the text became several; empty for most."""
    article: str
    source: str
    permit: bool
    role: str
    action: str
    category: str
    principals: tuple[str, ...] | None
    recipients: tuple[str, ...] | None
    channels: tuple[str, ...] | None
    purposes: tuple[str, ...] | None
    grounds: tuple[str, ...] | None
    when: tuple[int, ...]
    unless: tuple[int, ...]
    tells_first: bool = False
    """Of a permit: is the client told before anything goes by it?"""


def rows(policy: CompiledPolicy) -> Iterator[Row]:
    """Every row of the policy, in a fixed order."""
    for role, action, category, cell in cells(policy):
        for test in (*cell.permits, *cell.prohibitions):
            yield _row(test, role, action, category, policy.vocabulary)


def cells(policy: CompiledPolicy) -> Iterator[tuple[str, str, str, Cell]]:
    """Every role, action and category of the catalogue for which something is permitted."""
    for role in policy.roles:
        for action in policy.actions:
            for category in policy.categories:
                cell = policy.cell(role, action, category)
                if cell.permits:
                    yield role, action, category, cell


def cell_facts(policy: CompiledPolicy, role: str, action: str, category: str) -> tuple[int, ...]:
    """The positions of the facts that can matter there: no other fact changes the answer."""
    cell = policy.cell(role, action, category)
    mask = 0
    for test in (*cell.permits, *cell.prohibitions):
        mask |= test.when | test.unless
    return _positions(mask, policy.vocabulary)


def _row(test: Test, role: str, action: str, category: str, vocabulary: Vocabulary) -> Row:
    rule = test.rule
    return Row(
        rule=rule.id,
        part=rule.part,
        article=rule.article,
        source=rule.source,
        permit=rule.permit,
        role=role,
        action=action,
        category=category,
        principals=_sorted(rule.principals),
        recipients=_sorted(rule.recipients),
        channels=_sorted(rule.channels),
        purposes=_sorted(rule.purposes),
        grounds=_sorted(rule.grounds),
        when=_positions(test.when, vocabulary),
        unless=_positions(test.unless, vocabulary),
        tells_first=rule.permit and rule.obliges.tell_client == "beforehand",
    )


def _sorted(words: frozenset[str] | None) -> tuple[str, ...] | None:
    return None if words is None else tuple(sorted(words))


def _positions(mask: int, vocabulary: Vocabulary) -> tuple[int, ...]:
    return tuple(vocabulary.facts[key].position for key in vocabulary.facts_in(mask))
