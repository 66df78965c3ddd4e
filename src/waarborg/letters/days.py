"""Days and times in letters: written out, by Dutch time, in the language that is on."""

from __future__ import annotations

from datetime import date, datetime

from django.utils import formats, timezone, translation

from waarborg.kernel.clock import AMSTERDAM


def day_in_words(day: date) -> str:
    """`3 maart 2026`."""
    return formats.date_format(day, "j F Y")


def weekday_in_words(moment: datetime) -> str:
    """`dinsdag 3 maart 2026`."""
    return formats.date_format(timezone.localtime(moment, AMSTERDAM), "l j F Y")


def clock_in_words(moment: datetime) -> str:
    """`14.05 uur`."""
    there = timezone.localtime(moment, AMSTERDAM)
    return there.strftime("%H.%M uur" if translation.get_language() == "nl" else "%H:%M")


def moment_in_words(moment: datetime | None) -> str:
    """`3 maart 2026, 14.05 uur`; empty for none."""
    if moment is None:
        return ""
    return f"{day_in_words(timezone.localtime(moment, AMSTERDAM))}, {clock_in_words(moment)}"
