"""Time, in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.urls import reverse

from waarborg.desk.forms.time import TimeForm
from waarborg.desk.pages.records import around
from waarborg.dossiers.catalogue import catalogue_of
from waarborg.dossiers.items import Place
from waarborg.gate.actors import Actor
from waarborg.invoicing.governing import may_see_invoices
from waarborg.kernel.errors import NotFound
from waarborg.kernel.languages import reader_language
from waarborg.practice.selectors import Practice, practice_of
from waarborg.work.approvals import Week, looks_at_weeks
from waarborg.work.selectors import Used
from waarborg.work.time_entries import NewTime, governing
from waarborg.work.time_sheets import WEEK, SeenTime, Sheet

HOUR = 60
ONE_DAY = timedelta(days=1)


def in_hours(minutes: float) -> str:
    """Minutes as hours and minutes: 1:30 for an hour and a half. A point would read as a decimal."""
    whole = round(minutes)
    return f"{whole // HOUR}:{whole % HOUR:02}"


def sheet_page(actor: Actor, sheet: Sheet, day: date, *, one_day: bool) -> dict[str, Any]:
    """What desk/hours.html needs."""
    practice, url = practice_of(actor.organisation_id), reverse("desk:hours")
    days = [day] if one_day else [sheet.monday + ONE_DAY * offset for offset in range(WEEK.days)]
    shown = [one for one in sheet.entries if one.worked_on in days]
    step = ONE_DAY if one_day else WEEK
    at = "&toon=dag" if one_day else ""
    return {
        "monday": sheet.monday,
        "day": day,
        "one_day": one_day,
        "days": [
            {
                "on": one,
                "url": f"{url}?dag={one.isoformat()}&toon=dag",
                "entries": [_entry(practice, each) for each in sheet.of_day(one)],
                "total": in_hours(sum(each.total for each in sheet.of_day(one))),
            }
            for one in days
        ],
        "total": in_hours(sum(one.total for one in shown)),
        "declarable": in_hours(sum(one.declarable_minutes for one in shown)),
        "approved": sheet.approved,
        "earlier_url": f"{url}?dag={(day - step).isoformat()}{at}",
        "later_url": f"{url}?dag={(day + step).isoformat()}{at}",
        "week_url": f"{url}?dag={day.isoformat()}",
        "day_url": f"{url}?dag={day.isoformat()}&toon=dag",
        "weeks_url": reverse("desk:weeks") if looks_at_weeks(actor) else "",
        "invoices_url": reverse("desk:invoices") if may_see_invoices(actor) else "",
    }


def _entry(practice: Practice, one: SeenTime) -> dict[str, Any]:
    may_change = one.mine and not one.struck and one.number
    return {
        "on": one.worked_on,
        "activity": practice.label("time_categories", one.activity, reader_language()),
        "time": in_hours(one.minutes),
        "travel": in_hours(one.travel_minutes) if one.travel_minutes else "",
        "declarable": one.declarable,
        "number": one.number,
        "url": reverse("desk:dossier_hours", args=[one.number]) if one.number else "",
        "who": one.who,
        "with_note": one.with_note,
        "struck": one.struck,
        "correct_url": reverse("desk:time_correct", args=[one.number, one.id]) if may_change else "",
    }


def dossier_page(actor: Actor, number: str, entries: Sequence[SeenTime], used: Mapping[UUID, Used]) -> dict[str, Any]:
    """What desk/dossier_hours.html needs."""
    practice, entry = practice_of(actor.organisation_id), governing(catalogue_of(actor.in_force))
    every = list(used.values())
    return {
        "number": number,
        "dossier_url": reverse("desk:dossier", args=[number]),
        "article": entry.article if entry else "",
        "entries": [_entry(practice, one) for one in entries],
        "sums": {
            "work": in_hours(sum(one.minutes for one in every)),
            "travel": in_hours(sum(one.travel_minutes for one in every)),
            "declarable": in_hours(sum(one.declarable_minutes for one in every)),
        },
        "add_url": reverse("desk:time_add", args=[number]),
        "invoices_url": reverse("desk:dossier_invoices", args=[number]) if may_see_invoices(actor) else "",
    }


def one_of(entries: Sequence[SeenTime], time_id: UUID) -> SeenTime:
    """One's own entry that is to be corrected. Raises `NotFound`."""
    for one in entries:
        if one.id == time_id and one.mine and not one.struck:
            return one
    raise NotFound("There is no such time of yours here.")


def form_parts(actor: Actor, where: Place) -> dict[str, Any]:
    """What the form is made of."""
    choices = practice_of(actor.organisation_id).choice_list("time_categories", reader_language())
    return {"activities": choices, "trajectories": around(actor, where).trajectories}


def correct_parts(actor: Actor, old: SeenTime) -> dict[str, Any]:
    """What the form of a correction is made of."""
    practice = practice_of(actor.organisation_id)
    return {
        "activities": practice.choice_list("time_categories", reader_language()),
        "initial": {
            "activity": old.activity,
            "minutes": old.minutes,
            "travel_minutes": old.travel_minutes,
            "worked_on": old.worked_on,
        },
    }


def typed_time(form: TimeForm) -> NewTime:
    """What the service needs, from what was typed."""
    typed = form.cleaned_data
    return NewTime(
        activity=typed["activity"],
        minutes=typed["minutes"] or 0,
        travel_minutes=typed["travel_minutes"] or 0,
        worked_on=typed["worked_on"],
        trajectory_id=UUID(typed["trajectory"]) if typed.get("trajectory") else None,
    )


def form_page(number: str, name: str, form: TimeForm, old: SeenTime | None = None) -> dict[str, Any]:
    """What desk/time_form.html needs."""
    return {
        "number": number,
        "name": name,
        "back_url": reverse("desk:dossier_hours", args=[number]),
        "correcting": old is not None,
        "form": form,
    }


def weeks_page(actor: Actor, found: Sequence[Week]) -> dict[str, Any]:
    """What desk/weeks.html needs."""
    practice, language = practice_of(actor.organisation_id), reader_language()
    return {
        "rows": [
            {
                "name": week.name,
                "monday": week.monday,
                "kinds": [
                    {"label": practice.label("time_categories", key, language), "time": in_hours(minutes)}
                    for key, minutes in week.minutes.items()
                ],
                "total": in_hours(week.total),
                "minutes": week.total,
                "declarable": in_hours(week.declarable),
                "approved": week.approved,
                "url": reverse("desk:week_approve", args=[week.account_id, week.monday.isoformat()]),
            }
            for week in found
        ],
        "hours_url": reverse("desk:hours"),
    }


def day_of(text: str) -> date:
    """A day in an address. Raises `NotFound` for what is none."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise NotFound("There is no such day.") from None


def minutes_seen(posted: Mapping[str, Any]) -> int:
    """The minutes that stood on the page when it was approved."""
    given = str(posted.get("minutes", ""))
    return int(given) if given.isdigit() else -1
