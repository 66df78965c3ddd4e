"""A ledger of its own for each test: an empty home, and contexts as the gate signs them."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from uuid import UUID

import pytest
from django.db import connections, transaction

from tests.apps.settling import until_settled
from waarborg.kernel import context
from waarborg.kernel.identifiers import new_id
from waarborg.ledger.entries import DecisionEntry, EventEntry
from waarborg.ledger.services import record
from waarborg.ledger.vocabulary import Kind
from waarborg.vault import master

Acting = Callable[..., AbstractContextManager[None]]
Happen = Callable[..., list[UUID]]


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("WAARBORG_HOME", str(tmp_path))
    master.master_key.cache_clear()
    yield tmp_path
    master.master_key.cache_clear()


@pytest.fixture
def organisation() -> UUID:
    return new_id()


@pytest.fixture
def anna() -> UUID:
    return new_id()


@pytest.fixture
def acting() -> Acting:
    """A transaction in the signed context of an organisation and an actor, as one of the logins."""

    @contextmanager
    def within(organisation_id: UUID | None, actor_id: UUID | None = None, *, using: str = "default") -> Iterator[None]:
        with transaction.atomic(using=using):
            signed = context.Context(organisation_id=organisation_id, actor_id=actor_id, roles=("coach",))
            context.enter(connections[using], signed)
            yield

    return within


@pytest.fixture
def happen(acting: Acting, organisation: UUID, anna: UUID, settle: Callable[[], None]) -> Happen:
    """Let events happen by one decision, wait until they can be sealed, and return their identifiers."""

    def let(
        count: int = 1, *, organisation_id: UUID = organisation, settled: bool = True, **event: object
    ) -> list[UUID]:
        words = {"kind": Kind.DOSSIER_READ, "categories": ("progress",), "details": {"screen": "dossier"}} | event
        ids = [new_id() for _ in range(count)]
        decision = DecisionEntry(
            organisation_id=organisation_id,
            actor_id=anna,
            roles=("coach",),
            action="read",
            allowed=True,
            regulation="invented@2026-01-01",
            regulation_hash="ab" * 32,
            rules=("coach-reads",),
            articles=("4.1",),
            purpose="guidance",
            facts_known=2**70 + 5,
            facts_true=1,
            claims={"channel": "screen", "strong": True, "number": 12345678901234567890, "none": None},
        )
        with acting(organisation_id, anna):
            record(decision, [EventEntry(id=one, **words) for one in ids])  # type: ignore[arg-type]
        if settled:
            settle()
        return ids

    return let


@pytest.fixture
def settle() -> Callable[[], None]:
    """Wait until no running transaction can precede what happened."""
    return until_settled
