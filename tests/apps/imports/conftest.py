"""One cast per file of tests, in a database of its own with real commits."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytest_django import DjangoDbBlocker

from tests.apps.cast import Cast, gather
from tests.apps.desk.conftest import a_database_of_its_own


@pytest.fixture(scope="module")
def cast(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Cast]:
    """The people and their dossier; what a test adds, the next one finds."""
    with django_db_blocker.unblock(), a_database_of_its_own():
        yield gather()


@pytest.fixture
def _with_the_database(cast: Cast, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with django_db_blocker.unblock():
        yield
