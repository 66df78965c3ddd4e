"""Days in addresses: which one a page is about."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest

from waarborg.kernel import clock

DAY = "dag"
"""In an address: the day that a page is about."""
FIRST, LAST = date(1900, 1, 1), date(2200, 1, 1)
"""Beyond these the weeks around a day run out of the calendar."""


def asked_day(request: HttpRequest) -> date:
    """The day that was asked for; today when none was, none that exists, or none that anybody works on."""
    try:
        asked = date.fromisoformat(request.GET.get(DAY, ""))
    except ValueError:
        return clock.today()
    return asked if FIRST <= asked <= LAST else clock.today()
