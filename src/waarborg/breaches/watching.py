"""While the hours of a breach run: whoever weighs it is reminded at moments that the agency's way of working names.

watch(system)     the worker's, every few minutes: hours are short, a night is long
"""

from __future__ import annotations

from datetime import timedelta

from django.db.models import Q

from waarborg.breaches.choices import ToWhom
from waarborg.breaches.models import Breach, BreachNotice
from waarborg.breaches.reporting import task_for
from waarborg.gate.actors import Actor
from waarborg.gate.door import in_context, open_door
from waarborg.kernel import clock
from waarborg.ledger.vocabulary import Kind
from waarborg.practice.selectors import practice_of
from waarborg.work.choices import TaskKind
from waarborg.work.models import Task
from waarborg.work.services import create, finish

WORKER = "worker"
REMINDERS = (TaskKind.BREACH_SOON, TaskKind.BREACH_LATE)
"""What is asked while hours run, and when they are over; done once the authority was told, or need not be."""


def watch(system: Actor, *, using: str = WORKER) -> int:
    """Remind of each breach whose hours run as often as moments have passed; return how many reminders were made.

    Who was not looked after for a while is reminded once, and not of every moment that was missed.
    """
    with in_context(system, using=using):
        rows = list(_running(using))
        said = list(Task.objects.using(using).filter(subject_id__in=[row.pk for row in rows], kind__in=REMINDERS))
    hours = practice_of(system.organisation_id, using=using).breach_hours()
    made = 0
    for row in rows:
        kind = _due(row, hours, [task for task in said if task.subject_id == row.pk])
        if kind is None:
            continue
        with open_door(system, "read", using=using) as door:
            door.note(Kind.BREACH_REMINDED, details={"breach": str(row.pk), "late": kind is TaskKind.BREACH_LATE})
            finish(door, [task for task in said if task.subject_id == row.pk and task.done_at is None])
            create(door, task_for(row, kind))
        made += 1
    return made


def _running(using: str) -> list[Breach]:
    """The breaches of which the authority may still have to be told."""
    told = BreachNotice.objects.using(using).filter(to=ToWhom.AUTHORITY).values("breach_id")
    may_have_to = Q(risk="") | Q(tells_authority=True)
    rows = Breach.objects.using(using).filter(may_have_to, due_at__isnull=False, closed_at__isnull=True)
    return list(rows.exclude(pk__in=told).order_by("due_at"))


def _due(row: Breach, hours: tuple[int, ...], said: list[Task]) -> TaskKind | None:
    """What somebody is reminded of now: that a moment passed since the last reminder, or that the hours are over."""
    now = clock.now()
    if row.due_at is None:
        return None
    if now >= row.due_at:
        return None if any(task.kind == TaskKind.BREACH_LATE for task in said) else TaskKind.BREACH_LATE
    passed = [at for at in (row.due_at - timedelta(hours=one) for one in hours) if row.reported_at < at <= now]
    last = max((task.created_at for task in said), default=None)
    return TaskKind.BREACH_SOON if passed and (last is None or last < max(passed)) else None
