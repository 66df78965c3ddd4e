"""What people read for the columns of tables: labels, and kept values in words. Unknown names keep their own words."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Field
from django.utils.translation import gettext as _

from waarborg.dossiers.source_words import said_source
from waarborg.gate.policies import InForce
from waarborg.kernel import clock
from waarborg.letters.days import day_in_words, moment_in_words
from waarborg.policy.names import Names
from waarborg.policy.words import listed
from waarborg.practice.selectors import Practice
from waarborg.rights.choices import TITLES
from waarborg.subject_access.columns import COLUMNS, STANDS

ONLY_FOR_THE_PROGRAM = frozenset({"marks", "rule", "rules", "terms", "claims", "data_key_id", "version_id"})
"""Columns that go along in the data, and of which people read the meaning elsewhere."""


def label_of(name: str) -> str:
    """What people read for a column."""
    return str(COLUMNS[name]) if name in COLUMNS else name.removesuffix("_id").replace("_", " ").capitalize()


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """Kept values in words: the regulation's and the agency's names for keys, and who is who."""

    in_force: InForce
    names: Names
    practice: Mapping[str, str]
    people: Mapping[UUID, str]
    parties: Mapping[UUID, str]

    def value(self, column: Field[Any, Any] | None, name: str, value: Any) -> str:
        """In words; empty for a number that only the program uses."""
        if value in (None, "", [], b"") or name in ONLY_FOR_THE_PROGRAM:
            return ""
        if isinstance(value, list | tuple):
            each = (self.value(None, name, one) for one in value)
            return listed(tuple(one for one in each if one), self.names.language)
        if isinstance(value, str):
            choices = dict(column.flatchoices) if column is not None and column.choices else {}
            label = str(choices.get(value, value))
            return label if label != value else self._word(name, value)
        return self._plain(value)

    def _plain(self, value: Any) -> str:
        if isinstance(value, bool):
            return _("yes") if value else _("no")
        if isinstance(value, UUID):
            return self.people.get(value) or self.parties.get(value, "")
        if isinstance(value, datetime):
            return moment_in_words(value)
        return day_in_words(value) if isinstance(value, date) else str(value)

    def _word(self, name: str, value: str) -> str:
        named = {
            "categories": self.names.category,
            "category": self.names.category,
            "fact": self.names.fact,
            "ground": self.names.ground,
            "judged_by": self.names.role,
            "overseen_by": self.names.role,
            "principal_kind": self.names.principal,
            "purpose": self.names.purpose,
            "purposes": self.names.purpose,
            "recipient": self.names.recipient,
            "recipients": self.names.recipient,
            "role": self.names.role,
            "source": self.source,
        }
        if name in named:
            return named[name](value)
        if name == "right":
            return str(TITLES.get(value, value))
        return self.practice.get(value) or str(STANDS.get(value, value))

    def source(self, key: str) -> str:
        """Who gave something."""
        if key in {"client", "principal"}:
            own = self.in_force.regulation.words.get(key)
            return own.one if own and self.names.language == "nl" else self.names.recipient(key)
        return said_source(key)


def practice_words(practice: Practice, language: str) -> dict[str, str]:
    """Every key of the way of working with what people read for it."""
    found = {item.key: item.label(language) for items in practice.lists.values() for item in items}
    for one in practice.way.trajectory_types:
        found |= {item.key: item.label(language) for item in (*one.phases, *one.tasks, *one.reports)}
        found[one.key] = one.label(language)
    return found


def flattened(opened: Mapping[str, Any]) -> Iterator[tuple[str, str | bytes]]:
    """What was sealed as pairs: text that is JSON comes apart, empty things stay away."""
    for name, value in opened.items():
        if isinstance(value, bytes):
            yield name, value
        elif isinstance(value, str) and (parts := _json(value)) is not None:
            yield from _flat(name, parts)
        elif value not in (None, ""):
            yield name, str(value)


def _flat(name: str, value: Any) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for key, part in value.items():
            yield from _flat(str(key), part)
    elif isinstance(value, list):
        for part in value:
            yield from _flat(name, part)
    elif value not in (None, "", False, True):
        yield name, str(value)


def _json(text: str) -> Any:
    if not text.startswith(("{", "[")):
        return None
    try:
        return json.loads(text)
    except ValueError:
        return None


def day_of_row(row: Any) -> date | None:
    """The day that a row is about: the first of its days that is filled."""
    for name in ("occurred_on", "worked_on", "received_on", "on", "issued_on", "from_on", "handed_on", "opened_on"):
        if isinstance(value := getattr(row, name, None), date):
            return value
    for name in ("starts_at", "made_at", "created_at", "asked_at", "given_at", "recorded_at", "filed_at", "taken_at"):
        if isinstance(value := getattr(row, name, None), datetime):
            return clock.day_of(value)
    return None
