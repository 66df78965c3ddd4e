"""The letter to a client about what a principal hears of how they cooperate: they know it before it goes."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.utils import translation

from waarborg.enquiries.choices import AskedBy
from waarborg.enquiries.models import Enquiry
from waarborg.enquiries.sealing import SaidInEnquiry
from waarborg.gate.door import Door
from waarborg.letters.choices import LetterKind, LetterState
from waarborg.letters.keeping import heading, keep
from waarborg.letters.language import language_of
from waarborg.letters.models import Letter
from waarborg.parties.models import Party


def letter_to_client(door: Door, row: Enquiry, said: SaidInEnquiry) -> UUID:
    """Write it, in the act of taking the report in; it waits until somebody gives it. Returns its id."""
    language = language_of(door, LetterKind.COOPERATION)
    with translation.override(language):
        words: dict[str, Any] = {
            **heading(door),
            "principal": Party.objects.using(door.using).get(pk=row.party_id).name,
            "asked": row.came_by != AskedBy.OURSELVES,
            "words": said.words,
            "article": row.article,
        }
    return keep(door, LetterKind.COOPERATION, language, words).pk


def told(door: Door, row: Enquiry) -> bool:
    """Was the letter given to the client?"""
    letters = Letter.objects.using(door.using).filter(kind=LetterKind.COOPERATION, state=LetterState.GIVEN)
    return row.letter_id is not None and letters.filter(pk=row.letter_id).exists()
