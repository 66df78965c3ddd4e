"""What is wrong in a regulation, told with its place.

RegulationErrors        all that was found in one go; what the loader raises
└─ RegulationError      one mistake: file, line, rule, message
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path


class RegulationError(Exception):
    """One mistake in a file of regulations, at a line, in a rule if it is in one."""

    def __init__(self, file: Path, line: int, rule: str | None, message: str) -> None:
        self.file = file
        self.line = line
        self.rule = rule
        self.message = message
        super().__init__(f"{file}:{line}: {f'{rule}: ' if rule else ''}{message}")


class RegulationErrors(Exception):
    """Every mistake that one reading found, in the order of the file. Never empty."""

    def __init__(self, errors: Iterable[RegulationError]) -> None:
        self.errors = tuple(sorted(errors, key=lambda error: (str(error.file), error.line)))
        super().__init__("\n".join(str(error) for error in self.errors))
