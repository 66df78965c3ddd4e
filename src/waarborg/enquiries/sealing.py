"""What is sealed of a question: who asks by name, what, on which ground by their own words, and their reference."""

from __future__ import annotations

from dataclasses import dataclass

from waarborg.gate.door import Door
from waarborg.gate.keys import key_in_focus
from waarborg.vault.services import OpenKey
from waarborg.vault.words import Words

TABLE = "enquiries_enquiry"
FATE = "request"
"""The retention class: as of what clients ask, what was asked can be told as long as there is a dossier."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidInEnquiry(Words):
    """In their words: who asks, what, on which ground, and under which reference of theirs."""

    name: str
    words: str
    ground: str = ""
    reference: str = ""


def key_in(door: Door) -> OpenKey:
    """The key of what was asked about the dossier in focus."""
    return key_in_focus(door, FATE)
