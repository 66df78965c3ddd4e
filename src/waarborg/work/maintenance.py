"""Maintenance by a supplier: opened for a while with a reason, seen in the ledger, closed by hand or by itself.

Without an open window the fact `maintenance_window` is false, and no rule lets a supplier in. What may be done during
one, for how long at most, who is told and by when somebody looks back is the rule's that asks it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from waarborg.accounts.models import MaintenanceWindow, Membership
from waarborg.gate.actors import Actor
from waarborg.gate.answers import Answer
from waarborg.gate.door import Door, in_context, open_door
from waarborg.gate.policies import InForce
from waarborg.gate.suppliers import ROLE, in_words, lacking
from waarborg.kernel import clock
from waarborg.kernel.errors import InvalidInput, NotFound
from waarborg.kernel.identifiers import new_id
from waarborg.ledger.selectors import LoggedEvent, events_of_account
from waarborg.ledger.vocabulary import Kind
from waarborg.parties.models import Party
from waarborg.policy.calendar import shipped_calendar
from waarborg.policy.model.access import Permit
from waarborg.policy.model.base import Period, Unit
from waarborg.work.choices import TaskKind
from waarborg.work.services import NewTask, create

ACT = "assign"
"""The act of the vocabulary by which somebody is let work on something."""
WINDOW = "maintenance_window"
A_DAY = timedelta(days=1)
"""How long a window is open at most where the rule names no end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Supplier:
    """Somebody who may do maintenance when it is announced: the account, and for which organisation they come."""

    account_id: UUID
    name: str
    party_id: UUID
    party: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenWindow:
    """A window: for whom, what for, by whom, from when until when, and how it ended."""

    id: UUID
    account_id: UUID
    name: str
    party: str
    reason: str
    rule: str
    opened_at: datetime
    opened_by: str
    ends_at: datetime
    closed_at: datetime | None
    closed_by: str

    @property
    def over_at(self) -> datetime:
        """When it ended or will end."""
        return min(self.closed_at, self.ends_at) if self.closed_at else self.ends_at

    def is_open(self, moment: datetime) -> bool:
        """Is it open at this moment?"""
        return self.opened_at <= moment < self.over_at


@dataclass(frozen=True, slots=True, kw_only=True)
class NewWindow:
    """For which account, what for, and until when."""

    account_id: UUID
    reason: str
    ends_at: datetime


def rule_of(version: InForce) -> tuple[str, Permit] | None:
    """The rule by which a supplier may do something while maintenance is announced, with its article."""
    for article in version.regulation.articles:
        for rule in article.rules:
            if isinstance(rule, Permit) and ROLE in rule.roles and WINDOW in rule.when:
                return article.number, rule
    return None


def latest_end(version: InForce) -> datetime:
    """Until when a window that opens now can be open at most."""
    found = rule_of(version)
    longest = found[1].obliges.ends_after if found else None
    return _after(clock.now(), longest) if longest else clock.now() + A_DAY


def open_window(actor: Actor, new: NewWindow) -> UUID:
    """Let a supplier in for a while. Raises `Refused`, and `InvalidInput` per field.

    Where the regulation lets no supplier in, for an organisation without its agreements, for oneself or for longer than
    the rule says it is never opened.
    """
    with open_door(actor, ACT) as door:
        because = door.require_anywhere()
        found = rule_of(actor.in_force)
        if found is None:
            raise InvalidInput(_("The regulation lets no supplier in, also not for maintenance."))
        supplier = _supplier(door, new.account_id)
        _check(actor, new, supplier)
        decision = door.note(Kind.MAINTENANCE_OPENED, details={"account": str(new.account_id)})
        made = MaintenanceWindow(
            id=new_id(),
            organisation_id=actor.organisation_id,
            account_id=new.account_id,
            party_id=supplier.party_id,
            reason=new.reason.strip(),
            rule=found[1].id,
            opened_at=door.context.moment,
            opened_by_id=actor.somebody,
            ends_at=new.ends_at,
            decision_id=decision,
        )
        MaintenanceWindow.objects.bulk_create([made])
        _tasks(door, made, found, because)
    return made.pk


def _check(actor: Actor, new: NewWindow, supplier: Supplier) -> None:
    wrong: dict[str, str] = {}
    if new.account_id == actor.account_id:
        wrong["account"] = _("Nobody opens this for themself. Ask a colleague.")
    elif found := lacking(supplier.party_id, clock.today()):
        wrong["account"] = in_words(found, actor.in_force)
    if not new.reason.strip():
        wrong["reason"] = _("Write down what has to be done.")
    if not clock.now() < new.ends_at <= latest_end(actor.in_force):
        wrong["ends_at"] = _("Choose a moment from now on, and no later than the regulation lets.")
    if wrong:
        raise InvalidInput(_("Some things are not right yet."), wrong)


