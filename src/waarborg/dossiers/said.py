"""What the client said of a record, read with it: in the same statement, opened with the same key."""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from waarborg.dossiers.choices import GivenBy, SaidAs
from waarborg.vault.open_key import OpenKey

STATEMENT = "dossiers_clientstatement"

WITH_RECORD = """(
    select json_agg(json_build_object('id', s.id, 'said_as', s.said_as, 'given_by', s.given_by, 'said_on', s.said_on,
        'of_dossier', s.of_dossier, 'recorded_at', s.recorded_at, 'sealed', encode(s.sealed, 'base64'))
        order by s.recorded_at, s.id)
    from dossiers_clientstatement s where s.record_id = r.id) as statements"""
"""A column of a record's row: what the client said of it, as far as row-level security brings it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidOfIt:
    """What the client said: their words, as what, who spoke for them, on which day."""

    id: UUID
    words: str
    said_as: SaidAs
    given_by: GivenBy
    said_on: date
    of_dossier: bool
    """Is it about the whole dossier? Then it stands with who the client is."""
    recorded_at: datetime

    @property
    def heading(self) -> str:
        """What stands above the words, in the language that is on: as what, by whom, on which day."""
        what = _("Of the whole dossier: %(what)s") % {"what": self.said_as.label} if self.of_dossier else self.title
        return f"{what} ({self.given_by.label}, {date_format(self.said_on, 'j F Y')})"

    @property
    def title(self) -> str:
        """As what the words stand there."""
        return str(self.said_as.label).capitalize()


def said_of(row: Mapping[str, Any], key: OpenKey) -> tuple[SaidOfIt, ...]:
    """The client's words in a record's row, the oldest first."""
    given = row.get("statements")
    found = json.loads(given) if isinstance(given, str) else given
    return tuple(_one(one, key) for one in found or ())


def _one(one: Mapping[str, Any], key: OpenKey) -> SaidOfIt:
    row = UUID(one["id"])
    return SaidOfIt(
        id=row,
        words=key.open(base64.b64decode(one["sealed"]), row=row, table=STATEMENT).decode(),
        said_as=SaidAs(one["said_as"]),
        given_by=GivenBy(one["given_by"]),
        said_on=date.fromisoformat(one["said_on"]),
        of_dossier=one["of_dossier"],
        recorded_at=datetime.fromisoformat(one["recorded_at"]),
    )
