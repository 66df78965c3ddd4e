"""The first page of a working day."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from waarborg.desk.pages.looking import article_of, asked
from waarborg.desk.pages.tasks import tasks_page
from waarborg.dossiers.looking import Look, looks_of
from waarborg.dossiers.looks import rule_for
from waarborg.gate.actors import Actor
from waarborg.kernel import clock
from waarborg.work.selectors import deadlines


def today_page(actor: Actor) -> dict[str, Any]:
    """What desk/today.html needs: what must be done, by when, by which article."""
    looks = looks_of(actor)
    return {
        "today": clock.today(),
        **tasks_page(actor, deadlines(actor)),
        "all_tasks_url": reverse("desk:tasks"),
        "requests": [_request(actor, one) for one in looks if one.is_waiting and one.may_decide],
        "views": [_view(actor, one) for one in looks if one.is_open and one.mine],
        "asked": [asked(actor, one) for one in looks if one.is_waiting and one.mine],
    }


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
