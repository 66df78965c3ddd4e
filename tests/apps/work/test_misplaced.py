"""What stood in the wrong dossier stands in the right one, whole; where it stood only a note is left."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from uuid import UUID

import pytest
from django.db import connections
from pytest_django import DjangoDbBlocker

from tests.apps.cast import Cast, gather
from tests.apps.desk.conftest import a_database_of_its_own
from waarborg.dossiers import items, records, selectors, services
from waarborg.dossiers.assignments import assign
from waarborg.dossiers.history import who_looked
from waarborg.dossiers.moving import Move, WhichTrajectory
from waarborg.dossiers.numbering import dossier_numbered
from waarborg.gate.door import open_door
from waarborg.kernel import clock
from waarborg.kernel.errors import Conflict, InvalidInput, NotFound, Refused
from waarborg.ledger.vocabulary import Kind
from waarborg.vault.services import open_keys
from waarborg.work.choices import TaskKind
from waarborg.work.misplaced import draft_breach, move_record
from waarborg.work.selectors import deadlines

SECRET, BETTER = "afspraak met de buurvrouw", "afspraak met de gemeente"


@pytest.fixture(scope="module")
def cast(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Cast]:
    with django_db_blocker.unblock(), a_database_of_its_own():
        found = gather()
        anna, dina = found.actor("anna"), found.actor("dina")
        right = right_of(found)
        trajectory = trajectories_of(right)[0]
        assign(dina, right, trajectory, anna.somebody, from_on=clock.today())
        yield found


@pytest.fixture(autouse=True)
def _with_the_database(cast: Cast, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with django_db_blocker.unblock():
        yield


def right_of(cast: Cast) -> UUID:
    """Bram's dossier, in which Anna works too: where it belongs."""
    return dossier_numbered(cast.actor("bram"), cast.other_number)


def rows(statement: str, *parameters: object) -> list[tuple[object, ...]]:
    with connections["owner"].cursor() as cursor:
        cursor.execute(statement, list(parameters))
        return list(cursor.fetchall())


def trajectories_of(dossier_id: UUID) -> list[UUID]:
    return [one for (one,) in rows("select id from dossiers_trajectory where dossier_id = %s", dossier_id)]  # type: ignore[misc]


def report(cast: Cast) -> UUID:
    """A report that Anna wrote in the wrong dossier, and corrected there."""
    anna = cast.actor("anna")
    new = records.NewRecord(category="conversation_report", fields={"goal": "x", "agreed": SECRET}, source="staff")
    made = records.add_record(anna, cast.dossier_id, new)
    better = records.Correction(fields={"goal": "x", "agreed": BETTER}, reason="was anders", source="staff", version=1)
    records.correct_record(anna, cast.dossier_id, made, better)
    return made


def moved(cast: Cast, record_id: UUID, **other: object) -> UUID:
    given = {"to_dossier_id": right_of(cast), "reason": "verkeerde naam", "version": 2} | other
    return move_record(cast.actor("anna"), cast.dossier_id, record_id, Move(**given))  # type: ignore[arg-type]


def test_it_stands_where_it_belongs_with_its_history_under_the_key_of_that_person(cast: Cast) -> None:
    anna, wrong = cast.actor("anna"), report(cast)
    made = moved(cast, wrong)
    _where, record, earlier = items.history(anna, right_of(cast), made)
    assert record.content.fields["agreed"] == BETTER
    assert record.content.reason == "verkeerde naam"
    assert [one.content.fields["agreed"] for one in earlier] == [SECRET]
    ((person,),) = rows("select person_id from dossiers_dossier where id = %s", right_of(cast))
    keys = rows(
        """select distinct k.person_id from vault.data_key k where k.id in (
             select data_key_id from dossiers_record where id = %s
             union select data_key_id from dossiers_recordversion where record_id = %s)""",
        made,
        made,
    )
    assert keys == [(person,)]


def test_where_it_stood_nothing_of_it_is_left_but_that_it_was(cast: Cast) -> None:
    anna, wrong = cast.actor("anna"), report(cast)
    moved(cast, wrong)
    seen = selectors.dossier(anna, cast.dossier_id)
    (note,) = [one for one in seen.records if one.id == wrong]
    assert note.moved_on == clock.today()
    assert dict(note.content.fields) == {}
    assert rows("select count(*) from dossiers_recordversion where record_id = %s", wrong) == [(0,)]
    assert rows("select count(*) from dossiers_searchtoken where record_id = %s", wrong) == [(0,)]
    ((sealed, key_id, version),) = rows("select sealed, data_key_id, version from dossiers_record where id = %s", wrong)
    with open_door(anna, "read", dossier_id=cast.dossier_id) as door:
        door.note(Kind.DOSSIER_READ)
        key = open_keys(anna.organisation_id, [key_id])[key_id]  # type: ignore[list-item, index]
        plain = key.open(bytes(sealed), row=wrong, table=f"dossiers_record:{version}")  # type: ignore[arg-type]
    assert b"afspraak" not in plain
    assert cast.other_number.encode() not in plain, "the note does not say whose it is"


