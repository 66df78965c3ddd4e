"""An act and its event are one: written in one statement, in the act's own transaction, in nobody else's name."""

from uuid import UUID

import pytest
from django.db import DatabaseError, connections, transaction
from django.test.utils import CaptureQueriesContext

from tests.apps.ledger.conftest import Acting, Happen
from waarborg.kernel.identifiers import new_id
from waarborg.ledger.canonical import NotCanonicalError
from waarborg.ledger.entries import DecisionEntry, EventEntry
from waarborg.ledger.selectors import events_by, events_of, latest_events
from waarborg.ledger.services import OutsideTransactionError, record
from waarborg.ledger.vocabulary import Kind

pytestmark = pytest.mark.real_commits


def decision(organisation: UUID, actor: UUID | None, **changes: object) -> DecisionEntry:
    values = {"roles": ("coach",), "action": "read", "allowed": True} | changes
    return DecisionEntry(organisation_id=organisation, actor_id=actor, **values)  # type: ignore[arg-type]


def test_a_decision_with_fifty_dossiers_is_one_statement(acting: Acting, organisation: UUID, anna: UUID) -> None:
    shown = tuple(new_id() for _ in range(50))
    with acting(organisation, anna), CaptureQueriesContext(connections["default"]) as statements:
        record(decision(organisation, anna), [EventEntry(kind=Kind.CASELOAD_READ, dossier_ids=shown)])
    assert len(statements) == 1


def test_what_was_recorded_is_read_as_it_was(acting: Acting, organisation: UUID, anna: UUID) -> None:
    dossier, responsible = new_id(), new_id()
    asked = decision(
        organisation, anna, regulation="invented@2026-01-01", rules=("r1",), articles=("4.1",), purpose="guidance"
    )
    event = EventEntry(
        kind=Kind.DOSSIER_READ,
        dossier_id=dossier,
        categories=("contact", "progress"),
        responsible_id=responsible,
        from_where="192.0.2.0/24",
        details={"screen": "dossier", "records": 12, "open": True},
    )
    with acting(organisation, anna):
        decision_id = record(asked, [event])
        [logged] = events_by(organisation, decision_id)
    assert (logged.kind, logged.actor_id, logged.responsible_id) == (Kind.DOSSIER_READ, anna, responsible)
    assert (logged.dossier_id, logged.categories) == (dossier, ("contact", "progress"))
    assert (logged.purpose, logged.articles, logged.rules) == ("guidance", ("4.1",), ("r1",))
    assert logged.details == {"screen": "dossier", "records": 12, "open": True}


def test_a_refusal_is_a_decision_too(acting: Acting, organisation: UUID, anna: UUID) -> None:
    with acting(organisation, anna):
        decision_id = record(decision(organisation, anna, allowed=False), [EventEntry(kind=Kind.ACCESS_REFUSED)])
        [logged] = events_by(organisation, decision_id)
    assert not logged.allowed


def test_outside_a_transaction_nothing_is_recorded(organisation: UUID, anna: UUID) -> None:
    with pytest.raises(OutsideTransactionError):
        record(decision(organisation, anna), [EventEntry(kind=Kind.DOSSIER_READ)])


def test_what_is_rolled_back_did_not_happen(acting: Acting, organisation: UUID, anna: UUID) -> None:
    with acting(organisation, anna):
        record(decision(organisation, anna), [EventEntry(kind=Kind.DOSSIER_READ)])
        transaction.set_rollback(True)
    with acting(organisation, anna):
        assert latest_events(organisation) == []


def test_what_cannot_be_proved_later_is_not_recorded(acting: Acting, organisation: UUID, anna: UUID) -> None:
    with acting(organisation, anna), pytest.raises(NotCanonicalError):
        record(decision(organisation, anna), [EventEntry(kind=Kind.DOSSIER_READ, details={"share": 0.5})])  # type: ignore[dict-item]


def test_nobody_writes_in_the_name_of_a_colleague(acting: Acting, organisation: UUID, anna: UUID) -> None:
    with pytest.raises(DatabaseError, match="row-level security"), acting(organisation, anna):
        record(decision(organisation, new_id()), [EventEntry(kind=Kind.DOSSIER_READ)])


def test_nobody_writes_in_the_ledger_of_another_organisation(acting: Acting, organisation: UUID, anna: UUID) -> None:
    with pytest.raises(DatabaseError, match="row-level security"), acting(organisation, anna):
        record(decision(new_id(), anna), [EventEntry(kind=Kind.DOSSIER_READ)])


def test_without_a_context_nothing_is_written_or_read(organisation: UUID, happen: Happen) -> None:
    happen()
    with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
        record(decision(organisation, None), [EventEntry(kind=Kind.DOSSIER_READ)])
    assert latest_events(organisation) == []


def test_of_another_organisation_no_event_exists(acting: Acting, organisation: UUID, happen: Happen) -> None:
    dossier = new_id()
    happen(dossier_id=dossier)
    with acting(new_id(), new_id()):
        assert latest_events(organisation) == events_of(organisation, dossier) == []


def test_who_looked_includes_the_lists_that_showed_the_dossier(
    acting: Acting, organisation: UUID, anna: UUID, happen: Happen
) -> None:
    dossier, other = new_id(), new_id()
    [read] = happen(dossier_id=dossier)
    [listed] = happen(kind=Kind.CASELOAD_READ, dossier_ids=(other, dossier))
    happen(dossier_id=other)
    with acting(organisation, anna, using="auditor"):
        assert [event.id for event in events_of(organisation, dossier, using="auditor")] == [listed, read]
        assert [event.id for event in events_of(organisation, dossier, before=listed, using="auditor")] == [read]


def test_the_ledger_is_read_page_by_page(acting: Acting, organisation: UUID, anna: UUID, happen: Happen) -> None:
    ids = happen(5)
    with acting(organisation, anna):
        first = latest_events(organisation, limit=3)
        second = latest_events(organisation, before=first[-1].id, limit=3)
    assert [event.id for event in [*first, *second]] == ids[::-1]
