"""Days in addresses: which one a page is about."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest

from waarborg.kernel import clock

DAY = "dag"
"""In an address: the day that a page is about."""


def asked_day(request: HttpRequest) -> date:
    """The day that was asked for; today when none was, or none that exists."""
    try:
        return date.fromisoformat(request.GET.get(DAY, ""))
    except ValueError:
        return clock.today()
