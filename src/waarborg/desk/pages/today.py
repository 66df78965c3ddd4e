"""The first page of a working day."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from waarborg.desk.pages.agenda import shown_of
from waarborg.desk.pages.hours import HOUR, in_hours
from waarborg.desk.pages.looking import article_of, asked
from waarborg.desk.pages.tasks import tasks_page
from waarborg.dossiers.looking import Look, looks_of
from waarborg.dossiers.looks import rule_for
from waarborg.gate.actors import Actor
from waarborg.kernel import clock
from waarborg.policy.possible import possible
from waarborg.practice.selectors import practice_of
from waarborg.work.agenda import agenda_of
from waarborg.work.lists import Listed, Lists, lists_of
from waarborg.work.selectors import deadlines

MOST_LISTED = 8
"""Clients of one list, and tasks of later weeks, that stand on the first page."""


def today_page(actor: Actor) -> dict[str, Any]:
    """What desk/today.html needs: what must be done, by when, by which article."""
    looks, lists = looks_of(actor), lists_of(actor)
    practice = practice_of(actor.organisation_id)
    return {
        "today": clock.today(),
        "actions": _actions(actor),
        "appointments": [shown_of(practice, one) for one in agenda_of(actor, clock.today(), days=1)],
        "agenda_url": reverse("desk:agenda"),
        "lists": _lists(lists),
        **tasks_page(actor, deadlines(actor), most_later=MOST_LISTED, names=lists.names),
        "all_tasks_url": reverse("desk:tasks"),
        "requests": [_request(actor, one) for one in looks if one.is_waiting and one.may_decide],
        "views": [_view(actor, one) for one in looks if one.is_open and one.mine],
        "asked": [asked(actor, one) for one in looks if one.is_waiting and one.mine],
    }


def _actions(actor: Actor) -> list[dict[str, str]]:
    """What a coach does most: a note, and time."""
    if not possible(actor.in_force.policy, actor.roles, "write"):
        return []
    return [
        {"label": _("New contact note"), "url": reverse("desk:note_choose"), "icon": "pen", "key": "n v"},
        {"label": _("My hours"), "url": reverse("desk:hours"), "icon": "hours", "key": "n u"},
        {"label": _("To be sorted"), "url": reverse("desk:unsorted"), "icon": "message", "key": ""},
    ]


def _lists(lists: Lists) -> list[dict[str, Any]]:
    """Those of the lists that hold anybody; each of their clients with what is the matter."""
    since = _("No contact for %(days)s days or more") % {"days": lists.quiet_after}
    shown = [
        ("reports", _("Report due"), [(one, _due(one)) for one in lists.reports]),
        ("quiet", since, [(one, _last(one)) for one in lists.quiet]),
        ("step", _("No next step"), [(one, "") for one in lists.without_step]),
        ("hours", _("Hours nearly used"), [(one, _used(one)) for one in lists.nearly_used]),
    ]
    return [
        {
            "key": key,
            "title": title,
            "clients": [
                {
                    "url": reverse("desk:dossier", args=[one.number]),
                    "name": one.name or one.number,
                    "note": note,
                    "note_url": reverse("desk:record_add", args=[one.number, one.category]) if one.category else "",
                    "late": bool(one.report and one.on_day and one.on_day < clock.today()),
                }
                for one, note in clients[:MOST_LISTED]
            ],
            "more": max(len(clients) - MOST_LISTED, 0),
        }
        for key, title, clients in shown
        if clients
    ]


def _due(one: Listed) -> str:
    words = {"report": one.report or _("A report"), "day": date_format(one.on_day, "j F Y") if one.on_day else ""}
    return _("%(report)s, no later than %(day)s") % words


def _last(one: Listed) -> str:
    return _("last on %(day)s") % {"day": date_format(one.on_day, "j F Y")} if one.on_day else _("never yet")


def _used(one: Listed) -> str:
    return _("%(used)s of %(granted)s hours") % {"used": in_hours(one.used * HOUR), "granted": f"{one.granted:g}"}


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
