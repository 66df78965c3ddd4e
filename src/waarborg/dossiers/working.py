"""Who works on a dossier on a day, from assignments as its outline or frame gives them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any


def working_on(assignments: Iterable[Mapping[str, Any]], day: date) -> list[Mapping[str, Any]]:
    """The assignments that run on that day, first and last included, in their order."""
    on = day.isoformat()
    return [one for one in assignments if one["from_on"] <= on and (one["until_on"] is None or on <= one["until_on"])]
