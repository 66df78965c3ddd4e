"""What is shown of breaches: lines of the register, and one opened."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from waarborg.breaches.assessing import Holder
from waarborg.breaches.choices import FoundBy, Part, Phase, Risk, ToldBy, ToWhom
from waarborg.breaches.sealing import Assessment, Reported, Told
from waarborg.kernel import clock


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A breach in the register."""

    id: UUID
    name: str
    aware_at: datetime
    due_at: datetime | None
    reported_by: str
    risk: Risk | None
    part: Part | None
    tells_authority: bool
    told_authority_at: datetime | None
    dossiers: int
    reasons: str
    """Why it was weighed so, and with that why it was not told; empty before."""
    closed_at: datetime | None

    @property
    def runs(self) -> bool:
        """Do the hours run: not told, and it may have to be?"""
        open_still = self.told_authority_at is None and self.closed_at is None
        return open_still and (self.risk is None or self.tells_authority)


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenAffected:
    """A dossier on the list, by number alone: what was seen, by whom; whether the client was told."""

    id: UUID
    dossier_id: UUID
    number: str
    found_by: FoundBy
    categories: tuple[str, ...]
    times: int
    first_at: datetime | None
    last_at: datetime | None
    by: tuple[str, ...]
    left_out: bool
    untold: bool
    reason: str
    has_letter: bool
    told_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenNotice:
    """That somebody was told, or why not."""

    to: ToWhom
    party: str
    phase: Phase | None
    channel: ToldBy | None
    letter_id: UUID | None
    """The letter by which they were told, where it was in writing."""
    told_at: datetime
    left: bool
    late: bool
    by: str
    told: Told


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenPartyLetter:
    """A letter to a principal or an employer that was made and kept."""

    id: UUID
    to: ToWhom
    party: str
    made_at: datetime
    by: str
    went: bool
    """Was it written down that they were told by it?"""


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenLesson:
    """What is done so that it does not happen again."""

    text: str
    due_on: date
    done_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenBreach:
    """One breach, opened."""

    line: Line
    reported_at: datetime
    reported: Reported
    goes_on: bool
    for_role: str
    article: str
    handled: bool
    """Does the actor weigh it? Whoever only reported it, sees what they wrote."""
    nature: tuple[str, ...] = ()
    happened_from: datetime | None = None
    happened_until: datetime | None = None
    became_public: bool = False
    unreadable: bool = False
    assessment: Assessment | None = None
    assessed_at: datetime | None = None
    assessed_by: str = ""
    tells_clients: bool = False
    tells_employers: bool = False
    says_where: bool = False
    affected: Sequence[SeenAffected] = ()
    notices: Sequence[SeenNotice] = ()
    letters: Sequence[SeenPartyLetter] = ()
    lessons: Sequence[SeenLesson] = ()
    holders: Sequence[Holder] = ()
    waits: Sequence[str] = ()
    """What is still to be done before it can be closed."""


def hours_left(due_at: datetime | None) -> int | None:
    """Whole hours that are left, in real time; negative once it is over, None where nothing sets a term."""
    if due_at is None:
        return None
    return int((due_at - clock.now()).total_seconds() // 3600)
