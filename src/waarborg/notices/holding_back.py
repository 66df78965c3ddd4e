"""What goes to nobody else before the client was told of it, where the regulation says so."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from waarborg.gate.door import Door
from waarborg.notices.choices import NoticeKind, NoticeState
from waarborg.notices.models import ClientNotice
from waarborg.policy.notices import UNEXPECTED, notices

DISCLOSURE = "disclosure"
"""What waits, as a rule about a notice names it."""


def held_until_told(door: Door) -> Mapping[UUID, str]:
    """The items of the dossier in focus of which the client has still to hear first, with the article."""
    rules = notices(door.actor.in_force.regulation, (), UNEXPECTED)
    if not any(told.rule.blocks == DISCLOSURE and "client" in told.rule.to for told in rules):
        return {}
    waiting = ClientNotice.objects.using(door.using).filter(
        dossier_id=UUID(door.dossier["id"]), kind=NoticeKind.UNEXPECTED, state=NoticeState.OPEN
    )
    return {record: article for record, article in waiting.values_list("record_id", "article") if record is not None}
