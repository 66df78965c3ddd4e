"""All people around one example agency: staff, principals, and clients at every stage with every hard case."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from waarborg.demo.backgrounds import person_items
from waarborg.demo.courses import Course, course_of, course_of_year
from waarborg.demo.identities import DOMAINS, Identities, plain
from waarborg.demo.material import Bag, dice, example_agencies, material, weighted
from waarborg.demo.people import (
    ClientStory,
    HardCase,
    Item,
    ItemKind,
    Person,
    Population,
    Principal,
    Representative,
    StaffMember,
    Stage,
    TrajectoryStory,
)
from waarborg.demo.stories import Commission, Story

STAGES = {
    Stage.REFERRAL: 4, Stage.INTAKE: 5, Stage.RUNNING: 15, Stage.PAUSED: 3, Stage.PLACED: 6, Stage.ENDED_RECENTLY: 5,
    Stage.ENDED_LONG_AGO: 4, Stage.OVERDUE: 3,
}  # fmt: skip
"""How many clients an agency has at each stage."""
STAFF = {
    "coach": 4,
    "contractor": 1,
    "administration": 1,
    "responsible": 1,
    "system_administrator": 1,
    "complaints_officer": 1,
}
ADULT, OLDEST = 18, 63
OLDEST_CONTRACT = dt.timedelta(days=2250)
"""Longer ago than any trajectory was referred."""


def populate(agency: str, today: dt.date) -> Population:
    """Return everybody around an example agency, with dates relative to `today`; always the same for the same two.

    Raises KeyError for an agency without a place in `data/agencies.yaml`.
    """
    return _Agency(agency, today).population()


def of_the_year_before(agency: str, today: dt.date) -> Iterator[ClientStory]:
    """Yield who came in the year before and went: as many as an agency's traits say, in most cases none."""
    made = _Agency(agency, today)
    made.population()
    yield from made.of_the_year_before(made.traits.get("counted_in_brief", 0))


