"""An objection to an answer: to which, who had a part in it, until when the court can be asked, and what follows.

An objection at the agency does not stop the term of the court (UAVG 35): the letters say until when that is.
"""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from waarborg.gate.door import Door
from waarborg.kernel import clock
from waarborg.kernel.errors import Conflict, InvalidInput
from waarborg.policy.objecting import OBJECTING
from waarborg.rights.choices import ANSWERS, Outcome
from waarborg.rights.models import Request, RequestItem, RequestLetter
from waarborg.rights.remedies import WayOn, ways_on

COURT = "court"
"""The remedy of the vocabulary."""


def contested(door: Door, request_id: UUID | None) -> Request | None:
    """The request of which the answer is meant. Raises `InvalidInput` for one that was not answered here."""
    if request_id is None:
        return None
    answered = Request.objects.using(door.using).filter(dossier_id=UUID(door.dossier["id"]), outcome__in=ANSWERS)
    row = answered.filter(pk=request_id).first()
    if row is None:
        said = _("Choose an answer that was given in this dossier.")
        raise InvalidInput(_("Some things are not right yet."), {"against": said})
    return row


def against_of(door: Door, row: Request) -> Request | None:
    """The request of which the answer is objected to, as far as it may be seen."""
    if row.right != OBJECTING or row.against_id is None:
        return None
    return Request.objects.using(door.using).filter(pk=row.against_id).first()


def court_open_until(row: Request | None) -> date | None:
    """Until when the court can still be asked about this answer; None when it cannot, or nothing was refused."""
    until = row.court_until if row is not None else None
    return until if until is not None and until >= clock.today() else None


def had_a_part(door: Door, row: Request) -> bool:
    """Did the actor guide the client, or decide what is objected to?"""
    me = door.actor.account_id
    if str(me) in {one["account"] for one in door.outline.given["assignments"]}:
        return True
    if row.against_id is None:
        return False
    wrote = RequestLetter.objects.using(door.using).filter(request_id=row.against_id, written_by_id=me)
    decided = RequestItem.objects.using(door.using).filter(request_id=row.against_id, decided_by_id=me)
    return wrote.exclude(outcome="").exists() or decided.exists()


def require_uninvolved(door: Door, row: Request) -> None:
    """Raises `Conflict` to who had a part in it, where the article has somebody else answer."""
    if row.uninvolved and had_a_part(door, row):
        raise Conflict(_("You had a part in this. Somebody else in this role answers the objection."))


def ways_after(door: Door, row: Request) -> list[WayOn]:
    """Where the client can go with the answer to this request. With the answer to an objection that is where they could
    go with what they objected to, as long as that lasts."""
    version, today = door.actor.in_force, clock.today()
    against = against_of(door, row)
    if against is None or against.ended_on is None:
        return ways_on(version, row.right, today)
    found = ways_on(version, against.right, against.ended_on)
    return [way for way in found if way.until is None or way.until >= today]


def court_day(door: Door, row: Request, outcome: str) -> dict[str, object]:
    """Until when the court can be asked about this answer, to be kept with it: only where something was refused."""
    if outcome not in (Outcome.REFUSED, Outcome.PARTLY):
        return {}
    days = [way.until for way in ways_after(door, row) if way.what == COURT and way.until]
    return {"court_until": max(days)} if days else {}
