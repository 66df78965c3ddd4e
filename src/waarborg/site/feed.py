"""Somebody's own times for a calendar program, behind a secret address: no name, no number, no place of anybody."""

from __future__ import annotations

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import translation
from django.views.decorators.http import require_GET
from icalendar import Calendar, Event

from waarborg.kernel.file_answers import shown
from waarborg.practice.selectors import practice_of
from waarborg.work.agenda import times_at

PRODUCT = "-//Waarborg//Agenda 1//NL"
LANGUAGE = "nl"
"""A calendar program says no language."""


@require_GET
def agenda(request: HttpRequest, secret: str) -> HttpResponse:
    """The times, as RFC 5545 writes them. Where they lead, one signs in."""
    organisation_id, times = times_at(secret)
    practice = practice_of(organisation_id)
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    day_at = request.build_absolute_uri(reverse("desk:agenda"))
    with translation.override(LANGUAGE):
        for one in times:
            event = Event()
            event.add("uid", f"{one.id}@waarborg")
            event.add("sequence", one.revision)
            event.add("dtstamp", one.changed_at)
            event.add("dtstart", one.starts_at)
            event.add("dtend", one.starts_at + timedelta(minutes=one.minutes))
            event.add("summary", practice.label("appointment_kinds", one.kind, LANGUAGE))
            event.add("status", "CANCELLED" if one.cancelled else "CONFIRMED")
            event.add("url", f"{day_at}?dag={one.starts_at.date().isoformat()}&toon=dag")
            calendar.add_component(event)
    return shown(calendar.to_ical(), "agenda.ics")
