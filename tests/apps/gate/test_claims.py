"""What an actor may state about an act, and what only rows can say."""

import pytest

from waarborg.kernel.database.logins import Login
from waarborg.policy.vocabulary import standard_vocabulary

pytestmark = pytest.mark.real_commits

STATED_BEFORE_THERE_ARE_ROWS = {"contract_running"}


def test_the_database_takes_exactly_the_claims_of_the_vocabulary(connect) -> None:
    rows = connect(Login.OWNER).execute("select fact, of_dossiers from gate.claimed_fact").fetchall()
    claims = {fact.key for fact in standard_vocabulary().facts.values() if fact.scope == "claim"}
    assert {fact for fact, of_dossiers in rows if of_dossiers} == claims
    assert {fact for fact, of_dossiers in rows if not of_dossiers} == STATED_BEFORE_THERE_ARE_ROWS


def test_the_bits_of_marks_are_those_of_the_program(connect) -> None:
    from waarborg.adoption.storing import RECORD_BITS

    rows = connect(Login.OWNER).execute("select fact, bit from gate.mark").fetchall()
    assert dict(rows) == dict(RECORD_BITS)
    records = {fact.key for fact in standard_vocabulary().facts.values() if fact.scope == "record"}
    assert records == set(RECORD_BITS)
