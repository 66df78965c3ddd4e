"""What the end of some data looks like: the answer of `waarborg.policy.retention`, in plain values."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from waarborg.policy.terms_places import StandsIn, as_json

WITHOUT_RULE = "without_rule"
"""The class of data of which neither regulation nor law says how long they stay."""


class Status(StrEnum):
    """How far the end of some data is decided."""

    DECIDED = "decided"
    WAITING = "waiting"
    """An event has not come yet; `waits_for` names it."""
    JUDGED = "judged"
    """An open norm ("no longer than necessary"): a person weighs it at a review."""
    KEPT = "kept"
    """A hold stops destruction while it lasts; the dates stand."""
    UNDECIDED = "undecided"
    """No rule, or rules that collide: somebody has to decide. `reasons` says what."""


@dataclass(frozen=True, slots=True)
class Reason:
    """One step of how the dates came about, in a closed vocabulary, with the rule it rests on."""

    said: Literal[
        "governs", "gives_way", "set_aside", "override", "reading", "law_minimum", "law_maximum", "collision",
        "no_rule", "open_norm", "lengthened", "kept",
    ]  # fmt: skip
    at: StandsIn | None = None
    about: str | None = None
    """What it is about: another rule, a hold, a fact, the decision of a reading."""


@dataclass(frozen=True, slots=True)
class Change:
    """What would change the answer."""

    kind: Literal["event", "fact", "hold", "review", "reading"]
    name: str
    effect: Literal["starts", "allows", "brings_forward", "sets_aside", "lengthens", "keeps", "shortens", "decides"]
    at: StandsIn | None = None


@dataclass(frozen=True, slots=True)
class HandedOver:
    """What goes to whom before the rest ends."""

    to: str
    only: str
    not_before: dt.date | None
    by: dt.date
    at: StandsIn


@dataclass(frozen=True, slots=True)
class Fate:
    """When and how some data end, by which article, and why. Days are inclusive on both sides."""

    category: str
    retention_class: str
    status: Status
    earliest: dt.date | None
    """The first day on which they may go."""
    latest: dt.date | None
    """The last day on which they may still be there."""
    action: str | None
    triggers: tuple[tuple[str, dt.date], ...]
    """The events counted from, with their days."""
    rests_on: tuple[StandsIn, ...]
    """The rules that decide, the regulation's first."""
    reasons: tuple[Reason, ...]
    waits_for: tuple[str, ...] = ()
    kept_because: tuple[str, ...] = ()
    hand_over: HandedOver | None = None
    shielded: bool = False
    """Kept under a statute: out of daily sight."""
    reviewed: tuple[str, ...] = ()
    """When necessity is weighed again."""
    changes_if: tuple[Change, ...] = ()

    @property
    def article(self) -> str | None:
        """The article of the rule that decides first."""
        return self.rests_on[0].article if self.rests_on else None

    @property
    def due(self) -> dt.date | None:
        """The day it goes on the list of what must be destroyed: the last day, or where none is set, the first."""
        return (self.latest or self.earliest) if self.status is Status.DECIDED else None

    def may_go(self, day: dt.date) -> bool:
        """Say whether destruction is permitted on `day`."""
        return self.status is Status.DECIDED and (self.earliest is None or self.earliest <= day)

    def is_overdue(self, day: dt.date) -> bool:
        """Say whether it should have been gone before `day`."""
        return self.status is Status.DECIDED and self.latest is not None and self.latest < day

    def as_json(self) -> object:
        """Return it in plain JSON values, with `due` and `article`."""
        plain = as_json(self)
        assert isinstance(plain, dict)  # noqa: S101 - a dataclass becomes a mapping
        return {**plain, "due": as_json(self.due), "article": self.article}


@dataclass(frozen=True, slots=True)
class Collision:
    """Rules that say different things about the same data, without anything that decides between them."""

    category: str
    rules: tuple[StandsIn, ...]
    flags: tuple[str, ...] = ()
    medium: str = "digital"
    principal: str | None = None
