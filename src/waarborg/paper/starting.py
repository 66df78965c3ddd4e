"""Where everybody who is guided has a paper dossier, a start asks for it: until it is filed, that is a task."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from waarborg.dossiers.models import Trajectory
from waarborg.dossiers.trajectories import when_changed
from waarborg.gate.door import Door
from waarborg.paper.models import PaperFile
from waarborg.paper.rules import paper_rules
from waarborg.work.choices import TaskKind
from waarborg.work.models import Task
from waarborg.work.services import NewTask, create


def register() -> None:
    """Let the start of a trajectory ask for the paper dossier."""
    when_changed(on_changed)


def on_changed(door: Door, row: Trajectory) -> None:
    """A trajectory runs and there is no paper part yet: whoever started it files one, on the day of the start."""
    rules, dossier_id = paper_rules(door.actor.in_force), row.dossier_id
    if rules is None or not rules.everybody_rule or row.started_on is None or row.ended_on is not None:
        return
    filed = PaperFile.objects.using(door.using).filter(dossier_id=dossier_id, destroyed_on__isnull=True)
    if door.actor.account_id is None or filed.exists() or waiting_for_paper(door, dossier_id).exists():
        return
    new = NewTask(
        kind=TaskKind.FILE_PAPER,
        for_account_id=door.actor.account_id,
        due_on=row.started_on,
        rule=rules.everybody_rule,
        article=rules.everybody_article,
    )
    create(door, new)


def waiting_for_paper(door: Door, dossier_id: UUID) -> QuerySet[Task]:
    """The open tasks to file the paper part of a dossier."""
    return Task.objects.using(door.using).filter(dossier_id=dossier_id, kind=TaskKind.FILE_PAPER, done_at__isnull=True)
