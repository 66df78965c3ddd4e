"""Periods, numbers and citations as people read them, in Dutch and in English."""

from __future__ import annotations

from waarborg.policy.model.base import Period, Unit

UNITS: dict[str, dict[Unit, tuple[str, str]]] = {
    "nl": {
        Unit.MINUTES: ("minuut", "minuten"),
        Unit.HOURS: ("uur", "uur"),
        Unit.DAYS: ("dag", "dagen"),
        Unit.WORKING_DAYS: ("werkdag", "werkdagen"),
        Unit.WEEKS: ("week", "weken"),
        Unit.MONTHS: ("maand", "maanden"),
        Unit.YEARS: ("jaar", "jaar"),
        Unit.CALENDAR_YEARS: ("kalenderjaar", "kalenderjaren"),
    },
    "en": {
        Unit.MINUTES: ("minute", "minutes"),
        Unit.HOURS: ("hour", "hours"),
        Unit.DAYS: ("day", "days"),
        Unit.WORKING_DAYS: ("working day", "working days"),
        Unit.WEEKS: ("week", "weeks"),
        Unit.MONTHS: ("month", "months"),
        Unit.YEARS: ("year", "years"),
        Unit.CALENDAR_YEARS: ("calendar year", "calendar years"),
    },
}

NUMBERS_NL = (
    "nul", "een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf", "dertien",
    "veertien", "vijftien", "zestien", "zeventien", "achttien", "negentien", "twintig",
)  # fmt: skip
NUMBER_WORDS_NL = {word: number for number, word in enumerate(NUMBERS_NL)} | {
    "één": 1, "vierentwintig": 24, "dertig": 30, "zestig": 60, "tweeënzeventig": 72,
}  # fmt: skip


def period_in_words(period: Period, language: str = "nl") -> str:
    """`2 jaar`, `4 weken`, `1 month`."""
    one, many = UNITS["en" if language == "en" else "nl"][period.unit]
    return f"{period.number} {one if period.number == 1 else many}"


def ordinal_in_words(period: Period, language: str = "nl") -> str:
    """`3e kalenderjaar`: for a term that ends with its last unit."""
    one, _ = UNITS["en" if language == "en" else "nl"][period.unit]
    if language != "en":
        return f"{period.number}e {one}"
    teen = period.number % 100 in (11, 12, 13)
    ending = "th" if teen else {1: "st", 2: "nd", 3: "rd"}.get(period.number % 10, "th")
    return f"{period.number}{ending} {one}"


def listed(words: tuple[str, ...], language: str = "nl") -> str:
    """`a, b en c`."""
    joiner = " and " if language == "en" else " en "
    return joiner.join(part for part in (", ".join(words[:-1]), *words[-1:]) if part)


def unit_of(word: str) -> Unit | None:
    """The unit that a Dutch word names, in singular or plural."""
    return next((unit for unit, forms in UNITS["nl"].items() if word.lower() in forms), None)


def number_of(word: str) -> int | None:
    """The number that digits or a Dutch number word say."""
    return int(word) if word.isdigit() else NUMBER_WORDS_NL.get(word.lower())
