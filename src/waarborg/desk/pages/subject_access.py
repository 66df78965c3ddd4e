"""A client's own data, in words."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.http import urlencode

from waarborg.subject_access.looked import Log


def told_page(log: Log) -> dict[str, Any]:
    """What desk/told.html needs."""
    here = reverse("desk:told", args=[log.number])
    return {
        "number": log.number,
        "back_url": reverse("desk:who_looked", args=[log.number]),
        "lines": log.lines,
        "older_url": f"{here}?{urlencode({'voor': log.before})}" if log.before else "",
    }
