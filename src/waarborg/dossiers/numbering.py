"""Dossier numbers: the agency's prefix, the year, and the next number of that year. They say nothing of anybody."""

from __future__ import annotations

from datetime import date

from django.db import connections


def next_number(opened_on: date, *, using: str = "default") -> str:
    """The next free number, for instance ZP-2026-0147. Two who ask at once wait for each other."""
    with connections[using].cursor() as cursor:
        cursor.execute("select gate.next_dossier_number(%s)", [opened_on.year])
        (number,) = cursor.fetchone()
    return str(number)
