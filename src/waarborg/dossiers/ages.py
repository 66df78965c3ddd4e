"""From what age somebody decides for themself, and whether a birth date makes them a minor."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from dateutil.relativedelta import relativedelta

from waarborg.dossiers.catalogue import Entry, catalogue_of
from waarborg.dossiers.models import Person
from waarborg.gate.door import Door
from waarborg.gate.policies import InForce
from waarborg.kernel import clock
from waarborg.policy.model.access import Minors

OF_AGE = 18
"""Years (Civil Code, book 1, article 233), where a regulation does not name another age."""


def of_age(in_force: InForce) -> int:
    """The age from which somebody decides for themself: the regulation's, else the law's."""
    articles = in_force.regulation.articles
    return min((rule.under for one in articles for rule in one.rules if isinstance(rule, Minors)), default=OF_AGE)


def whose_age(in_force: InForce, age: int) -> str:
    """The article of the regulation that names this age; empty where it is the law's."""
    rules = ((one.number, rule) for one in in_force.regulation.articles for rule in one.rules)
    return next((number for number, rule in rules if isinstance(rule, Minors) and rule.under == age), "")


def age_on(day: date, born: date) -> int:
    """Years of age on a day. Who was born on 29 February has a birthday on 28 February in other years."""
    return relativedelta(day, born).years


def birthday(born: date, age: int) -> date:
    """The day on which somebody reaches an age."""
    return born + relativedelta(years=age)


def is_minor(in_force: InForce, born: date, day: date) -> bool:
    """Does somebody else decide for them on this day?"""
    return age_on(day, born) < of_age(in_force)


def minor_until(in_force: InForce, born: date | None, day: date) -> date | None:
    """The day on which somebody who is a minor decides for themself; None for who does so already, and not known."""
    return birthday(born, of_age(in_force)) if born and is_minor(in_force, born, day) else None


def born_on(in_force: InForce, entry: Entry, fields: Mapping[str, str]) -> date | None:
    """The person's own birth date, when it is this kind of data that holds it and it is filled in."""
    where = catalogue_of(in_force).birth_date
    if where is None or where[0].key != entry.key or not fields.get(where[1]):
        return None
    return date.fromisoformat(fields[where[1]])


def follow_birth_date(door: Door, entry: Entry, fields: Mapping[str, str]) -> None:
    """Let what rules ask about age follow the birth date that was just written or corrected."""
    born = born_on(door.actor.in_force, entry, fields)
    if born is not None:
        until = minor_until(door.actor.in_force, born, clock.today())
        person = Person.objects.using(door.using).filter(pk=UUID(door.dossier["person"]))
        person.update(minor=until is not None, of_age_on=until)
