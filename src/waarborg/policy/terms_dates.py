"""One date as people and programs see it: the answer of `waarborg.policy.terms`, in plain values."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from waarborg.policy.calendar import Event
from waarborg.policy.terms_places import StandsIn, as_json
from waarborg.policy.terms_written import Kind


class DateStatus(StrEnum):
    """Whether the date counts."""

    DUE = "due"
    NEUTRALISED = "neutralised"
    """The law sets this term of the text aside."""
    KEPT = "kept"
    """A hold stops destruction."""
    JUDGED = "judged"
    """An open norm: a person decides the day."""
    UNDECIDED = "undecided"
    """Rules collide or none speaks."""


@dataclass(frozen=True, slots=True)
class DueDate:
    """One date, with the rules it rests on and how it was counted."""

    what: str
    """A right, a remedy, a step of a procedure, or a retention class."""
    kind: Kind
    status: DateStatus
    date: Event | None
    """The one that counts; None unless `due`."""
    rests_on: tuple[StandsIn, ...]
    """The rule that decides first, then the one it was weighed against."""
    event: str
    event_on: Event | None
    nominal: Event | None = None
    """The law's last day without rolling; without a law the regulation's."""
    latest: Event | None = None
    """The law's last day, rolled to a working day."""
    promise: Event | None = None
    """The regulation's own day."""
    act_by: Event | None = None
    """The last working day on or before a duty's date."""
    provisional: bool = False
    """A decree still to come may move `latest`."""
    categories: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    """What is marked on such data: statutory, a purpose, paper."""
    action: str | None = None
    kept_because: tuple[str, ...] = ()
    because: tuple[str, ...] = ()
    """Why it does not count: what collides, what neutralises it."""

    @property
    def rule(self) -> str:
        """The id of the rule that decides."""
        return self.rests_on[0].rule if self.rests_on else ""

    @property
    def article(self) -> str:
        """The article of the rule that decides; of a law with the law's key, such as `avg 12`."""
        if not self.rests_on:
            return ""
        first = self.rests_on[0]
        return f"{first.source} {first.article}" if first.is_law else first.article

    @property
    def from_law(self) -> bool:
        """Does a law set a term for it, whether or not the regulation promises more?"""
        return any(place.is_law for place in self.rests_on)

    def as_json(self) -> dict[str, object]:
        """Return it in plain JSON values; `rule` and `article` are those that decide."""
        parts = {name: as_json(getattr(self, name)) for name in self.__slots__}
        return {"rule": self.rule, "article": self.article, **parts}
