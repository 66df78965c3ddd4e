"""What bringing clients in costs: a messy file tried, brought in and undone, by who may see all, per row."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from bench.agency import Agency
from waarborg.demo.messy import messy_file
from waarborg.imports import bringing_in, trying, undoing, waiting
from waarborg.imports.mapping import Mapped
from waarborg.imports.targets import target_of

ROWS = (500, 5000)
"""A small file, and the size that must be tried in twenty seconds."""


@dataclass(frozen=True, slots=True)
class ImportCost:
    """Seconds for a file of so many rows."""

    rows: int
    tried: float
    brought_in: float
    undone: float

    def per_row_ms(self, what: str) -> float:
        """Milliseconds for one row of this step."""
        return float(getattr(self, what)) * 1000 / self.rows


def imported(agency: Agency) -> list[ImportCost]:
    """Each file once, the small one first; what came in is undone again."""
    return [_imported(agency, rows) for rows in ROWS]


def _imported(agency: Agency, rows: int) -> ImportCost:
    actor = agency.all_seeing
    content = messy_file(rows, ["Gemeente Voorbeeld"], seed=f"bench{rows}").content
    import_id = waiting.receive(actor, name="bench.xlsx", content=content)
    seen = waiting.look(actor, import_id).waiting
    columns = {int(place): target_of(word) for place, word in seen.guessed.items()}
    trying.choose(actor, import_id, Mapped(columns=columns))
    tried = _timed(lambda: trying.try_out(actor, import_id))
    announced = waiting.look(actor, import_id).waiting.fingerprint
    bringing_in.confirm(actor, import_id, announced=announced, park=False)
    done = _timed(lambda: bringing_in.bring_in(actor, import_id, tell=lambda _done: None, using="worker"))
    undoing.ask_to_undo(actor, import_id)
    return ImportCost(rows, tried, done, _timed(lambda: undoing.undo(actor, import_id)))


def _timed(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started
