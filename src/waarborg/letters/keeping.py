"""A letter set in type and kept, sealed, in an open unit of work. Every letter to a client is made here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from waarborg.accounts.models import Organisation
from waarborg.dossiers.catalogue import catalogue_of
from waarborg.dossiers.ways import practice_in
from waarborg.gate.door import Door
from waarborg.gate.keys import key_in_focus
from waarborg.kernel import clock
from waarborg.kernel.identifiers import new_id
from waarborg.ledger.vocabulary import Kind
from waarborg.letters.choices import LetterKind
from waarborg.letters.days import day_in_words
from waarborg.letters.given import follow_made
from waarborg.letters.models import Letter
from waarborg.letters.setting import set_letter

TABLE = "letters_letter"
FATE = "letter"
"""The retention class of letters to clients: they end with the dossier."""


def heading(door: Door) -> dict[str, Any]:
    """What stands above every letter about a dossier, in the language that is on."""
    return {
        "organisation": Organisation.objects.using(door.using).get(pk=door.actor.organisation_id).name,
        "date": day_in_words(clock.today()),
        "number": door.dossier["number"],
    }


def keep(
    door: Door, kind: LetterKind, language: str, said: Mapping[str, Any], *, view_id: UUID | None = None
) -> Letter:
    """Make the letter about the dossier in focus from what it says; it waits until somebody gives it."""
    key = key_in_focus(door, FATE)
    letter = Letter(
        id=new_id(),
        organisation_id=door.actor.organisation_id,
        dossier_id=UUID(door.dossier["id"]),
        view_id=view_id,
        kind=kind,
        category=catalogue_of(door.actor.in_force).identity.key,
        language=language,
        data_key_id=key.id,
        made_at=clock.now(),
    )
    practice = practice_in(door)
    details = {"letter": str(letter.pk), "practice": practice.number}
    letter.decision_id = door.note(Kind.LETTER_MADE, categories=(letter.category,), details=details)
    pdf = set_letter(kind, language, said, at=letter.made_at, way=practice.way)
    letter.sealed = key.seal(pdf, row=letter.pk, table=TABLE)
    Letter.objects.using(door.using).bulk_create([letter])
    follow_made(door, letter)
    return letter
