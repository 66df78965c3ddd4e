"""One word of a list, as an agency names it."""

from __future__ import annotations

from pydantic import Field

from waarborg.policy.model.base import Key, Part

LONGEST_KEY = 30


class Item(Part):
    """One word of a list: what is stored, what people read. A retired one is read but not chosen any more."""

    key: Key = Field(max_length=LONGEST_KEY)
    nl: str = Field(min_length=1, max_length=120)
    en: str = Field(default="", max_length=120)
    retired: bool = False

    def label(self, language: str) -> str:
        """What people read; in Dutch when there is no English."""
        return self.en if language == "en" and self.en else self.nl
