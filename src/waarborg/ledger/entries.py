"""What a caller hands to the ledger: a decision, and the events that happened by it. No personal data in either."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final
from uuid import UUID

from waarborg.ledger.canonical import Value
from waarborg.ledger.vocabulary import Kind

INSTALLATION: Final = UUID(int=0)
"""The organisation of events that belong to no agency yet: a failed sign-in of an unknown account, a start."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionEntry:
    """One answer of the regulation, as the gate got it. It outlives its events.

    `regulation` is `<id>@<in force from>`, `regulation_hash` its SHA-256 in hex; `facts_known` and `facts_true` are the
    bit masks of the question; `claims` is what the caller claimed (purpose, recipient kind, channel, emergency), in
    words of the vocabulary, never text about a person. Without `at` the clock says the moment; without `id` a new one.
    """

    organisation_id: UUID
    actor_id: UUID | None
    roles: tuple[str, ...]
    action: str
    allowed: bool
    regulation: str = ""
    regulation_hash: str = ""
    rules: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()
    purpose: str = ""
    ground: str = ""
    facts_known: int = 0
    facts_true: int = 0
    claims: Mapping[str, Value] = field(default_factory=dict)
    at: datetime | None = None
    id: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EventEntry:
    """One thing that happened by a decision.

    `dossier_id` is the dossier it is about; a list is one event, with the dossiers it *showed* in `dossier_ids`.
    `responsible_id` is on whose behalf it was done, where that is another (NEN 7513). `from_where` is a truncated
    network address (`addresses.truncated`). `details` are words and identifiers, no personal data; they can be
    forgotten later while the event stays proved. `purpose` is the decision's unless given.
    """

    kind: Kind
    dossier_id: UUID | None = None
    dossier_ids: tuple[UUID, ...] = ()
    categories: tuple[str, ...] = ()
    purpose: str | None = None
    responsible_id: UUID | None = None
    from_where: str = ""
    details: Mapping[str, Value] = field(default_factory=dict)
    id: UUID | None = None
