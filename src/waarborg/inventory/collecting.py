"""Everything that is held of one client, collected over all rooms: for access, portability, and proof of an end.

Call it in an open unit of work, which is itself an event: row-level security leaves out what its actor may not read.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db.models import QuerySet

from waarborg.inventory.registry import of_clients
from waarborg.kernel.personal_data import Ends, Holding, Holds
from waarborg.vault.services import OpenKey, open_keys

SAID = (Holds.POINTER, Holds.CLIENT, Holds.STAFF)


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """One row: what it says in clear, and what it says once opened (None when it held nothing, or its key is gone)."""

    holding: Holding
    category: str
    said: Mapping[str, Any]
    opened: Mapping[str, Any] | None
    row: Any = field(repr=False)
    """The row itself."""


def rows_of(
    held: Holding, person_id: UUID, dossier_ids: Sequence[UUID], *, using: str = "default"
) -> QuerySet[Any, Any]:
    """A client's rows in one table, as far as this context may see them."""
    rows: QuerySet[Any, Any] = QuerySet(apps.get_model(held.model), using=using)
    if held.by_person:
        return rows.filter(**{held.by_person: person_id})
    return rows.filter(**{f"{held.by_dossier}__in": list(dossier_ids)})


def collect(
    organisation_id: UUID,
    person_id: UUID,
    dossier_ids: Sequence[UUID],
    *,
    without: Collection[str] = (),
    using: str = "default",
) -> Iterator[Held]:
    """Yield every row that speaks of this client, but for the tables `without`.

    One statement per table, and one more where it holds sealed data.
    """
    for held in of_clients():
        if held.model in without:
            continue
        rows = list(rows_of(held, person_id, dossier_ids, using=using))
        keys: dict[UUID, OpenKey] = {}
        if held.ends is Ends.KEY:
            keys |= open_keys(organisation_id, {row.data_key_id for row in rows if row.data_key_id}, using=using)
        for row in rows:
            key = keys.get(row.data_key_id) if keys and row.data_key_id else None
            yield Held(
                holding=held,
                category=_category(held, row),
                said={name: getattr(row, name) for name in held.holding(*SAID) if hasattr(row, name)},
                opened=held.opens(row, key) if key and held.opens and row.sealed is not None else None,
                row=row,
            )


def _category(held: Holding, row: Any) -> str:
    kind, _, column = held.category.partition(":")
    return str(getattr(row, column)) if kind == "column" else held.category
