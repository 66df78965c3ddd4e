"""Weeks of time approved, where an agency works so: totals per colleague, without any client.

Which role looks at weeks is the agency's choice (its way of working); nobody approves their own. An approved week
stands: nothing is entered in it or struck from it until the approval is taken back.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from uuid import UUID

from django.db import connections
from django.utils.translation import gettext as _

from waarborg.gate.actors import Actor
from waarborg.gate.door import open_door
from waarborg.kernel import clock
from waarborg.kernel.errors import Conflict, InvalidInput, NotFound
from waarborg.kernel.identifiers import new_id
from waarborg.ledger.vocabulary import Kind
from waarborg.practice.selectors import practice_of
from waarborg.work.models import TimeApproval
from waarborg.work.time_sheets import monday_of

WEEKS_BACK = 8
"""How far back weeks are shown."""


@dataclass(slots=True, kw_only=True)
class Week:
    """A colleague's week: minutes per kind of time."""

    account_id: UUID
    name: str
    monday: date
    approved: bool
    minutes: dict[str, int] = field(default_factory=dict)
    declarable: float = 0

    @property
    def total(self) -> int:
        """All of it, in minutes."""
        return sum(self.minutes.values())


def looks_at_weeks(actor: Actor) -> bool:
    """Is this actor in the role that approves time here, if there is one?"""
    return practice_of(actor.organisation_id).way.daily.time_approved_by in actor.roles


def weeks(actor: Actor) -> Sequence[Week]:
    """The weeks of colleagues that are over, the latest first. Raises `NotFound` for who does not look at weeks."""
    if not looks_at_weeks(actor):
        raise NotFound("There are no weeks here to look at.")
    since = monday_of(clock.today()) - timedelta(weeks=WEEKS_BACK)
    with open_door(actor, "read") as door:
        found: dict[tuple[date, str, UUID], Week] = {}
        with connections[door.using].cursor() as cursor:
            cursor.execute("select * from gate.weeks_of_colleagues(%s)", [since])
            rows = cursor.fetchall()
        standing = set(
            TimeApproval.objects.using(door.using)
            .filter(week__gte=since, taken_back_at__isnull=True)
            .values_list("account_id", "week")
        )
        door.note(Kind.TIME_READ)
    for account_id, name, monday, activity, minutes, travel, declarable in rows:
        if monday >= monday_of(clock.today()):
            continue  # it is not over yet
        week = found.setdefault(
            (monday, name, account_id),
            Week(account_id=account_id, name=name, monday=monday, approved=(account_id, monday) in standing),
        )
        week.minutes[activity] = int(minutes + travel)
        week.declarable += float(declarable)
    return sorted(found.values(), key=lambda week: (week.approved, -week.monday.toordinal(), week.name))


def approve_week(actor: Actor, account_id: UUID, monday: date, minutes: int) -> None:
    """Approve a colleague's week as it was seen: with so many minutes.

    Raises `NotFound` for a week that is not there to approve, `Conflict` when something was entered meanwhile or it was
    approved before, and `InvalidInput` for a week that is not over.
    """
    if monday >= monday_of(clock.today()):
        raise InvalidInput(_("This week is not over yet."))
    standing = next((week for week in weeks(actor) if (week.account_id, week.monday) == (account_id, monday)), None)
    if standing is None:
        raise NotFound("There is no such week here.")
    if standing.approved or standing.total != minutes:
        raise Conflict("This week is not as it was when you looked at it.")
    with open_door(actor, "read") as door:
        decision = door.note(Kind.TIME_APPROVED, details={"account": str(account_id), "week": monday.isoformat()})
        TimeApproval.objects.using(door.using).bulk_create(
            [
                TimeApproval(
                    id=new_id(),
                    organisation_id=actor.organisation_id,
                    account_id=account_id,
                    week=monday,
                    minutes=minutes,
                    approved_by_id=actor.somebody,
                    approved_at=clock.now(),
                    decision_id=decision,
                )
            ]
        )


def take_back_approval(actor: Actor, account_id: UUID, monday: date) -> None:
    """Take an approval back, so that the week can be corrected. Raises `NotFound`."""
    if not looks_at_weeks(actor):
        raise NotFound("There are no weeks here to look at.")
    with open_door(actor, "read") as door:
        decision = door.note(
            Kind.TIME_APPROVAL_TAKEN_BACK, details={"account": str(account_id), "week": monday.isoformat()}
        )
        changed = (
            TimeApproval.objects.using(door.using)
            .filter(account_id=account_id, week=monday, taken_back_at__isnull=True)
            .update(taken_back_at=clock.now(), taken_back_decision_id=decision)
        )
        if not changed:
            raise NotFound("There is no such approval here.")
