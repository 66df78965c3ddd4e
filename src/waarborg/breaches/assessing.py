"""A breach weighed, with reasons, by whom the regulation names; what follows is counted by the version of its own day.

assess(actor, breach_id, Weighing(risk=..., assessment=Assessment(reasons=...)))   again, as long as it is not closed
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connections
from django.utils.translation import gettext as _

from waarborg.breaches.choices import Nature, Part, Risk, ToWhom
from waarborg.breaches.models import Breach, BreachNotice
from waarborg.breaches.reporting import task_for
from waarborg.breaches.rules import first_duty, require_handler, says_too_little, version_of, weighed
from waarborg.breaches.sealing import ASSESSMENT, Assessment, key_in
from waarborg.gate.actors import Actor
from waarborg.gate.door import Door, open_door
from waarborg.kernel import clock
from waarborg.kernel.errors import Conflict, InvalidInput, NotFound
from waarborg.ledger.vocabulary import Kind
from waarborg.policy.breaching import HOW_TO_INSPECT, Duty, Weighed, tells_clients, tells_employers
from waarborg.work.choices import TaskKind
from waarborg.work.models import Task
from waarborg.work.services import create, finish


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighing:
    """What happened to data and when, the risk, whether it came into the open, and whether nobody can read it."""

    risk: str
    nature: Sequence[str]
    assessment: Assessment
    became_public: bool = False
    unreadable: bool = False
    happened_from: datetime | None = None
    happened_until: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """A principal of clients whom a breach concerns, how many, and as what the agency holds their data."""

    party_id: UUID
    kind: str
    name: str
    acts_as: str
    dossiers: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Follows:
    """What follows from how a breach was weighed."""

    part: Part
    authority: Duty | None
    clients: tuple[Duty, ...]
    employers: tuple[Duty, ...]

    @property
    def says_where(self) -> bool:
        """Must a letter say where the notice to the authority can be read?"""
        return any(HOW_TO_INSPECT in duty.holds for duty in (*self.clients, *self.employers))


def assess(actor: Actor, breach_id: UUID, new: Weighing) -> None:
    """Write down how it is weighed. Raises `NotFound`, `Conflict`, and `InvalidInput` with a message per field."""
    require_handler(actor)
    with open_door(actor, "read") as door:
        row = running(door, breach_id)
        found = Weighed(risk=new.risk, became_public=new.became_public, unreadable=new.unreadable)
        _check(new)
        follows = follows_from(door, row, found)
        if follows.says_where and not new.assessment.how_to_inspect.strip():
            said = _("The regulation wants the letter to say where the notice can be read.")
            raise InvalidInput(_("Some things are not right yet."), {"how_to_inspect": said})
        door.note(Kind.BREACH_ASSESSED, details={"breach": str(breach_id), "risk": new.risk})
        row.assessed_at, row.assessed_by_id = clock.now(), actor.somebody
        row.risk, row.became_public, row.unreadable = new.risk, new.became_public, new.unreadable
        row.nature, row.happened_from, row.happened_until = list(new.nature), new.happened_from, new.happened_until
        row.sealed_assessment = key_in(door).seal(new.assessment.to_bytes(), row=row.pk, table=ASSESSMENT)
        _write(door, row, follows)
        _off_lists(door, row, TaskKind.BREACH_ASSESS)
        _authority_task(door, row)


def running(door: Door, breach_id: UUID) -> Breach:
    """A breach that is not closed. Raises `NotFound` and `Conflict`."""
    row = Breach.objects.using(door.using).filter(pk=breach_id).first()
    if row is None:
        raise NotFound("There is no such breach here.")
    if row.closed_at is not None:
        raise Conflict(_("This breach is closed. What was decided stays as it is."))
    return row


def weigh_again(door: Door, row: Breach) -> None:
    """Count again what follows, since whom it concerns has changed. Nothing before it was weighed."""
    found = weighed(row)
    if found is not None:
        _write(door, row, follows_from(door, row, found))
        _authority_task(door, row)


def follows_from(door: Door, row: Breach, found: Weighed) -> Follows:
    """What follows by the version of its day; for data of principals for whom we only process, nothing to anybody else.

    A processor tells the controller, who tells the authority (GDPR art. 33(2)).
    """
    version, part = version_of(door.actor, row.aware_at, using=door.using), part_in(holders_in(door, row.pk))
    if part is Part.PROCESSOR:
        return Follows(part=part, authority=None, clients=(), employers=())
    authority = first_duty(version, row.aware_at, found)
    told = authority is not None
    clients = tells_clients(version.regulation, version.laws, found, authority=told)
    return Follows(
        part=part,
        authority=authority,
        clients=clients,
        employers=tells_employers(version.regulation, authority=told),
    )


def holders_in(door: Door, breach_id: UUID) -> Sequence[Holder]:
    """The principals of whom it concerns, one line for each way in which the agency works for them."""
    with connections[door.using].cursor() as cursor:
        cursor.execute("select * from gate.breach_holders(%s)", [breach_id])
        return [
            Holder(party_id=party, kind=kind, name=name, acts_as=acts_as, dossiers=dossiers)
            for party, kind, name, acts_as, dossiers in cursor.fetchall()
        ]


def part_in(holders: Iterable[Holder]) -> Part:
    """As what the agency holds what leaked; as controller where nobody is known yet."""
    as_processor = {one.acts_as == "processor" for one in holders}
    if as_processor == {True}:
        return Part.PROCESSOR
    return Part.BOTH if True in as_processor else Part.CONTROLLER


def _write(door: Door, row: Breach, follows: Follows) -> None:
    row.part, row.says_where = follows.part, follows.says_where
    row.tells_authority = follows.authority is not None
    row.tells_clients, row.tells_employers = bool(follows.clients), bool(follows.employers)
    if follows.authority:
        duty = follows.authority
        row.rule, row.article, row.due_at = duty.rule, duty.article, duty.due_at
    row.save(using=door.using, update_fields=CHANGES)


UNTIL_TOLD = (TaskKind.BREACH_AUTHORITY, TaskKind.BREACH_SOON, TaskKind.BREACH_LATE)
"""What is asked until the authority was told, or need not be."""
CHANGES = [
    "assessed_at", "assessed_by", "risk", "became_public", "unreadable", "nature", "happened_from", "happened_until",
    "sealed_assessment", "part", "says_where", "tells_authority", "tells_clients", "tells_employers", "rule", "article",
    "due_at",
]  # fmt: skip
"""What weighing writes."""


def _authority_task(door: Door, row: Breach) -> None:
    """The task to tell the authority: there as long as it has to be told and was not."""
    told = BreachNotice.objects.using(door.using).filter(breach_id=row.pk, to=ToWhom.AUTHORITY).exists()
    tasks = Task.objects.using(door.using).filter(subject_id=row.pk, kind=TaskKind.BREACH_AUTHORITY)
    if row.tells_authority and not told and not tasks.exists():
        create(door, task_for(row, TaskKind.BREACH_AUTHORITY))
    elif not row.tells_authority:
        _off_lists(door, row, *UNTIL_TOLD)


def _off_lists(door: Door, row: Breach, *kinds: TaskKind) -> None:
    waiting: Any = Task.objects.using(door.using).filter(subject_id=row.pk, kind__in=kinds, done_at__isnull=True)
    finish(door, waiting)


def _check(new: Weighing) -> None:
    wrong: dict[str, str] = {}
    if new.risk not in Risk.values:
        wrong["risk"] = _("Choose one from the list.")
    if not new.nature or set(new.nature) - set(Nature.values):
        wrong["nature"] = _("Choose what happened to the data.")
    for name in ("reasons", "happened", "consequences", "measures"):
        if says_too_little(getattr(new.assessment, name)):
            wrong[name] = _("Write it down in a sentence.")
    if new.happened_from and new.happened_until and new.happened_until < new.happened_from:
        wrong["until_on"] = _("This is before the beginning.")
    if wrong:
        raise InvalidInput(_("Some things are not right yet."), wrong)
