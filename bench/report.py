"""The table, the JSON, and whether the budgets hold."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from bench.imports import ImportCost
from bench.measures import Cost

SLACK = 1.3
"""Nothing fails for less than this much over its budget: machines are noisy."""
TIMES_EMPTY = {
    "dossier page": 20,  # with fifty records, and for each why it is seen and when it ends
    "own caseload": 60,  # two hundred dossiers on one page; 25 is for a list of fifty
    "page of all dossiers": 25,
    "search by number": 16,
    "search by name": 25,
    "search by name in all": 25,
    "create record": 25,
}
"""Budgets as multiples of the empty view of the same run (PERFORMANCE, section 4)."""
GUARDED = ("dossier page", "large dossier", "own caseload")
"""Pages that are measured without protection too."""
GATE_TIMES = 1.5
GROWTH = 1.2
DECISION_US = 2.0
TRIED_SECONDS = 20.0
"""For the large file: whoever hands it in waits for it."""
ROW_TIMES_EMPTY = {"tried": 2.0, "brought_in": 12.0, "undone": 6.0}
"""Budgets of one row, as multiples of the empty view."""
ROW_GROWTH = 1.5
"""A row of the large file against one of the small."""


@dataclass
class Report:
    """Everything measured: name → number of dossiers → one cost per round."""

    sizes: list[int]
    costs: dict[str, dict[int, list[Cost]]] = field(default_factory=dict)
    decision_us: list[float] = field(default_factory=list)
    fill_seconds: dict[int, float] = field(default_factory=dict)
    imports: list[ImportCost] = field(default_factory=list)

    def add(self, name: str, size: int, cost: Cost) -> None:
        """Keep one cost."""
        self.costs.setdefault(name, {}).setdefault(size, []).append(cost)

    def ms(self, name: str, size: int) -> float:
        """The best round: noise only ever adds."""
        return min(cost.ms for cost in self.costs[name][size])

    def gate(self, name: str, size: int) -> float:
        """How many times the same page without protection a page takes."""
        return self.ms(name, size) / self.ms(f"{name}, unprotected", size)

    def over(self) -> list[str]:
        """Each budget that is exceeded, in words."""
        found = []
        for size in self.sizes:
            empty = self.ms("empty view", size)
            for name, times in TIMES_EMPTY.items():
                found += _beyond(f"{name} at {size}: times the empty view", self.ms(name, size) / empty, times)
            for name in GUARDED:
                found += _beyond(
                    f"{name} at {size}: times the same page without protection", self.gate(name, size), GATE_TIMES
                )
        found += self._imports_over()
        found += _beyond("one decision, in microseconds", min(self.decision_us), DECISION_US)
        if len(self.sizes) > 1:
            small, large = self.sizes[0], self.sizes[-1]
            for name in TIMES_EMPTY:
                growth = self.ms(name, large) / self.ms(name, small)
                found += _beyond(f"{name}: {large} dossiers against {small}", growth, GROWTH)
        return found

    def _imports_over(self) -> list[str]:
        found: list[str] = []
        empty = self.ms("empty view", self.sizes[0])
        for cost in self.imports:
            for what, times in ROW_TIMES_EMPTY.items():
                said = f"a row {what.replace('_', ' ')} of {cost.rows}: times the empty view"
                found += _beyond(said, cost.per_row_ms(what) / empty, times)
        if self.imports:
            small, large = self.imports[0], self.imports[-1]
            found += _beyond(f"trying {large.rows} rows, in seconds", large.tried, TRIED_SECONDS)
            for what in ROW_TIMES_EMPTY:
                growth = large.per_row_ms(what) / small.per_row_ms(what)
                found += _beyond(
                    f"a row {what.replace('_', ' ')}: of {large.rows} against {small.rows}", growth, ROW_GROWTH
                )
        return found

    def table(self) -> str:
        """For people."""
        heads = "".join(f"{size:>10} ms {'× empty':>9} {'SQL':>5}" for size in self.sizes)
        lines = [f"{'':34}{heads}{'growth':>9}"]
        for name, per_size in self.costs.items():
            line = f"{name:34}"
            for size in self.sizes:
                empty = self.ms("empty view", size)
                ms, statements = self.ms(name, size), per_size[size][-1].statements
                line += f"{ms:13.2f} {ms / empty:9.1f} {statements:5}"
            growth = self.ms(name, self.sizes[-1]) / self.ms(name, self.sizes[0])
            lines.append(f"{line}{growth:9.2f}")
        lines.append(f"one decision: {min(self.decision_us):.2f} µs")
        for one in self.imports:
            steps = f"tried in {one.tried:.1f} s, brought in in {one.brought_in:.1f} s, undone in {one.undone:.1f} s"
            lines.append(f"a file of {one.rows} clients: {steps}")
        for size in self.sizes:
            for name in GUARDED:
                times = self.gate(name, size)
                lines.append(f"{name}, at {size} dossiers: {times:.2f} times the same page without protection")
        return "\n".join(lines)

    def write(self, path: Path) -> None:
        """For programs."""
        costs: dict[str, Any] = {
            name: {str(size): [vars_of(cost) for cost in rounds] for size, rounds in per_size.items()}
            for name, per_size in self.costs.items()
        }
        content = {"sizes": self.sizes, "costs": costs, "decision_us": self.decision_us, "over": self.over(),
                   "fill_seconds": self.fill_seconds, "imports": [asdict(one) for one in self.imports]}  # fmt: skip
        path.write_text(json.dumps(content, indent=2), encoding="utf-8")


def vars_of(cost: Cost) -> dict[str, float]:
    """A cost as JSON."""
    return {"ms": round(cost.ms, 3), "statements": cost.statements}


def _beyond(what: str, measured: float, budget: float) -> list[str]:
    return [f"{what}: {measured:.2f}, budget {budget}"] if measured > budget * SLACK else []
