"""The draft in hand, its numbers, and what is known of each. A regulation names nobody but who worked on it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from waarborg.adoption.selectors import adopted_days, source_of
from waarborg.drafting.models import Draft
from waarborg.gate.actors import Actor
from waarborg.gate.door import in_context
from waarborg.gate.policies import in_force
from waarborg.kernel.errors import NotFound


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenDraft:
    """One number as people see it."""

    id: UUID
    number: int
    source: str
    in_force_from: date | None
    why: str
    made_by: str
    made_at: datetime
    proposed_by: str
    proposed_at: datetime | None
    own: bool
    """Put forward by who looks."""
    decided_by: str
    decided_at: datetime | None
    approved: bool
    declined: bool

    @property
    def decided(self) -> bool:
        """Was it approved or declined?"""
        return self.approved or self.declined

    @property
    def waits(self) -> bool:
        """Was it put forward, and did nobody decide?"""
        return self.proposed_at is not None and not self.decided


def drafts(actor: Actor) -> list[SeenDraft]:
    """Every number, the newest first."""
    with in_context(actor):
        rows = (
            Draft.objects.filter(organisation_id=actor.organisation_id)
            .select_related("made_by", "proposed_by", "approved_by", "declined_by")
            .order_by("-number")
        )
        return [_seen(row, actor) for row in rows]


def draft_in_hand(actor: Actor) -> SeenDraft | None:
    """The newest number, as long as nobody decided on it."""
    newest = next(iter(drafts(actor)), None)
    return newest if newest and not newest.decided else None


def draft_numbered(actor: Actor, number: int) -> SeenDraft:
    """One number. Raises `NotFound`."""
    found = next((one for one in drafts(actor) if one.number == number), None)
    if found is None:
        raise NotFound("There is no such draft here.")
    return found


@dataclass(frozen=True, slots=True)
class SeenText:
    """A text that can be compared: a version or a number of the draft, by its key in an address."""

    key: str
    source: str
    in_force_from: date | None
    number: int = 0
    """Of a draft; 0 for a version."""


def version_key(day: date) -> str:
    """The key of the version of a day."""
    return f"versie-{day.isoformat()}"


def draft_key(number: int) -> str:
    """The key of a number of the draft."""
    return f"concept-{number}"


def keys(actor: Actor) -> list[tuple[str, date | None, int]]:
    """What can be compared, versions first and the newest of each before the others: key, day, number."""
    versions = [(version_key(day), day, 0) for day in adopted_days(actor.organisation_id)]
    return [*versions, *((draft_key(one.number), one.in_force_from, one.number) for one in drafts(actor))]


def text_named(actor: Actor, key: str) -> SeenText:
    """The text with this key. Raises `NotFound`."""
    for name, day, number in keys(actor):
        if name == key and number:
            return SeenText(key, draft_numbered(actor, number).source, day, number)
        if name == key and day:
            return SeenText(key, source_of(actor.organisation_id, in_force(actor.organisation_id, day).version_id), day)
    raise NotFound("There is no such text here.")


def text_in_force(actor: Actor) -> str:
    """The text of the version in force, as it was adopted."""
    return source_of(actor.organisation_id, actor.in_force.version_id)


def _seen(row: Draft, actor: Actor) -> SeenDraft:
    decided_by = row.approved_by or row.declined_by
    return SeenDraft(
        id=row.pk,
        number=row.number,
        source=row.source,
        in_force_from=row.in_force_from,
        why=row.why,
        made_by=row.made_by.display_name,
        made_at=row.made_at,
        proposed_by=row.proposed_by.display_name if row.proposed_by else "",
        proposed_at=row.proposed_at,
        own=row.proposed_by_id == actor.account_id,
        decided_by=decided_by.display_name if decided_by else "",
        decided_at=row.approved_at or row.declined_at,
        approved=row.approved_at is not None,
        declined=row.declined_at is not None,
    )
