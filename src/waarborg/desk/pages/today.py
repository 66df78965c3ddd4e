"""The first page of a working day."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from waarborg.desk.pages.looking import article_of, asked
from waarborg.dossiers.looking import Look, looks_of
from waarborg.dossiers.looks import rule_for
from waarborg.gate.actors import Actor
from waarborg.kernel import clock


def today_page(actor: Actor) -> dict[str, Any]:
    """What desk/today.html needs: what must be done, by when, by which article."""
    day = clock.today()
    looks = looks_of(actor)
    deadlines = sorted((_review(actor, one) for one in looks if _is_due(one)), key=lambda task: task["due_on"])
    return {
        "today": day,
        "deadlines": _grouped(deadlines),
        "todo": [],
        "requests": [_request(actor, one) for one in looks if one.is_waiting and one.may_decide],
        "views": [_view(actor, one) for one in looks if one.is_open and one.mine],
        "asked": [asked(actor, one) for one in looks if one.is_waiting and one.mine],
    }


def _is_due(one: Look) -> bool:
    return one.awaits_review and one.may_decide and one.review_by is not None


def _review(actor: Actor, one: Look) -> dict[str, Any]:
    """The duty to look back on a view, as a task."""
    due = one.review_by or clock.today()
    days = (due - clock.today()).days
    article = article_of(actor, one.rule)
    return {
        "url": reverse("desk:view_review", args=[one.id]),
        "title": _("Check what %(name)s saw") % {"name": one.asker},
        "subject": _("Dossier %(number)s") % {"number": one.number},
        "days": abs(days),
        "state": "late" if days < 0 else "today" if days == 0 else "",
        "due_on": due,
        "article": article,
        "article_title": article.title,
    }


def _grouped(tasks: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """By how near they are; empty groups are left out."""
    week = 7
    names = {"late": _("Too late"), "today": _("Today"), "week": _("This week"), "later": _("Later")}
    found: dict[str, list[dict[str, Any]]] = {name: [] for name in names}
    for task in tasks:
        found[task["state"] or ("week" if task["days"] <= week else "later")].append(task)
    return [{"title": names[name], "tasks": group} for name, group in found.items() if group]


def _request(actor: Actor, one: Look) -> dict[str, Any]:
    rule = rule_for(actor.in_force, one.asker_roles)
    return {
        "url": reverse("desk:view_request", args=[one.id]),
        "title": _("%(name)s wants to look along") % {"name": one.asker},
        "subject": _("Dossier %(number)s") % {"number": one.number},
        "asked_at": one.asked_at,
        "article": article_of(actor, rule.id) if rule else "",
    }


def _view(actor: Actor, one: Look) -> dict[str, Any]:
    return {
        "url": reverse("desk:dossier", args=[one.number]),
        "dossier_number": one.number,
        "ends_at": one.ends_at,
        "article": article_of(actor, one.rule),
    }
