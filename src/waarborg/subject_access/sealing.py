"""What is sealed of a package: where it goes, which words are covered, and the files. Each package has its own key."""

from __future__ import annotations

from dataclasses import dataclass

from waarborg.gate.door import Door
from waarborg.gate.keys import key_in_focus
from waarborg.vault.services import OpenKey
from waarborg.vault.words import Words

PACKAGE = "subject_access_package"
COVERING = "subject_access_covering"
FATE = "package"
"""The retention class of what is made for a client: it ends soon, by itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Goes(Words):
    """To which body it goes straight, and at which e-mail address; on whose written instruction, seen when."""

    name: str
    address: str
    instructed_on: str


def new_key(door: Door) -> OpenKey:
    """A key for one package of the dossier in focus, which ends alone."""
    return key_in_focus(door, FATE, own=True)
