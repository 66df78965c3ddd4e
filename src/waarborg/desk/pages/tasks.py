"""Tasks and deadlines, in words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from waarborg.gate.actors import Actor
from waarborg.work.choices import ABOUT_ENQUIRIES, ABOUT_REQUESTS, TaskKind
from waarborg.work.selectors import Deadlines, SeenTask


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
    if task.kind in ABOUT_REQUESTS and task.for_role and task.subject_id:
        return reverse("desk:right_judged", args=[task.subject_id])
    for kind, name, asked in WHERE:
        arguments = [getattr(task, part) for part in asked]
        if task.kind is kind and all(arguments):
            return reverse(name, args=arguments)
    return reverse("desk:dossier", args=[task.dossier_number]) if task.dossier_number else ""


WHERE: tuple[tuple[TaskKind, str, tuple[str, ...]], ...] = (
    (TaskKind.CONTROL, "desk:control", ("id",)),
    (TaskKind.MEND, "desk:controls", ()),
    (TaskKind.NAME_HOLDER, "desk:accounts", ()),
    (TaskKind.INFORM_MAINTENANCE, "desk:maintenance_window", ("subject_id",)),
    (TaskKind.REVIEW_MAINTENANCE, "desk:maintenance_window", ("subject_id",)),
    (TaskKind.REVIEW_GIVING, "desk:giving_review", ("subject_id",)),
    (TaskKind.REVIEW_HOLD, "desk:retention", ("dossier_number",)),
    (TaskKind.REVIEW_PARTY, "desk:reviews", ()),
    (TaskKind.REVIEW_VIEW, "desk:view_review", ("subject_id",)),
    *((kind, "desk:right_request", ("dossier_number", "subject_id")) for kind in ABOUT_REQUESTS),
    (TaskKind.REQUEST_RECEIPT, "desk:letters", ("dossier_number",)),
    *((kind, "desk:enquiry", ("dossier_number", "subject_id")) for kind in ABOUT_ENQUIRIES),
    (TaskKind.SORT_REQUEST, "desk:incoming_request", ("subject_id",)),
    (TaskKind.TELL_RECIPIENTS, "desk:right_request", ("dossier_number", "subject_id")),
    (TaskKind.SORT_MAIL, "desk:unsorted_mail", ("subject_id",)),
    (TaskKind.APPROVE_DESTRUCTION, "desk:destruction", ("subject_id",)),
    (TaskKind.ASK_APPROVAL, "desk:approvals", ("dossier_number",)),
    (TaskKind.BRING_BACK, "desk:dossier_paper", ("dossier_number",)),
    (TaskKind.FILE_PAPER, "desk:dossier_paper", ("dossier_number",)),
    (TaskKind.REPORT, "desk:record_add", ("dossier_number", "category")),
    (TaskKind.TELL_CLIENT, "desk:letters", ("dossier_number",)),
    (TaskKind.OF_AGE, "desk:notices", ("dossier_number",)),
    (TaskKind.TELL_SOURCES, "desk:notices", ("dossier_number",)),
    (TaskKind.TELL_UNEXPECTED, "desk:letters", ("dossier_number",)),
)
"""By the kind of task: the page on which it is done, and what of the task stands in its address."""


def _done_url(task: SeenTask) -> str:
    return reverse("desk:task_done", args=[task.id]) if task.by_ticking else ""
