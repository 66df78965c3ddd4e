"""One house per regulation for all tests of this folder, with real commits: what a test adds, the next one finds."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytest_django import DjangoDbBlocker

from tests.apps.clauses.house import House, begin_afresh, build
from tests.conftest import Clone
from tests.policy.clauses.register import Registered
from waarborg.kernel.database.server import EmbeddedServer

HERE = Path(__file__).parent
HouseOf = Callable[[Registered], House]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the tests of one regulation together, so that a process builds few houses."""
    own = [at for at, item in enumerate(items) if item.path.parent == HERE]
    ordered = sorted((items[at] for at in own), key=lambda item: item.callspec.params["here"].name)  # type: ignore[attr-defined]
    for at, item in zip(own, ordered, strict=True):
        items[at] = item


@pytest.fixture(scope="package")
def house_of(server: EmbeddedServer, django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[HouseOf]:
    """The house under a regulation, built when it is first asked for."""
    built: dict[str, House] = {}

    def find(here: Registered) -> House:
        if here.name not in built:
            assert Clone.current
            built[here.name] = build(here.folder.path, server, Clone.current.urls)
        return built[here.name]

    with django_db_blocker.unblock():
        yield find
        begin_afresh()


@pytest.fixture(autouse=True)
def _with_the_database(house_of: HouseOf, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with django_db_blocker.unblock():
        yield
