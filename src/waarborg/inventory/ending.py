"""How what is held ends: by its keys, set-based, with all that was derived. A key is what ends together.

Call it in the unit of work that decided on the destruction. It says what it did, and proves it by looking again.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db.models import QuerySet

from waarborg.inventory.registry import of_clients
from waarborg.kernel.errors import Conflict
from waarborg.kernel.personal_data import Ends, Holding
from waarborg.vault.services import destroy, open_keys


@dataclass(frozen=True, slots=True)
class Ended:
    """What was ended: the keys, and how many rows of which table spoke under them or were derived from them."""

    keys: tuple[UUID, ...]
    sealed: Mapping[str, int]
    derived: Mapping[str, int]


def end(organisation_id: UUID, key_ids: Collection[UUID], *, using: str = "default") -> Ended:
    """Destroy these keys and delete what was derived from what they sealed. Statements do not grow with the rows.

    Raises `Conflict`, and so rolls back, when something derived could not be deleted or a key still opens.
    """
    keys = list(key_ids)
    sealed = {held.model: _rows(held.model, using).filter(data_key_id__in=keys).count() for held in _ending(Ends.KEY)}
    derived = {}
    for held in _ending(Ends.DERIVED):
        rows = _rows(held.model, using).filter(**{f"{held.by_key}__in": keys})
        derived[held.model] = rows.count()
        rows.delete()
        if rows.all().exists():
            raise Conflict(f"Rows of {held.model} that were derived from this are still there.")
    ended = destroy(organisation_id, keys, using=using)
    if open_keys(organisation_id, keys, using=using):
        raise Conflict("A key that was to be destroyed still opens.")
    return Ended(tuple(ended), {model: n for model, n in sealed.items() if n}, {m: n for m, n in derived.items() if n})


def _ending(how: Ends) -> list[Holding]:
    return [held for held in of_clients() if held.ends is how]


def _rows(model: str, using: str) -> QuerySet[Any, Any]:
    return QuerySet(apps.get_model(model), using=using)
