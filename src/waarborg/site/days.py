"""A day as it stands in an address."""

from __future__ import annotations

from datetime import date

from django.http import Http404

from waarborg.kernel import clock


def a_day(text: str) -> date:
    """The day of an address; today without one. Raises `Http404` for one that does not exist."""
    try:
        return date.fromisoformat(text) if text else clock.today()
    except ValueError as wrong:
        raise Http404 from wrong