def _tasks(door: Door, made: MaintenanceWindow, found: tuple[str, Permit], because: Answer) -> None:
    """Tell who is named, and look back in time on what was done."""
    article, rule = found
    tell = NewTask(kind=TaskKind.INFORM_MAINTENANCE, subject_id=made.pk, rule=rule.id, article=article)
    for role in rule.obliges.tell:
        create(door, replace(tell, for_role=role), [because])
    within = rule.obliges.review_within
    if within is not None:
        due = clock.day_of(_after(made.ends_at, within))
        new = replace(tell, kind=TaskKind.REVIEW_MAINTENANCE, for_role="responsible", due_on=due, opens_at=made.ends_at)
        create(door, new, [because])


def close_window(actor: Actor, window_id: UUID) -> None:
    """Close one before its end: by whoever may open one, or by the supplier who is done.

    Raises `Refused`, `NotFound`.
    """
    own = _own(actor, window_id)
    with open_door(actor, "read" if own else ACT) as door:
        if not own:
            door.require_anywhere()
        window = MaintenanceWindow.objects.filter(
            pk=window_id, organisation_id=actor.organisation_id, closed_at=None, ends_at__gt=clock.now()
        ).first()
        if window is None:
            raise NotFound("There is no such open window here.")
        door.note(Kind.MAINTENANCE_CLOSED, details={"account": str(window.account_id)})
        MaintenanceWindow.objects.filter(pk=window_id).update(closed_at=clock.now(), closed_by=actor.somebody)


def _own(actor: Actor, window_id: UUID) -> bool:
    with in_context(actor):
        return MaintenanceWindow.objects.filter(pk=window_id, account_id=actor.somebody).exists()


def own_window(actor: Actor) -> SeenWindow | None:
    """The window that is open for who asks, if there is one. Two statements."""
    with in_context(actor):
        rows = MaintenanceWindow.objects.filter(account_id=actor.somebody, organisation_id=actor.organisation_id)
        seen = _seen(rows.filter(closed_at=None, ends_at__gt=clock.now(), opened_at__lte=clock.now()))
    return seen[0] if seen else None


def windows(actor: Actor) -> tuple[Sequence[Supplier], Sequence[SeenWindow]]:
    """Who could do maintenance, and every window there was, the newest first.

    Raises `Refused` to who may not open one.
    """
    with open_door(actor, ACT) as door:
        door.require_anywhere()
        door.note(Kind.LEDGER_READ, details={"what": "maintenance"})
        seen = _seen(MaintenanceWindow.objects.filter(organisation_id=actor.organisation_id))
        return _suppliers(door), seen


def what_happened(actor: Actor, window_id: UUID) -> tuple[SeenWindow, Sequence[LoggedEvent]]:
    """A window, and all that the supplier did or was refused while it was open. Raises `Refused`, `NotFound`."""
    with open_door(actor, ACT) as door:
        door.require_anywhere()
        found = _seen(MaintenanceWindow.objects.filter(pk=window_id, organisation_id=actor.organisation_id))
        if not found:
            raise NotFound("There is no such window here.")
        window = found[0]
        events = events_of_account(
            actor.organisation_id, window.account_id, since=window.opened_at, until=window.over_at
        )
        door.note(Kind.LEDGER_READ, details={"what": "maintenance"})
    return window, events


def _seen(rows: QuerySet[MaintenanceWindow]) -> list[SeenWindow]:
    found = list(rows.select_related("account", "opened_by", "closed_by").order_by("-opened_at", "-id"))
    names = dict(Party.objects.filter(pk__in={row.party_id for row in found}).values_list("pk", "name"))
    return [
        SeenWindow(
            id=row.pk,
            account_id=row.account_id,
            name=row.account.display_name,
            party=names.get(row.party_id, ""),
            reason=row.reason,
            rule=row.rule,
            opened_at=row.opened_at,
            opened_by=row.opened_by.display_name,
            ends_at=row.ends_at,
            closed_at=row.closed_at,
            closed_by=row.closed_by.display_name if row.closed_by else "",
        )
        for row in found
    ]


def _supplier(door: Door, account_id: UUID) -> Supplier:
    for one in _suppliers(door):
        if one.account_id == account_id:
            return one
    raise InvalidInput(_("Some things are not right yet."), {"account": _("Choose a supplier from the list.")})


def _suppliers(door: Door) -> list[Supplier]:
    today = clock.today()
    rows = (
        Membership.objects.filter(organisation_id=door.actor.organisation_id, role=ROLE, from_on__lte=today)
        .exclude(until_on__lt=today)
        .select_related("account")
        .order_by("account__display_name")
    )
    found = [(row, row.party_id) for row in rows if row.party_id]
    names = dict(Party.objects.filter(pk__in={party for _row, party in found}).values_list("pk", "name"))
    return [
        Supplier(account_id=row.account_id, name=row.account.display_name, party_id=party, party=names.get(party, ""))
        for row, party in found
    ]


def _after(moment: datetime, period: Period) -> datetime:
    if period.unit is Unit.MINUTES:
        return moment + timedelta(minutes=period.number)
    if period.unit is Unit.HOURS:
        return moment + timedelta(hours=period.number)
    return clock.start_of(shipped_calendar().add(period, clock.day_of(moment)))
