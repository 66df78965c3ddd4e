"""The register of calamities: what happened, by which plan it was met, what was done when, and what is learnt from it.

register_calamity(actor, NewCalamity(...))      with it comes the version of the plan that holds then
note_step(actor, calamity_id, text, done_at)    a line of its log
close_calamity(actor, calamity_id, ...)         once it is over, with what is learnt

Copies made, rehearsed and put back in its time stand in its log by themselves.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Max, QuerySet
from django.utils.translation import gettext as _

from waarborg.backups.choices import CalamityKind
from waarborg.backups.models import Calamity, CalamityPlan, CalamityStep
from waarborg.backups.personal_data import CALAMITY, LESSON, STEP
from waarborg.backups.selectors import may_see
from waarborg.backups.standing import SeenRun, runs_between
from waarborg.gate.actors import Actor
from waarborg.gate.door import Door, open_door
from waarborg.kernel import clock
from waarborg.kernel.errors import Conflict, InvalidInput, NotFound
from waarborg.kernel.identifiers import new_id
from waarborg.ledger.vocabulary import Kind
from waarborg.vault.services import OpenKey, data_key, open_keys

FATE = "calamity"
FEWEST_WORDS = 3
"""What is said in fewer words explains nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewCalamity:
    """What happened, since when."""

    kind: str
    what: str
    happened_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenStep:
    """A line of the log."""

    done_at: datetime
    by: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenCalamity:
    """A calamity; opened alone also what was done."""

    id: UUID
    name: str
    kind: CalamityKind
    happened_at: datetime
    registered_at: datetime
    registered_by: str
    plan: int | None
    what: str
    over_at: datetime | None
    closed_at: datetime | None
    lesson: str
    steps: Sequence[SeenStep] = ()
    runs: Sequence[SeenRun] = ()


def calamities(actor: Actor) -> list[SeenCalamity]:
    """Every one of them, the newest first, as an event. Raises `NotFound` for who oversees nothing."""
    _require(actor)
    with open_door(actor, "read") as door:
        door.note(Kind.CALAMITIES_READ)
        return _seen(door, list(_rows(door).order_by("-year", "-number")))


def one(actor: Actor, calamity_id: UUID) -> SeenCalamity:
    """One of them with its log, as an event. Raises `NotFound`."""
    _require(actor)
    with open_door(actor, "read") as door:
        door.note(Kind.CALAMITIES_READ)
        row = _rows(door).filter(pk=calamity_id).first()
        if row is None:
            raise NotFound("There is no such calamity here.")
        return _seen(door, [row], whole=True)[0]


def register_calamity(actor: Actor, new: NewCalamity) -> UUID:
    """Write down that it happened. Raises `NotFound`, and `InvalidInput` with a message per field."""
    _require(actor)
    wrong: dict[str, str] = {}
    if new.kind not in CalamityKind.values:
        wrong["kind"] = _("Choose one from the list.")
    _check(wrong, "what", new.what, "happened_on", new.happened_at)
    with open_door(actor, "read") as door:
        year, made = clock.day_of(new.happened_at).year, new_id()
        last = Calamity.objects.using(door.using).filter(year=year).aggregate(last=Max("number"))["last"]
        plan = CalamityPlan.objects.using(door.using).order_by("-number").first()
        row = Calamity(
            **_written(door, new.what, CALAMITY, of=(made, made), noting=Kind.CALAMITY_REGISTERED),
            year=year,
            number=(last or 0) + 1,
            kind=new.kind,
            happened_at=new.happened_at,
            plan_id=plan.pk if plan else None,
            registered_at=clock.now(),
            registered_by_id=actor.somebody,
        )
        Calamity.objects.using(door.using).bulk_create([row])
    return made


def note_step(actor: Actor, calamity_id: UUID, text: str, done_at: datetime) -> UUID:
    """Write down what was done. Raises `NotFound`, `Conflict` once it is closed, and `InvalidInput`."""
    _require(actor)
    _check({}, "text", text, "done_on", done_at)
    with open_door(actor, "read") as door:
        row, made = _running(door, calamity_id), new_id()
        step = CalamityStep(
            **_written(door, text, STEP, of=(made, row.pk), noting=Kind.CALAMITY_STEP),
            calamity_id=row.pk,
            done_at=done_at,
            written_at=clock.now(),
            account_id=actor.somebody,
        )
        CalamityStep.objects.using(door.using).bulk_create([step])
    return made


