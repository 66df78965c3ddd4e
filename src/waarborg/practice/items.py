"""One word of a list, as an agency names it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

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


def key_for(words: str, taken: Iterable[str]) -> str:
    """A key for something new: the letters and digits of its words, and a number when that is taken."""
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().lower()
    base = re.sub(r"[^a-z0-9]+", "_", plain).strip("_")
    base = (base if base[:1].isalpha() else f"item_{base}")[: LONGEST_KEY - 3].strip("_")
    known = set(taken)
    return next(
        key for number in range(1, len(known) + 2) if (key := base if number == 1 else f"{base}_{number}") not in known
    )
