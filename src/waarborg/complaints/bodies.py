"""Whom one can turn to after a decision: those that came along, changed, added to and ended by the agency itself.

Nobody is taken off the list without a trace: each change is a row of its own, and the newest of a key counts.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.utils.text import slugify
from django.utils.translation import gettext as _

from waarborg.complaints.choices import Instance
from waarborg.complaints.models import ReferralBody
from waarborg.complaints.rules import Body, handles_complaints, shipped
from waarborg.gate.actors import Actor
from waarborg.gate.door import Door, open_door
from waarborg.kernel import clock
from waarborg.kernel.errors import InvalidInput, NotFound
from waarborg.kernel.identifiers import new_id
from waarborg.ledger.vocabulary import Kind


def bodies_in(door: Door) -> Sequence[Body]:
    """The list today, those that ended among them. One statement."""
    rows = ReferralBody.objects.using(door.using).order_by("recorded_at", "pk")
    own = {
        row.key: Body(key=row.key, step=Instance(row.step), name=row.name, reach=row.reach, ended=row.ended)
        for row in rows
    }
    found = {one.key: own.get(one.key, one) for one in shipped().bodies}
    return list({**found, **own}.values())


def bodies(actor: Actor) -> tuple[Sequence[Body], date | None]:
    """The list, and when it was last changed. Raises `NotFound` to who handles no complaints."""
    _who(actor)
    with open_door(actor, "read") as door:
        door.note(Kind.COMPLAINTS_READ, details={"what": "bodies"})
        last = (
            ReferralBody.objects.using(door.using)
            .order_by("-recorded_at")
            .values_list("recorded_at", flat=True)
            .first()
        )
        return bodies_in(door), clock.day_of(last) if last else None


def keep_body(actor: Actor, *, step: Instance, name: str, reach: str, ended: bool, key: str = "") -> UUID:
    """Add one, or write one anew (`key`). Raises `NotFound` and `InvalidInput`."""
    _who(actor)
    if not name.strip():
        raise InvalidInput(_("Some things are not right yet."), {"name": _("Fill in what it is called.")})
    with open_door(actor, "write") as door:
        row = ReferralBody(
            id=new_id(),
            organisation_id=actor.organisation_id,
            key=key or slugify(name).replace("-", "_")[:40] or "own",
            step=step,
            name=name.strip(),
            reach=reach.strip(),
            ended=ended,
            recorded_at=clock.now(),
            recorded_by_id=actor.somebody,
            decision_id=door.note(Kind.COMPLAINT_WENT_ON, details={"what": "bodies"}),
        )
        ReferralBody.objects.using(door.using).bulk_create([row])
        return row.pk


def _who(actor: Actor) -> None:
    if not handles_complaints(actor):
        raise NotFound("There is no such list here.")
