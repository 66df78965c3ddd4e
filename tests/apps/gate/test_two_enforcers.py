"""Python and PostgreSQL give the same answer to every question that any regulation can be asked."""

from __future__ import annotations

import json
import random
from itertools import product
from pathlib import Path

import pytest
from django.db import connection, connections

from tests.apps.gate.agencies import agency, folders
from waarborg.gate.actors import Actor
from waarborg.gate.door import in_context
from waarborg.policy.compiled import Cell, CompiledPolicy
from waarborg.policy.decision import decide
from waarborg.policy.question import Question
from waarborg.policy.rows import cell_facts, cells

pytestmark = pytest.mark.real_commits

EVERY_WAY = 5
"""Up to so many facts, each is tried true, false and unknown with all others."""
YES_AND_NO = 7
"""Up to so many, true and false with all others; above, as many by chance. Always each fact in turn beside a yes."""

ASK = """
select q.n, gate.decide(%(version)s, q.role, q.action, q.category, q.principal_kind, q.recipient, q.channel, q.purpose,
                        q.ground, q.true_facts, q.false_facts)
from jsonb_to_recordset(%(questions)s::jsonb) as q
    (n integer, role text, action text, category text, principal_kind text, recipient text, channel text, purpose text,
     ground text, true_facts text[], false_facts text[])
"""


@pytest.mark.parametrize("folder", folders(), ids=lambda folder: folder.name)
def test_both_enforcers_answer_every_question_alike(folder: Path) -> None:
    here = agency(folder, {"sam": ("system_administrator",)})
    actor = here.actor("sam")
    asked = 0
    for batch in batches(dict.fromkeys(questions(actor.in_force.policy))):
        asked += len(batch)
        assert disagreements(actor, batch) == []
    assert asked > 1000


def test_a_wrong_row_in_the_rules_table_is_found() -> None:
    folder = folders()[0]
    here = agency(folder, {"sam": ("system_administrator",)})
    actor = here.actor("sam")
    batch = list(questions(actor.in_force.policy))
    assert disagreements(actor, batch[:5000]) == []
    with connections["owner"].cursor() as cursor:  # the owner itself may not; only who switches protection off
        cursor.execute("alter table adoption_rulerow no force row level security")
        cursor.execute(
            "update adoption_rulerow set when_facts = '{}' where id = ("
            " select min(r.id) from adoption_rulerow r join adoption_cell c"
            ' on c.version_id = r.version_id and c."group" = r."group"'
            " where r.permit and c.action = 'read' and c.role = 'coach')"
        )
        assert cursor.rowcount == 1
        cursor.execute("alter table adoption_rulerow force row level security")
    assert disagreements(actor, [one for one in batch if one.action == "read" and one.roles == ("coach",)]) != []


def questions(policy: CompiledPolicy):
    """For every distinct set of rules every relevant set of facts and answers; for every cell a sample of them."""
    seen: set[tuple[object, ...]] = set()
    chance = random.Random(7)
    for role, action, category, cell in cells(policy):
        key = tuple((test.rule.id, test.rule.part, test.when, test.unless, test.named) for test in every_test(cell))
        every = list(situations(policy, role, action, category, cell))
        if key in seen:
            every = chance.sample(every, min(len(every), 6))
        seen.add(key)
        for known, true, answers in every:
            yield Question((role,), action, category, known=known, true=true, **answers)


def every_test(cell: Cell):
    return (*cell.permits, *cell.prohibitions)


def situations(policy: CompiledPolicy, role: str, action: str, category: str, cell: Cell):
    """Every set of facts with one answer per dimension, and every answer with the facts of every permit."""
    positions = cell_facts(policy, role, action, category)
    yeses = list(facts_of_a_yes(positions, cell))
    first, *others = dimension_answers(cell)
    for known, true in (*fact_sets(positions), *beside(positions, yeses)):
        yield known, true, first
    for answers in others:
        for known, true in yeses:
            yield known, true, answers


def fact_sets(positions: tuple[int, ...]):
    bits = [1 << at for at in positions]
    if len(bits) <= EVERY_WAY:
        for states in product((None, False, True), repeat=len(bits)):
            yield _masks(bits, states)
    elif len(bits) <= YES_AND_NO:
        for states in product((False, True), repeat=len(bits)):
            yield _masks(bits, states)
    else:
        chance = random.Random(len(bits))
        for _ in range(1 << YES_AND_NO):
            yield _masks(bits, [chance.choice((None, False, True, True)) for _ in bits])


def facts_of_a_yes(positions: tuple[int, ...], cell: Cell):
    """Nothing known; and for each permit the facts at which it fires and every prohibition that can, lapses."""
    lapsing = 0
    for test in cell.prohibitions:
        lapsing |= test.unless
    yield 0, 0
    for permit in cell.permits:
        yield sum(1 << at for at in positions), permit.when | lapsing


def beside(positions: tuple[int, ...], yeses: list[tuple[int, int]]):
    """Each fact in turn turned round, or forgotten."""
    for known, true in yeses:
        yield known, true
        for bit in (1 << at for at in positions):
            yield known | bit, true ^ bit
            yield known & ~bit, true & ~bit


def _masks(bits: list[int], states) -> tuple[int, int]:
    known = true = 0
    for bit, state in zip(bits, states, strict=True):
        known |= bit if state is not None else 0
        true |= bit if state else 0
    return known, true


def dimension_answers(cell: Cell):
    """Per named dimension: no answer, one word inside each rule's set, one outside all; in turn, and all inside."""
    inside: dict[str, set[str]] = {}
    for test in every_test(cell):
        for at, words in test.named:
            inside.setdefault(Question._fields[at], set()).update(sorted(words)[:1])
    if not inside:
        yield {}
        return
    all_inside = {name: min(words) for name, words in inside.items() if words}
    yield all_inside
    yield {}
    for name, words in inside.items():
        for word in [*sorted(words)[1:3], "a_word_outside"]:
            yield all_inside | {name: word}
        yield {key: value for key, value in all_inside.items() if key != name}


def batches(every, size: int = 20000):
    batch = []
    for one in every:
        batch.append(one)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch


def disagreements(actor: Actor, batch: list[Question]) -> list[Question]:
    policy = actor.in_force.policy
    names = policy.vocabulary.facts_in
    sent = [
        {
            "n": n, "role": one.roles[0], "action": one.action, "category": one.category, "recipient": one.recipient,
            "principal_kind": one.principal_kind, "channel": one.channel, "purpose": one.purpose, "ground": one.ground,
            "true_facts": names(one.known & one.true), "false_facts": names(one.known & ~one.true),
        }
        for n, one in enumerate(batch)
    ]  # fmt: skip
    with in_context(actor), connection.cursor() as cursor:
        cursor.execute(ASK, {"version": actor.in_force.version_id, "questions": json.dumps(sent)})
        answers = dict(cursor.fetchall())
    return [one for n, one in enumerate(batch) if answers[n] != decide(policy, one).allowed]
