"""Whether clients read who looked by name or by role: the agency decides. Without a decision: by role.

CJEU C-579/21 (Pankki S): that and why somebody looked is the client's; the name of staff only where it is needed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from waarborg.gate.actors import Actor
from waarborg.gate.door import in_context, open_door
from waarborg.kernel import clock
from waarborg.kernel.identifiers import new_id
from waarborg.ledger.vocabulary import Kind
from waarborg.subject_access.models import LogWording

ACT = "define"
"""The act of the vocabulary by which somebody decides how the agency works."""


@dataclass(frozen=True, slots=True)
class Wording:
    """How clients are told, who decided it and when; nobody where it is the default."""

    by_name: bool = False
    decided_by: str = ""
    decided_at: datetime | None = None


def decide_wording(actor: Actor, *, by_name: bool) -> None:
    """Let clients read names, or roles alone, from now on. Raises `Refused` to who may not decide it."""
    with open_door(actor, ACT) as door:
        door.require_anywhere()
        decision = door.note(Kind.PRACTICE_ADOPTED, details={"log_by_name": by_name})
        LogWording.objects.using(door.using).bulk_create(
            [
                LogWording(
                    id=new_id(),
                    organisation_id=actor.organisation_id,
                    by_name=by_name,
                    decided_by_id=actor.somebody,
                    decided_at=clock.now(),
                    decision_id=decision,
                )
            ]
        )


def wording_of(actor: Actor) -> Wording:
    """How clients of this organisation are told now. Names no client."""
    with in_context(actor):
        row = _newest(actor.organisation_id, "default")
    return Wording(row.by_name, row.decided_by.display_name, row.decided_at) if row else Wording()


def by_name(organisation_id: UUID, *, using: str) -> bool:
    """Do clients read names? In a unit of work that is open; one statement."""
    row = _newest(organisation_id, using)
    return row.by_name if row else False


def _newest(organisation_id: UUID, using: str) -> LogWording | None:
    rows = LogWording.objects.using(using).filter(organisation_id=organisation_id).select_related("decided_by")
    return rows.order_by("-decided_at").first()
