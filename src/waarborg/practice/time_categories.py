"""A kind of time, as an agency names it."""

from __future__ import annotations

from pydantic import Field

from waarborg.practice.items import Item

LONGEST = 24 * 60
"""Minutes of a day."""


class TimeCategory(Item):
    """A kind of time: how much of it is declarable (a percentage), how long it usually takes, whether that is fixed."""

    declarable: int = Field(default=100, ge=0, le=100)
    minutes: int | None = Field(default=None, gt=0, le=LONGEST)
    locked: bool = False
    """The share is as it says here: whoever enters time does not change it."""
