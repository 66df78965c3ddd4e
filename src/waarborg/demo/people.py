"""Invented clients of an agency: who they are, what became of their trajectories, and everything noted along the way.

`populate("<regulation id>", today)` in `population.py` always makes the same people on the same day. Nothing here
touches a database; names, streets, employers and stories are invented, numbers are of ranges kept for tests.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

Value = str | int | bool | dt.date | tuple[str, ...]
"""A value of an item. A tuple is a choice in the words of several catalogues: the first known word counts."""


class Stage(StrEnum):
    """Where somebody is."""

    REFERRAL = "referral"
    INTAKE = "intake"
    RUNNING = "running"
    PAUSED = "paused"
    PLACED = "placed"
    ENDED_RECENTLY = "ended_recently"
    ENDED_LONG_AGO = "ended_long_ago"
    OVERDUE = "overdue"
    """Ended so long ago that nothing but administration should be left."""

    @property
    def phase(self) -> str:
        """The phase of the trajectory."""
        return "ended" if self in ENDED else str(self.value)


ENDED = frozenset({Stage.ENDED_RECENTLY, Stage.ENDED_LONG_AGO, Stage.OVERDUE})


class HardCase(StrEnum):
    """What makes a dossier hard."""

    MINOR = "minor"
    """Sixteen or seventeen; a parent signs along."""
    TWO_PRINCIPALS = "two_principals"
    NO_CONSENT = "no_consent"
    UWV_ORIGIN = "uwv_origin"
    LONG_NAME = "long_name"
    DIACRITICS = "diacritics"
    ONE_NAME = "one_name"
    RELATIVE_OF_COLLEAGUE = "relative_of_colleague"
    """A member of staff who must not look: `TrajectoryStory.excluded`."""
    RESTRICTED = "restricted"
    STATEMENT_ATTACHED = "statement_attached"
    RETURNED = "returned"
    """An earlier trajectory ended, a new one runs."""
    NAMESAKE = "namesake"
    """Two clients of one name."""
    PENDING_COMPLAINT = "pending_complaint"
    REPRESENTED = "represented"
    LETTERS_ONLY = "letters_only"
    """No e-mail address."""
    CONTRACT_ENDED = "contract_ended"
    """The principal's contract has ended."""


class ItemKind(StrEnum):
    """What an item of a story is; `data/kinds.yaml` says to which categories it goes."""

    PERSON = "person"
    BSN = "bsn"
    BENEFIT = "benefit"
    EDUCATION = "education"
    WORK = "work"
    IDENTITY_CHECK = "identity_check"
    CONSENT = "consent"
    STATEMENT = "statement"
    REFERRAL = "referral"
    TRAJECTORY = "trajectory"
    INTAKE = "intake"
    PLAN = "plan"
    CONVERSATION = "conversation"
    CONTACT_MOMENT = "contact_moment"
    REPORT = "report"
    JOB_SEARCH = "job_search"
    PLACEMENT = "placement"
    HOURS = "hours"
    CAPACITY = "capacity"
    UWV = "uwv"
    LETTER = "letter"
    WORKING_NOTE = "working_note"
    INVOICING = "invoicing"


@dataclass(frozen=True, slots=True)
class Item:
    """One thing noted on a day, with every value a catalogue may ask of it."""

    kind: ItemKind
    on: dt.date
    sources: tuple[str, ...]
    """Who provided it, best word first."""
    values: Mapping[str, Value]
    marks: frozenset[str] = frozenset()
    """Facts about this record, such as `origin_uwv` or `restricted`."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who does not exist."""

    given: str
    particle: str
    family: str
    called: str
    """How the coach addresses them."""
    sex: str
    birth_date: dt.date
    street: str
    postcode: str
    place: str
    phone: str
    email: str
    bsn: str
    """A test number; only kept where the principal's law allows it."""

    @property
    def name(self) -> str:
        """The whole name."""
        return " ".join(part for part in (self.given, self.particle, self.family) if part)

    def age_on(self, day: dt.date) -> int:
        """Return the age in years."""
        return day.year - self.birth_date.year - ((day.month, day.day) < (self.birth_date.month, self.birth_date.day))


@dataclass(frozen=True, slots=True)
class Representative:
    """Who acts for a client."""

    name: str
    relation: str
    phone: str
    email: str


@dataclass(frozen=True, slots=True)
class TrajectoryStory:
    """One commission: its days, how it went, and what was noted."""

    principal: str
    """Key of a principal of the population."""
    principal_kind: str
    reference: str
    type: str
    question: str
    goal: str
    former_position: str
    former_years: int
    """How long the last work before it was done."""
    for_illness: bool
    phase: str
    outcome: str
    hours_granted: int
    coach: str
    """Key of a member of staff."""
    referred_on: dt.date
    started_on: dt.date | None
    planned_end_on: dt.date | None
    placed_on: dt.date | None
    ended_on: dt.date | None
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class ClientStory:
    """A client with all trajectories and what belongs to the person."""

    key: str
    person: Person
    stage: Stage
    cases: frozenset[HardCase]
    items: tuple[Item, ...]
    trajectories: tuple[TrajectoryStory, ...]
    """The newest last."""
    representative: Representative | None = None
    excluded: tuple[str, ...] = ()
    """Keys of staff who may not look, since they are family."""


@dataclass(frozen=True, slots=True)
class StaffMember:
    """Somebody who works for the agency."""

    key: str
    name: str
    role: str
    email: str


@dataclass(frozen=True, slots=True)
class Principal:
    """Who commissions, with the contact there and the contract's days."""

    key: str
    name: str
    kind: str
    contact: str
    email: str
    contract_from: dt.date
    contract_until: dt.date | None


@dataclass(frozen=True, slots=True)
class Population:
    """Everybody around one agency."""

    agency: str
    seeded_on: dt.date
    staff: tuple[StaffMember, ...]
    principals: tuple[Principal, ...]
    clients: tuple[ClientStory, ...]
    employers: tuple[str, ...] = field(default=())

    def client(self, case: HardCase) -> ClientStory:
        """Return the first client with this hard case. Raises LookupError when there is none."""
        for each in self.clients:
            if case in each.cases:
                return each
        raise LookupError(f"no client of {self.agency} has the case {case}")
