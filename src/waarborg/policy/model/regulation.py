"""The regulation file: articles, each with its text and its typed rules."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from pydantic import Field

from waarborg.policy.model import access, catalogue, procedures, retention, rights
from waarborg.policy.model.base import Citations, Key, Keys, Part, Rule

KINDS: dict[str, type[Rule]] = {
    "purpose": catalogue.PurposeRule,
    "category": catalogue.CategoryRule,
    "forbid": catalogue.Forbid,
    "sources": catalogue.Sources,
    "refresh": catalogue.Recency,
    "permit": access.Permit,
    "prohibit": access.Prohibition,
    "condition": access.Condition,
    "consent": access.ConsentRule,
    "linkage": access.Linkage,
    "minors": access.Minors,
    "retain": retention.RetentionRule,
    "override": retention.RetentionOverride,
    "keep_counts": retention.KeepCounts,
    "log_kept": retention.LogKept,
    "hold": retention.HoldRule,
    "destruction": retention.Destruction,
    "precedence": retention.Precedence,
    "right": rights.RightRule,
    "remedy": rights.Remedy,
    "complaint": procedures.ComplaintRule,
    "procedure": procedures.ProcedureElsewhere,
    "breach": procedures.BreachRule,
    "notice": procedures.Notice,
    "publish": procedures.Publication,
    "confidentiality": procedures.Confidentiality,
    "measure": procedures.Measure,
    "website": procedures.Website,
    "paper": procedures.Paper,
    "overview": procedures.Overview,
    "duty": procedures.Duty,
    "define": procedures.Definition,
    "party": procedures.Processor,
    "agency_acts_as": procedures.ControllerRole,
}
"""The key that says what kind of rule it is. The loader takes the first of a rule's keys, in this order, that is
distinctive: `sources`, `minors`, `consent` and the like also occur inside other rules, so a rule's kind is the
kind key written directly after its `id`."""


class Acceptance(Part):
    """Who took a decision on record, and when."""

    by: Key
    date: dt.date
    after: Keys = ()


class ByHand(Part):
    """What an article says that no rule decides."""

    says: str
    why: str
    decides: Key | None = None
    register_: Key | None = Field(default=None, alias="register")
    clauses: tuple[str, ...] = ()
    accepted: Acceptance


class Article(Part):
    """One article: its text, what it rests on, its rules."""

    number: str
    title: str
    text: str
    summary: str | None = None
    """The article in plain language for the one-page summary."""
    rests_on: Citations = ()
    rules: tuple[Rule, ...] = ()
    by_hand: tuple[ByHand, ...] = ()


class Entity(Part):
    """A legal entity behind the agency."""

    name: str
    kvk: str | None = None
    form: Literal["bv", "stichting", "vof", "eenmanszaak", "nv", "cooperatie", "maatschap"] | None = None
    address: str | None = None


class Controller(Part):
    """Who is responsible."""

    name: str
    entities: tuple[Entity, ...]
    place: str | None = None
    website: str | None = None
    contact: Key | None = None
    sole_practitioner: bool = False
    joint_arrangement: bool = False
    acts_as: dict[Key, Literal["controller", "processor", "joint", "agency"]] = {}


class Word(Part):
    """A word on screens: singular and plural."""

    one: str
    many: str


class Reading(Part):
    """What the agency decided where the text is open, silent, or contradicts itself."""

    about: tuple[str, ...] = Field(min_length=1)
    """Rules or clauses."""
    question: str
    decided: Key
    explained: str | None = None
    by: Key
    date: dt.date


class LawDeviation(Part):
    """A rule of the text that today's law does not bear, and what neutralises it or who accepts it."""

    rule: str
    finding: str
    """The lint rule, such as FEE-001."""
    neutralised_by: str | None = None
    accepted: Acceptance | None = None
    explained: str


class Judged(Part):
    """What a person answered to a question of the lint that no program can judge: it holds, and why."""

    finding: str
    """The lint rule, such as CNS-001."""
    explained: str
    by: Key
    date: dt.date


class Transition(Part):
    """What a new version does to dossiers there already are."""

    running: Literal["new_version", "old_version", "most_favourable"] = "most_favourable"
    closed: Literal["new_version", "old_version", "most_favourable"] = "most_favourable"
    notice: Keys = ()


class Regulation(Part):
    """One version of an agency's regulation, in force from a day."""

    regulation: str = Field(pattern=r"^[a-z0-9-]+$")
    title: str
    in_force_from: dt.date
    version: str | None = None
    approved: Acceptance
    controller: Controller
    words: dict[Key, Word]
    """Screen words per role and for client, principal, dossier, trajectory ..."""
    roles: dict[Key, Key] = {}
    """Roles of this agency beyond the vocabulary, each with the vocabulary's role that it is like."""
    cites: dict[Key, dt.date] = {}
    """Laws cited, each with the day of the text that was read."""
    authorities: dict[Key, Key] = {}
    """An authority named in the text (cbp) and the one it is today (ap)."""
    catalogue: Literal["closed", "open"]
    transition: Transition = Transition()
    articles: tuple[Article, ...]
    readings: tuple[Reading, ...] = ()
    deviations: tuple[LawDeviation, ...] = ()
    judged: tuple[Judged, ...] = ()
    """Questions of the lint that were answered: it holds. What does not hold is a deviation."""
    english: dict[str, str] = {}
    """How labels of this regulation are read in English, by the Dutch; goes before what all regulations share."""


class Law(Part):
    """A statute as far as it bears on a dossier: the floor nobody may go under."""

    law: Key
    title: str
    in_force_from: dt.date
    consulted_on: dt.date
    """The last day a person held this against its source."""
    repealed_on: dt.date | None = None
    replaced_by: Key | None = None
    articles: tuple[Article, ...]
