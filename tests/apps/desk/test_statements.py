"""How many statements a page takes: a constant number, whatever there is to show."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.apps.cast import Cast, canaries
from waarborg.dossiers import records
from waarborg.dossiers.catalogue import catalogue_of

NOT_THE_VIEWS_OWN = (
    "BEGIN",
    "COMMIT",
    "set_config('waarborg.context'",  # the signed context
    "django_session",
    'FROM "accounts_account"',  # who is signed in
    "gate.memberships_of",  # as what
    "gate.version_in_force",  # under which regulation
    'FROM "accounts_organisation"',  # the name above the page
    "accounts_session",
)
"""What every page of somebody who is signed in takes, whatever it shows."""

DOSSIER, CASELOAD, SEARCH = 6, 4, 4


class Counted:
    """The statements of one page."""

    statements: list[str]


@contextmanager
def counting() -> Iterator[Counted]:
    """Count what a page itself asks of the database."""
    counted = Counted()
    with CaptureQueriesContext(connection) as captured:
        yield counted
    said = [query["sql"] for query in captured.captured_queries]
    counted.statements = [one for one in said if not any(part in one for part in NOT_THE_VIEWS_OWN)]


def opened(cast: Cast, name: str, *arguments: str) -> list[str]:
    """The statements of a page, once everything that is kept in the process is there."""
    anna = cast.browser("anna")
    anna.get(reverse(name, args=arguments))
    with counting() as counted:
        assert anna.get(reverse(name, args=arguments)).status_code == 200
    return counted.statements


def test_a_dossier_with_its_event_takes_six_statements_at_most(cast: Cast) -> None:
    statements = opened(cast, "desk:dossier", cast.number)
    assert len(statements) <= DOSSIER, statements


def test_a_caseload_takes_four_statements_at_most(cast: Cast) -> None:
    statements = opened(cast, "desk:caseload")
    assert len(statements) <= CASELOAD, statements


def test_a_search_takes_four_statements_at_most(cast: Cast) -> None:
    anna = cast.browser("anna")
    anna.post(reverse("desk:search"), {"q": "kanar"})
    with counting() as counted:
        assert anna.post(reverse("desk:search"), {"q": "kanar"}).status_code == 200
    assert len(counted.statements) <= SEARCH, counted.statements


@pytest.mark.parametrize("name", ["dossier", "retention", "who_has_access", "who_looked"])
def test_a_page_takes_no_more_statements_when_there_is_more_to_show(cast: Cast, name: str) -> None:
    before = len(opened(cast, f"desk:{name}", cast.number))
    anna = cast.actor("anna")
    entry = catalogue_of(anna.in_force).entry("conversation_report")
    for _time in range(5):
        new = records.NewRecord(category=entry.key, fields=canaries(entry), source="staff")
        records.add_record(anna, cast.dossier_id, new)
    assert len(opened(cast, f"desk:{name}", cast.number)) == before
