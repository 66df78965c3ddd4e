"""An agency per file of tests, in a database of its own with real commits: signing in is many transactions."""

from collections.abc import Iterator

import pytest
from django.test import TransactionTestCase
from pytest_django import DjangoDbBlocker

from tests.apps.accounts.signing import attempts_forgotten
from tests.apps.gate.agencies import Agency, agency
from waarborg.policy.vocabulary import regulations_folder

PEOPLE = {
    "anna": ("coach",),
    "bram": ("coach",),
    "dina": ("responsible",),
    "sam": ("system_administrator",),
    "ada": ("system_administrator",),
}


@pytest.fixture(scope="module")
def here(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Agency]:
    """Anna and Bram are coaches, Dina is responsible, Sam and Ada let people in. Nobody has a password yet."""
    with django_db_blocker.unblock():
        yield agency(regulations_folder() / "jm-werkt", PEOPLE, slug="hier")
        TransactionTestCase._fixture_teardown(TransactionTestCase())  # type: ignore[attr-defined]


@pytest.fixture(autouse=True)
def _with_the_database(here: Agency, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with django_db_blocker.unblock():
        attempts_forgotten()
        yield
