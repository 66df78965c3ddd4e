"""On paper: somebody prints what was put together and gives it, as a task with the last day of the request."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from waarborg.dossiers.working import working_on
from waarborg.gate.door import Door
from waarborg.kernel import clock
from waarborg.kernel.errors import Conflict
from waarborg.policy.term_clock import Clock
from waarborg.rights.models import Request
from waarborg.subject_access.models import Package
from waarborg.work.choices import TaskKind
from waarborg.work.models import Task
from waarborg.work.services import NewTask, create, finish


def to_print(door: Door, package: Package) -> QuerySet[Task]:
    """The tasks to print it that are open."""
    return Task.objects.using(door.using).filter(
        subject_id=package.answers, kind=TaskKind.PRINT_PACKAGE, done_at__isnull=True
    )


def put_on_the_list(door: Door, package: Package, row: Request, counted: Clock) -> None:
    """Ask who works on the dossier, or else who asks it. Raises `Conflict` when it was asked already."""
    if to_print(door, package).exists():
        raise Conflict(_("This stands on somebody's list already."))
    working = working_on(door.outline.given["assignments"], clock.today())
    term = counted.terms[0] if counted.terms else None
    new = NewTask(
        kind=TaskKind.PRINT_PACKAGE,
        for_account_id=UUID(working[0]["account"]) if working else door.actor.somebody,
        due_on=max(row.due_on or clock.today(), clock.today()),
        subject_id=row.pk,
        article=term.article if term else "",
        rule=term.rule if term else "",
    )
    create(door, new)


def off_the_list(door: Door, package: Package) -> None:
    """Given in whichever way, or stopped: nobody has to print it any more."""
    finish(door, to_print(door, package))
