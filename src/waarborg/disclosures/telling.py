"""The client hears of it: a letter that says what went to whom, what for, by which article."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.utils import translation

from waarborg.accounts.models import Organisation
from waarborg.disclosures.models import Disclosure
from waarborg.disclosures.sealing import Said
from waarborg.disclosures.weighing import WeighedItem, entries_in
from waarborg.gate.answers import Answer
from waarborg.gate.door import Door
from waarborg.kernel import clock
from waarborg.letters.choices import LetterKind
from waarborg.letters.days import day_in_words
from waarborg.letters.keeping import keep
from waarborg.letters.language import language_of
from waarborg.policy.names import Names
from waarborg.policy.phrases import Language


def tell_afterwards(door: Door, row: Disclosure, said: Said, going: Sequence[WeighedItem], because: Answer) -> UUID:
    """Write the letter in the act of giving; it waits until somebody gives it. Returns its id."""
    language = language_of(door, LetterKind.DISCLOSED)
    door.noting([because])
    return keep(door, LetterKind.DISCLOSED, language, _content(door, row, said, going, language)).pk


def _content(
    door: Door, row: Disclosure, said: Said, going: Sequence[WeighedItem], language: Language
) -> dict[str, object]:
    organisation = Organisation.objects.using(door.using).get(pk=row.organisation_id)
    names = Names(door.actor.in_force.regulation, language)
    with translation.override(language):
        return {
            "organisation": organisation.name,
            "date": day_in_words(clock.today()),
            "recipient": said.name,
            "purpose": names.purpose(row.purpose),
            "ground": names.ground(row.ground),
            "articles": ", ".join(row.articles),
            "kinds": [names.category(entry.key) for entry in entries_in(going)],
        }
