"""In which language a client is written to."""

from __future__ import annotations

from typing import cast
from uuid import UUID

from waarborg.accounts.models import Account, Membership
from waarborg.gate.door import Door
from waarborg.letters.typesetting import languages_of
from waarborg.policy.phrases import Language


def language_of(door: Door, kind: str) -> Language:
    """The language of the client's own account, if there is one in which this letter is written; else Dutch."""
    accounts = Membership.objects.using(door.using).filter(
        organisation_id=door.actor.organisation_id, person_id=UUID(door.dossier["person"]), role="client"
    )
    language = (
        Account.objects.using(door.using)
        .filter(pk__in=accounts.values("account_id"))
        .values_list("language", flat=True)
        .first()
    )
    return cast("Language", language) if language in languages_of(kind) else "nl"
