"""One example client's dossier, made as people would: through the services, on the days on which it happened.

Who may not do something under the agency's regulation does not do it here either: somebody else does, or nobody.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from decimal import Decimal
from typing import Any
from uuid import UUID

from waarborg.demo.establishing import Agency
from waarborg.demo.filling import NECESSITY as NEEDED
from waarborg.demo.filling import Filled
from waarborg.demo.histories import BEGINNING, Day, days_of, first_referral
from waarborg.demo.material import dice
from waarborg.demo.offices import offices
from waarborg.demo.people import ClientStory, TrajectoryStory
from waarborg.demo.regulation_given import give_regulation
from waarborg.demo.standing import Standing
from waarborg.dossiers.assignments import assign, end_assignment
from waarborg.dossiers.catalogue import NECESSITY, Catalogue, catalogue_of
from waarborg.dossiers.choices import Phase
from waarborg.dossiers.declarations import declare
from waarborg.dossiers.exclusions import exclude
from waarborg.dossiers.records import NewRecord, write
from waarborg.dossiers.services import NewDossier, NewTrajectory, close_dossier, open_dossier, open_trajectory
from waarborg.dossiers.trajectories import change_trajectory
from waarborg.gate.actors import Actor
from waarborg.gate.door import Claims, UnrecordedWork, open_door
from waarborg.kernel import clock
from waarborg.kernel.errors import Refused
from waarborg.policy.blocking import awaited
from waarborg.policy.model.access import Minors
from waarborg.policy.possible import is_possible, possible
from waarborg.work.choices import TaskKind
from waarborg.work.models import Task
from waarborg.work.services import finish
from waarborg.work.time_entries import NewTime, enter_time

PHASES = tuple(Phase.values)
OF_AGE = 18
"""Years (Civil Code, book 1, article 233), where a regulation does not name another age."""
TALK, AN_HOUR = "talk", 60
"""The kind of time of a story's contacts, and how long one took that does not say."""
LEFT_OPEN = 2
"""Days before today up to which everything on the list of a trajectory was done."""
KEPT_WORKING = 60
"""Days after the end of a trajectory during which whoever worked on it still does."""


def time_of(record: Filled, trajectory_id: UUID) -> NewTime:
    """Time, from what the story holds of it."""
    minutes = int(str(record.fields.get("minutes", AN_HOUR)))
    return NewTime(activity=TALK, minutes=minutes, worked_on=record.on, trajectory_id=trajectory_id)


