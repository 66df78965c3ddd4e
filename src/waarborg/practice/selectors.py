"""The way of working in force, and its history. It names nobody but who proposed and who decided.

practice_of(organisation_id)           in force today; without any the one shipped with the program
versions(actor)                        everything that was proposed and decided
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache, cached_property
from uuid import UUID

from django.db import connections, transaction

from waarborg.gate.actors import Actor
from waarborg.gate.door import in_context
from waarborg.kernel.context import Context, enter
from waarborg.kernel.errors import ConfigurationError, NotFound
from waarborg.policy.vocabulary import regulations_folder
from waarborg.practice.document import TrajectoryType, Way, parsed, parsed_templates, sha256_of, with_daily
from waarborg.practice.items import Item
from waarborg.practice.models import PracticeVersion
from waarborg.practice.templates import Template

STANDARD = "practice/standard.yaml"
TEMPLATES = "practice/templates.yaml"


@dataclass(frozen=True)
class Practice:
    """One version of a way of working. Number 0 is the one shipped, that nobody has approved yet."""

    version_id: UUID | None
    number: int
    way: Way

    @cached_property
    def types(self) -> Mapping[str, TrajectoryType]:
        """The kinds of trajectory by key."""
        return {one.key: one for one in self.way.trajectory_types}

    @cached_property
    def lists(self) -> Mapping[str, Sequence[Item]]:
        """The lists by name: all items, the retired ones too."""
        return {name: getattr(self.way.lists, name) for name in type(self.way.lists).model_fields}

    @cached_property
    def templates(self) -> Mapping[str, Template]:
        """The templates of documents by key: those that came along, and the agency's own in their place or beside."""
        return {one.key: one for one in (*shipped_templates(), *self.way.templates)}

    def item(self, name: str, key: str) -> Item | None:
        """One item of a list; None for a key that it does not know."""
        return next((item for item in self.lists[name] if item.key == key), None)

    def label(self, name: str, key: str, language: str) -> str:
        """What people read for a key of a list; the key itself for one that it does not know."""
        found = self.item(name, key)
        return found.label(language) if found else key

    def choice_list(self, name: str, language: str, *, chosen: str = "") -> list[tuple[str, str]]:
        """What may be chosen from a list: what is not retired, and what was chosen already."""
        return [(one.key, one.label(language)) for one in self.lists[name] if not one.retired or one.key == chosen]

    def type_label(self, key: str, language: str) -> str:
        """What people read for a kind of trajectory; the word itself for one from before this way of working."""
        found = self.types.get(key)
        return found.label(language) if found else key

    def type_choices(self, language: str, *, chosen: str = "") -> list[tuple[str, str]]:
        """The kinds of trajectory that may be chosen."""
        return [(one.key, one.label(language)) for one in self.types.values() if not one.retired or one.key == chosen]

    def request_day(self, name: str) -> int:
        """How many days: one of `REQUEST_DAYS`, as the agency says it, or as the program comes."""
        said = getattr(self.way.daily, name)
        return int(getattr(standard().way.daily, name) if said is None else said)

    def breach_hours(self) -> tuple[int, ...]:
        """At how many hours before its last moment a data breach is reminded of: the agency's, or as it comes."""
        said = self.way.daily.breaches_reminded_hours
        return tuple((standard().way.daily.breaches_reminded_hours or ()) if said is None else said)

    def warn_at(self, type_key: str) -> int:
        """From which percentage of the granted hours on they are nearly used."""
        kind = self.types.get(type_key)
        return (kind and kind.warn_at) or self.way.daily.warn_at

    def phase_label(self, type_key: str, phase_key: str, language: str) -> str:
        """What people read for a phase of a kind of trajectory; empty for one that it does not know."""
        found = self.types[type_key].phase(phase_key) if type_key in self.types else None
        return found.label(language) if found else ""


REQUEST_DAYS = (
    "requests_reminded_days",
    "requests_escalated_days",
    "receipts_given_days",
    "objections_answered_days",
)
"""When who answers is asked to, when whom the regulation names hears of it, when a confirmation is asked for; and how
soon an objection is answered where the regulation does not say."""


