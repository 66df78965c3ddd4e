"""Weighing every year whether what is kept is still needed (art. 5(1)(e) AVG), where the rules ask that.

ask_to_weigh(system)                   a task per dossier, by the worker, once its day has come
weighed_of(actor, dossier_id)          what is to be weighed, for who decides on destruction
weigh(actor, dossier_id, needed)       what is not needed any more ends that day; what is, is weighed again in a year
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import connections
from django.utils.translation import gettext as _

from waarborg.dossiers.catalogue import catalogue_of
from waarborg.dossiers.closing import weigh_in
from waarborg.gate.actors import Actor
from waarborg.gate.door import Door, in_context, open_door
from waarborg.kernel import clock
from waarborg.kernel.errors import InvalidInput, NotFound
from waarborg.ledger.vocabulary import Kind
from waarborg.policy.terms_places import StandsIn
from waarborg.retention.holds import may_lift
from waarborg.retention.models import Ending
from waarborg.retention.rules import approval_of
from waarborg.work.choices import TaskKind
from waarborg.work.models import Task
from waarborg.work.services import NewTask, create, finish

MOST = 200
"""So many dossiers in one night; the others follow."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ToWeigh:
    """One kind of data that is weighed: how long it stays otherwise, by which article."""

    category: str
    title: str
    due: date | None
    at: StandsIn | None


@dataclass(frozen=True, slots=True)
class Weighed:
    """A dossier by its number, and what of it is to be weighed; empty when nothing is."""

    number: str
    kinds: Sequence[ToWeigh]


def ask_to_weigh(system: Actor, *, using: str = "worker") -> int:
    """Ask who decides on destruction to weigh what has not been weighed for a year; return of how many dossiers."""
    decides = approval_of(system).decides
    with in_context(system, using=using), connections[using].cursor() as cursor:
        cursor.execute("select * from gate.to_weigh(%s, %s)", [clock.today(), MOST])
        found = [row[0] for row in cursor.fetchall()] if decides else []
    for dossier_id in found:
        with open_door(system, "read", dossier_id=dossier_id, using=using) as door:
            rows = _due(door)
            at = StandsIn(**rows[0].rests_on[0]) if rows and rows[0].rests_on else None
            new = NewTask(
                kind=TaskKind.WEIGH_NECESSITY,
                for_role=decides[0],
                due_on=clock.today(),
                rule=at.rule if at else "",
                article=_article(at),
            )
            create(door, new)
    return len(found)


def weighed_of(actor: Actor, dossier_id: UUID) -> Weighed:
    """What of a dossier is to be weighed. Raises `Refused`, `NotFound`; for who does not decide on it."""
    _must_decide(actor, dossier_id)
    with open_door(actor, "read", dossier_id=dossier_id) as door:
        door.note(Kind.RETENTION_SHOWN)
        return Weighed(door.dossier["number"], _kinds(door))


def weigh(actor: Actor, dossier_id: UUID, needed: Mapping[str, bool]) -> None:
    """Write down of each kind whether it is still needed. Raises `Refused`, `NotFound`, `InvalidInput`."""
    _must_decide(actor, dossier_id)
    with open_door(actor, "read", dossier_id=dossier_id) as door:
        kinds = [one.category for one in _kinds(door)]
        if not kinds:
            raise NotFound("There is nothing to weigh in this dossier now.")
        unsaid = {f"needed_{kind}": _("Say whether this still has to be kept.") for kind in kinds if kind not in needed}
        if unsaid:
            raise InvalidInput(_("Some things are not right yet."), unsaid)
        for scope, mine in _by_scope(door).items():
            weigh_in(door, {kind: needed[kind] for kind in mine}, trajectory_id=scope)
        waiting = Task.objects.using(door.using).filter(kind=TaskKind.WEIGH_NECESSITY, dossier_id=dossier_id)
        finish(door, waiting.filter(done_at__isnull=True))


def _must_decide(actor: Actor, dossier_id: UUID) -> None:
    """Refuse who may not read here, with the article; to others who do not decide on destruction there is nothing."""
    if may_lift(actor):
        return
    with open_door(actor, "read", dossier_id=dossier_id) as door:
        door.require_anywhere()
        raise NotFound("There is nothing for you to weigh.")


def _due(door: Door) -> list[Ending]:
    rows = Ending.objects.using(door.using).filter(dossier_id=UUID(door.dossier["id"]), weigh_on__lte=clock.today())
    return list(rows.order_by("category", "due"))


def _kinds(door: Door) -> list[ToWeigh]:
    entries, found = catalogue_of(door.actor.in_force).entries, dict[str, ToWeigh]()
    for row in _due(door):
        at = StandsIn(**row.rests_on[0]) if row.rests_on else None
        title = entries[row.category].rule.title if row.category in entries else row.category
        found.setdefault(row.category, ToWeigh(category=row.category, title=title, due=row.due, at=at))
    return list(found.values())


def _by_scope(door: Door) -> dict[UUID | None, list[str]]:
    """The kinds to weigh by the trajectory in which they hang; None for what belongs to the person."""
    trajectories = {UUID(one["id"]) for one in door.outline.given["trajectories"]}
    found: dict[UUID | None, list[str]] = {}
    for row in _due(door):
        mine = found.setdefault(row.scope_id if row.scope_id in trajectories else None, [])
        if row.category not in mine:
            mine.append(row.category)
    return found


def _article(at: StandsIn | None) -> str:
    return "" if at is None else f"{at.source} {at.article}" if at.is_law else at.article
