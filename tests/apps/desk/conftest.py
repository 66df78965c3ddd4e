"""One cast per file of tests, in a database of its own with real commits."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.test import TransactionTestCase
from pytest_django import DjangoDbBlocker

from tests.apps.cast import Cast, gather


@pytest.fixture(scope="module")
def cast(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Cast]:
    """The people and their dossier; what a test adds, the next one finds."""
    with django_db_blocker.unblock(), a_database_of_its_own():
        yield gather()


@contextmanager
def a_database_of_its_own() -> Iterator[None]:
    """What is committed inside is gone afterwards, also when something went wrong."""
    try:
        yield
    finally:
        TransactionTestCase._fixture_teardown(TransactionTestCase())  # type: ignore[attr-defined]


@pytest.fixture(autouse=True)
def _with_the_database(cast: Cast, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with django_db_blocker.unblock():
        yield
