"""What in a package may be about somebody else, and what is covered of it. Covered until a person decides otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from waarborg.dossiers.catalogue import Catalogue
from waarborg.dossiers.covering import BLACKED
from waarborg.gate.scopes import MARKS
from waarborg.kernel.personal_data import Holding, Holds
from waarborg.subject_access.choices import Cover, Why

ABOUT_OTHERS = MARKS["about_third_person"]
OF_OTHERS = "third_person"
CONTACT = "contact_person"
COLLEAGUES = frozenset({"dossiers.Exclusion"})
"""Tables whose words are about a colleague."""
RECORD, VERSION = "dossiers.Record", "dossiers.RecordVersion"
NOTE = "note"


@dataclass(frozen=True, slots=True)
class Proposal:
    """A field of one row that may be about somebody else, put forward for a person to decide on."""

    row: str
    record_id: UUID | None
    category: str
    field: str
    why: Why


@dataclass(frozen=True, slots=True)
class Decided:
    """What was decided of it; nothing yet is as much as covering it."""

    cover: Cover | None
    words: tuple[str, ...] = ()

    def applied(self, text: str) -> str:
        """The text as it goes."""
        if self.cover is Cover.GIVE:
            return text
        if self.cover is not Cover.WORDS:
            return BLACKED
        for word in sorted(self.words, key=len, reverse=True):
            text = re.sub(re.escape(word), BLACKED, text, flags=re.IGNORECASE)
        return text


Decisions = Mapping[tuple[str, str], Decided]
"""By row and field."""


def row_of(held: Holding, row: Any) -> str:
    """The row that a decision is about: earlier versions of a record go as the record does."""
    return str(row.record_id if held.model == VERSION else row.pk)


def proposals(
    held: Holding, row: Any, said: Mapping[str, str | bytes], category: str, catalogue: Catalogue
) -> Iterator[Proposal]:
    """The fields of a row that may be about somebody else, of those that say something."""
    if held.model in COLLEAGUES:
        yield from (Proposal(str(row.pk), None, category, name, Why.COLLEAGUE) for name in said)
        return
    if held.from_others is not None:
        names = [*said, *(name for name in held.holding(Holds.POINTER) if getattr(row, name, None))]
        theirs = (name for name in dict.fromkeys(names) if held.from_others(row, name))
        yield from (Proposal(str(row.pk), None, category, name, Why.FROM_OTHER) for name in theirs)
        return
    if held.model not in {RECORD, VERSION}:
        return
    entry = catalogue.entries.get(category)
    fields = dict.fromkeys(said)
    record_id = UUID(row_of(held, row))
    if row.marks & ABOUT_OTHERS:
        why, named = Why.MARKED, fields
    elif entry and (entry.rule.sensitivity == OF_OTHERS or entry.rule.serves_as == CONTACT):
        why, named = Why.KIND, fields
    elif entry and entry.rule.redacts:
        others = dict.fromkeys(name for name, field in entry.rule.fields.items() if field.other_people)
        why, named = Why.FIELD, {name: None for name in fields if name in others} if others else fields
    else:
        return
    yield from (Proposal(str(record_id), record_id, category, name, why) for name in named)
