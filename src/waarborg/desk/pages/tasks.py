"""Tasks and deadlines, in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from waarborg.gate.actors import Actor
from waarborg.work.choices import TaskKind
from waarborg.work.selectors import Deadlines, SeenTask

OF_SUBJECT: Mapping[TaskKind, str] = {
    TaskKind.INFORM_MAINTENANCE: "desk:maintenance_window",
    TaskKind.REVIEW_MAINTENANCE: "desk:maintenance_window",
    TaskKind.REVIEW_PARTY: "desk:principal",
    TaskKind.REVIEW_VIEW: "desk:view_review",
    TaskKind.SORT_MAIL: "desk:unsorted_mail",
}
OF_AGENCY: Mapping[TaskKind, str] = {TaskKind.MEND: "desk:controls", TaskKind.NAME_HOLDER: "desk:accounts"}
OF_DOSSIER: Mapping[TaskKind, str] = {
    TaskKind.BRING_BACK: "desk:dossier_paper",
    TaskKind.FILE_PAPER: "desk:dossier_paper",
    TaskKind.TELL_CLIENT: "desk:letters",
}
"""Where a task is done: at what it is about, on a page of the agency, or on one of its dossier."""


def tasks_page(actor: Actor, found: Deadlines, *, most_later: int | None = None) -> dict[str, Any]:
    """What desk/tasks.html needs, and desk/today.html: tasks by how near their day is, and those without a day.

    Of what comes later than this week at most so many are shown, the nearest first.
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
            {"title": title, "tasks": [_dated(actor, task, state) for task in tasks]}
            for title, state, tasks in groups
            if tasks
        ],
        "more_later": len(found.later) - len(later),
        "todo": [_undated(actor, task) for task in found.without_term],
    }


def _dated(actor: Actor, task: SeenTask, state: str) -> dict[str, Any]:
    article = actor.in_force.article(task.article) if task.article else None
    return {
        "url": _url(task),
        "title": task.note or task.title,
        "subject": _subject(task),
        "days": abs(task.days or 0),
        "state": state,
        "due_on": task.due_on,
        "article": article or "",
        "article_title": article.title if article else "",
        "way_url": _way_url(task),
        "done_url": _done_url(task),
    }


def _undated(actor: Actor, task: SeenTask) -> dict[str, Any]:
    return {
        "url": _url(task),
        "title": task.note or task.title,
        "subject": _subject(task),
        "note": "",
        "article": actor.in_force.article(task.article) if task.article else "",
        "way_url": _way_url(task),
        "done_url": _done_url(task),
    }


def _way_url(task: SeenTask) -> str:
    """Where the way of working says so, for what it asks."""
    return reverse("desk:practice") if task.of_list else ""


def _subject(task: SeenTask) -> str:
    return _("Dossier %(number)s") % {"number": task.dossier_number} if task.dossier_number else ""


def _url(task: SeenTask) -> str:
    """Where the task is done."""
    number = task.dossier_number
    if task.kind in OF_SUBJECT and task.subject_id:
        return reverse(OF_SUBJECT[task.kind], args=[task.subject_id])
    if task.kind is TaskKind.CONTROL:
        return reverse("desk:control", args=[task.id])
    if task.kind in OF_AGENCY:
        return reverse(OF_AGENCY[task.kind])
    if task.kind is TaskKind.REPORT and task.category and number:
        return reverse("desk:record_add", args=[number, task.category])
    return reverse(OF_DOSSIER.get(task.kind, "desk:dossier"), args=[number]) if number else ""


def _done_url(task: SeenTask) -> str:
    return reverse("desk:task_done", args=[task.id]) if task.by_ticking else ""
