"""The ledger's own term: after it only counts are left, and the tree still proves everything that remains."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import DatabaseError, connections

from tests.apps.clauses.carrying import carrying
from tests.apps.clauses.conftest import HouseOf
from tests.apps.clauses.ending import filled, signed_again
from tests.apps.clauses.house import House
from tests.apps.gate.agencies import sign_everything
from tests.apps.gate.populations import superuser
from tests.apps.settling import seal_settled
from tests.policy.clauses.register import Registered
from waarborg.dossiers.history import who_looked
from waarborg.dossiers.selectors import dossier
from waarborg.gate.actors import system_at
from waarborg.gate.door import in_context
from waarborg.kernel import clock
from waarborg.ledger import heads
from waarborg.ledger.proofs import check, prove
from waarborg.ledger.selectors import latest_events
from waarborg.ledger.verification import Report, verify
from waarborg.retention.ledger_term import end_ledger

EMPTIED = (
    "update ledger_event set kind = 'ended', at = 'epoch', actor_id = null, responsible_id = null, dossier_id = null,"
    " dossier_ids = '{}', categories = '{}', purpose = '', from_where = '', commitment = ''"
    " where organisation_id = %s"
)


@carrying({"jm-werkt": ()}, only=True)
def test_after_its_term_the_ledger_says_nothing_of_anybody_and_the_tree_proves_what_remains(
    here: Registered, house_of: HouseOf
) -> None:
    house = house_of(here)
    made, coach = filled(house), house.actor("coach")
    organisation, system = house.agency.organisation.pk, system_at(house.agency.organisation.pk, using="worker")
    dossier(coach, made.dossier_id)
    seal_settled(organisation)
    latest = latest_of(house, organisation)
    with clock.travel(latest + timedelta(days=62)):
        sign_everything(coach)
        dossier(coach, made.dossier_id)
        seal_settled(organisation)
        later = latest_of(house, organisation)
    dossier(coach, made.dossier_id)
    seal_settled(organisation)
    kept_elsewhere = list(heads.read(heads.path_of(organisation)))[-1]
    assert end_ledger(system) == 0, "nothing is over its term"
    for login in ("owner", "worker", "default"):
        with pytest.raises(DatabaseError):
            empty_as(login, organisation)
    with clock.travel(latest + timedelta(days=5 * 366 + 31)) as journey:
        signed_again(house)
        sign_everything(coach)
        dossier(coach, made.dossier_id)
        seal_settled(organisation)
        ended = end_ledger(system, batch=50)
        assert ended > 50
        assert end_ledger(system) == 0
        seal_settled(organisation)
        assert what_is_left(house, organisation, latest) == (0, 0, 0)
        assert what_is_left(house, organisation, later)[0] > 0, "what lies before it in the tree is not over its term"
        report = of(organisation, kept_elsewhere)
        assert (report.findings, report.ended, report.said_to_be_ended) == ([], ended, ended)
        with in_context(system, using="worker"):
            (last, *_) = latest_events(organisation, using="worker")
        assert check(prove(last.id))
        assert len(who_looked(coach, made.dossier_id).events) <= 3
        with one_more_emptied(house, organisation):
            assert "ended_not_counted" in {one.code for one in of(organisation).findings}
        assert of(organisation).is_sound
        journey.advance(timedelta(days=63))
        assert end_ledger(system) > 0, "nothing was passed by"
        assert what_is_left(house, organisation, later) == (0, 0, 0)
        seal_settled(organisation)
        assert of(organisation).is_sound


def of(organisation: UUID, *outside: heads.Head) -> Report:
    return next(one for one in verify(outside) if one.organisation_id == organisation)


def empty_as(login: str, organisation: UUID) -> None:
    with connections[login].cursor() as cursor:
        cursor.execute(EMPTIED, [organisation])
        if cursor.rowcount == 0:
            raise DatabaseError("this login sees nothing to empty")


def latest_of(house: House, organisation: UUID) -> datetime:
    """The moment of the latest event: other tests have been in later years."""
    with superuser(house.server, house.urls) as god:
        row = god.execute(
            "select max(at) from ledger_event where organisation_id = %s and kind <> 'ledger_ended'", [organisation]
        ).fetchone()
    assert row is not None
    latest: datetime = max(row[0], clock.now())
    return latest


def what_is_left(house: House, organisation: UUID, until: datetime) -> tuple[int, ...]:
    """Events until a moment that still say something; contents and dossiers shown of what was emptied."""
    with superuser(house.server, house.urls) as god:
        found = god.execute(
            "select (select count(*) from ledger_event where organisation_id = %(here)s"
            "   and at <= %(until)s and at <> 'epoch' and kind <> 'ledger_ended'),"
            " (select count(*) from ledger_eventcontent c join ledger_event e on e.id = c.event_id"
            "   where e.organisation_id = %(here)s and e.kind = 'ended'),"
            " (select count(*) from ledger_shown s join ledger_event e on e.id = s.event_id"
            "   where e.organisation_id = %(here)s and e.kind = 'ended')",
            {"here": organisation, "until": until},
        ).fetchone()
    assert found is not None
    return found


@contextmanager
def one_more_emptied(house: House, organisation: UUID) -> Iterator[None]:
    """Somebody with the whole database empties one more, past every trigger; and puts it back."""
    with superuser(house.server, house.urls) as god:
        god.execute("set session_replication_role = replica")
        row: Any = god.execute(
            "select e.id, to_jsonb(e)::text from ledger_event e join ledger_leaf l on l.event_id = e.id"
            " where e.organisation_id = %s and e.kind not in ('ended', 'ledger_ended') order by l.index desc limit 1",
            [organisation],
        ).fetchone()
        god.execute(f"{EMPTIED} and id = %s", [organisation, row[0]])  # type: ignore[arg-type]
        yield
        god.execute("delete from ledger_event where id = %s", [row[0]])
        again = "insert into ledger_event select (jsonb_populate_record(null::ledger_event, %s::jsonb)).*"
        god.execute(again, [row[1]])
    assert json.loads(row[1])["id"] == str(row[0])
