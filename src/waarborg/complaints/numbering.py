"""What people call a complaint by. It says nothing of anybody."""

from __future__ import annotations

from waarborg.complaints.models import Complaint


def number_of(row: Complaint) -> str:
    """As people call it: K2026-004."""
    return numbered_as(row.year, row.number)


def numbered_as(year: int, number: int) -> str:
    """The same, of a year and a number."""
    return f"K{year}-{number:03}"
