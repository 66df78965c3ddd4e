"""What can be seen of looking along: requests that wait, own views, those to look back on. Never a name of a client."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import connections
from django.db.models import Q, QuerySet

from waarborg.accounts.models import Membership
from waarborg.dossiers.choices import ViewState
from waarborg.dossiers.looks import FOR_ANOTHER, Words, words_of_all
from waarborg.dossiers.models import View
from waarborg.dossiers.numbering import numbers_of
from waarborg.gate.actors import Actor
from waarborg.gate.door import Door, in_context, open_door
from waarborg.kernel import clock
from waarborg.kernel.errors import NotFound
from waarborg.ledger.selectors import LoggedEvent, events_of
from waarborg.ledger.vocabulary import Kind

LATEST = 50
MOST_DOSSIERS = 200
"""Of which it is asked whether the actor may decide there."""
MOST_EVENTS = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """One look along: asked, decided, ended, checked, as far as it has come."""

    id: UUID
    dossier_id: UUID
    number: str
    asker: str
    asker_roles: tuple[str, ...]
    mine: bool
    may_decide: bool
    state: str
    words: Words
    rule: str
    categories: Sequence[str] | None
    asked_at: datetime
    decided_by: str
    decided_at: datetime | None
    ends_at: datetime | None
    ended_at: datetime | None
    """When it was over: stopped by hand, or by itself."""
    review_by: date | None
    reviewed_by: str
    reviewed_at: datetime | None

    @property
    def is_waiting(self) -> bool:
        """Asked, and not decided."""
        return self.state == ViewState.REQUESTED

    @property
    def is_open(self) -> bool:
        """Granted, and its time is not over."""
        return self.state == ViewState.GRANTED and self.ended_at is None

    @property
    def awaits_review(self) -> bool:
        """Over, and nobody has looked back on it."""
        return self.state == ViewState.GRANTED and self.ended_at is not None and self.reviewed_at is None


def looks_of(actor: Actor) -> list[Look]:
    """The latest looks that concern this actor: their own, and those they may decide on. One event, newest first."""
    with open_door(actor, "grant", focus=_looked_in(actor), claims=FOR_ANOTHER) as door:
        rows = list(_rows()[:LATEST])
        door.note(Kind.TASKS_READ, dossier_ids=tuple({row.dossier_id for row in rows}))
        return [look for look in _looks(door, rows) if look.mine or look.may_decide]


def look(actor: Actor, view_id: UUID) -> Look:
    """One look along. Raises `NotFound` when it is not the actor's to see."""
    with open_door(actor, "grant", focus=_dossier_of(actor, view_id), claims=FOR_ANOTHER) as door:
        rows = list(_rows().filter(pk=view_id))
        if not rows:
            raise NotFound("There is no such request here.")
        door.note(Kind.TASKS_READ, dossier_ids=(rows[0].dossier_id,))
        found = _looks(door, rows)[0]
    if not (found.mine or found.may_decide):
        raise NotFound("There is no such request here.")
    return found


def seen_during(actor: Actor, view_id: UUID) -> tuple[Look, list[LoggedEvent]]:
    """A look along with what was seen in it, oldest first, for who looks back. Raises `NotFound`."""
    with open_door(actor, "grant", focus=_dossier_of(actor, view_id), claims=FOR_ANOTHER) as door:
        rows = list(_rows().filter(pk=view_id))
        found = _looks(door, rows)[0] if rows else None
        if found is None or not found.may_decide or found.decided_at is None:
            raise NotFound("There is no such view here.")
        door.note(Kind.WHO_LOOKED_READ, dossier_id=found.dossier_id)
        until = found.ended_at or clock.now()
        events = events_of(actor.organisation_id, found.dossier_id, limit=MOST_EVENTS)
    asker = rows[0].account_id
    within = [one for one in events if one.actor_id == asker and found.decided_at <= one.at <= until]
    return found, [one for one in reversed(within) if one.kind in {Kind.DOSSIER_READ, Kind.RETENTION_SHOWN}]


def dossier_of_own(actor: Actor, view_id: UUID) -> UUID:
    """The dossier of one's own look along. Raises `NotFound`."""
    with in_context(actor):
        row = View.objects.filter(pk=view_id, account_id=actor.somebody).first()
    if row is None:
        raise NotFound("There is no such view here.")
    return row.dossier_id


def _looked_in(actor: Actor) -> list[UUID]:
    """The dossiers in which somebody looks or asked to look along: a rule may let decide on some of them alone."""
    with in_context(actor, "request"), connections["default"].cursor() as cursor:
        cursor.execute("select distinct gate.looked_dossiers(%s)", [MOST_DOSSIERS])
        return [row[0] for row in cursor.fetchall()]


def _dossier_of(actor: Actor, view_id: UUID) -> list[UUID]:
    with in_context(actor, "request"), connections["default"].cursor() as cursor:
        cursor.execute("select gate.dossier_of_view(%s)", [view_id])
        (found,) = cursor.fetchone()
    return [found] if found else []


def _rows() -> QuerySet[View]:
    return View.objects.select_related("account", "decided_by", "reviewed_by").order_by("-asked_at", "-pk")


def _looks(door: Door, rows: Sequence[View]) -> list[Look]:
    everywhere, somewhere = _decidable()
    numbers = numbers_of(row.dossier_id for row in rows)
    words = words_of_all(rows)
    roles = _roles({row.account_id for row in rows}, door.actor.organisation_id)
    return [
        Look(
            id=row.pk,
            dossier_id=row.dossier_id,
            number=numbers.get(row.dossier_id, ""),
            asker=row.account.display_name,
            asker_roles=tuple(roles.get(row.account_id, ())),
            mine=row.account_id == door.actor.account_id,
            may_decide=(everywhere or row.dossier_id in somewhere) and row.account_id != door.actor.account_id,
            state=row.state,
            words=words.get(row.pk, Words()),
            rule=row.rule,
            categories=row.categories,
            asked_at=row.asked_at,
            decided_by=row.decided_by.display_name if row.decided_by else "",
            decided_at=row.decided_at,
            ends_at=row.ends_at,
            ended_at=_ended(row),
            review_by=row.review_by,
            reviewed_by=row.reviewed_by.display_name if row.reviewed_by else "",
            reviewed_at=row.reviewed_at,
        )
        for row in rows
    ]


def _decidable() -> tuple[bool, set[UUID]]:
    """Where the actor may grant: everywhere, or in which dossiers. From the same rules that guard the rows."""
    with connections["default"].cursor() as cursor:
        cursor.execute("select gate.wide('grant'), array(select gate.dossier_ids('grant'))")
        everywhere, somewhere = cursor.fetchone()
    return bool(everywhere), set(somewhere)


def _roles(account_ids: Iterable[UUID], organisation_id: UUID) -> dict[UUID, list[str]]:
    today = clock.today()
    held = Membership.objects.filter(
        Q(until_on__isnull=True) | Q(until_on__gte=today),
        organisation_id=organisation_id,
        account_id__in=account_ids,
        from_on__lte=today,
    )
    found: dict[UUID, list[str]] = {}
    for account_id, role in held.order_by("role").values_list("account_id", "role"):
        found.setdefault(account_id, []).append(role)
    return found


def _ended(row: View) -> datetime | None:
    if row.ended_at:
        return row.ended_at
    return row.ends_at if row.ends_at and row.ends_at <= clock.now() else None
