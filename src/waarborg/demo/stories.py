"""One trajectory from referral to end, with everything noted along the way."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from waarborg.demo.conversations import Moment, Telling
from waarborg.demo.courses import Course, working_day
from waarborg.demo.material import material
from waarborg.demo.people import ENDED, Item, ItemKind, Person, Principal, Stage, TrajectoryStory, Value

CLIENT, STAFF = ("client",), ("staff",)
LATER = 175
"""Days after which two of three trajectories have a second report; of the others it is late."""
RECENT = 3
"""Hours are kept of so many talks."""


@dataclass(frozen=True, slots=True)
class Commission:
    """Who commissions a trajectory, why, and who does it."""

    principal: Principal
    reason: Mapping[str, Any]
    path: str
    obstacles: tuple[Mapping[str, Any], ...]
    employers: tuple[str, ...]
    """The one that it leads to, then others of the branch."""
    coach: str
    stage: Stage
    minor: bool = False


class Story:
    """Writes one trajectory of one person."""

    def __init__(self, person: Person, commission: Commission, course: Course, chance: random.Random) -> None:
        """Everything is known beforehand but the words."""
        self.person, self.commission, self.course, self._chance = person, commission, course, chance
        self.years = chance.randint(1, max(1, min(18, person.age_on(course.referred_on) - 19)))
        self.telling = Telling(
            person,
            chance,
            path=commission.path,
            obstacles=commission.obstacles,
            employers=commission.employers,
            years=self.years,
        )
        self.employer = commission.employers[0]
        self.to_work = course.placed_on is not None or commission.stage not in ENDED
        self.reference = f"{chance.randint(2, 9)}{chance.randint(10_000, 99_999)}-{chance.randint(10, 99)}"

    def written(self) -> TrajectoryStory:
        """Return the whole story."""
        course, commission = self.course, self.commission
        items = sorted(self._items(), key=lambda each: each.on)
        return TrajectoryStory(
            principal=commission.principal.key,
            principal_kind=commission.principal.kind,
            reference=self.reference,
            type=self._type(),
            question=self.telling.say(commission.reason["question"]),
            goal=self.telling.target,
            former_position=self.telling.former,
            former_years=self.years,
            for_illness=commission.reason["illness"],
            phase=commission.stage.phase,
            outcome=self._outcome(),
            hours_granted=self._chance.choice((20, 24, 30, 36, 40)),
            coach=commission.coach,
            referred_on=course.referred_on,
            started_on=course.started_on,
            planned_end_on=course.planned_end_on,
            placed_on=course.placed_on,
            ended_on=course.ended_on,
            items=tuple(items),
        )

    def _type(self) -> str:
        """A kind of trajectory of the way of working."""
        types, commission = material("offices")["trajectory_types"], self.commission
        placed = commission.reason["illness"] and commission.stage is Stage.PLACED
        return str(types["placed" if placed else commission.principal.kind])

    def _outcome(self) -> str:
        if self.course.placed_on:
            return "betaald werk"
        return "vrijwilligerswerk" if self.commission.stage in ENDED else ""

    def _items(self) -> Iterator[Item]:
        yield self._referral()
        if self.commission.principal.kind == "uwv":
            yield from self._from_uwv()
        if self.course.started_on is None:
            return
        yield self._trajectory(self.course.started_on)
        yield self._letter(self.course.started_on)
        yield self._intake(self.course.started_on)
        if self.commission.reason["illness"]:
            yield self._capacity(self.course.started_on)
        if self.commission.stage is not Stage.INTAKE:
            yield self._plan(working_day(self.course.started_on + dt.timedelta(days=16), self.course.last_on))
        yield from self._conversations()
        yield from self._search_and_placement()
        yield from self._reports()
        if self.course.ended_on:
            yield self._invoice(self.course.ended_on)

    def _item(self, kind: ItemKind, on: dt.date, sources: tuple[str, ...], /, **values: Value) -> Item:
        marks = {"origin_uwv"} if sources[0] == "uwv" else set()
        return Item(kind, on, sources, values, frozenset(marks))

    def _referral(self) -> Item:
        on, text = self.course.referred_on, self.telling.say(self.commission.reason["question"])
        sources = ("uwv" if self.commission.principal.kind == "uwv" else "principal", "principal")
        background = self.telling.say(self.commission.reason["text"], jaren=str(self.years))
        return self._item(
            ItemKind.REFERRAL, on, sources,
            reference=self.reference, received_on=on, date=on, question=f"{text} {background}",
            result_wanted=f"Werk als {self.telling.target}", factor=("persoonlijke factoren",),
        )  # fmt: skip

    def _from_uwv(self) -> Iterator[Item]:
        for found in self._chance.sample(material("phrases")["uwv"], k=2):
            text = self.telling.say(found["content"])
            yield self._item(
                ItemKind.UWV, self.course.referred_on, ("uwv",),
                subject=found["subject"], received_on=self.course.referred_on, date=self.course.referred_on,
                content=text, summary=text, kind=("re-integratievisie",),
            )  # fmt: skip

    def _trajectory(self, on: dt.date) -> Item:
        end = self.course.ended_on or self.course.planned_end_on or on
        outcome: dict[str, Value] = (
            {"outcome": (self._outcome(),), "result": self._outcome()} if self._outcome() else {}
        )
        return self._item(
            ItemKind.TRAJECTORY, on, STAFF,
            number=self.reference, agreement=self.reference, goal=f"Werk als {self.telling.target}", start=on, end=end,
            goals=("baan zoeken",), type=("naar betaald werk",), purpose=("re-integratie",),
            agreements=f"Ten hoogste {(end - on).days // 30} maanden begeleiding.", entity=("besloten vennootschap",),
            **outcome,
        )  # fmt: skip

    def _invoice(self, on: dt.date) -> Item:
        minutes = 60 * self._chance.randint(8, 30)
        return self._item(
            ItemKind.INVOICING, on, STAFF,
            invoice=f"F{on:%Y}-{self._chance.randint(100, 999)}", date=on, reference=self.reference,
            trajectory_number=self.reference, named=self.person.name, period=f"{on:%Y}", minutes=minutes,
            amount=f"{minutes * 92 // 60},00",
        )  # fmt: skip

    def _intake(self, on: dt.date) -> Item:
        telling, available = self.telling, f"{self.telling.wanted_hours} uur per week"
        needs = telling.one_of("intake", "needs")
        return self._item(
            ItemKind.INTAKE, on, ("client", "staff"),
            held_on=on, wishes=telling.one_of("intake", "wishes"), strengths=telling.one_of("intake", "strengths"),
            needs=needs, situation=telling.say(self.commission.reason["text"], jaren=str(self.years)),
            opportunities=telling.one_of("intake", "strengths"), availability=available, mobility="fiets en bus",
            education="Zie de opleidingen.", experience=telling.say("Werkte {jaren} jaar als {functie}."),
        )  # fmt: skip

    def _capacity(self, on: dt.date) -> Item:
        found = self._chance.choice(material("phrases")["capacity"])
        return self._item(
            ItemKind.CAPACITY, on, ("client", "occupational_physician"),
            **found, hours_a_week=self._chance.choice((12, 16, 20, 24)), assessed_on=on,
            review_on=on + dt.timedelta(days=180),
        )  # fmt: skip

    def _plan(self, on: dt.date) -> Item:
        end = self.course.planned_end_on or on
        goal = f"Werk als {self.telling.target}, {self.telling.wanted_hours} uur per week"
        steps = self.telling.one_of("plan", "steps")
        return self._item(
            ItemKind.PLAN, on, ("staff", "client"),
            **{"from": on}, goal=goal, aim=goal, steps=steps, approach=steps, training=self.telling.course,
            ready_on=on, agreed_on=on, until=end, review_on=on + dt.timedelta(days=91), agreed_with_client=True,
        )  # fmt: skip

    def _days_of_conversations(self) -> list[dt.date]:
        start = self.course.started_on or self.course.referred_on
        span = (self.course.last_on - start).days
        number = 1 if self.commission.stage is Stage.INTAKE else min(7, max(3, span // 24))
        days = [start + dt.timedelta(days=7 + int(span * at / number)) for at in range(number)]
        return sorted({working_day(day, self.course.last_on) for day in days})

    def _conversations(self) -> Iterator[Item]:
        days = self._days_of_conversations()
        for at, on in enumerate(days):
            moment = Moment(self.course.progress * (at / max(1, len(days) - 1)), self.to_work)
            told = self.telling.conversation(moment)
            guest = f"{self.person.called} en {self.employer}" if "werkplek" in str(told["discussed"]) else ""
            whom: dict[str, Value] = {"with_whom": guest or self.person.called, "held_on": on, "date": on, "on": on}
            yield self._item(ItemKind.CONVERSATION, on, STAFF, **told, **whom)
            if at >= len(days) - RECENT:
                yield self._item(
                    ItemKind.HOURS, on, STAFF, date=on, on=on, minutes=told["minutes"], activity=("gesprek", "Gesprek")
                )
                yield self._item(
                    ItemKind.CONTACT_MOMENT, on, STAFF,
                    date=on, kind=("gesprek",), minutes=told["minutes"], what=told["agreed"], done=told["agreed"],
                    next_step=told["next_step"],
                )  # fmt: skip
        if days and self._chance.random() < 0.5:  # noqa: PLR2004 - half of the coaches keep notes
            yield self._item(
                ItemKind.WORKING_NOTE, days[-1], STAFF, note=self.telling.say(self.telling.drawn("working_notes"))
            )

    def _letter(self, on: dt.date) -> Item:
        found = self.telling.drawn("letters")
        text, sent = self.telling.say(found["text"]), found["direction"] == "verzonden"
        return self._item(
            ItemKind.LETTER, on, STAFF if sent else CLIENT,
            date=on, subject=found["subject"], text=text, message=text, relevance=found["subject"],
            direction=("verzonden", "verstuurd") if sent else ("ontvangen",), with_whom=self.person.called,
            correspondent=self.person.called, reference=self.reference,
            contact_person=self.commission.principal.contact,
        )  # fmt: skip

    def _search_and_placement(self) -> Iterator[Item]:
        days, progress = self._days_of_conversations(), self.course.progress
        others = self.commission.employers[1:] or self.commission.employers
        for at, (before, on) in enumerate(list(pairwise(days))[1:4]):
            day = working_day(before + (on - before) / 2, self.course.last_on)
            outcome = ("afgewezen",) if on != days[-1] else ("gesprek", "open", "loopt")
            yield self._item(
                ItemKind.JOB_SEARCH, day, ("client", "staff"),
                position=self.telling.target, employer=others[at % len(others)], on=day, date=day, outcome=outcome,
                result=outcome,
            )  # fmt: skip
        trial = progress >= 0.7 and not self.course.placed_on and self.commission.stage is Stage.RUNNING  # noqa: PLR2004
        start = self.course.placed_on or (days[-1] if trial else None)
        if start is None:
            return
        until = start + dt.timedelta(days=56 if trial else 365)
        yield self._item(
            ItemKind.PLACEMENT, start, ("client", "employer"),
            **{"from": start}, employer=self.employer, position=self.telling.target, start=start, started_on=start,
            until=until, end=until, hours=self.telling.wanted_hours, hours_a_week=self.telling.wanted_hours,
            kind=("proefplaatsing",) if trial else ("tijdelijk", "betaald werk", "dienstverband"),
        )  # fmt: skip

    def _reports(self) -> Iterator[Item]:
        start, stage = self.course.started_on, self.commission.stage
        if start is None or stage is Stage.INTAKE:
            return
        last = self.course.last_on
        if stage is Stage.PAUSED:
            yield self._report(last, "paused")
        elif stage in ENDED:
            yield self._report(working_day(start + (last - start) / 2, last), "running")
            yield self._report(last, "end" if self.course.placed_on else "end_without")
        elif (last - start).days > 60:  # noqa: PLR2004 - the first report comes after two months
            yield self._report(working_day(start + dt.timedelta(days=60), last), "running")
            if (last - start).days > LATER and int(self.reference[-1]) % 3:
                yield self._report(working_day(start + dt.timedelta(days=LATER - 25), last), "running")

    def _report(self, on: dt.date, state: str) -> Item:
        start = self.course.started_on or on
        moment = Moment(
            min(1.0, (on - start).days / max(1, (self.course.last_on - start).days)) * self.course.progress,
            self.to_work,
        )
        standing = self.telling.standing(moment)
        talks = sum(day <= on for day in self._days_of_conversations())
        text = self.telling.one_of("report", state, stand=standing, gesprekken=str(max(1, talks)))
        final = state.startswith("end")
        return self._item(
            ItemKind.REPORT, on, STAFF,
            title="Eindverslag" if final else "Voortgangsverslag", kind=("einde",) if final else ("voortgang",),
            period=f"{start:%d-%m-%Y} tot en met {on:%d-%m-%Y}", period_from=start, period_to=on, period_until=on,
            text=text, progress=text, done=text, result=standing, recipient=self.commission.principal.name,
            next_step="Geen; het traject is klaar." if final else self.telling.say(self.telling.drawn("agreed_always")),
            advice="Nazorg is niet nodig." if final else "Traject voortzetten.",
        )  # fmt: skip
