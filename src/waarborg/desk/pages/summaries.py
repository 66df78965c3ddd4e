"""One page about a trajectory, in words: for the screen, for the printer, and as data for its PDF."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from waarborg.desk.pages.records import fields_of
from waarborg.desk.pages.said import said_fields
from waarborg.desk.pages.trajectories import day_of, hours
from waarborg.desk.words import words_of
from waarborg.dossiers.selectors import SeenRecord
from waarborg.gate.actors import Actor
from waarborg.kernel.languages import reader_language
from waarborg.policy.possible import possible
from waarborg.work.summaries import PRINT, Summary
from waarborg.work.trajectories import SeenTrajectory

NAMES = ("referred_on", "started_on", "planned_end_on", "placed_on")


def summary_page(actor: Actor, found: Summary) -> dict[str, Any]:
    """What desk/summary.html needs."""
    number, at = found.seen.number, found.trajectory["id"]
    return {
        **summary_words(actor, found),
        "number": number,
        "back_url": reverse("desk:trajectories", args=[number]),
        "print_url": reverse("desk:summary_print", args=[number, at]) if _prints(actor) else "",
    }


def summary_words(actor: Actor, found: Summary) -> dict[str, Any]:
    """The words on the page, without anything of the screen."""
    given, practice, words = found.trajectory, found.seen.practice, reader_language()
    one = SeenTrajectory(given=given, used=found.used, tasks=found.tasks, asked_to_hand_over=False)
    spent = hours(practice, one)
    phase = practice.phase_label(given["type"], given["own_phase"], words)
    facts = [
        (_("Dossier"), found.seen.number),
        (words_of(actor.in_force.regulation)["commissioner"].capitalize(), given["principal_name"]),
        (_("Phase"), phase),
        (_("Goal"), practice.label("goals", given["goal"], words) if given["goal"] else ""),
        *((label, _day(given[name])) for name, label in zip(NAMES, _labels(), strict=True)),
        (_("Hours"), _hours(spent)),
    ]
    return {
        "title": practice.type_label(given["type"], words),
        "name": found.seen.name,
        "made_on": date_format(found.seen.looked_at, "j F Y"),
        "facts": [{"label": label, "value": value} for label, value in facts if value],
        "sections": [_section(record) for record in found.records],
        "tasks": [{"label": task.label, "due_on": _day_of(task.due_on)} for task in found.tasks if task.label],
    }


def _section(record: SeenRecord) -> dict[str, Any]:
    return {
        "title": record.entry.rule.title,
        "on": _day_of(record.occurred_on),
        "fields": fields_of(record.entry, record.content.fields, record.covered) + said_fields(record.said),
    }


def _hours(spent: dict[str, Any] | None) -> str:
    if not spent or not spent["granted"]:
        return ""
    return _("%(spent)s of %(granted)s used") % {"spent": spent["spent"], "granted": spent["granted"]}


def _prints(actor: Actor) -> bool:
    return possible(actor.in_force.policy, actor.roles, PRINT)


def _day(text: str | None) -> str:
    return _day_of(day_of(text))


def _day_of(day: Any) -> str:
    return date_format(day, "j F Y") if day else ""


def _labels() -> tuple[str, ...]:
    return (_("Referral"), _("First day"), _("Planned last day"), _("Placed on"))
