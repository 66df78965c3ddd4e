"""What somebody types to find a client, taken apart: a number, a day, a postcode, a telephone number, parts of a name.

Every part must match; a part that can be read in two ways (a year of two digits) matches in either. A citizen service
number finds nobody: it is kept to be shown to whom the law names, not to look people up by.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from waarborg.kernel import clock
from waarborg.kernel.errors import InvalidInput
from waarborg.vault.blind_index import SHORTEST_PREFIX, name_words
from waarborg.vault.choices import TokenKind
from waarborg.vault.services import blind_token

MOST_PARTS = 6
MONTHS = (
    "januari january", "februari february", "maart march mrt", "april", "mei may", "juni june", "juli july",
    "augustus august", "september", "oktober october", "november", "december",
)  # fmt: skip
"""The months as people type them; their first three letters are enough."""
NUMBER = re.compile(r"[A-Za-z]{1,10}-\d{4}-\d{1,6}")
MAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
ISO = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})")
DAY = re.compile(r"(?P<day>\d{1,2})\s?[-/. ]\s?(?P<month>\d{1,2})\s?[-/. ]\s?(?P<year>\d{4}|\d{2})(?!\d)")
JOINED = re.compile(r"(?<!\d)(?P<day>\d{2})(?P<month>\d{2})(?P<year>\d{4})(?!\d)")
IN_WORDS = re.compile(r"(?P<day>\d{1,2})\s+(?P<month>[A-Za-z]{3,9})\.?\s+(?P<year>\d{4}|\d{2})(?!\d)")
PHONE = re.compile(r"(?<!\d)(?:\+31|0031|0)(?:[\s-]?\d){9}(?!\d)")
POSTCODE = re.compile(r"(?<!\d)[1-9]\d{3}\s?[A-Za-z]{2}(?![A-Za-z])")


@dataclass(frozen=True, slots=True)
class Part:
    """One part of what was typed: the number of a dossier, or the values of which one must be found."""

    kind: TokenKind | None
    values: tuple[str, ...]

    def tokens(self, organisation_id: UUID) -> list[tuple[str, bytes]]:
        """The look-up tokens of its values; none for a dossier's number."""
        if self.kind is None:
            return []
        found = []
        for value in self.values:
            try:
                found.append((self.kind.value, blind_token(organisation_id, self.kind, value)))
            except InvalidInput:
                continue  # what was typed is no value of this kind, so nothing has it
        return found


def parts(typed: str) -> list[Part]:
    """The parts of what was typed, at most six."""
    rest = typed.strip()
    found: list[Part] = []
    for pattern, make in READINGS:
        while match := pattern.search(rest):
            part = make(match)
            if part is None:
                break
            found.append(part)
            rest = f"{rest[: match.start()]} {rest[match.end() :]}"
    found += [Part(TokenKind.NAME, (word,)) for word in sorted(name_words(rest))]
    return found[:MOST_PARTS]


def settled(typed: str) -> bool:
    """Is it enough to search while somebody is still typing?"""
    return len(typed.strip()) >= SHORTEST_PREFIX


def _day(match: re.Match[str]) -> Part | None:
    """A day of birth, written in any usual way."""
    month = match["month"]
    number = int(month) if month.isdigit() else _month(month)
    days = tuple(_days(match["year"], number, int(match["day"])))
    return Part(TokenKind.BIRTH_DATE, days) if days else None


def _month(name: str) -> int:
    for number, names in enumerate(MONTHS, start=1):
        if any(one.startswith(name.casefold()) for one in names.split()):
            return number
    return 0


def _days(year: str, month: int, day: int) -> Iterator[str]:
    this_year = clock.today().year
    years = [int(year)] if len(year) > len("89") else [int(year) + 1900, int(year) + 2000]
    for one in years:
        try:
            if one <= this_year:
                yield date(one, month, day).isoformat()
        except ValueError:
            continue  # the thirtieth of February is nobody's birthday


def _plain(kind: TokenKind | None) -> Callable[[re.Match[str]], Part]:
    return lambda match: Part(kind, (match[0].upper() if kind is None else match[0],))


READINGS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Part | None]], ...] = (
    (MAIL, _plain(TokenKind.EMAIL)),
    (NUMBER, _plain(None)),
    (PHONE, _plain(TokenKind.PHONE)),
    (ISO, _day),
    (DAY, _day),
    (IN_WORDS, _day),
    (JOINED, _day),
    (POSTCODE, _plain(TokenKind.POSTCODE)),
)
"""How a piece of text is read, in this order; what is left is parts of a name."""
