"""Every fact that a rule may ask is found in Python and in PostgreSQL alike, or named here as one nobody finds yet."""

from __future__ import annotations

import pytest
from django.db import connections

from tests.apps.work.cast import cast
from waarborg.gate.door import Door, open_door
from waarborg.gate.scopes import MARKS
from waarborg.ledger.vocabulary import Kind
from waarborg.policy.vocabulary import standard_vocabulary

PER_CATEGORY = {"part_of_assignment", "granted_by_responsible"}
"""Found from a scope for one category: by `Scope.about` in Python, inside `gate.computed_answers` in PostgreSQL."""

HELPERS = {"has_view"}
"""Words by which a scope in PostgreSQL remembers what Python keeps in a field."""

VOCABULARY = standard_vocabulary().facts
CLAIMED = {key for key, fact in VOCABULARY.items() if fact.scope == "claim"}


def in_python(door: Door) -> dict[str, bool]:
    """What the gate finds for the dossier as a whole."""
    scope = door.scope()
    true, false = scope.about("contact")
    true |= door.actor_true
    false |= door.actor_false
    return {**dict.fromkeys(true, True), **dict.fromkeys(false, False)}


def in_postgresql(door: Door) -> dict[str, bool]:
    with connections["default"].cursor() as cursor:
        cursor.execute(
            "select true_facts, false_facts from gate.scopes() where scope_id = dossier_id"
            " union all select true_facts, false_facts from gate.actor_facts()"
        )
        rows = cursor.fetchall()
    found = {fact: True for true, _false in rows for fact in true}
    return found | {fact: False for _true, false in rows for fact in false}


@pytest.mark.real_commits
@pytest.mark.parametrize("who", ["anna", "bram", "dina"])
def test_python_and_postgresql_find_the_same_facts_with_the_same_answers(who: str) -> None:
    here = cast()
    here.looking_along()
    with open_door(here.agency.actor(who), "read", dossier_id=here.dossier_id) as door:
        door.note(Kind.DOSSIER_READ)
        ours, theirs = in_python(door), in_postgresql(door)
    assert {fact: holds for fact, holds in ours.items() if fact not in PER_CATEGORY} == {
        fact: holds for fact, holds in theirs.items() if fact not in HELPERS
    }


@pytest.mark.real_commits
def test_every_fact_of_the_vocabulary_is_found() -> None:
    here = cast()
    with open_door(here.anna, "read", dossier_id=here.dossier_id) as door:
        door.note(Kind.DOSSIER_READ)
        found = set(in_python(door)) | PER_CATEGORY
    unknown_on_purpose = {"client_is_minor"}  # nobody said how old Robin is
    assert found | set(MARKS) | {"author"} | CLAIMED | unknown_on_purpose == set(VOCABULARY)
    assert not found & CLAIMED


@pytest.mark.django_db(databases="__all__")
def test_the_facts_about_one_record_are_the_same_bits_on_both_sides() -> None:
    with connections["owner"].cursor() as cursor:
        cursor.execute("select fact, bit from gate.mark")
        theirs = dict(cursor.fetchall())
    assert theirs == {**MARKS, "author": 128}
    assert {key for key, fact in VOCABULARY.items() if fact.scope == "record"} == set(theirs)


@pytest.mark.django_db(databases="__all__")
def test_what_a_caller_may_claim_is_the_same_list_on_both_sides() -> None:
    with connections["owner"].cursor() as cursor:
        cursor.execute("select fact, of_dossiers from gate.claimed_fact")
        theirs = dict(cursor.fetchall())
    before_there_is_a_dossier = {"contract_running"}
    assert {fact for fact, of_dossiers in theirs.items() if of_dossiers} == CLAIMED
    assert {fact for fact, of_dossiers in theirs.items() if not of_dossiers} == before_there_is_a_dossier
