"""When a principal gets its reports: the days of what is still to be reported on its own commissions. No content."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import connections

from waarborg.gate.actors import Actor
from waarborg.gate.door import in_context
from waarborg.kernel.languages import reader_language
from waarborg.practice.selectors import Practice
from waarborg.work.list_items import item_of


@dataclass(frozen=True, slots=True)
class Due:
    """One report with its day, by the key under which the way of working knows it."""

    item: str
    due_on: date

    def label(self, practice: Practice, type_key: str) -> str:
        """What the way of working calls it; empty for one that it does not know any more."""
        found = item_of(practice, type_key, self.item)
        return found.label(reader_language()) if found else ""


ReportsDue = Mapping[UUID, Sequence[Due]]
"""Per trajectory what is still to come, the first day first."""


def reports_due(actor: Actor) -> ReportsDue:
    """The reports that the actor's own commissions still get. One statement; nothing for who commissioned nothing."""
    found: dict[UUID, list[Due]] = {}
    with in_context(actor), connections["default"].cursor() as cursor:
        cursor.execute("select trajectory_id, item, due_on from gate.own_reports_due()")
        for trajectory_id, item, due_on in cursor.fetchall():
            found.setdefault(trajectory_id, []).append(Due(item, due_on))
    return found
