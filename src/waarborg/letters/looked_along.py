"""The notice after looking along: written in the unit of work in which the view ends, where the rule says so."""

from __future__ import annotations

from uuid import UUID

from waarborg.dossiers.duties import Happening, Moment, when
from waarborg.kernel.errors import ConfigurationError
from waarborg.letters.choices import LetterKind
from waarborg.letters.keeping import keep
from waarborg.letters.language import language_of
from waarborg.letters.looked_along_words import content


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
    said = content(happened, language)
    return keep(door, LetterKind.LOOKED_ALONG, language, said, view_id=view.pk).pk
