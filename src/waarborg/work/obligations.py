"""What comes with a yes and has to be done afterwards: obligations become tasks, in the same transaction."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from waarborg.dossiers.duties import Happening, Moment, when
from waarborg.dossiers.working import working_on
from waarborg.gate.answers import Answer
from waarborg.gate.door import Door
from waarborg.kernel import clock
from waarborg.policy.calendar import shipped_calendar
from waarborg.policy.decision import decide
from waarborg.policy.model.access import Obligations
from waarborg.work.choices import TaskKind
from waarborg.work.models import Task
from waarborg.work.services import NewTask, create, finish


def register() -> None:
    """Let looking along bring its tasks."""
    when(Moment.GRANTED, on_granted)
    when(Moment.REVIEWED, on_reviewed)
    when(Moment.TOLD, on_told)


def on_granted(happened: Happening) -> None:
    """A view was granted: somebody looks back on it in time, and the client hears of it where a rule says so."""
    view, obliges = happened.view, happened.rule.obliges
    over = view.ends_at or clock.now()
    if obliges.review_within is not None:
        new = NewTask(
            kind=TaskKind.REVIEW_VIEW,
            for_role=role_of(happened.door, happened.because),
            due_on=view.review_by,
            opens_at=over,
            subject_id=view.pk,
            rule=happened.rule.id,
            article=happened.article.number,
        )
        create(happened.door, new, [happened.because])
    if obliges.tell_client == "afterwards":  # the letter is there when the view is over
        create(happened.door, _telling(happened, TaskKind.TELL_CLIENT, over), [happened.because])
    elif obliges.tell_client == "beforehand":
        create(happened.door, _telling(happened, TaskKind.INFORM, clock.now()), [happened.because])
    for new in _informing(obliges, rule=happened.rule.id, article=happened.article.number):
        create(happened.door, new, [happened.because])


def on_reviewed(happened: Happening) -> None:
    """Somebody looked back: that task is done."""
    _finish(happened, TaskKind.REVIEW_VIEW)


def on_told(happened: Happening) -> None:
    """The client was told: that task is done."""
    _finish(happened, TaskKind.TELL_CLIENT)


def after_act(door: Door, because: Answer, *, subject_id: UUID | None = None, looks_back: bool = True) -> None:
    """Make the tasks that an act other than looking along obliges to: look back in time, tell who is named.

    Called in the act's unit of work, with the answer that allowed it. What the client is to hear, letters say. A room
    that has its own way of looking back says so with `looks_back`.
    """
    obliges, rule, article = because.obligations, because.rules[0], because.articles[0]
    if obliges.review_within is not None and looks_back:
        due = shipped_calendar().add(obliges.review_within, clock.today())
        new = NewTask(
            kind=TaskKind.REVIEW_ACT,
            for_role="responsible",
            due_on=clock.day_of(due) if isinstance(due, datetime) else due,
            subject_id=subject_id,
            rule=rule,
            article=article,
        )
        _once(door, new, because)
    for new in _informing(obliges, rule=rule, article=article):
        _once(door, replace(new, subject_id=subject_id), because)


def _once(door: Door, new: NewTask, because: Answer) -> None:
    """Make a task unless another rule of the same act brought it already."""
    made = Task.objects.using(door.using).filter(
        kind=new.kind, subject_id=new.subject_id, for_role=new.for_role, for_account_id=new.for_account_id
    )
    if new.subject_id is None or not made.exists():
        create(door, new, [because])


def role_of(door: Door, answer: Answer) -> str:
    """The one role, of those the actor holds, by which the answer is a yes."""
    for role in door.actor.roles:
        if decide(door.actor.in_force.policy, answer.question._replace(roles=(role,))).allowed:
            return role
    return door.actor.roles[0]


def _informing(obliges: Obligations, *, rule: str, article: str) -> Iterator[NewTask]:
    """One task for each role of the agency that must be told; the client has a letter."""
    for role in obliges.tell:
        if role != "client":
            yield NewTask(kind=TaskKind.INFORM, for_role=role, rule=rule, article=article)


def _telling(happened: Happening, kind: TaskKind, opens_at: datetime) -> NewTask:
    """For who works on the dossier, since they know how to reach the client; else for who let the colleague look."""
    running = [work["account"] for work in working_on(happened.door.outline.given["assignments"], clock.today())]
    return NewTask(
        kind=kind,
        for_account_id=UUID(running[0]) if running else None,
        for_role="" if running else role_of(happened.door, happened.because),
        opens_at=opens_at,
        subject_id=happened.view.pk,
        rule=happened.rule.id,
        article=happened.article.number,
    )


def _finish(happened: Happening, kind: TaskKind) -> None:
    tasks = Task.objects.using(happened.door.using).filter(subject_id=happened.view.pk, kind=kind, done_at__isnull=True)
    finish(happened.door, tasks, [happened.because])
