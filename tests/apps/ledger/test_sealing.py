"""Every event gets its place in the tree exactly once, when nothing can come before it any more."""

import threading
from collections.abc import Callable
from uuid import UUID

import pytest
from django.db import connections, transaction
from django.test.utils import CaptureQueriesContext

from tests.apps.ledger.conftest import Happen
from tests.patience import until
from waarborg.kernel.identifiers import new_id
from waarborg.ledger import heads
from waarborg.ledger.jobs import seal_events
from waarborg.ledger.sealing import seal, seal_all
from waarborg.ledger.tree import root_of

pytestmark = pytest.mark.real_commits


def rows(statement: str, *parameters: object) -> list[tuple[object, ...]]:
    with connections["auditor"].cursor() as cursor:
        cursor.execute(statement, parameters)
        return cursor.fetchall()


def leaves(organisation: UUID) -> list[bytes]:
    found = rows(
        "select e.leaf from ledger_leaf l join ledger_event e on e.id = l.event_id"
        " where l.organisation_id = %s order by l.index",
        organisation,
    )
    return [bytes(leaf) for (leaf,) in found]  # type: ignore[call-overload]


def test_events_get_consecutive_places_in_the_order_of_their_transactions(organisation: UUID, happen: Happen) -> None:
    ids = [*happen(2), *happen(3)]
    assert seal(organisation) == 5
    found = rows("select index, event_id from ledger_leaf order by index")
    assert found == list(enumerate(ids))


def test_each_batch_ends_in_a_signed_head_of_all_before_it(organisation: UUID, happen: Happen) -> None:
    happen(7)
    assert seal(organisation, batch=3) == 7
    signed = list(heads.read(heads.path_of(organisation)))
    assert [head.size for head in signed] == [3, 6, 7]
    assert all(head.is_signed() for head in signed)
    assert [head.root for head in signed] == [root_of(leaves(organisation)[: head.size]) for head in signed]


def test_later_events_build_on_what_was_sealed(organisation: UUID, happen: Happen) -> None:
    for count in (1, 4, 2):
        happen(count)
        assert seal(organisation) == count
    *_, last = heads.read(heads.path_of(organisation))
    assert (last.size, last.root) == (7, root_of(leaves(organisation)))


def test_the_worker_seals_by_the_calendar(organisation: UUID, happen: Happen) -> None:
    happen(2)
    assert [seal_events(0), seal_events(60)] == [2, 0]


def test_sealing_again_seals_nothing_twice(organisation: UUID, happen: Happen) -> None:
    happen(2)
    assert [seal(organisation), seal(organisation)] == [2, 0]
    assert len(list(heads.read(heads.path_of(organisation)))) == 1


def test_an_event_waits_for_a_transaction_that_began_before_it(
    organisation: UUID, happen: Happen, settle: Callable[[], None]
) -> None:
    with transaction.atomic(using="owner"), connections["owner"].cursor() as cursor:
        cursor.execute("select pg_current_xact_id()")  # an older transaction, still running
        late = happen(settled=False)
        assert seal(organisation) == 0
    settle()
    assert seal(organisation) == len(late)


def test_the_ledger_of_each_organisation_is_a_tree_of_its_own(organisation: UUID, anna: UUID, happen: Happen) -> None:
    other = new_id()
    happen(2)
    happen(3, organisation_id=other)
    assert seal_all() == 5
    assert rows("select organisation_id, size from ledger_treehead order by size") == [(organisation, 2), (other, 3)]


def test_two_sealers_at_once_seal_each_event_once(organisation: UUID, happen: Happen) -> None:
    happen(40)
    done: list[int] = []
    sealers = [threading.Thread(target=lambda: done.append(_seal_elsewhere(organisation, batch=5))) for _ in range(2)]
    for sealer in sealers:
        sealer.start()
    for sealer in sealers:
        sealer.join()
    sealed = sum(done) + seal(organisation)
    assert sealed == 40
    assert rows("select count(*), max(index) from ledger_leaf") == [(40, 39)]


def test_what_an_interrupted_run_did_not_carry_out_is_carried_out_later(organisation: UUID, happen: Happen) -> None:
    happen()
    seal(organisation)
    first = heads.path_of(organisation).read_text()
    happen()
    seal(organisation)
    heads.path_of(organisation).write_text(first)
    seal(organisation)
    assert [head.size for head in heads.read(heads.path_of(organisation))] == [1, 2]


def test_after_a_move_to_another_server_nothing_is_forgotten(organisation: UUID, happen: Happen) -> None:
    """Another cluster counts its transactions anew: what came along has numbers from the future."""
    happen(2)
    seal(organisation)
    moved = happen(2)
    with connections["owner"].cursor() as owner:
        owner.execute("alter table ledger_event no force row level security")
        owner.execute("alter table ledger_treehead no force row level security")
        owner.execute("alter table ledger_event disable trigger user")
        owner.execute("alter table ledger_treehead disable trigger user")
        owner.execute("update ledger_event set transaction_id = '99999999' where id = any(%s)", [moved])
        owner.execute("update ledger_treehead set sealed_before = '99999990 ' || gen_random_uuid()")
    fresh = happen(3, settled=False)
    _wait_for(fresh)
    assert seal(organisation, batch=2) == 5
    assert [event for (event,) in rows("select event_id from ledger_leaf order by index offset 2")] == [*fresh, *moved]
    _wait_for(happen(1, settled=False))
    assert seal(organisation) == 1


def test_sealing_a_batch_takes_the_same_statements_however_large_the_archive(
    organisation: UUID, happen: Happen
) -> None:
    happen(6)
    seal(organisation)
    counts = []
    for _ in range(2):
        happen(40)
        with CaptureQueriesContext(connections["worker"]) as statements:
            seal(organisation, batch=10)
        counts.append(len(statements))
    assert counts[0] == counts[1]


def test_sealing_takes_less_than_a_hundredth_of_the_statements_that_making_events_takes(
    organisation: UUID, happen: Happen
) -> None:
    happen(5001)
    with CaptureQueriesContext(connections["worker"]) as statements:
        assert seal(organisation) == 5001
    assert len(statements) < 5001 / 100


def _seal_elsewhere(organisation: UUID, batch: int = 1000) -> int:
    """Seal on a connection of this thread's own."""
    try:
        return seal(organisation, batch=batch)
    finally:
        connections.close_all()


def _wait_for(events: list[UUID]) -> None:
    """Wait until no running transaction can precede these events."""
    horizon = "pg_snapshot_xmin(pg_current_snapshot())"
    settled = f"select bool_and(transaction_id < {horizon}) from ledger_event where id = any(%s)"
    until(lambda: rows(settled, events) == [(True,)], "the end of every transaction that began before")