def _whole(way: Way) -> Way:
    """A version from before these days were asked has them as the program comes."""
    shipped = standard().way.daily
    lacking = {name: getattr(shipped, name) for name in REQUEST_DAYS if getattr(way.daily, name) is None}
    return with_daily(way, lacking) if lacking else way


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenVersion:
    """One version as people see it: when, by whom, and what became of it."""

    id: UUID
    number: int
    way: Way
    proposed_by: str
    proposed_at: datetime
    own: bool
    decided_by: str
    decided_at: datetime | None
    approved: bool
    declined: bool

    @property
    def waits(self) -> bool:
        """Did nobody decide on it?"""
        return not self.approved and not self.declined


def practice_of(organisation_id: UUID, *, using: str = "default") -> Practice:
    """The way of working in force for an organisation. One statement; each version is read once per process."""
    with connections[using].cursor() as cursor:
        cursor.execute("select id, sha256 from gate.practice_in_force(%s)", [organisation_id])
        row = cursor.fetchone()
    return numbered(organisation_id, row[0], using=using) if row else standard()


def numbered(organisation_id: UUID, version_id: UUID | None, *, using: str = "default") -> Practice:
    """One version by its id; without it the one shipped. No statement when this process has read it already."""
    if version_id is None:
        return standard()
    if version_id not in _READ:
        _READ[version_id] = _read(organisation_id, version_id, using)
    return _READ[version_id]


_READ: dict[UUID, Practice] = {}
"""The text of a version never changes."""


@cache
def standard() -> Practice:
    """The way of working that is shipped with the program: what an agency starts from."""
    return Practice(None, 0, parsed((regulations_folder() / STANDARD).read_text(encoding="utf-8")))


@cache
def shipped_templates() -> tuple[Template, ...]:
    """The templates that came along with the program, in Dutch and English."""
    return parsed_templates((regulations_folder() / TEMPLATES).read_text(encoding="utf-8"))


def versions(actor: Actor) -> list[SeenVersion]:
    """Every version, the newest first."""
    with in_context(actor):
        rows = (
            PracticeVersion.objects.filter(organisation_id=actor.organisation_id)
            .select_related("proposed_by", "approved_by", "declined_by")
            .order_by("-number")
        )
        return [_seen(row, actor) for row in rows]


def proposal(actor: Actor) -> SeenVersion | None:
    """What waits for a decision: the latest proposal that nobody decided on; None when there is none."""
    latest = next(iter(versions(actor)), None)
    return latest if latest and latest.waits else None


def in_hand(actor: Actor) -> tuple[Way, int]:
    """What somebody changes: the proposal that waits, or else what holds; and the newest number there is."""
    every = versions(actor)
    newest = next(iter(every), None)
    waiting = newest if newest and newest.waits else None
    return (waiting.way if waiting else practice_of(actor.organisation_id).way), newest.number if newest else 0


def _seen(row: PracticeVersion, actor: Actor) -> SeenVersion:
    decided_by = row.approved_by or row.declined_by
    return SeenVersion(
        id=row.pk,
        number=row.number,
        way=_whole(parsed(row.source)),
        proposed_by=row.proposed_by.display_name,
        proposed_at=row.proposed_at,
        own=row.proposed_by_id == actor.account_id,
        decided_by=decided_by.display_name if decided_by else "",
        decided_at=row.approved_at or row.declined_at,
        approved=row.approved_at is not None,
        declined=row.declined_at is not None,
    )


def _read(organisation_id: UUID, version_id: UUID, using: str) -> Practice:
    with transaction.atomic(using=using):
        # Within a unit of work the context is already there, and signed; this one would end with the block.
        if not _has_context(using):
            enter(connections[using], Context(organisation_id=organisation_id, actor_id=None))
        row = PracticeVersion.objects.using(using).filter(pk=version_id, organisation_id=organisation_id).first()
    if row is None:
        raise NotFound("This way of working is not one of this organisation.")
    if sha256_of(row.source) != row.sha256:
        raise ConfigurationError("The text of the way of working is not the one that was approved.")
    return Practice(row.pk, row.number, _whole(parsed(row.source)))


def _has_context(using: str) -> bool:
    with connections[using].cursor() as cursor:
        cursor.execute("select gate.context() is not null")
        return bool(cursor.fetchone()[0])
