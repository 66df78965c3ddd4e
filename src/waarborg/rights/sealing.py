"""What is sealed of a request: what was asked, why steps were taken, and what was said of each item, in words."""

from __future__ import annotations

from dataclasses import dataclass

from waarborg.gate.door import Door
from waarborg.gate.keys import key_in_focus
from waarborg.vault.services import OpenKey
from waarborg.vault.words import Words

REQUEST = "rights_request"
STEP = "rights_requeststep"
ITEM = "rights_requestitem"
NOTICE = "rights_recipientnotice"
FATE = "request"
"""The retention class of requests: what was asked can be shown as long as there is a dossier."""


def key_in(door: Door) -> OpenKey:
    """The key of the requests about the dossier in focus."""
    return key_in_focus(door, FATE)


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidOfItem(Words):
    """What is sealed of one item: what it should become, in the client's words; and why it was decided so."""

    wanted: str = ""
    reasons: str = ""


SENT_IN = "rights_incomingrequest"
SENT_IN_FATE = "incoming_request"
"""The retention class of what somebody sent in: it ends once it stands in a dossier, or was answered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SentIn(Words):
    """What is sealed of what somebody sent in."""

    name: str
    words: str
    email: str = ""
    otherwise: str = ""
    """How else they are reached: a telephone number or an address."""
    found_by: str = ""
    """What they give to be found by, such as a number of a dossier."""
    sender: str = ""
    """Who asks it for them; empty when they ask it themselves."""
    language: str = "nl"
