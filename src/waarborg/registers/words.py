"""Days and gaps as the tables of registers say them."""

from __future__ import annotations

from datetime import date

from django.utils.formats import date_format

NOT_YET = "–"


def in_words(day: date | None) -> str:
    """A day; a dash where there is none."""
    return date_format(day, "j F Y") if day else NOT_YET
