"""With a ground and a term: a term that is over already is said, and one that cannot begin parks the row."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils import formats
from django.utils.translation import gettext as _

from waarborg.dossiers.catalogue import Catalogue, Entry
from waarborg.dossiers.choices import Phase
from waarborg.dossiers.retention_days import events_of
from waarborg.imports.choices import Weight
from waarborg.imports.findings import Finding
from waarborg.imports.frames import Frame, Stays
from waarborg.imports.items import Item
from waarborg.imports.tables import Row
from waarborg.policy.retention_fates import Fate, Status
from waarborg.policy.retention_order import Subject


@dataclass
class Keeping:
    """Counts the terms of what has ended. What still runs has no end to count from yet."""

    catalogue: Catalogue
    today: dt.date
    _fates: dict[tuple[Any, ...], Fate] = field(default_factory=dict)

    def look(self, row: Row, frame: Frame, items: Sequence[Item], find: Callable[[Finding], None]) -> None:
        """Say what is past its term. Raises `Stays` when something has ended and its term can still not begin."""
        without = [item.entry.rule.title for item in items if not item.ground]
        if without:
            said = _("No purpose of the regulation gives a ground for this: %(kinds)s.")
            raise Stays(-1, said % {"kinds": ", ".join(without)}, weight=Weight.PARK)
        if frame.phase != Phase.ENDED.value:
            return
        over: list[Fate] = []
        for item in items:
            fate = self._fate(frame, item.entry, item.occurred_on)
            if fate.status is Status.WAITING and frame.closed_on and not frame.ended_on:
                said = _("It ended, but not every day from which a term counts is there: no term can begin.")
                raise Stays(-1, said, weight=Weight.PARK)
            if fate.is_overdue(self.today):
                over.append(fate)
        if over:
            first = min(over, key=lambda fate: fate.due or self.today)
            day = formats.date_format(first.due, "DATE_FORMAT") if first.due else ""
            said = _("Past its term since %(day)s: it stands on the list of what must be destroyed at once.")
            find(Finding(Weight.NOTE, row.number, -1, said % {"day": day}, first.article or ""))

    def _fate(self, frame: Frame, entry: Entry, occurred_on: dt.date) -> Fate:
        ends_on = frame.agreement.ends_on if frame.agreement else None
        days = (frame.started_on, frame.ended_on, frame.closed_on, ends_on, occurred_on)
        key = (entry.key, frame.principal.kind, *days)
        if key not in self._fates:
            trajectory = {
                "ended_on": _text(frame.ended_on),
                "started_on": _text(frame.started_on),
                "contract_ends_on": _text(ends_on),
            }
            events = events_of(trajectory, frame.closed_on) | {"created": occurred_on, "receipt": occurred_on}
            past = {word: day for word, day in events.items() if day <= self.today or word == "financial_year_ended"}
            subject = Subject(entry.key, principal=frame.principal.kind, of_trajectory=entry.of_trajectory)
            others = [] if entry.of_trajectory else [past]
            self._fates[key] = self.catalogue.retention.fate_of(subject, past, others=others)
        return self._fates[key]


def _text(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None
