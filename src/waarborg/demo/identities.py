"""Names, addresses and numbers of people who do not exist."""

from __future__ import annotations

import datetime as dt
import random
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from itertools import count, islice
from typing import Any

from stdnum.nl import bsn

from waarborg.demo.material import example_agencies, material, weighted
from waarborg.demo.people import Person

FIRST_TEST_BSN = 999_900_000
"""Numbers from here to 999 999 999 are for tests: nobody has one."""
BLOCK = 400
"""Test numbers set apart for each agency, so that no two clients share one."""
FICTITIOUS_MOBILE = "06 00"
"""No mobile number in the Netherlands begins so."""
DOMAINS = ("example.org", "example.com", "example.net", "post.invalid", "mail.invalid")
FORBIDDEN_LETTERS = ("SA", "SD", "SS")
"""Not used in postcodes."""


def bsns_for_tests(agency: str) -> Iterator[str]:
    """Yield the test numbers of one agency, each valid and never the same."""
    start = example_agencies().index(agency) * BLOCK
    valid = (str(number) for number in count(FIRST_TEST_BSN) if bsn.is_valid(str(number)))
    return islice(valid, start, start + BLOCK)


class Identities:
    """Makes the people of one agency, each different."""

    def __init__(self, agency: str, chance: random.Random) -> None:
        """`agency` must be one of the example agencies."""
        self._order = example_agencies().index(agency)
        self._chance = chance
        self._places = material("places")[material("agencies")[agency]["region"]]
        self._numbers = bsns_for_tests(agency)
        self._names: set[str] = set()
        self._emails: set[str] = set()
        self._phones = count(1)

    def leave_out(self, names: Iterable[str]) -> None:
        """Give none of these whole names to anybody from now on."""
        self._names.update(names)

    def background(self) -> str:
        """Draw where a family once came from."""
        names = material("names")
        return weighted(self._chance, {name: each["share"] for name, each in names.items()})

    def person(self, background: str, birth_date: dt.date, written: Mapping[str, str] | None = None) -> Person:
        """Return a new person; `written` gives the whole name of a hard case."""
        sex = self._chance.choices(["vrouw", "man", "anders"], weights=[49, 49, 2])[0]
        name = dict(written) if written else self.new_name(background, sex)
        street, postcode, place = self._address()
        return Person(
            given=name["given"],
            particle=name["particle"],
            family=name["family"],
            called=name.get("called") or name["given"],
            sex=sex,
            birth_date=birth_date,
            street=street,
            postcode=postcode,
            place=place,
            phone=self.phone(),
            email=self.email(name.get("called") or name["given"], name["family"]),
            bsn=next(self._numbers),
        )

    def new_name(self, background: str, sex: str) -> dict[str, str]:
        """Draw a name that nobody here has yet."""
        lists: Mapping[str, Any] = material("names")[background]
        while True:
            given = self._chance.choice(lists[{"vrouw": "female", "man": "male"}.get(sex, "female")])
            whole = self._chance.choice(lists["family"])
            start = next(at for at, letter in enumerate(whole) if letter.isupper())  # "van der" has no capitals
            if f"{given} {whole}" not in self._names:
                self._names.add(f"{given} {whole}")
                return {"given": given, "particle": whole[:start].strip(), "family": whole[start:]}

    def phone(self) -> str:
        """Return a mobile number that cannot exist."""
        digits = f"{self._order:01d}{next(self._phones) * 37 % 100_000:05d}"
        return f"{FICTITIOUS_MOBILE} {digits[:2]} {digits[2:4]} {digits[4:]}"

    def email(self, given: str, family: str) -> str:
        """Return an address in a domain kept for examples."""
        local = f"{plain(given.split(' ', maxsplit=1)[0])}.{plain(family)}"[:40].strip(".")
        for suffix in ("", *(str(number) for number in range(2, 100))):
            address = f"{local}{suffix}@{DOMAINS[self._order % len(DOMAINS)]}"
            if address not in self._emails:
                self._emails.add(address)
                return address
        raise ValueError(f"too many people are called {given} {family}")

    def _address(self) -> tuple[str, str, str]:
        streets = material("places")["streets"]
        street = f"{self._chance.choice(streets['first'])}{self._chance.choice(streets['last'])}"
        number = f"{self._chance.randint(1, 189)}{self._chance.choice(('', '', '', ' A', '-2', ' bis'))}"
        town = self._chance.choice(self._places)
        letters = "SS"
        while letters in FORBIDDEN_LETTERS:
            letters = "".join(self._chance.choices("ABCDEGHJKLMNPRSTVWXZ", k=2))
        return f"{street} {number}", f"{self._chance.randint(*town['digits'])} {letters}", town["place"]


def plain(text: str) -> str:
    """Return letters and digits without diacritics, for an address."""
    bare = unicodedata.normalize("NFKD", text.casefold().replace("ł", "l").replace("ı", "i").replace("ß", "ss"))
    return "".join(letter for letter in bare if letter.isascii() and letter.isalnum())
