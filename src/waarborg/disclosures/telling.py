"""The client hears of it: a letter that says what went to whom, what for, by which article."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.utils import translation

from waarborg.accounts.models import Organisation
from waarborg.disclosures.models import Disclosure
from waarborg.disclosures.sealing import Said
from waarborg.disclosures.weighing import WeighedItem, entries_in
from waarborg.dossiers.catalogue import catalogue_of
from waarborg.gate.answers import Answer
from waarborg.gate.door import Door
from waarborg.kernel import clock
from waarborg.kernel.identifiers import new_id
from waarborg.ledger.vocabulary import Kind
from waarborg.letters.choices import LetterKind
from waarborg.letters.days import day_in_words
from waarborg.letters.language import language_of
from waarborg.letters.looked_along import FATE, TABLE
from waarborg.letters.models import Letter
from waarborg.letters.typesetting import typeset
from waarborg.policy.names import Names
from waarborg.policy.phrases import Language
from waarborg.vault.services import data_key


def tell_afterwards(door: Door, row: Disclosure, said: Said, going: Sequence[WeighedItem], because: Answer) -> UUID:
    """Write the letter in the act of giving; it waits until somebody gives it. Returns its id."""
    language = language_of(door, LetterKind.DISCLOSED)
    key = data_key(
        row.organisation_id,
        person_id=UUID(door.dossier["person"]),
        scope_id=row.dossier_id,
        retention_class=FATE,
        using=door.using,
    )
    letter = Letter(
        id=new_id(),
        organisation_id=row.organisation_id,
        dossier_id=row.dossier_id,
        kind=LetterKind.DISCLOSED,
        category=catalogue_of(door.actor.in_force).identity.key,
        language=language,
        data_key_id=key.id,
        made_at=clock.now(),
    )
    door.noting([because])
    letter.decision_id = door.note(Kind.LETTER_MADE, categories=(letter.category,), details={"letter": str(letter.pk)})
    pdf = typeset(LetterKind.DISCLOSED, language, _content(door, row, said, going, language), at=clock.now())
    letter.sealed = key.seal(pdf, row=letter.pk, table=TABLE)
    Letter.objects.using(door.using).bulk_create([letter])
    return letter.pk


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
            "kinds": [entry.rule.title for entry in entries_in(going)],
        }