def close_calamity(actor: Actor, calamity_id: UUID, lesson: str, over_at: datetime) -> None:
    """Close it, once something was done and it is over. Raises `NotFound`, `Conflict` and `InvalidInput`."""
    _require(actor)
    _check({}, "lesson", lesson, "over_on", over_at)
    with open_door(actor, "read") as door:
        row = _running(door, calamity_id)
        if over_at < row.happened_at:
            raise InvalidInput(_("Some things are not right yet."), {"over_on": _("This is before the beginning.")})
        if not CalamityStep.objects.using(door.using).filter(calamity_id=row.pk).exists():
            raise Conflict(_("Write down what was done first."))
        door.note(Kind.CALAMITY_CLOSED, details={"calamity": str(row.pk)})
        row.over_at, row.closed_at, row.closed_by_id = over_at, clock.now(), actor.somebody
        row.sealed_lesson = _key_of(door, row).seal(lesson.strip().encode(), row=row.pk, table=LESSON)
        row.save(using=door.using, update_fields=["over_at", "closed_at", "closed_by", "sealed_lesson"])


def _check(wrong: dict[str, str], words: str, said: str, when: str, moment: datetime) -> None:
    if len(said.split()) < FEWEST_WORDS:
        wrong[words] = _("Write it down in a few words at least.")
    if moment > clock.now():
        wrong[when] = _("This moment is still to come.")
    if wrong:
        raise InvalidInput(_("Some things are not right yet."), wrong)


def _running(door: Door, calamity_id: UUID) -> Calamity:
    row = Calamity.objects.using(door.using).filter(pk=calamity_id).first()
    if row is None:
        raise NotFound("There is no such calamity here.")
    if row.closed_at is not None:
        raise Conflict(_("This calamity is closed. What was written down stays as it is."))
    return row


def _rows(door: Door) -> QuerySet[Calamity]:
    return Calamity.objects.using(door.using).select_related("registered_by", "plan")


def _seen(door: Door, rows: Sequence[Calamity], *, whole: bool = False) -> list[SeenCalamity]:
    keys = open_keys(door.actor.organisation_id, {row.data_key_id for row in rows}, using=door.using)
    return [
        SeenCalamity(
            id=row.pk,
            name=f"{row.year}-{row.number}",
            kind=CalamityKind(row.kind),
            happened_at=row.happened_at,
            registered_at=row.registered_at,
            registered_by=row.registered_by.display_name,
            plan=row.plan.number if row.plan else None,
            what=_words(keys, row, "sealed", CALAMITY),
            over_at=row.over_at,
            closed_at=row.closed_at,
            lesson=_words(keys, row, "sealed_lesson", LESSON),
            steps=_steps(door, row) if whole else (),
            runs=runs_between(row.happened_at, row.closed_at or clock.now(), using=door.using) if whole else (),
        )
        for row in rows
    ]


def _steps(door: Door, row: Calamity) -> list[SeenStep]:
    found = list(
        CalamityStep.objects.using(door.using).filter(calamity_id=row.pk).select_related("account").order_by("done_at")
    )
    keys = open_keys(door.actor.organisation_id, {one.data_key_id for one in found}, using=door.using)
    return [
        SeenStep(done_at=one.done_at, by=one.account.display_name, text=_words(keys, one, "sealed", STEP))
        for one in found
    ]


def _words(keys: dict[UUID, OpenKey], row: Calamity | CalamityStep, column: str, table: str) -> str:
    stored = getattr(row, column)
    if not stored or row.data_key_id not in keys:
        return ""
    return keys[row.data_key_id].open(bytes(stored), row=row.pk, table=table).decode()


def _written(door: Door, said: str, table: str, *, of: tuple[UUID, UUID], noting: Kind) -> dict[str, Any]:
    """What every row of the register has: the words sealed for it, and the decision that it rests on. `of` is the row
    and the calamity that it belongs to."""
    row, calamity = of
    organisation = door.actor.organisation_id
    key = data_key(organisation, person_id=None, scope_id=None, retention_class=FATE, using=door.using)
    return {
        "id": row,
        "organisation_id": organisation,
        "data_key_id": key.id,
        "sealed": key.seal(said.strip().encode(), row=row, table=table),
        "decision_id": door.note(noting, details={"calamity": str(calamity)}),
    }


def _key_of(door: Door, row: Calamity) -> OpenKey:
    return open_keys(door.actor.organisation_id, {row.data_key_id}, using=door.using)[row.data_key_id]


def _require(actor: Actor) -> None:
    if not may_see(actor):
        raise NotFound("There is nothing here for you.")
