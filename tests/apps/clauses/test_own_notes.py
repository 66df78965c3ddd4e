"""Notes of one's own: the author's alone, and part of the dossier once they are shared."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

import pytest
from django.db import DatabaseError, connections, transaction

from tests.apps.clauses.carrying import carrying
from tests.apps.clauses.conftest import HouseOf
from tests.apps.clauses.house import House, an_item, typed
from tests.apps.gate.agencies import sign_everything
from tests.policy.clauses.register import Registered
from waarborg.accounts.choices import AccountKind, Basis
from waarborg.dossiers.assignments import assign
from waarborg.dossiers.catalogue import Entry
from waarborg.dossiers.own_notes import is_shareable, own_notes, own_notes_entry, share_note
from waarborg.dossiers.records import Correction, correct_record
from waarborg.dossiers.selectors import dossier
from waarborg.gate.actors import Actor, actor_at
from waarborg.gate.authorisations import NewRole, give_role, open_account
from waarborg.gate.door import open_door
from waarborg.kernel import clock
from waarborg.kernel.errors import Conflict, NotFound, Refused
from waarborg.ledger.vocabulary import Kind

KIND = "uwv"


@dataclass
class Note:
    """A note of the coach's own."""

    house: House
    entry: Entry
    record_id: UUID
    dossier_id: UUID


def written(house: House) -> Note:
    """The coach writes a note of their own."""
    entry = own_notes_entry(house.catalogue)
    assert entry is not None
    record = house.record(entry, kind=KIND, by=house.actor("coach"))
    return Note(house, entry, record, house.dossiers[KIND].dossier_id)


def a_colleague(house: House) -> Actor:
    """Another coach who works on the same dossier."""
    who = "second"
    if who not in house.people:
        house.let_in(who, "coach")
        opened = house.dossiers[KIND]
        assign(house.first("assign"), opened.dossier_id, opened.trajectory_id, house.people[who], from_on=clock.today())
    return actor_at(house.people[who], house.agency.organisation.pk, strong=True)


def the_client(house: House) -> Actor:
    """The client of this dossier."""
    who = "the_client"
    if who not in house.people:
        by = house.first("authorise")
        account = open_account(
            by, login=f"c{house.agency.organisation.slug[:8]}", display_name="", kind=AccountKind.CLIENT
        )
        person = house.dossiers[KIND].person_id
        role = NewRole(
            account_id=account.pk, role="client", from_on=clock.today(), basis=Basis.OWN_DOSSIER, person_id=person
        )
        give_role(by, role)
        house.people[who] = account.pk
        sign_everything(actor_at(account.pk, house.agency.organisation.pk, strong=True))
    return actor_at(house.people[who], house.agency.organisation.pk, strong=True)


def reads(actor: Actor, note: Note) -> bool:
    """Does this actor find the note in the dossier?"""
    try:
        return note.record_id in {record.id for record in dossier(actor, note.dossier_id).records}
    except (Refused, NotFound):
        return False


@carrying({"partner-in-werk": ("PIW-9.1b",)}, only=True)
def test_a_note_is_its_authors_alone_until_it_is_shared_and_then_the_dossiers(
    here: Registered, house_of: HouseOf
) -> None:
    note = written(house_of(here))
    coach, colleague, client = note.house.actor("coach"), a_colleague(note.house), the_client(note.house)
    assert [reads(coach, note), reads(colleague, note), reads(client, note)] == [True, False, False]
    share_note(coach, note.dossier_id, note.record_id)
    assert [reads(coach, note), reads(colleague, note), reads(client, note)] == [True, True, True]
    with pytest.raises(Conflict):
        share_note(coach, note.dossier_id, note.record_id)


@carrying({"partner-in-werk": ("PIW-9.1b",)}, only=True)
def test_sharing_cannot_be_undone_in_the_database_either(here: Registered, house_of: HouseOf) -> None:
    note = written(house_of(here))
    coach = note.house.actor("coach")
    share_note(coach, note.dossier_id, note.record_id)
    with open_door(coach, "correct", dossier_id=note.dossier_id) as door:
        door.note(Kind.DOSSIER_READ)
        with pytest.raises(DatabaseError), transaction.atomic(), connections["default"].cursor() as cursor:
            cursor.execute("update dossiers_record set marks = 0 where id = %s", [note.record_id])


@carrying({"partner-in-werk": ("PIW-9.1b",)}, only=True)
def test_what_it_said_before_it_was_shared_stays_its_authors(here: Registered, house_of: HouseOf) -> None:
    note = written(house_of(here))
    coach = note.house.actor("coach")
    fields = {name: typed(rule) for name, rule in note.entry.rule.fields.items()}
    better = Correction(
        fields={**fields, next(iter(fields)): "Zo kan een ander het lezen"}, reason="Beter", source="staff", version=1,
        purpose=note.entry.serves(coach.in_force.main_purpose),
    )  # fmt: skip
    correct_record(coach, note.dossier_id, note.record_id, better)
    share_note(coach, note.dossier_id, note.record_id)
    colleague = a_colleague(note.house)
    with open_door(colleague, "read", dossier_id=note.dossier_id) as door:
        door.note(Kind.DOSSIER_READ)
        with connections["default"].cursor() as cursor:
            cursor.execute("select count(*) from dossiers_recordversion where record_id = %s", [note.record_id])
            assert cursor.fetchone() == (0,)


@carrying()
def test_a_colleague_shares_nobody_elses_note(here: Registered, house_of: HouseOf) -> None:
    house = house_of(here)
    entry = own_notes_entry(house.catalogue)
    where = house.dossiers[KIND].dossier_id
    if entry is None or not is_shareable(entry):
        found = own_notes(house.actor("coach"), where)
        assert (found.can_share, list(found.notes)) == (False, []) if entry is None else not found.can_share
        with pytest.raises(NotFound):
            share_note(house.actor("coach"), where, UUID(int=1))
        return
    note = written(house)
    with pytest.raises((NotFound, Refused)):
        share_note(a_colleague(house), note.dossier_id, note.record_id)


@carrying()
def test_ones_own_notes_are_the_notes_of_ones_own(here: Registered, house_of: HouseOf) -> None:
    house = house_of(here)
    entry = own_notes_entry(house.catalogue)
    if entry is None:
        assert house.catalogue.closing_article
        return
    note = written(house)
    assert note.record_id in {one.id for one in own_notes(house.actor("coach"), note.dossier_id).notes}
    assert an_item(entry).category == entry.key
    assert note.record_id not in {one.id for one in own_notes(a_colleague(house), note.dossier_id).notes}
