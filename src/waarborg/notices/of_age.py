"""Somebody who decides for themself from now on: the letter that says so, once their birthday is there.

since_when(actor, dossier_id)     the day from which they decide; None for who always did, or does not yet
write(actor, dossier_id)          the letter to them
"""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.utils import translation

from waarborg.dossiers.ages import of_age, whose_age
from waarborg.dossiers.models import Person
from waarborg.gate.actors import Actor
from waarborg.gate.door import Door, open_door
from waarborg.kernel import clock
from waarborg.kernel.errors import NotFound
from waarborg.ledger.vocabulary import Kind
from waarborg.letters.choices import LetterKind
from waarborg.letters.days import day_in_words
from waarborg.letters.information import write_letter
from waarborg.letters.looked_along_words import first_article, is_about_access
from waarborg.letters.services import require_identity
from waarborg.policy.model.access import ConsentRule
from waarborg.policy.names import Names
from waarborg.policy.phrases import Language


def since_when(actor: Actor, dossier_id: UUID) -> date | None:
    """The day on which somebody else stopped deciding for this client. Raises `Refused`."""
    with open_door(actor, "read", dossier_id=dossier_id) as door:
        door.noting([require_identity(door)])
        door.note(Kind.DOSSIER_READ)
        return _since(door)


def write(actor: Actor, dossier_id: UUID) -> UUID:
    """Write the letter, to be given. Raises `Refused`, and `NotFound` for who did not come of age here."""
    with open_door(actor, "write", dossier_id=dossier_id) as door:
        door.require_anywhere()
        since = _since(door)
        if since is None:
            raise NotFound("Nobody else decided for this client.")
        return write_in(door, since)


def write_in(door: Door, since: date) -> UUID:
    """The same in an open unit of work, for who decides for themself since that day."""
    version = door.actor.in_force
    regulation = version.regulation
    asked = [one.number for one in regulation.articles if any(isinstance(rule, ConsentRule) for rule in one.rules)]

    def said(language: Language) -> dict[str, Any]:
        with translation.override(language):
            return {
                "client": Names(regulation, language).role("client"),
                "since": day_in_words(since),
                "article": whose_age(version, of_age(version)),
                "consents": asked,
                "access": first_article(regulation, is_about_access) or "",
            }

    return write_letter(door, LetterKind.OF_AGE, said)


def _since(door: Door) -> date | None:
    person = Person.objects.using(door.using).filter(pk=UUID(door.dossier["person"])).first()
    day = person.of_age_on if person else None
    return day if day is not None and day <= clock.today() else None
