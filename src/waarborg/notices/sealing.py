"""What is sealed of a notice: why a client need not be told, in words."""

from __future__ import annotations

from waarborg.gate.door import Door
from waarborg.gate.keys import key_in_focus
from waarborg.vault.services import OpenKey

TABLE = "notices_clientnotice"
FATE = "notice"
"""The retention class of notices: that somebody was told can be shown as long as there is a dossier."""


def key_in(door: Door) -> OpenKey:
    """The key of the notices about the dossier in focus."""
    return key_in_focus(door, FATE)
