"""Has this person a dossier here? Asked with keyed tokens before one is opened: by number, or name and birth date.

What the asker works on is named to them. Of any other dossier they learn only that there may be one, and never which.
The person can read afterwards that somebody looked.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from uuid import UUID

from django.db import connections

from waarborg.dossiers.numbering import numbers_of
from waarborg.gate.actors import Actor
from waarborg.gate.door import Claims, Door, open_door
from waarborg.kernel.errors import InvalidInput
from waarborg.ledger.vocabulary import Kind
from waarborg.vault.blind_index import name_words
from waarborg.vault.choices import TokenKind
from waarborg.vault.services import blind_token

TELLING = 3
"""Letters of a word of a name from which it tells one person from another; initials do not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Traits:
    """By what somebody is known: the name and the birth date together, or a national number. Empty: not known."""

    name: str = ""
    birth_date: str = ""
    number: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What the asker may know: the numbers of own dossiers of this person, and whether there may be another's."""

    numbers: tuple[str, ...] = ()
    elsewhere: bool = False

    @property
    def nobody(self) -> bool:
        """Is nobody like this here?"""
        return not self.numbers and not self.elsewhere


def known_already(actor: Actor, traits: Traits, *, claims: Claims | None = None) -> Known:
    """Look whether this person is here. Only by who may open dossiers, and as an event. Raises `Refused`."""
    asked = _asked(actor, traits)
    with open_door(actor, "open_dossier", claims=claims) as door:
        door.require_anywhere()
        found = _found(door, asked) if asked else []
        door.note(Kind.SEARCH_PERFORMED, dossier_ids=tuple(found))
        if not found:
            return Known()
        door.turn_to("read", claims=Claims())
        own = numbers_of(found, using=door.using)
    return Known(numbers=tuple(sorted(own.values())), elsewhere=len(own) < len(found))


def _asked(actor: Actor, traits: Traits) -> dict[str, object]:
    """The tokens to look for; empty when there is too little to know anybody by."""
    words = name_words(traits.name)
    words = frozenset(word for word in words if len(word) >= TELLING) or words
    asked: dict[str, object] = {"place": 0, "words": []}
    number = _token(actor, TokenKind.NUMBER, traits.number)
    birth = _token(actor, TokenKind.BIRTH_DATE, traits.birth_date)
    if number:
        asked["number"] = number
    if birth and words:
        asked["birth"] = birth
        asked["words"] = [_token(actor, TokenKind.NAME, word) for word in sorted(words)]
    return asked if number or (birth and words) else {}


def _token(actor: Actor, kind: TokenKind, value: str) -> str:
    try:
        return blind_token(actor.organisation_id, kind, value).hex() if value else ""
    except InvalidInput:
        return ""  # what was typed is no value of this kind, so nobody has it


def _found(door: Door, asked: dict[str, object]) -> list[UUID]:
    with connections[door.using].cursor() as cursor:
        cursor.execute("select distinct dossier_id from gate.people_known(%s)", [json.dumps([asked])])
        return [dossier_id for (dossier_id,) in cursor.fetchall()]
