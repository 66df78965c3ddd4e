"""A file of invented clients as agencies have them: dates in six ways, people twice, foreign columns, wrong numbers.

`messy_file(number)` always makes the same file. It is what imports are tried and measured with.
"""

from __future__ import annotations

import datetime as dt
import io
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count, islice

import xlsxwriter
from stdnum.nl import bsn

from waarborg.demo.identities import FIRST_TEST_BSN, Identities
from waarborg.demo.material import dice, example_agencies
from waarborg.demo.people import Person

HEADERS = (
    "Achternaam", "Tussenvoegsel", "Voornaam", "Geb.datum", "BSN", "Straat + huisnr", "Postcode", "Woonplaats",
    "Mobiel", "E-mail", "Opdrachtgever", "Trajecttype", "Datum aanmelding", "Startdatum", "Ordernummer", "Uren",
    "Diagnose", "Godsdienst", "Haarkleur",
)  # fmt: skip
TYPES = ("Werkfit maken", "Naar werk", "Jobcoaching", "Tweede spoor")
SOMEBODY_AGAIN, WRONG_NUMBER = (50, 49), (40, 7)
"""Every so many rows, at this one."""
BATCH = 200
"""People made with one list of names, before it begins anew."""
TAKEN = 2000
"""Test numbers that the people of the example agencies have."""
Value = str | float | dt.date | None


@dataclass(frozen=True)
class Messy:
    """The file, and what is wrong in it."""

    content: bytes
    rows: int
    twice: int
    """Rows of somebody who stands in the file already."""
    wrong_bsn: int
    two_digits: int
    """Birth dates of which the century has to be guessed."""


def messy_file(number: int, principals: Sequence[str], *, seed: str = "messy") -> Messy:
    """A workbook of this many rows, commissioned by these principals in turn."""
    chance = dice(seed, number)
    numbers = (str(one) for one in count(FIRST_TEST_BSN) if bsn.is_valid(str(one)))
    own = islice(numbers, TAKEN, None)
    rows: list[list[Value]] = []
    twice = wrong = guessed = 0
    people = _people(number)
    for at in range(number):
        if at % SOMEBODY_AGAIN[0] == SOMEBODY_AGAIN[1]:
            rows.append(_again(rows[at - 30], chance))
            twice += 1
            continue
        person, valid = next(people), next(own)
        is_wrong = at % WRONG_NUMBER[0] == WRONG_NUMBER[1]
        born, is_guessed = _written(person.birth_date, chance)
        wrong, guessed = wrong + is_wrong, guessed + is_guessed
        rows.append(_row(person, born, _broken(valid) if is_wrong else valid, principals[at % len(principals)], chance))
    return Messy(_workbook(rows), number, twice, wrong, guessed)


def _people(number: int) -> Iterator[Person]:
    agency = example_agencies()[0]
    for start in range(0, number, BATCH):
        made = Identities(agency, random.Random(f"{start}"))  # noqa: S311 - invented people
        for at in range(start, start + BATCH):
            # Everybody has a day of birth of their own, so that nobody is doubled by chance.
            yield made.person(made.background(), dt.date(1955, 1, 1) + dt.timedelta(days=3 * at))


def _row(person: Person, born: Value, number: str, principal: str, chance: random.Random) -> list[Value]:
    referred = dt.date(2026, 1, 5) - dt.timedelta(days=chance.randint(0, 400))
    return [
        person.family, person.particle, person.given, born, number, person.street,
        chance.choice([person.postcode, person.postcode.replace(" ", "").lower()]),
        person.place, person.phone, person.email, principal, chance.choice(TYPES),
        _written(referred, chance)[0], referred + dt.timedelta(days=7),
        f"OR-{chance.randint(10000, 99999)}", float(chance.choice((20, 40, 60))),
        chance.choice(("", "depressie", "rugklachten")), chance.choice(("", "rk", "pkn")),
        chance.choice(("bruin", "blond")),
    ]  # fmt: skip


def _again(row: list[Value], chance: random.Random) -> list[Value]:
    """The same person, typed by somebody else: capitals, and the number or not."""
    again = list(row)
    again[0], again[2] = str(row[0]).upper(), str(row[2]).lower()
    if chance.random() < 0.5:  # noqa: PLR2004 - half of them
        again[4] = None
    return again


def _broken(number: str) -> str:
    return number[:-1] + str((int(number[-1]) + 1) % 10)


def _written(day: dt.date, chance: random.Random) -> tuple[Value, bool]:
    """A day in one of the ways in which people and Excel write it, and whether its century is left out."""
    months = ("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
    way = chance.randint(0, 6)
    short = f"{day.year % 100:02d}"
    ways: tuple[Value, ...] = (
        f"{day.day}-{day.month}-{day.year}",
        day.isoformat(),
        float((day - dt.date(1899, 12, 30)).days),
        day,
        f"{day.day} {months[day.month - 1]} {day.year}",
        f"{day.day}/{day.month}/{day.year}",
        f"{day.day} {months[day.month - 1]} {short}",
    )
    return ways[way], way == len(ways) - 1


def _workbook(rows: Sequence[Sequence[Value]]) -> bytes:
    held = io.BytesIO()
    book = xlsxwriter.Workbook(held, {"in_memory": True})
    sheet = book.add_worksheet("Kandidaten")
    as_day = book.add_format({"num_format": "dd-mm-yyyy"})
    sheet.write_row(0, 0, HEADERS)
    for at, row in enumerate(rows, start=1):
        for place, value in enumerate(row):
            if isinstance(value, dt.date):
                sheet.write_datetime(at, place, value, as_day)
            elif isinstance(value, float):
                sheet.write_number(at, place, value)
            elif value:
                sheet.write_string(at, place, value)
    book.close()
    return held.getvalue()
