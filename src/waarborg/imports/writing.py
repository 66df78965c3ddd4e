"""A plan done: dossiers with their first records through the door, many at once, in one unit of work.

Set-based and still by the rules. Of each group of dossiers of which the same is known the rules answered once; that
answer is one decision, and every dossier has an event of its own that points at it. Row-level security computes the
answers again from the rows that were just made, and refuses the whole when it comes to another one.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar
from uuid import UUID

from django.db import connections

from waarborg.dossiers.models import Assignment, ClientDeclaration, Dossier, Person, Trajectory
from waarborg.gate.answers import Answer
from waarborg.gate.door import Claims, Door
from waarborg.imports.choices import WorksOnIt
from waarborg.imports.files import Packed
from waarborg.imports.judging import Judge, opening, undeclared
from waarborg.imports.mapping import Mapped
from waarborg.imports.models import ImportedDossier
from waarborg.imports.planning import Planned
from waarborg.imports.writing_records import RecordWriter
from waarborg.kernel import clock
from waarborg.kernel.identifiers import new_id
from waarborg.ledger.entries import EventEntry
from waarborg.ledger.vocabulary import Kind

Thing = TypeVar("Thing")
Key = TypeVar("Key", bound=Hashable)

AT_ONCE = 250
"""Dossiers in one turn: the rules' answers for them are looked up in memory."""


@dataclass(frozen=True, slots=True)
class Made:
    """A planned dossier with its identifiers."""

    planned: Planned
    id: UUID
    person_id: UUID
    trajectory_id: UUID
    number: str


