"""Of what there is one at a time there is one, also when two tabs or two coaches write at the same moment."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from typing import TypeVar
from uuid import UUID

import pytest
from django.db import connections

from tests.apps.cast import Cast, canaries
from waarborg.dossiers import records, selectors
from waarborg.dossiers.catalogue import catalogue_of
from waarborg.dossiers.models import Record
from waarborg.dossiers.numbering import dossier_numbered
from waarborg.gate.door import open_door
from waarborg.kernel.errors import Conflict, InvalidInput
from waarborg.ledger.vocabulary import Kind

Said = TypeVar("Said")


def beside(act: Callable[[], Said]) -> Future[Said]:
    """Do an act beside this one, in a thread with a connection of its own."""

    def alone() -> Said:
        try:
            return act()
        finally:
            connections.close_all()

    other = ThreadPoolExecutor(1)
    try:
        return other.submit(alone)
    finally:
        other.shutdown(wait=False)


def waits(other: Future[Said]) -> bool:
    """Is it kept waiting, after whatever it looked at first?"""
    return not wait([other], timeout=1).done


def test_of_two_that_are_written_at_the_same_moment_the_database_keeps_one(cast: Cast) -> None:
    bram = cast.actor("bram")
    dossier = dossier_numbered(bram, cast.other_number)
    entry = catalogue_of(bram.in_force).entry("benefit")
    assert entry.rule.single
    new = records.NewRecord(category="benefit", fields=canaries(entry), source="client")
    with open_door(bram, "write", dossier_id=dossier) as door:
        records.write(door, new)
        second = beside(lambda: records.add_record(cast.actor("bram"), dossier, new))
        assert waits(second), "it saw none yet, and may not write before this one is decided"
    with pytest.raises(InvalidInput) as mistake:
        second.result()
    assert entry.article in str(mistake.value.fields)
    assert len(selectors.dossier(bram, dossier).of("benefit")) == 1


def test_of_two_corrections_of_one_version_the_second_is_told(cast: Cast) -> None:
    entry = catalogue_of(cast.actor("anna").in_force).entry("conversation_report")
    record = cast.records[entry.key]
    said = records.Correction(fields=canaries(entry), reason="verschrijving", source="staff", version=1)
    assert records.correct_record(cast.actor("anna"), cast.dossier_id, record, said) == 2
    with pytest.raises(Conflict):
        records.correct_record(cast.actor("anna"), cast.dossier_id, record, said)


def row(cast: Cast, decision: UUID, **different: object) -> Record:
    """A record as somebody would write it past the services."""
    given: dict[str, object] = {
        "organisation_id": cast.here.organisation.pk,
        "dossier_id": cast.dossier_id,
        "scope_id": cast.dossier_id,
        "category": "contact",
        "retention_class": "",
        "data_key_id": UUID(int=1),
        "sealed": b"hobby: zeilen",
        "source": "client",
        "occurred_on": "2026-11-01",
        "created_at": "2026-11-01T09:00:00Z",
        "changed_at": "2026-11-01T09:00:00Z",
        "decision_id": decision,
    }
    return Record(**{**given, **different})


@pytest.mark.parametrize("how", ["save", "create", "bulk_create", "update"])
def test_a_call_of_the_orm_stores_nothing_that_was_not_held_against_the_catalogue(cast: Cast, how: str) -> None:
    anna = cast.actor("anna")
    article = catalogue_of(anna.in_force).entry("contact").article
    with pytest.raises(InvalidInput) as mistake:
        store_by(how, cast)
    if how != "update":
        assert article in str(mistake.value)


def store_by(how: str, cast: Cast) -> None:
    """Write a record past the services."""
    with open_door(cast.actor("anna"), "write", dossier_id=cast.dossier_id) as door:
        made = row(cast, door.note(Kind.RECORD_CREATED))
        if how == "save":
            made.save()
        elif how == "bulk_create":
            Record.objects.bulk_create([made])
        elif how == "create":
            values = {field.attname: getattr(made, field.attname) for field in Record._meta.concrete_fields}
            Record.objects.create(**values)
        else:
            Record.objects.filter(pk=cast.records["contact"]).update(sealed=b"hobby: zeilen")
