"""One cast per file of tests, under a regulation with a cabinet."""

from collections.abc import Iterator

import pytest
from pytest_django import DjangoDbBlocker

from tests.apps.cast import Cast, gather
from tests.apps.desk.conftest import a_database_of_its_own


@pytest.fixture(scope="module", params=["click-re-integratie", "bijstand-naar-werk"])
def cast(request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Cast]:
    """The people and their dossier; what a test adds, the next one finds."""
    with django_db_blocker.unblock(), a_database_of_its_own():
        yield gather(request.param)


@pytest.fixture(autouse=True)
def _with_the_database(cast: Cast, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with django_db_blocker.unblock():
        yield
