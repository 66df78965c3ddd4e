"""What ends when a client decides so, or comes to decide: a mandate stopped by themself, a parent on the day.

stop_mandate(actor, dossier_id, membership_id)     by the client, at once, with a letter that says so
of_age_by_day(system)                              who came of age: the parent comes in no more, a letter to them
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import connections
from django.utils import translation

from waarborg.accounts.choices import Basis
from waarborg.accounts.models import Membership
from waarborg.admission.models import Mandate
from waarborg.admission.reaching import REPRESENTATIVE, UNTIL_OF_AGE
from waarborg.admission.sealing import opened
from waarborg.admission.services import end_roles, running_roles
from waarborg.dossiers.working import working_on
from waarborg.gate.actors import Actor
from waarborg.gate.door import Door, in_context, open_door
from waarborg.kernel import clock
from waarborg.kernel.errors import NotFound
from waarborg.letters.choices import LetterKind
from waarborg.letters.days import day_in_words
from waarborg.letters.given import when_given
from waarborg.letters.information import write_letter
from waarborg.letters.looked_along_words import first_article, is_about_access
from waarborg.letters.models import Letter
from waarborg.notices import of_age
from waarborg.policy.names import Names
from waarborg.policy.phrases import Language
from waarborg.vault.services import open_keys
from waarborg.work.choices import TaskKind
from waarborg.work.models import Task
from waarborg.work.services import NewTask, create, finish

ASKS = "request"
"""The act by which clients use a right of theirs."""


def register() -> None:
    """Let a letter that is given take its task off the list."""
    when_given(on_given)


def stop_mandate(actor: Actor, dossier_id: UUID, membership_id: UUID) -> None:
    """Stop whom the client gave a mandate: they come in no more, from this moment. Raises `Refused`, `NotFound`."""
    with open_door(actor, ASKS, dossier_id=dossier_id) as door:
        door.require_anywhere()
        row = next((one for one in running_roles(door) if one.pk == membership_id), None)
        if row is None or row.role != REPRESENTATIVE or row.basis != Basis.MANDATE:
            raise NotFound("Nobody comes in so.")
        name = _name_of(door, row)
        end_roles(door, [row])
        _to_give(door, write_letter(door, LetterKind.MANDATE_ENDED, lambda language: _said(door, name, language)))


def of_age_by_day(system: Actor, *, using: str = "worker") -> int:
    """Handle everybody who decides for themself by now and was not told yet; return how many."""
    with in_context(system, using=using), connections[using].cursor() as cursor:
        cursor.execute("select * from gate.dossiers_come_of_age()")
        waiting = cursor.fetchall()
    for dossier_id, since in waiting:
        with open_door(system, "read", dossier_id=dossier_id, using=using) as door:
            end_roles(door, [one for one in running_roles(door) if one.basis in UNTIL_OF_AGE])
            _to_give(door, of_age.write_in(door, since))
    return len(waiting)


def on_given(door: Door, letter: Letter) -> None:
    """Nobody is asked for it any more."""
    waiting = Task.objects.using(door.using).filter(
        subject_id=letter.pk, kind=TaskKind.GIVE_LETTER, done_at__isnull=True
    )
    finish(door, waiting)


def _name_of(door: Door, row: Membership) -> str:
    """Who had the mandate, as it was written down when it was seen."""
    kept = Mandate.objects.using(door.using).filter(membership_id=row.pk).first()
    keys = open_keys(door.actor.organisation_id, {kept.data_key_id} if kept else set(), using=door.using)
    return opened(keys[kept.data_key_id], bytes(kept.sealed), kept.pk).name if kept and kept.data_key_id in keys else ""


def _said(door: Door, name: str, language: Language) -> dict[str, Any]:
    regulation = door.actor.in_force.regulation
    with translation.override(language):
        return {
            "client": Names(regulation, language).role("client"),
            "name": name,
            "since": day_in_words(clock.today()),
            "access": first_article(regulation, is_about_access) or "",
        }


def _to_give(door: Door, letter_id: UUID) -> None:
    """Ask whoever works on the dossier to give the letter; where nobody does, it stands with the letters of it."""
    working = working_on(door.outline.given["assignments"], clock.today())
    for one in working[:1]:
        new = NewTask(
            kind=TaskKind.GIVE_LETTER,
            for_account_id=UUID(one["account"]),
            due_on=clock.today(),
            subject_id=letter_id,
        )
        create(door, new)
