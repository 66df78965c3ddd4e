"""A vault of its own for each test: an empty home, empty caches, and contexts as the gate signs them."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from uuid import UUID

import pytest
from django.db import connections, transaction

from waarborg.kernel import context
from waarborg.kernel.identifiers import new_id
from waarborg.vault import master, services
from waarborg.vault.index_keys import INDEX_KEYS
from waarborg.vault.key_cache import CACHE

Within = Callable[..., AbstractContextManager[None]]


def forget_all() -> None:
    """As in a process that has just started."""
    master.master_key.cache_clear()
    CACHE.forget()
    INDEX_KEYS.forget()


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("WAARBORG_HOME", str(tmp_path))
    monkeypatch.delenv("WAARBORG_MASTER_KEY", raising=False)
    forget_all()
    yield tmp_path
    forget_all()


@pytest.fixture
def within() -> Within:
    """A transaction in the signed context of an organisation, as one of the logins."""

    @contextmanager
    def entered(organisation_id: UUID, *, using: str = "default") -> Iterator[None]:
        with transaction.atomic(using=using):
            signed = context.Context(organisation_id=organisation_id, actor_id=None, roles=("system",))
            context.enter(connections[using], signed)
            yield

    return entered


@pytest.fixture
def organisation(within: Within) -> UUID:
    """An organisation with its first keys."""
    organisation_id = new_id()
    with within(organisation_id):
        services.create_organisation(organisation_id)
    return organisation_id
