"""As any login of the program, the owner included, nothing in the ledger is changed, deleted or truncated."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import psycopg
import pytest
from django.db import connections

from tests.apps.ledger.conftest import Acting, Happen
from waarborg.kernel.database.logins import Login
from waarborg.ledger.sealing import seal

pytestmark = pytest.mark.real_commits

TABLES = {
    "ledger_decision": "purpose = 'another'",
    "ledger_event": "kind = 'signed_out'",
    "ledger_shown": "dossier_id = event_id",
    "ledger_leaf": "index = index + 1",
    "ledger_treehead": "size = size + 1",
}
ATTEMPTS = [
    *(f"update {table} set {change}" for table, change in TABLES.items()),
    *(f"delete from {table}" for table in TABLES),
    *(f"truncate {table} cascade" for table in TABLES),
    "update ledger_eventcontent set details = '{}'",
    "truncate ledger_eventcontent",
]

Connect = Callable[[Login], psycopg.Connection[Any]]


def ledger(organisation: UUID, acting: Acting) -> list[list[Any]]:
    """All rows, as the auditor sees them."""
    with acting(organisation, using="auditor"), connections["auditor"].cursor() as cursor:
        rows = []
        for table in [*TABLES, "ledger_eventcontent"]:
            cursor.execute(f"select t.*::text from {table} t order by 1")
            rows.append(cursor.fetchall())
    return rows


@pytest.mark.parametrize("login", Login)
def test_no_login_changes_what_happened(
    login: Login, connect: Connect, acting: Acting, organisation: UUID, happen: Happen
) -> None:
    happen(3, dossier_ids=(organisation,))
    seal(organisation)
    before = ledger(organisation, acting)
    assert all(before)
    connection = connect(login)
    for attempt in ATTEMPTS:
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute(attempt)
    assert ledger(organisation, acting) == before


@pytest.mark.parametrize("login", [Login.APPLICATION, Login.WORKER])
def test_also_inside_the_right_context_it_is_refused(
    login: Login, acting: Acting, organisation: UUID, anna: UUID, happen: Happen
) -> None:
    happen(3)
    alias = "default" if login is Login.APPLICATION else login.value
    for attempt in ATTEMPTS:
        with (
            pytest.raises(Exception, match=r"permission denied|only grows"),
            acting(organisation, anna, using=alias),
            connections[alias].cursor() as cursor,
        ):
            cursor.execute(attempt)


def test_the_application_does_not_make_seals(acting: Acting, organisation: UUID, happen: Happen) -> None:
    [event] = happen()
    with (
        pytest.raises(Exception, match="permission denied"),
        acting(organisation),
        connections["default"].cursor() as cursor,
    ):
        cursor.execute("insert into ledger_leaf values (%s, 0, %s)", [organisation, event])


@pytest.mark.parametrize("using", ["default", "worker"])
def test_no_login_of_the_program_forgets_what_was_said(
    using: str, acting: Acting, organisation: UUID, happen: Happen
) -> None:
    happen()
    with (
        pytest.raises(Exception, match="permission denied"),
        acting(organisation, using=using),
        connections[using].cursor() as cursor,
    ):
        cursor.execute("delete from ledger_eventcontent")


@pytest.mark.parametrize("login", [Login.APPLICATION, Login.WORKER])
def test_without_a_context_nobody_reads_what_was_said(login: Login, connect: Connect, happen: Happen) -> None:
    happen()
    for table in ("ledger_decision", "ledger_eventcontent", "ledger_shown"):
        assert connect(login).execute(f"select count(*) from {table}").fetchone() == (0,)