def test_both_dossiers_have_the_event(cast: Cast) -> None:
    anna = cast.actor("anna")
    moved(cast, report(cast))
    out = [one.kind for one in who_looked(anna, cast.dossier_id).events]
    into = [one.kind for one in who_looked(anna, right_of(cast)).events]
    assert Kind.RECORD_MOVED_OUT in out
    assert Kind.RECORD_MOVED_IN in into


def test_whoever_the_regulation_makes_responsible_weighs_it_as_a_possible_breach_in_time(cast: Cast) -> None:
    dina = cast.actor("dina")
    moved(cast, report(cast))
    due = deadlines(dina)
    each = [*due.late, *due.today, *due.this_week, *due.later, *due.without_term]
    tasks = [task for task in each if task.kind is TaskKind.BREACH_DRAFT]
    assert tasks
    new = draft_breach(dina.in_force)
    assert tasks[0].article == new.article
    assert new.article
    assert new.due_on is not None
    assert clock.today() < new.due_on <= clock.today() + timedelta(days=3), "72 hours at most (GDPR article 33)"


def test_who_may_not_write_there_moves_nothing(cast: Cast) -> None:
    dina, wrong = cast.actor("dina"), report(cast)
    ((principal, contract),) = rows(
        "select principal_id, contract_id from dossiers_trajectory where dossier_id = %s", right_of(cast)
    )[:1]
    trajectory = services.NewTrajectory(
        principal_id=principal,  # type: ignore[arg-type]
        contract_id=contract,  # type: ignore[arg-type]
        type="Werkfit maken",
        referred_on=clock.today(),
    )
    elsewhere = services.open_dossier(dina, services.NewDossier(trajectory=trajectory)).dossier_id
    with pytest.raises(Refused):
        moved(cast, wrong, to_dossier_id=elsewhere)
    assert rows("select moved_on, version from dossiers_record where id = %s", wrong) == [(None, 2)]
    assert rows("select count(*) from dossiers_recordversion where record_id = %s", wrong) == [(1,)]
    with pytest.raises((Refused, NotFound)):
        move_record(
            cast.actor("bram"), cast.dossier_id, wrong, Move(to_dossier_id=right_of(cast), reason="x", version=2)
        )


def test_what_was_moved_is_not_corrected_or_moved_again(cast: Cast) -> None:
    anna, wrong = cast.actor("anna"), report(cast)
    moved(cast, wrong)
    with pytest.raises(NotFound):
        moved(cast, wrong, version=3)
    better = records.Correction(fields={"goal": "y", "agreed": "z"}, reason="x", source="staff", version=3)
    with pytest.raises(NotFound):
        records.correct_record(anna, cast.dossier_id, wrong, better)


@pytest.mark.parametrize(
    ("other", "field"), [({"reason": " "}, "reason"), ({"to_dossier_id": None}, "number")], ids=["no reason", "same"]
)
def test_what_is_missing_is_said_at_its_field(cast: Cast, other: dict[str, object], field: str) -> None:
    wrong = report(cast)
    given = {name: value if value is not None else cast.dossier_id for name, value in other.items()}
    with pytest.raises(InvalidInput) as mistake:
        moved(cast, wrong, **given)
    assert field in mistake.value.fields


def test_a_name_is_not_moved_and_another_version_is_not_either(cast: Cast) -> None:
    with pytest.raises(InvalidInput):
        moved(cast, cast.records["contact"], version=1)
    with pytest.raises(Conflict):
        moved(cast, report(cast), version=1)


def test_of_several_trajectories_one_is_chosen(cast: Cast) -> None:
    dina, wrong = cast.actor("dina"), report(cast)
    ((principal, contract),) = rows(
        "select principal_id, contract_id from dossiers_trajectory where dossier_id = %s", right_of(cast)
    )
    second = services.open_trajectory(
        dina,
        right_of(cast),
        services.NewTrajectory(
            principal_id=principal,
            contract_id=contract,
            type="Jobcoaching",
            referred_on=clock.today(),  # type: ignore[arg-type]
        ),
    )
    assign(dina, right_of(cast), second, cast.accounts["anna"], from_on=clock.today())
    with pytest.raises(WhichTrajectory) as several:
        moved(cast, wrong)
    assert len(several.value.trajectories) == 2
    made = moved(cast, wrong, trajectory_id=second)
    assert rows("select scope_id from dossiers_record where id = %s", made) == [(second,)]
