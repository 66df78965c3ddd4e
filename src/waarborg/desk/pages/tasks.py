"""Tasks and deadlines, in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from waarborg.controls.rules import controls_of
from waarborg.gate.actors import Actor
from waarborg.work.choices import ABOUT_ENQUIRIES, ABOUT_REQUESTS, TO_SORT, TaskKind
from waarborg.work.selectors import Deadlines, SeenTask

NOBODY: Mapping[str, str] = MappingProxyType({})


def tasks_page(
    actor: Actor, found: Deadlines, *, most_later: int | None = None, names: Mapping[str, str] = NOBODY
) -> dict[str, Any]:
    """What desk/tasks.html needs, and desk/today.html: tasks by how near their day is, and those without a day.

    Of what comes later than this week at most so many are shown, the nearest first. `names` says by their number of
    which dossiers the name was read for this page anyhow; a task about another shows its number.
    """
    later = found.later[:most_later]
    groups: list[tuple[str, str, Sequence[SeenTask]]] = [
        (_("Too late"), "late", found.late),
        (_("Today"), "today", found.today),
        (_("This week"), "", found.this_week),
        (_("Later"), "", later),
    ]
    return {
        "deadlines": [
            {"title": title, "tasks": [_dated(actor, task, state, names) for task in tasks]}
            for title, state, tasks in groups
            if tasks
        ],
        "more_later": len(found.later) - len(later),
        "todo": [_undated(actor, task, names) for task in found.without_term],
    }


def _title(actor: Actor, task: SeenTask) -> str:
    """What has to be done; of a control, which, and of what is told to a client, which kind of data."""
    if task.kind is TaskKind.CONTROL and not task.note:
        return next((one.title for one in controls_of(actor.in_force) if one.rule == task.rule), task.title)
    if task.kind is TaskKind.TELL_UNEXPECTED:
        return actor.in_force.said(task.note) or task.title
    return task.note or task.title


def _dated(actor: Actor, task: SeenTask, state: str, names: Mapping[str, str]) -> dict[str, Any]:
    article = actor.in_force.article(task.article) if task.article else None
    return {
        "url": _url(task),
        "title": _title(actor, task),
        "subject": _subject(task, names),
        "days": abs(task.days or 0),
        "state": state,
        "due_on": task.due_on,
        "article": article or "",
        "article_title": article.title if article else "",
        "way_url": _way_url(task),
        "done_url": _done_url(task),
    }


def _undated(actor: Actor, task: SeenTask, names: Mapping[str, str]) -> dict[str, Any]:
    return {
        "url": _url(task),
        "title": _title(actor, task),
        "subject": _subject(task, names),
        "note": "",
        "article": actor.in_force.article(task.article) if task.article else "",
        "way_url": _way_url(task),
        "done_url": _done_url(task),
    }


def _way_url(task: SeenTask) -> str:
    """Where the way of working says so, for what it asks."""
    return reverse("desk:practice") if task.of_list else ""


def _subject(task: SeenTask, names: Mapping[str, str]) -> str:
    if not task.dossier_number:
        return ""
    name = names.get(task.dossier_number)
    return f"{name} · {task.dossier_number}" if name else _("Dossier %(number)s") % {"number": task.dossier_number}


def _url(task: SeenTask) -> str:
    """Where the task is done."""
    if task.kind in ABOUT_REQUESTS and task.for_role and task.subject_id:
        return reverse("desk:right_judged", args=[task.subject_id])
    for kind, name, asked in WHERE:
        arguments = [getattr(task, part) for part in asked]
        if task.kind is kind and all(arguments):
            return reverse(name, args=arguments)
    return reverse("desk:dossier", args=[task.dossier_number]) if task.dossier_number else ""


HANDLED = (TaskKind.COMPLAINT, TaskKind.COMPLAINT_LATE, TaskKind.COMPLAINT_SOON)
"""What is asked about a complaint itself."""
WHERE: tuple[tuple[TaskKind, str, tuple[str, ...]], ...] = (
    *((kind, "desk:complaint", ("subject_id",)) for kind in HANDLED),
    (TaskKind.COMPLAINT_MEASURE, "desk:complaint_measures", ()),
    (TaskKind.COMPLAINT_STATUS, "desk:complaints", ()),
    (TaskKind.COMPLAINT_TAKE_OVER, "desk:complaint_left", ("subject_id",)),
    (TaskKind.REVIEW_DECIDED, "desk:complaint_acts", ()),
    (TaskKind.CONTROL, "desk:control", ("id",)),
    (TaskKind.BREACH_ASSESS, "desk:breach", ("subject_id",)),
    (TaskKind.BREACH_AUTHORITY, "desk:breach", ("subject_id",)),
    (TaskKind.BREACH_LATE, "desk:breach", ("subject_id",)),
    (TaskKind.BREACH_SOON, "desk:breach", ("subject_id",)),
    (TaskKind.BREACH_DRAFT, "desk:breach_new", ()),
    (TaskKind.BREACH_LESSON, "desk:breaches", ()),
    (TaskKind.BREACH_TELL, "desk:letters", ("dossier_number",)),
    (TaskKind.MEND, "desk:controls", ()),
    (TaskKind.NAME_DEPUTY, "desk:accounts", ()),
    (TaskKind.NAME_HOLDER, "desk:accounts", ()),
    (TaskKind.INFORM_MAINTENANCE, "desk:maintenance_window", ("subject_id",)),
    (TaskKind.REVIEW_MAINTENANCE, "desk:maintenance_window", ("subject_id",)),
    (TaskKind.REVIEW_GIVING, "desk:giving_review", ("subject_id",)),
    (TaskKind.REVIEW_HOLD, "desk:retention", ("dossier_number",)),
    (TaskKind.REVIEW_PARTY, "desk:reviews", ()),
    (TaskKind.REVIEW_VIEW, "desk:view_review", ("subject_id",)),
    *((kind, "desk:right_request", ("dossier_number", "subject_id")) for kind in ABOUT_REQUESTS),
    (TaskKind.PRINT_PACKAGE, "desk:package", ("dossier_number", "subject_id")),
    (TaskKind.REQUEST_RECEIPT, "desk:letters", ("dossier_number",)),
    *((kind, "desk:enquiry", ("dossier_number", "subject_id")) for kind in ABOUT_ENQUIRIES),
    *((kind, "desk:incoming_request", ("subject_id",)) for kind in TO_SORT),
    (TaskKind.SEND_COPY, "desk:copies", ()),
    (TaskKind.TELL_UNDELIVERED, "desk:incoming_undelivered", ("subject_id",)),
    (TaskKind.TELL_RECIPIENTS, "desk:right_request", ("dossier_number", "subject_id")),
    (TaskKind.SORT_MAIL, "desk:unsorted_mail", ("subject_id",)),
    (TaskKind.APPROVE_DESTRUCTION, "desk:destruction", ("subject_id",)),
    (TaskKind.SHRED_PAPER, "desk:destruction", ("subject_id",)),
    (TaskKind.HAND_OVER_AT_END, "desk:hand_over", ("subject_id",)),
    (TaskKind.HAND_OVER_LATE, "desk:hand_over", ("subject_id",)),
    (TaskKind.BACKUP_LATE, "desk:backups", ()),
    (TaskKind.REHEARSE_RESTORE, "desk:backups", ()),
    (TaskKind.ASK_APPROVAL, "desk:approvals", ("dossier_number",)),
    (TaskKind.BRING_BACK, "desk:dossier_paper", ("dossier_number",)),
    (TaskKind.FILE_PAPER, "desk:dossier_paper", ("dossier_number",)),
    (TaskKind.REPORT, "desk:record_add", ("dossier_number", "category")),
    (TaskKind.GIVE_LETTER, "desk:letters", ("dossier_number",)),
    (TaskKind.TELL_CHANGED, "desk:regulation_changed", ()),
    (TaskKind.TELL_CLIENT, "desk:letters", ("dossier_number",)),
    (TaskKind.OF_AGE, "desk:notices", ("dossier_number",)),
    (TaskKind.TELL_SOURCES, "desk:notices", ("dossier_number",)),
    (TaskKind.TELL_UNEXPECTED, "desk:letters", ("dossier_number",)),
    (TaskKind.WEIGH_NECESSITY, "desk:necessity", ("dossier_number",)),
)
"""By the kind of task: the page on which it is done, and what of the task stands in its address."""


def _done_url(task: SeenTask) -> str:
    return reverse("desk:task_done", args=[task.id]) if task.by_ticking else ""
