"""What is sealed of an import while it waits: what the file is called, its headings, what was chosen and found."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from waarborg.vault.words import Words

WAITING = "imports_import"
PARKED = "imports_parkedrow"
WAITING_FATE = "import"
"""The retention class of a file that waits: it ends within a day, or when it was brought in."""
PARKED_FATE = "import_parked"
HEADINGS_FATE = "import_headings"
"""The key with which headings are digested. It is nobody's, and stays."""


@dataclass(kw_only=True)
class Waiting(Words):
    """The sealed part of an import."""

    name: str
    """What the file was called where it came from."""
    headers: list[str]
    guessed: dict[str, str] = field(default_factory=dict)
    """Per place of a column, what it seems to be."""
    shut: dict[str, str] = field(default_factory=dict)
    """Per place of a column, the kind of data that it names and that the regulation shuts out."""
    sources: dict[str, str] = field(default_factory=dict)
    """Who was chosen to have given what, for a file with these headings before."""
    mapped: dict[str, Any] | None = None
    findings: list[list[Any]] = field(default_factory=list)
    park: bool = False
    """Are rows that lack something kept aside when the file is brought in?"""
    fingerprint: str = ""
    """Of what would happen: when it is another by the time somebody confirms, it is tried again."""