@dataclass(kw_only=True)
class Writer:
    """Writes plans. Everything goes through the door that it was given, in the door's own transaction."""

    door: Door
    judge: Judge
    mapped: Mapped
    import_id: UUID
    packed: Packed
    tell: Callable[[int], None]

    def write(self, plan: Sequence[Planned]) -> None:
        """Make every dossier of a plan. Those that rest on the same statement are opened together."""
        done = 0
        for claims, alike in _grouped(plan, lambda one: opening(one.situation)):
            for start in range(0, len(alike), AT_ONCE):
                some = alike[start : start + AT_ONCE]
                self._turn(some, claims)
                if not done:
                    self._count_anew()
                done += len(some)
                self.tell(done)

    def _turn(self, some: Sequence[Planned], claims: Claims) -> None:
        made = self._open(some, claims)
        self._assign(self.door, made)
        self._declare(self.door, made)
        RecordWriter(self.door, made, self.packed).write()
        self._close(made)

    def _count_anew(self) -> None:
        """Let PostgreSQL see what the first turn brought, before it plans the others as if there were nothing."""
        with connections[self.door.using].cursor() as cursor:
            cursor.execute("select gate.count_dossiers_anew()")

    def _open(self, some: Sequence[Planned], claims: Claims) -> list[Made]:
        self.door.turn_to_many("open_dossier", None, claims)
        years = [one.frame.opened_on.year for one in some]
        with connections[self.door.using].cursor() as cursor:
            cursor.execute("select * from gate.next_dossier_numbers(%s::integer[])", [years])
            numbers = [number for (number,) in cursor.fetchall()]
        made = [Made(one, new_id(), new_id(), new_id(), number) for one, number in zip(some, numbers, strict=True)]
        self.door.noting([self.judge.opens(some[0].situation)])
        decision = self.door.note_each(
            [
                EventEntry(kind=Kind.DOSSIER_OPENED, dossier_id=one.id, details={"import": str(self.import_id)})
                for one in made
            ]
        )
        self._frames(self.door, made, decision)
        return made

    def _frames(self, door: Door, made: Sequence[Made], decision: UUID) -> None:
        here = {"organisation_id": door.actor.organisation_id, "decision_id": decision}
        using, now = door.using, clock.now()
        Person.objects.using(using).bulk_create(
            [
                Person(
                    id=one.person_id,
                    minor=one.planned.minor,
                    of_age_on=one.planned.of_age_on,
                    created_at=now,
                    **here,
                )
                for one in made
            ]
        )
        Dossier.objects.using(using).bulk_create(
            [
                Dossier(
                    id=one.id,
                    person_id=one.person_id,
                    number=one.number,
                    opened_on=one.planned.frame.opened_on,
                    closed_on=one.planned.frame.closed_on if not one.planned.closes else None,
                    regulation_handed_out_on=one.planned.frame.handed_out_on,
                    **here,
                )
                for one in made
            ]
        )
        Trajectory.objects.using(using).bulk_create([_trajectory(one, here) for one in made])
        ImportedDossier.objects.using(using).bulk_create(
            [
                ImportedDossier(
                    id=new_id(), brought_in_by_id=self.import_id, dossier_id=one.id, person_id=one.person_id, **here
                )
                for one in made
            ]
        )
        Assignment.objects.using(using).bulk_create(
            [self._assignment(one, self.door.actor.somebody, decision) for one in made if one.planned.situation.mine]
        )

    def _assignment(self, one: Made, account_id: UUID, decision: UUID) -> Assignment:
        """Work from the referral on; or today alone, for whoever only sets it up."""
        frame, today = one.planned.frame, clock.today()
        own = account_id == self.door.actor.account_id
        lasting = frame.coach_id == account_id or (own and self.mapped.works_on_it is WorksOnIt.ME)
        return Assignment(
            id=new_id(),
            organisation_id=self.door.actor.organisation_id,
            dossier_id=one.id,
            trajectory_id=one.trajectory_id,
            account_id=account_id,
            from_on=frame.referred_on if lasting else today,
            until_on=None if lasting else today,
            decision_id=decision,
        )

    def _assign(self, door: Door, made: Sequence[Made]) -> None:
        """Give each dossier to the coach that its row names, when that is another than who brings it in."""
        given = [one for one in made if one.planned.frame.coach_id not in {None, door.actor.account_id}]
        if not given:
            return
        door.turn_to_many("assign", [one.id for one in given], Claims())
        for answer, alike in self._alike(given, "assign"):
            door.noting([answer])
            decision = door.note_each(
                [
                    EventEntry(
                        kind=Kind.ASSIGNMENT_MADE,
                        dossier_id=one.id,
                        details={"account": str(one.planned.frame.coach_id)},
                    )
                    for one in alike
                ]
            )
            Assignment.objects.using(door.using).bulk_create(
                [self._assignment(one, one.planned.frame.coach_id or door.actor.somebody, decision) for one in alike]
            )

    def _declare(self, door: Door, made: Sequence[Made]) -> None:
        """Write down what was declared before: later records may rest on it."""
        declaring = [one for one in made if one.planned.frame.declared]
        if not declaring:
            return
        door.turn_to_many("write", [one.id for one in declaring], Claims())
        for answer, alike in self._alike(declaring, "write"):
            door.noting([answer])
            told = [(one, fact, on) for one in alike for fact, on in one.planned.frame.declared.items()]
            decision = door.note_each(
                [
                    EventEntry(kind=Kind.CONSENT_GIVEN, dossier_id=one.id, details={"fact": fact})
                    for one, fact, _on in told
                ]
            )
            ClientDeclaration.objects.using(door.using).bulk_create(
                [
                    ClientDeclaration(
                        id=new_id(),
                        organisation_id=door.actor.organisation_id,
                        dossier_id=one.id,
                        fact=fact,
                        form=self.mapped.consent_form,
                        from_on=on,
                        decision_id=decision,
                    )
                    for one, fact, on in told
                ]
            )

    def _close(self, made: Sequence[Made]) -> None:
        """Close what had been closed, last of all, where that is the actor's to do: its terms have begun."""
        closed = [one for one in made if one.planned.closes]
        if not closed:
            return
        self.door.turn_to_many("close", [one.id for one in closed], Claims())
        for answer, alike in self._alike(closed, "close"):
            self.door.noting([answer])
            self.door.note_each([EventEntry(kind=Kind.DOSSIER_CLOSED, dossier_id=one.id) for one in alike])
            with connections[self.door.using].cursor() as cursor:
                cursor.execute(_CLOSE, [[one.id for one in alike], [one.planned.frame.closed_on for one in alike]])

    def _alike(self, made: Iterable[Made], action: str) -> list[tuple[Answer, list[Made]]]:
        """Those of which the same is known, with the answer that holds for them all."""
        if action == "close":
            found = _grouped(made, lambda one: one.planned.situation)
        else:
            found = _grouped(made, lambda one: undeclared(one.planned.situation))
        return [(self.judge.acts(action, situation), alike) for situation, alike in found]


_CLOSE = """
update dossiers_dossier d set closed_on = c.on_day
from unnest(%s::uuid[], %s::date[]) c (id, on_day) where d.id = c.id
"""


def _trajectory(one: Made, here: Mapping[str, UUID]) -> Trajectory:
    frame = one.planned.frame
    return Trajectory(
        id=one.trajectory_id,
        dossier_id=one.id,
        principal_id=frame.principal.id,
        principal_kind=frame.principal.kind,
        contract_id=frame.agreement.id if frame.agreement else None,
        acts_as=one.planned.situation.acts_as,
        type=frame.type,
        phase=frame.phase,
        for_illness=frame.for_illness,
        hours_granted=frame.hours_granted,
        referred_on=frame.referred_on,
        started_on=frame.started_on,
        planned_end_on=frame.planned_end_on,
        placed_on=frame.placed_on,
        ended_on=frame.ended_on,
        **here,
    )


def _grouped(things: Iterable[Thing], key: Callable[[Thing], Key]) -> list[tuple[Key, list[Thing]]]:
    found: dict[Key, list[Thing]] = {}
    for one in things:
        found.setdefault(key(one), []).append(one)
    return list(found.items())
