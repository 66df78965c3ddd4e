"""The tasks that go with a question of a principal: for who works on the dossier, and for the role of the duty."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q

from waarborg.enquiries.models import Enquiry
from waarborg.gate.answers import Answer
from waarborg.gate.door import Door
from waarborg.kernel import clock
from waarborg.work.choices import ABOUT_ENQUIRIES, TaskKind
from waarborg.work.models import Task
from waarborg.work.services import NewTask, create, finish


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskFor:
    """What is asked about which question, and the day that it is about."""

    row: Enquiry
    kind: TaskKind
    due_on: date | None


def put_on_lists(door: Door, asked: TaskFor, working: Sequence[Mapping[str, Any]], because: Iterable[Answer]) -> None:
    """Put it on the list of who works on the dossier, else of who took it in; and of the role that the duty names."""
    row = asked.row
    account = UUID(working[0]["account"]) if working else row.recorded_by_id
    for one, role in ((account, ""), (None, row.for_role)):
        if one or role:
            new = NewTask(
                kind=asked.kind,
                for_account_id=one,
                for_role=role,
                due_on=asked.due_on,
                subject_id=row.pk,
                rule=row.rule,
                article=row.article,
            )
            create(door, new, because)


def ask_to_give(door: Door, row: Enquiry, working: Sequence[Mapping[str, Any]]) -> None:
    """Ask whoever works on the dossier, else who took it in, to give the client the letter about it."""
    account = UUID(working[0]["account"]) if working else row.recorded_by_id
    new = NewTask(
        kind=TaskKind.GIVE_LETTER,
        for_account_id=account,
        due_on=clock.today(),
        subject_id=row.letter_id,
        rule=row.rule,
        article=row.article,
    )
    create(door, new)


def take_off_lists(door: Door, row: Enquiry, because: Answer) -> None:
    """It has its answer: nothing is asked about it any more."""
    about = Q(subject_id=row.pk, kind__in=ABOUT_ENQUIRIES)
    if row.letter_id:
        about |= Q(subject_id=row.letter_id, kind=TaskKind.GIVE_LETTER)
    waiting = Task.objects.using(door.using).filter(about, done_at__isnull=True)
    finish(door, waiting, [because])