class ClientFile:
    """The dossier of one client, from nothing or from how far it came before."""

    def __init__(self, agency: Agency, client: ClientStory, standing: Standing | None = None) -> None:
        self.agency, self.client = agency, client
        self.standing = standing or Standing()
        self.catalogue: Catalogue = catalogue_of(agency.in_force)
        self.waiting: list[Filled] = []
        """Records that nobody may write yet: the rules ask something first, such as consent."""

    @property
    def dossier_id(self) -> UUID:
        """The dossier. Raises LookupError before it is opened."""
        if self.standing.dossier_id is None:
            raise LookupError("The dossier is not open yet.")
        return self.standing.dossier_id

    def make(self) -> Counter[str]:
        """Do everything that has not been done yet; return how often each category could not be written."""
        rules = [entry.rule for entry in self.catalogue]
        for on, day in days_of(self.client, rules, starts_on=self.agency.starts_on):
            chance = dice(self.client.key, on)
            with clock.travel(self.agency.moment(on, chance.randint(9, 16), chance.randint(0, 59))):
                self._live(day)
        for story in self.client.trajectories:
            if story.started_on and not story.ended_on:
                with clock.travel(self.agency.moment(self.agency.population.seeded_on, 8)):
                    self._tick(story, until=self.agency.population.seeded_on - dt.timedelta(days=LEFT_OPEN))
        self._let_go()
        return Counter(record.category for record in self.waiting)

    def _live(self, day: Day) -> None:
        for story in day.opened:
            self._open(story)
        self._declare(day.declared)
        ready = [*self.waiting, *day.records] if day.declared or day.closes_on else day.records
        first = [record for record in ready if record.category in awaited(self.agency.in_force.regulation)]
        self._write(first)
        for story, changes in day.changes():
            self._change(story, changes)
        self._write([record for record in ready if record not in first])
        for story, changes in day.ends():
            self._change(story, changes)
            self._tick(story, until=None)
        if day.closes_on and not self.standing.closed:
            close_dossier(self._closer(), self.dossier_id, on=day.closes_on)

    # ------------------------------------------------------------------------------------------ the frame

    def _open(self, story: TrajectoryStory) -> None:
        new, worker = self._new_trajectory(story), self.worker(story)
        key = (new.principal_id, new.referred_on)
        if self.standing.dossier_id is None:
            made = open_dossier(self._opener(worker), self._new_dossier(new, worker))
            self.standing.dossier_id, self.standing.person_id = made.dossier_id, made.person_id
            self.standing.trajectories[key] = made.trajectory_id
            self.standing.workers.add((made.trajectory_id, worker.somebody))
            self._keep_out()
        elif key not in self.standing.trajectories:
            self.standing.trajectories[key] = open_trajectory(self._opener(worker), self.dossier_id, new)
        self._assign(self.standing.trajectories[key], worker, from_on=new.referred_on)
        if self.client.stage not in BEGINNING:
            give_regulation(self.agency, worker, self.dossier_id)

    def _new_dossier(self, new: NewTrajectory, worker: Actor) -> NewDossier:
        return NewDossier(trajectory=new, opened_on=new.referred_on, minor=self._is_minor(), coach_id=worker.account_id)

    def _new_trajectory(self, story: TrajectoryStory) -> NewTrajectory:
        commissioner = self.agency.commissioners[story.principal]
        acts_as = self.agency.in_force.regulation.controller.acts_as.get(commissioner.kind, "controller")
        return NewTrajectory(
            principal_id=commissioner.party_id,
            contract_id=commissioner.contract_id,
            type=story.type,
            referred_on=story.referred_on,
            acts_as=acts_as,
            for_illness=story.for_illness,
            hours_granted=Decimal(story.hours_granted),
        )

    def _is_minor(self) -> bool:
        """Under the age that the regulation names, else not of age by law."""
        named = [
            rule.under
            for article in self.agency.in_force.regulation.articles
            for rule in article.rules
            if isinstance(rule, Minors)
        ]
        return self.client.person.age_on(clock.today()) < min(named, default=OF_AGE)

    def _assign(self, trajectory_id: UUID, worker: Actor, *, from_on: dt.date) -> None:
        if (trajectory_id, worker.somebody) not in self.standing.workers:
            by = self.agency.who_may("assign")
            assign(by, self.dossier_id, trajectory_id, worker.somebody, from_on=from_on)
            self.standing.workers.add((trajectory_id, worker.somebody))

    def _keep_out(self) -> None:
        for key in self.client.excluded:
            account_id = self.agency.accounts.get(key)
            if account_id and account_id not in self.standing.excluded:
                reason = offices()["kept_out_because"]
                exclude(self.agency.who_may("assign"), self.dossier_id, account_id, reason=reason)

    def _declare(self, facts: Iterable[str]) -> None:
        for fact in facts:
            if fact not in self.standing.declared and self.agency.asks(fact):
                worker = self.worker(first_referral(self.client))
                declare(worker, self.dossier_id, fact, form="written", from_on=clock.today())
                self.standing.declared.add(fact)

    def _change(self, story: TrajectoryStory, changes: Mapping[str, Any]) -> None:
        trajectory_id = self.trajectory_id(story)
        standing = self.standing.phases.get(trajectory_id, PHASES[0])
        if PHASES.index(changes["phase"]) > PHASES.index(standing):
            change_trajectory(self.worker(story), self.dossier_id, trajectory_id, changes)
            self.standing.phases[trajectory_id] = changes["phase"]

    def _tick(self, story: TrajectoryStory, *, until: dt.date | None) -> None:
        """Finish what stands on the list: all that is open, or without reports what was due by a day."""
        trajectory_id = self.trajectory_id(story)
        # Nothing to finish is nothing that happened.
        with suppress(UnrecordedWork), open_door(self.worker(story), "write", dossier_id=self.dossier_id) as door:
            door.require_anywhere()
            tasks = Task.objects.filter(trajectory_id=trajectory_id, done_at__isnull=True).exclude(item="")
            finish(door, tasks.filter(kind=TaskKind.LISTED, due_on__lte=until) if until else tasks)

    def _let_go(self) -> None:
        """Long after a trajectory nobody works on it any more."""
        for story in self.client.trajectories:
            if story.ended_on is None:
                continue
            until = story.ended_on + dt.timedelta(days=KEPT_WORKING)
            worker, trajectory_id = self.worker(story), self.trajectory_id(story)
            if until < self.agency.population.seeded_on and (trajectory_id, worker.somebody) in self.standing.workers:
                with clock.travel(self.agency.moment(until, 17)):
                    end_assignment(
                        self.agency.who_may("assign"), self.dossier_id, trajectory_id, worker.somebody, until_on=until
                    )

    def trajectory_id(self, story: TrajectoryStory) -> UUID:
        """The trajectory of a story."""
        return self.standing.trajectories[self.agency.commissioners[story.principal].party_id, story.referred_on]

    # ------------------------------------------------------------------------------------------- who does it

    def worker(self, story: TrajectoryStory) -> Actor:
        """Who guides this trajectory: the story's own coach, or a colleague where the regulation gives them no pen."""
        policy = self.agency.in_force.policy
        coaches = [each.key for each in self.agency.population.staff if each.role in {"coach", "contractor"}]
        at = coaches.index(story.coach)
        for key in (*coaches[at:], *coaches[:at]):
            if key in self.agency.accounts and possible(policy, self.agency.actor(key).roles, "write"):
                return self.agency.actor(key)
        raise LookupError("Nobody here may ever write.")

    def _opener(self, worker: Actor) -> Actor:
        """Whoever guides the client, where they may open a dossier themself; else somebody who may."""
        policy = self.agency.in_force.policy
        return worker if possible(policy, worker.roles, "open_dossier") else self.agency.who_may("assign")

    def _closer(self) -> Actor:
        """Whoever guided the client, where they may close a dossier; else somebody who may, and works on it."""
        story = self.client.trajectories[-1]
        closer = self._first_who_may("close", None, self.worker(story))
        if closer is None:
            raise LookupError("Nobody here may ever close a dossier.")
        self._let_work(closer, story, "close", None)
        return closer

    def _first_who_may(self, action: str, category: str | None, worker: Actor) -> Actor | None:
        """Whoever guides the client when they may ever do this (without a category: in any), or else a colleague."""
        policy = self.agency.in_force.policy
        wanted = policy.categories if category is None else (category,)
        for actor in (worker, *(self.agency.actor(key) for key in self.agency.accounts)):
            if any(is_possible(policy.cell(role, action, each)) for role in actor.roles for each in wanted):
                return actor
        return None

    def _let_work(self, actor: Actor, story: TrajectoryStory, action: str, category: str | None) -> None:
        """Assign somebody to a trajectory when every rule by which they may do this asks that."""
        policy = self.agency.in_force.policy
        wanted = policy.categories if category is None else (category,)
        permits = [test for role in actor.roles for each in wanted for test in policy.cell(role, action, each).permits]
        if all("assigned" in policy.vocabulary.facts_in(test.rule.when) for test in permits):
            self._assign(self.trajectory_id(story), actor, from_on=clock.today())

    # ------------------------------------------------------------------------------------------- records

    def _write(self, records: Sequence[Filled]) -> None:
        """Write what may be written, each with the purpose it serves; the rest waits."""
        self.waiting = [record for record in self.waiting if record not in records]
        groups: dict[tuple[UUID, str | None, bool], list[tuple[Actor, Filled]]] = {}
        for record in records:
            if self.standing.claims(record.category, record.on):
                continue
            entry = self.catalogue.entry(record.category)
            story = self._story_of(record)
            writer = self._first_who_may("write", record.category, self.worker(story))
            if writer is None:
                self.waiting.append(record)
                continue
            self._let_work(writer, story, "write", record.category)
            purpose = entry.serves(self.agency.in_force.main_purpose)
            groups.setdefault((writer.somebody, purpose, entry.asks_why), []).append((writer, record))
        for (_writer, purpose, asks_why), together in groups.items():
            claims = Claims(purpose=purpose, facts=(NECESSITY,) if asks_why else ())
            self._write_together(together[0][0], [record for _actor, record in together], claims)

    def _write_together(self, writer: Actor, records: Sequence[Filled], claims: Claims) -> None:
        # When none of it may be written yet there is nothing to keep, and nothing happened.
        with suppress(UnrecordedWork), open_door(writer, "write", dossier_id=self.dossier_id, claims=claims) as door:
            for record in records:
                about = self.trajectory_id(self._story_of(record))
                try:
                    if self.catalogue.entry(record.category).rule.serves_as == "hours":
                        enter_time(door, time_of(record, about))
                    else:
                        self.standing.add(write(door, self._new_record(record), trajectory_id=about), record.category)
                except Refused:
                    self.waiting.append(record)

    def _new_record(self, record: Filled) -> NewRecord:
        taken_over = offices()["taken_over"] if record.on < self.agency.starts_on else ""
        why = NEEDED if self.catalogue.entry(record.category).asks_why else record.note
        return NewRecord(
            category=record.category,
            fields=record.fields,
            source=record.source,
            purpose=self.catalogue.entry(record.category).serves(self.agency.in_force.main_purpose),
            occurred_on=record.on,
            note=" ".join(part for part in (why, taken_over) if part),
            marks=record.marks,
        )

    def _story_of(self, record: Filled) -> TrajectoryStory:
        return record.trajectory or self.client.trajectories[-1]