class _Agency:
    """Makes one agency's people, in a fixed order, from one source of chance."""

    def __init__(self, agency: str, today: dt.date) -> None:
        self.agency, self.today = agency, today
        self.traits: Mapping[str, Any] = material("agencies")[agency]
        self.chance = dice("waarborg", agency)
        self.identities = Identities(agency, self.chance)
        self.paths = Bag(self.chance, self.traits["paths"])

    def population(self) -> Population:
        """Make all of it."""
        self.work()
        self.identities.leave_out(_names_in_clear(self.today))
        self.coaches = Bag(self.chance, [each.key for each in self.staff if each.role in {"coach", "contractor"}])
        employers = material("organisations")["employers"]
        return Population(
            agency=self.agency,
            seeded_on=self.today,
            staff=self.staff,
            principals=self.principals,
            clients=tuple(self._clients()),
            employers=tuple(name for path in self.traits["paths"] for name in employers[path]),
        )

    def work(self) -> None:
        """Make who works here and who gives commissions: their names are no secret."""
        self.staff = tuple(self._staff())
        self.principals = tuple(self._principals())

    def _staff(self) -> Iterator[StaffMember]:
        domain = DOMAINS[example_agencies().index(self.agency) % len(DOMAINS)]
        for role, number in STAFF.items():
            for at in range(1, number + 1):
                name = self.identities.new_name(self.identities.background(), self.chance.choice(("vrouw", "man")))
                whole = " ".join(part for part in (name["given"], name["particle"], name["family"]) if part)
                yield StaffMember(
                    f"{role}-{at}", whole, role, f"{plain(name['given'])}.{role.replace('_', '-')}{at}@{domain}"
                )

    def _principals(self) -> Iterator[Principal]:
        ends_soon: dt.date | None = self.today + dt.timedelta(days=25)
        town = self.chance.choice(material("places")[self.traits["region"]])["place"]
        for kind in self.traits["principals"]:
            for at, name in enumerate(material("organisations")["principals"][kind][:2], 1):
                contact = self.identities.new_name(self.identities.background(), self.chance.choice(("vrouw", "man")))
                yield Principal(
                    key=f"{kind}-{at}",
                    name=name.format(place=town),
                    kind=kind,
                    contact=f"{contact['given']} {contact['particle']} {contact['family']}".replace("  ", " "),
                    email=f"{plain(contact['family'])}@{plain(name.split(',')[0])[:20]}.invalid",
                    contract_from=self.today - OLDEST_CONTRACT,
                    contract_until=ends_soon if at > 1 else None,
                )
                ends_soon = None if at > 1 else ends_soon
        employers = material("organisations")["principals"]["private"]
        yield Principal(
            key="ended-1", name=employers[0], kind="private", contact="Loket", email="loket@overstap.invalid",
            contract_from=self.today - OLDEST_CONTRACT, contract_until=self.today - dt.timedelta(days=12),
        )  # fmt: skip

    def _clients(self) -> Iterator[ClientStory]:
        waiting = dict(STAGES)
        namesake: Person | None = None
        place = 0
        for case in material("hard_cases"):
            stages = case["stages"] if case["case"] == HardCase.NAMESAKE else (self.chance.choice(case["stages"]),)
            for stage in map(Stage, stages):
                waiting[stage] -= 1
                place += 1
                client = self._client(place, stage, HardCase(case["case"]), case, namesake)
                namesake = client.person if case["case"] == HardCase.NAMESAKE else None
                yield client
        for stage, number in waiting.items():
            for _ in range(max(0, number)):
                place += 1
                yield self._client(place, stage, None, {}, None)

    def of_the_year_before(self, number: int) -> Iterator[ClientStory]:
        """Make so many more people."""
        for place in range(1, number + 1):
            background = self.identities.background()
            person = self.identities.person(background, self._birth_date(None))
            course = course_of_year(self.today.year - 1, self.today, self.chance)
            story = self._trajectory(person, background, Stage.ENDED_LONG_AGO, None, course=course)
            kept = person_items(person, [story], self.chance, consents=True)
            key = f"{self.agency}-brief-{place:03d}"
            yield ClientStory(key, person, Stage.ENDED_LONG_AGO, frozenset(), kept, (story,))

    def _client(
        self, place: int, stage: Stage, case: HardCase | None, given: Mapping[str, Any], namesake: Person | None
    ) -> ClientStory:
        background = self.identities.background()
        birth_date = self._birth_date(case)
        written = given.get("name") or _name_of(namesake)
        person = self.identities.person(background, birth_date, written)
        trajectories = tuple(self._trajectories(person, background, stage, case, given))
        kept = person_items(person, trajectories, self.chance, consents=case is not HardCase.NO_CONSENT)
        items = (*kept, *self._of_case(case, trajectories[-1]))
        if case is HardCase.LETTERS_ONLY:
            items = tuple(_without(each, "email") for each in items)
        if case is HardCase.RESTRICTED:
            trajectories = tuple(_restricted(each) for each in trajectories)
        return ClientStory(
            key=f"{self.agency}-{place:03d}",
            person=person,
            stage=stage,
            cases=frozenset({case} if case else ()),
            items=items,
            trajectories=trajectories,
            representative=self._representative(person, case),
            excluded=(self._relative(),) if case is HardCase.RELATIVE_OF_COLLEAGUE else (),
        )

    def _birth_date(self, case: HardCase | None) -> dt.date:
        if case is HardCase.MINOR:
            return self.today - dt.timedelta(days=self.chance.randint(16 * 366, 17 * 365 + 200))
        years = int(self.chance.triangular(ADULT + 1, OLDEST, 39))
        return self.today - dt.timedelta(days=years * 365 + years // 4 + self.chance.randint(1, 360))

    def _trajectories(
        self, person: Person, background: str, stage: Stage, case: HardCase | None, given: Mapping[str, Any]
    ) -> Iterator[TrajectoryStory]:
        kind = given.get("kind")
        if case is HardCase.RETURNED:
            yield self._trajectory(person, background, Stage.ENDED_LONG_AGO, kind)
        first = self._trajectory(person, background, stage, kind, ended=case is HardCase.CONTRACT_ENDED)
        if case is HardCase.TWO_PRINCIPALS:
            yield self._trajectory(person, background, stage, kind, other_than=first.principal)
        yield first

    def _trajectory(
        self,
        person: Person,
        background: str,
        stage: Stage,
        kind: str | None,
        *,
        ended: bool = False,
        other_than: str | None = None,
        course: Course | None = None,
    ) -> TrajectoryStory:
        chance = self.chance
        course = course or course_of(stage, self.today, chance)
        age = person.age_on(course.referred_on)
        principal = self._principal(kind, ended=ended, other_than=other_than)
        illness = age >= ADULT and chance.random() * 100 < self.traits["illness"]
        reason = self._suiting("reasons", age, background, principal.kind, illness=illness)
        obstacles = self._obstacles(age, background, illness=reason["illness"])
        path = self.paths.draw()
        branch = material("organisations")["employers"][path]
        employers = tuple(chance.sample(branch, k=len(branch)))
        commission = Commission(principal, reason, path, obstacles, employers, self.coaches.draw(), stage)
        return Story(person, commission, course, chance).written()

    def _principal(self, kind: str | None, *, ended: bool, other_than: str | None) -> Principal:
        if ended:
            return self.principals[-1]
        while True:
            drawn = kind or weighted(self.chance, self.traits["principals"])
            found = self.chance.choice([each for each in self.principals if each.kind == drawn])
            if found.key != other_than:
                return found
            kind = None

    def _suiting(self, name: str, age: int, background: str, kind: str, *, illness: bool) -> Mapping[str, Any]:
        fitting = [each for each in material(name) if _suits(each, age, background, kind)]
        same = [each for each in fitting if each["illness"] == illness]
        return self.chance.choice(same or [each for each in fitting if not each["illness"]])

    def _obstacles(self, age: int, background: str, *, illness: bool) -> tuple[Mapping[str, Any], ...]:
        fitting = [each for each in material("obstacles") if _suits(each, age, background, "")]
        ordinary = [each for each in fitting if not each.get("illness")]
        if not illness:
            return tuple(self.chance.sample(ordinary, k=2))
        return (self.chance.choice([each for each in fitting if each.get("illness")]), self.chance.choice(ordinary))

    def _representative(self, person: Person, case: HardCase | None) -> Representative | None:
        if case not in {HardCase.MINOR, HardCase.REPRESENTED}:
            return None
        given = self.identities.new_name("dutch", self.chance.choice(("vrouw", "man")))["given"]
        relation = "ouder" if case is HardCase.MINOR else "gemachtigde"
        return Representative(
            f"{given} {person.particle} {person.family}".replace("  ", " "), relation, self.identities.phone(),
            self.identities.email(given, person.family),
        )  # fmt: skip

    def _relative(self) -> str:
        return next(each.key for each in self.staff if each.role == "administration")

    def _of_case(self, case: HardCase | None, newest: TrajectoryStory) -> Iterator[Item]:
        if case is HardCase.STATEMENT_ATTACHED:
            talks = [each for each in newest.items if each.kind is ItemKind.CONVERSATION]
            about = f"Gespreksverslag van {talks[-1].on:%d-%m-%Y}" if talks else "Het verslag"
            text = self.chance.choice(material("phrases")["statements"])
            on = talks[-1].on if talks else self.today
            yield Item(ItemKind.STATEMENT, on, ("client",), {"about": about, "text": text})


def _names_in_clear(today: dt.date) -> Iterator[str]:
    """Whoever works at any agency or for a principal: a client of that name would seem to be told of in a copy."""
    for name in example_agencies():
        agency = _Agency(name, today)
        agency.work()
        yield from (each.name for each in agency.staff)
        yield from (each.contact for each in agency.principals)
    for extra in material("offices")["extra_staff"]:
        yield from extra["names"].values()
    yield from material("offices")["auditors"].values()


def _name_of(person: Person | None) -> dict[str, str] | None:
    if person is None:
        return None
    return {"given": person.given, "particle": person.particle, "family": person.family, "called": person.called}


def _suits(thing: Mapping[str, Any], age: int, background: str, kind: str) -> bool:
    who = thing.get("who") or {}
    return (
        who.get("from_age", 0) <= age <= who.get("until_age", 99)
        and (not kind or kind in who.get("kinds", (kind,)))
        and background in who.get("backgrounds", (background,))
    )


def _without(item: Item, name: str) -> Item:
    return Item(item.kind, item.on, item.sources, {key: v for key, v in item.values.items() if key != name}, item.marks)


def _restricted(story: TrajectoryStory) -> TrajectoryStory:
    """Mark the newest report of a trajectory as restricted: the client disputes it."""
    reports = [each for each in story.items if each.kind in {ItemKind.REPORT, ItemKind.CONVERSATION}]
    newest = reports[-1]
    marked = Item(newest.kind, newest.on, newest.sources, newest.values, newest.marks | {"restricted"})
    return replace(story, items=tuple(marked if each is newest else each for each in story.items))
