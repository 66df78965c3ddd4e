"""The versions of a regulation in words: from when each is in force, and what changed in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import pairwise
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from waarborg.gate.organisations import Agency
from waarborg.gate.policies import in_force, versions_of
from waarborg.kernel.languages import with_marks
from waarborg.policy.changes import How, changes_between


def versions_in_words(agency: Agency, shown: date) -> list[dict[str, Any]]:
    """Every version, the newest first, each with what changed since the one before it."""
    days = versions_of(agency.id)
    changes = {newer: list(_changed(agency, older, newer)) for newer, older in pairwise(days)}
    return [
        {
            "version": day.isoformat(),
            "in_force_from": day,
            "url": reverse("site:regulation_on", args=[agency.slug, day.isoformat()]),
            "current": day == shown,
            "changes": changes.get(day, []),
        }
        for day in days
    ]


def _changed(agency: Agency, older: date, newer: date) -> Iterator[str]:
    said: Mapping[How, str] = {
        How.NEW: _("new: article %(number)s, %(title)s"),
        How.CHANGED: _("changed: article %(number)s, %(title)s"),
        How.GONE: _("gone: article %(number)s, %(title)s"),
    }
    now = in_force(agency.id, newer)
    for one in changes_between(in_force(agency.id, older).regulation, now.regulation):
        yield with_marks(said[one.how], number=one.number, title=now.said(one.title))
