"""What somebody wants to have made: from which template, about which trajectory, with what in its fields."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from waarborg.dossiers import values
from waarborg.dossiers.catalogue import Entry
from waarborg.policy.model.catalogue import FieldUse
from waarborg.practice.templates import Template


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """A document to make. `fields` are those of its kind of data, as typed or as kept; `written` the text of a letter.

    `record_id` and `made_by` are of a record that is there already.
    """

    template: Template
    language: str
    entry: Entry
    on: date
    trajectory_id: UUID | None = None
    fields: Mapping[str, str] = field(default_factory=dict)
    written: str = ""
    record_id: UUID | None = None
    made_by: str = ""


def field_for(entry: Entry, use: FieldUse) -> str | None:
    """The field of a kind of data that serves so; None where it has none."""
    return next((name for name, rule in entry.rule.fields.items() if rule.serves_as == use), None)


def day_in(entry: Entry, fields: Mapping[str, str], use: FieldUse) -> date | None:
    """The day in the field that serves so; None where there is none, or it is no day."""
    name = field_for(entry, use)
    if name is None or not fields.get(name):
        return None
    try:
        return date.fromisoformat(values.normal(entry.rule.fields[name], fields[name]))
    except ValueError:
        return None
