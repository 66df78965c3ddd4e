"""A notice opened in the act that makes it needed, with the task of whoever works on the dossier."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from waarborg.dossiers.working import working_on
from waarborg.dossiers.writing import Written
from waarborg.gate.door import Door
from waarborg.kernel import clock
from waarborg.kernel.errors import ConfigurationError
from waarborg.notices.choices import NoticeKind, NoticeState
from waarborg.notices.models import ClientNotice
from waarborg.policy.calendar import shipped_calendar
from waarborg.policy.model.base import Period
from waarborg.policy.notices import Told
from waarborg.work.choices import TaskKind
from waarborg.work.models import Task
from waarborg.work.services import NewTask, create, finish


def open_notice(door: Door, written: Written, kind: NoticeKind, told: Told) -> ClientNotice:
    """Write down that the client must hear of it, within the term of the rule."""
    if door.decision_id is None:
        raise ConfigurationError("A notice follows from an act that was decided.")
    notice = ClientNotice(
        organisation_id=door.actor.organisation_id,
        dossier_id=UUID(door.dossier["id"]),
        kind=kind,
        category=written.entry.key,
        source=written.source,
        record_id=written.record_id,
        opened_on=clock.today(),
        due_on=due(told.rule.within),
        at_latest=list(told.rule.at_latest),
        rule=told.rule.id,
        article=told.where,
        decision_id=door.decision_id,
    )
    ClientNotice.objects.using(door.using).bulk_create([notice])
    return notice


def carry(door: Door, notice: ClientNotice, letter_id: UUID) -> None:
    """This letter says it: giving that ends the notice."""
    ClientNotice.objects.using(door.using).filter(pk=notice.pk).update(letter_id=letter_id)


def due(within: Period | None) -> date:
    """The last day; at once where nothing is said."""
    if within is None:
        return clock.today()
    last = shipped_calendar().add(within, clock.today())
    return clock.day_of(last) if isinstance(last, datetime) else last


def plan(door: Door, notice: ClientNotice, kind: TaskKind, subject_id: UUID, note: str = "") -> None:
    """Put telling it on the list of who works on the dossier, else of who wrote it down."""
    working = working_on(door.outline.given["assignments"], clock.today())
    new = NewTask(
        kind=kind,
        for_account_id=UUID(working[0]["account"]) if working else door.actor.somebody,
        due_on=notice.due_on,
        subject_id=subject_id,
        rule=notice.rule,
        article=notice.article,
        note=note,
    )
    create(door, new)


def unplan(door: Door, kind: TaskKind, subject_id: UUID) -> None:
    """Take it off the list."""
    waiting = Task.objects.using(door.using).filter(subject_id=subject_id, kind=kind, done_at__isnull=True)
    finish(door, waiting)


def settle(door: Door) -> None:
    """Take telling of sources off the list of this dossier once nothing of it is open."""
    dossier_id = UUID(door.dossier["id"])
    still = ClientNotice.objects.using(door.using).filter(
        dossier_id=dossier_id, kind=NoticeKind.FROM_OTHERS, state=NoticeState.OPEN
    )
    if not still.exists():
        unplan(door, TaskKind.TELL_SOURCES, dossier_id)
