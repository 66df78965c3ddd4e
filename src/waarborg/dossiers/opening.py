"""Before a dossier is opened: may somebody do that, and under which agreement?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from waarborg.gate.actors import Actor
from waarborg.gate.door import Claims, open_door
from waarborg.gate.prospects import prospect
from waarborg.kernel import clock
from waarborg.kernel.errors import Refused
from waarborg.parties.selectors import SeenContract

ACT = "open_dossier"


def beforehand(contract: SeenContract | None) -> Claims:
    """What may be stated of a dossier that is not there yet: that the agreement runs which it will rest on."""
    runs = contract is not None and contract.runs_on(clock.today())
    return Claims(facts=("contract_running",)) if runs else Claims()


def require_opening(actor: Actor, known: Mapping[str, Any], claims: Claims) -> None:
    """Let through who may open a dossier. Raises `Refused`, recorded, to who may not; `known` is of `known_of`."""
    asked = prospect(actor, ACT, claims, {**known, "dossier": None}, clock.now())
    try:
        asked.require_anywhere()
    except Refused:
        with open_door(actor, ACT, claims=claims) as door:
            door.require_anywhere()
