"""What is sealed of a breach: the report, how it was weighed, why somebody was left out, what others were told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from waarborg.gate.door import Door
from waarborg.vault.services import OpenKey, data_key, open_keys
from waarborg.vault.words import Words

FATE = "breach"
"""The retention class of breaches: of nobody in particular, and kept as proof (GDPR art. 33(5))."""
BREACH = "breaches_breach"
ASSESSMENT = f"{BREACH}:assessment"
AFFECTED = "breaches_affected"
NOTICE = "breaches_breachnotice"
LESSON = "breaches_lesson"
LETTER = "breaches_partyletter"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reported(Words):
    """In the words of who reported it: what happened, and what was done about it already."""

    what: str
    done: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment(Words):
    """Why it was weighed so; and in plain words for others what happened, what may follow, what is done about it, what
    somebody can do, whom they ask, and where the notice to the authority can be read."""

    reasons: str
    happened: str
    consequences: str
    measures: str
    advice: str = ""
    contact: str = ""
    how_to_inspect: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told(Words):
    """What was told, by field; the number that they gave it; why it was late, or not told at all."""

    fields: Mapping[str, str] = field(default_factory=dict)
    reference: str = ""
    why: str = ""


def key_in(door: Door) -> OpenKey:
    """The key of what is written about breaches."""
    return data_key(door.actor.organisation_id, person_id=None, scope_id=None, retention_class=FATE, using=door.using)


def opened(organisation_id: UUID, rows: Any, *, using: str = "default") -> dict[UUID, OpenKey]:
    """The keys of these rows, by key; one statement."""
    return open_keys(organisation_id, {row.data_key_id for row in rows}, using=using)


def text_in(key: OpenKey, row: Any, table: str, column: str = "sealed") -> bytes:
    """What stands in a row, as bytes; empty where nothing does."""
    stored = getattr(row, column)
    return key.open(bytes(stored), row=row.pk, table=table) if stored else b""
