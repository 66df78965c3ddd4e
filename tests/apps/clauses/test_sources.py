"""Where data come from: each item says who gave it, and what others give waits until the client agreed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any
from uuid import UUID

import pytest
from django.db import ProgrammingError, connection
from django.utils import translation

from tests.apps.clauses.carrying import carrying
from tests.apps.clauses.conftest import HouseOf
from tests.apps.clauses.house import House, an_item
from tests.apps.clauses.running import opened
from tests.policy.clauses.register import Registered
from waarborg.dossiers import declarations
from waarborg.dossiers.catalogue import AGREED, Entry
from waarborg.dossiers.models import Record
from waarborg.dossiers.records import Correction, add_record, correct_record
from waarborg.dossiers.services import Opened
from waarborg.gate.actors import Actor
from waarborg.gate.door import open_door
from waarborg.gate.scopes import MARKS
from waarborg.kernel import clock
from waarborg.kernel.errors import InvalidInput
from waarborg.kernel.identifiers import new_id
from waarborg.ledger.vocabulary import Kind

SOURCES = {
    "click-re-integratie": ("CLICK-1.2d", "CLICK-2.4b"),
    "working-progression": ("WP-1.2b", "WP-2.4b"),
}


def from_others(house: House) -> Iterator[tuple[Entry, str]]:
    """Kinds of data that a coach records without more, each with a source that gives it by agreement."""
    for entry in house.catalogue:
        rule = entry.rule
        others = [source for source in entry.sources if source in entry.agreed]
        if others and not (rule.single or rule.always_needs or rule.only_for.facts or rule.only_for.reason):
            yield entry, others[0]


@carrying(SOURCES, only=True)
def test_what_another_gives_is_written_down_once_the_client_agreed_and_not_before(
    here: Registered, house_of: HouseOf
) -> None:
    house = house_of(here)
    made, coach = opened(house, kind="insurer"), house.actor("coach")
    entry, other = next(from_others(house))
    item = an_item(entry, source=other)
    for nobody in ("", "gossip"):
        with pytest.raises(InvalidInput) as mistake:
            add_record(coach, made.dossier_id, an_item(entry, source=nobody))
        assert "source" in mistake.value.fields, "every item says who gave it"
    with translation.override("en"), pytest.raises(InvalidInput) as mistake:
        add_record(coach, made.dossier_id, item)
    assert "2.4" in mistake.value.fields["source"]
    own = next(source for source in entry.sources if source not in entry.agreed)
    kept = add_record(coach, made.dossier_id, an_item(entry, source=own))
    assert not let_through(house, made, kept, other)
    said = Correction(fields=item.fields, reason="Zo zei de ander het.", source=other, version=1, purpose=item.purpose)
    with pytest.raises(InvalidInput) as mistake:
        correct_record(coach, made.dossier_id, kept, said)
    assert set(mistake.value.fields) == {"source"}
    giver = declarations.Giver(who="client")
    declarations.declare(coach, made.dossier_id, AGREED, form="unambiguous", from_on=clock.today(), giver=giver)
    assert let_through(house, made, kept, other)
    added = add_record(coach, made.dossier_id, item)
    row = Record.objects.using("owner").get(pk=added)
    assert (row.source, row.marks & MARKS["origin_by_agreement"]) == (other, MARKS["origin_by_agreement"])
    declarations.withdraw(coach, made.dossier_id, AGREED, on=clock.today())
    with pytest.raises(InvalidInput):
        add_record(coach, made.dossier_id, item)


COPIED = """
insert into dossiers_record
select (jsonb_populate_record(r, %s::jsonb)).*
from dossiers_record r where r.id = %s
"""


class _Undone(Exception):
    """It was let through; nothing of it stays."""


def let_through(house: House, made: Opened, record: UUID, source: str) -> bool:
    """Does PostgreSQL let the application write the same once more, as what another gave?"""
    try:
        _copied(house.actor("coach"), made, record, {"source": source, "marks": MARKS["origin_by_agreement"]})
    except _Undone:
        return True
    except ProgrammingError as no:
        if "row-level security" not in str(no):
            raise
    return False


def _copied(coach: Actor, made: Opened, record: UUID, otherwise: dict[str, Any]) -> None:
    with open_door(coach, "write", dossier_id=made.dossier_id) as door, connection.cursor() as cursor:
        decision = door.note(Kind.RECORD_CREATED)
        row = {"id": str(new_id()), "decision_id": str(decision), **otherwise}
        cursor.execute(COPIED, [json.dumps(row), record])
        raise _Undone
