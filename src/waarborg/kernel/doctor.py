"""Is this installation sound? A registry of checks; any room adds its own.

A check is a function that yields what it found. It is registered with the name under which it is reported:

    @check("keys")
    def keys_are_private() -> Iterator[Finding]: ...

Rooms register theirs by importing the module in which they stand from their `AppConfig.ready`.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from django.db import DatabaseError

from waarborg.kernel.errors import ConfigurationError, WaarborgError


class Verdict(StrEnum):
    """How bad it is."""

    FINE = "fine"
    WARNING = "warning"  # works, and should be better
    ERROR = "error"  # not sound: mend it before people work with it


@dataclass(frozen=True)
class Finding:
    """One thing that a check found, and what to do about it."""

    verdict: Verdict
    message: str
    advice: str = ""


@dataclass(frozen=True)
class Report:
    """What one check found, in the order in which it found it."""

    check: str
    findings: tuple[Finding, ...]

    @property
    def verdict(self) -> Verdict:
        """The worst of its findings."""
        order = list(Verdict)
        return max((finding.verdict for finding in self.findings), key=order.index, default=Verdict.FINE)


Check = Callable[[], Iterator[Finding]]
_checks: dict[str, Check] = {}


def check(name: str) -> Callable[[Check], Check]:
    """Register a check under `name`. Raises `ConfigurationError` when that name is taken by another."""

    def register(function: Check) -> Check:
        if _checks.setdefault(name, function) is not function:
            raise ConfigurationError(f"There are two checks named {name!r}.")
        return function

    return register


def examine() -> Iterator[Report]:
    """Run every check. One that cannot be carried out is itself an error, and the others still run."""
    for name, function in _checks.items():
        try:
            findings = tuple(function())
        except (WaarborgError, DatabaseError, OSError) as error:
            findings = (Finding(Verdict.ERROR, f"Could not be examined: {error}".strip()),)
        yield Report(name, findings)


def fine(message: str) -> Finding:
    """Say that something is as it must be."""
    return Finding(Verdict.FINE, message)


def warning(message: str, advice: str = "") -> Finding:
    """Say that something works and should be better."""
    return Finding(Verdict.WARNING, message, advice)


def wrong(message: str, advice: str = "") -> Finding:
    """Say that something is not sound."""
    return Finding(Verdict.ERROR, message, advice)
