"""What is kept of a person outside any trajectory: contact, schooling, former work, benefit, consents."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator, Sequence

from waarborg.demo.material import material
from waarborg.demo.people import Item, ItemKind, Person, TrajectoryStory, Value

STATUTORY_NUMBER = frozenset({"uwv", "municipality", "own_risk_bearer"})
"""Kinds of principal whose law lets the agency keep the citizen service number."""
BENEFITS = {"uwv": ("UWV", "WW"), "municipality": ("gemeente", "bijstand"), "own_risk_bearer": ("anders", "WGA")}
"""Who pays and what, by kind of principal."""
SCHOOL_ENDS = 18
FIRST_JOB = 19


def person_items(
    person: Person, trajectories: Sequence[TrajectoryStory], chance: random.Random, *, consents: bool
) -> tuple[Item, ...]:
    """Return what is kept of the person, on the day of the first referral or intake."""
    first = trajectories[0]
    on = first.started_on or first.referred_on
    items = [_person(person, first, chance), *_schooling(person, on, chance), *_former_work(person, first, on, chance)]
    kinds = {each.principal_kind for each in trajectories}
    if kinds & STATUTORY_NUMBER:
        items.append(Item(ItemKind.BSN, first.referred_on, ("principal", "client"), {"number": person.bsn}))
    if first.principal_kind in BENEFITS:
        paid_by, kind = BENEFITS[first.principal_kind]
        since = first.referred_on - dt.timedelta(days=chance.randint(90, 1500))
        values: dict[str, Value] = {"agency": paid_by, "kind": kind, "start": since, "since": since}
        values |= {"has_benefit": True, "paid_by": (paid_by, "anders")}
        items.append(Item(ItemKind.BENEFIT, first.referred_on, ("client", "principal"), values))
    if first.started_on:
        items.append(Item(ItemKind.IDENTITY_CHECK, on, ("staff",), {"how": ("identiteitsbewijs getoond",), "on": on}))
        items += list(_consents(on)) if consents else []
    return tuple(items)


def _person(person: Person, first: TrajectoryStory, chance: random.Random) -> Item:
    values: dict[str, Value] = {
        "name": person.name,
        "given_name": person.called,
        "address": person.street,
        "postcode": person.postcode,
        "place": person.place,
        "phone": person.phone,
        "mobile": person.phone,
        "email": person.email,
        "preferred": (chance.choice(("telefoon", "e-mail")),),
        "birth_date": person.birth_date,
        "birth_place": person.place,
        "sex": (person.sex, "onbekend"),
        "desired": first.goal,
        "hours_a_week": chance.choice(material("phrases")["working_hours"]),
        "days": chance.choice(("maandag tot en met vrijdag", "vier dagen, niet op woensdag", "alle ochtenden")),
        "transport": (chance.choice(("fiets", "openbaar vervoer", "auto", "lopend")),),
        "range_minutes": chance.choice((20, 30, 45, 60)),
        "licence": chance.random() < 0.6,  # noqa: PLR2004 - most people can drive
    }
    return Item(ItemKind.PERSON, first.referred_on, ("client", "principal"), values)


def _schooling(person: Person, on: dt.date, chance: random.Random) -> Iterator[Item]:
    phrases = material("phrases")
    level = chance.choice(phrases["levels"])
    year = min(on.year, person.birth_date.year + SCHOOL_ENDS)
    school = chance.choice(phrases["schools"])
    finished = chance.random() < 0.8 and on.year > year  # noqa: PLR2004 - most people finished school
    yield Item(
        ItemKind.EDUCATION, on, ("client",),
        {
            "course": phrases["courses"][level], "institute": school, "institution": school, "level": (level,),
            "finished": finished, "diploma": finished, "year": year, "start": dt.date(year - 4, 9, 1),
            "end": min(on, dt.date(year, 7, 1)),
        },
    )  # fmt: skip


def _former_work(person: Person, first: TrajectoryStory, on: dt.date, chance: random.Random) -> Iterator[Item]:
    """Yield up to two earlier jobs and the last one before the referral, one after the other."""
    paths = material("paths")
    last_until = first.referred_on.year - 1
    last_from = last_until - first.former_years
    year = person.birth_date.year + FIRST_JOB
    for _ in range(2):
        until = year + chance.randint(1, 7)
        if until > last_from:
            break
        path = chance.choice(list(paths))
        yield _job(on, chance.choice(paths[path]["before"]), path, (year, until), chance)
        year = until + chance.choice((0, 0, 1, 2, 4))
    own = [path for path, work in paths.items() if first.former_position in work["before"]]
    if last_from >= person.birth_date.year + SCHOOL_ENDS - 2:
        yield _job(on, first.former_position, own[0], (last_from, last_until), chance)


def _job(on: dt.date, position: str, path: str, years: tuple[int, int], chance: random.Random) -> Item:
    tasks = chance.choice(material("paths")[path]["tasks"])
    start, end = years
    return Item(
        ItemKind.WORK, on, ("client",),
        {
            "employer": chance.choice(material("organisations")["employers"][path]), "position": position,
            "from_year": start, "until_year": end, "start": dt.date(start, chance.randint(1, 6), 1),
            "end": dt.date(end, chance.randint(7, 12), 28), "tasks": tasks[0].upper() + tasks[1:],
        },
    )  # fmt: skip


def _consents(on: dt.date) -> Iterator[Item]:
    given: dict[str, Value] = {"given": True, "on": on, "given_on": on, "recipient": "Werkgever"}
    wording = "Mijn cv en een korte voorstelling mogen naar werkgevers die ik zelf kies."
    subject = ("inzage door derden", "gegevens geven aan een ander", "toestemming voor een groep gevallen")
    given |= {"subject": subject, "kind": subject, "wording": wording, "covers": wording}
    yield Item(ItemKind.CONSENT, on, ("client",), given)
