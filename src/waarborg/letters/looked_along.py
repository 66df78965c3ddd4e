"""The notice after looking along: written in the unit of work in which the view ends, where the rule says so."""

from __future__ import annotations

from uuid import UUID

from waarborg.dossiers.catalogue import catalogue_of
from waarborg.dossiers.duties import Happening, Moment, when
from waarborg.kernel import clock
from waarborg.kernel.errors import ConfigurationError
from waarborg.kernel.identifiers import new_id
from waarborg.letters.choices import LetterKind
from waarborg.letters.language import language_of
from waarborg.letters.looked_along_words import content
from waarborg.letters.models import Letter
from waarborg.letters.typesetting import typeset
from waarborg.vault.services import data_key

TABLE = "letters_letter"
FATE = "letter"
"""The retention class of letters to clients: they end with the dossier."""


def register() -> None:
    """Let the end of looking along bring its letter."""
    when(Moment.ENDED, on_ended)


def on_ended(happened: Happening) -> None:
    """Write the letter when the view is over, where the client must hear of it afterwards."""
    if happened.rule.obliges.tell_client == "afterwards":
        write(happened)


def write(happened: Happening) -> UUID:
    """Make the letter and keep it sealed. It names no client: nobody who may not read a name needs one for this."""
    view, door = happened.view, happened.door
    if door.decision_id is None:
        raise ConfigurationError("A letter follows from an act that was decided.")
    language = language_of(door, LetterKind.LOOKED_ALONG)
    pdf = typeset(LetterKind.LOOKED_ALONG, language, content(happened, language), at=clock.now())
    key = data_key(
        view.organisation_id,
        person_id=UUID(door.dossier["person"]),
        scope_id=view.dossier_id,
        retention_class=FATE,
        using=door.using,
    )
    letter = Letter(
        id=new_id(),
        organisation_id=view.organisation_id,
        dossier_id=view.dossier_id,
        view_id=view.pk,
        kind=LetterKind.LOOKED_ALONG,
        category=catalogue_of(happened.version).identity.key,
        language=language,
        data_key_id=key.id,
        made_at=clock.now(),
        decision_id=door.decision_id,
    )
    letter.sealed = key.seal(pdf, row=letter.pk, table=TABLE)
    Letter.objects.using(door.using).bulk_create([letter])
    return letter.pk
