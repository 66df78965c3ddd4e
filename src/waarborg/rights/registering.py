"""A request taken in: whatever way it came, by whoever heard it. Its clock starts on the day of receipt.

    register(actor, dossier_id, NewRequest(rights=("access",), received_on=day, words="..."))

Each right is a request of its own; together they bring one letter that confirms them, and a task each.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.utils import translation
from django.utils.translation import gettext as _

from waarborg.dossiers.choices import GivenBy
from waarborg.gate.actors import Actor
from waarborg.gate.answers import Answer
from waarborg.gate.door import Door, open_door
from waarborg.kernel import clock
from waarborg.kernel.errors import InvalidInput
from waarborg.kernel.identifiers import new_id
from waarborg.ledger.vocabulary import Kind
from waarborg.letters.choices import LetterKind
from waarborg.letters.days import day_in_words
from waarborg.letters.keeping import heading, keep
from waarborg.letters.language import language_of
from waarborg.letters.services import require_identity
from waarborg.policy.calendar import day_of
from waarborg.policy.term_clock import Clock, ClockState, StepKind, kept
from waarborg.rights.choices import CameBy, Identity
from waarborg.rights.clocks import clocks_at, judge_of, overseer_at
from waarborg.rights.models import Request, RequestLetter, RequestStep
from waarborg.rights.planning import plan
from waarborg.rights.sealing import REQUEST, key_in
from waarborg.vault.services import OpenKey


@dataclass(frozen=True, slots=True, kw_only=True)
class NewRequest:
    """What was asked, when and how it came, by whom, and how it is known who that is."""

    rights: Sequence[str]
    received_on: date
    words: str
    came_by: CameBy
    identity: Identity = Identity.KNOWN
    asked_by: GivenBy = GivenBy.CLIENT
    mandate_seen_on: date | None = None


def register(actor: Actor, dossier_id: UUID, new: NewRequest) -> Sequence[UUID]:
    """Take it in; a request per right. Raises `Refused`, `NotFound`, and `InvalidInput` with a message per field."""
    with open_door(actor, "read", dossier_id=dossier_id) as door:
        return taken_in(door, new, [require_identity(door)])


def taken_in(door: Door, new: NewRequest, because: Sequence[Answer]) -> Sequence[UUID]:
    """The same, in an open unit of work, by these answers. Raises `InvalidInput` with a message per field."""
    clocks = clocks_at(door.actor.in_force, new.received_on)
    _check(new, clocks)
    door.noting(because)
    key = key_in(door)
    rows = [_row(door, new, clocks[right], key) for right in dict.fromkeys(new.rights)]
    letter = keep(door, LetterKind.REQUEST_RECEIPT, *_receipt(door, new, rows, clocks))
    RequestLetter.objects.using(door.using).bulk_create(_about(row, letter.pk) for row in rows)
    for row in rows:
        plan(door, row, clocks[row.right], because)
    return [row.pk for row in rows]


def _check(new: NewRequest, clocks: Mapping[str, Clock]) -> None:
    wrong: dict[str, Any] = {}
    if not new.rights or set(new.rights) - set(clocks):
        wrong["rights"] = _("Choose what is asked.")
    if new.received_on > clock.today():
        wrong["received_on"] = _("This day is still to come.")
    if not new.words.strip():
        wrong["words"] = _("Write down what was asked, in the client's words.")
    if new.asked_by is not GivenBy.CLIENT and new.mandate_seen_on is None:
        wrong["mandate_seen_on"] = _("When did you see that they may ask this for the client?")
    if wrong:
        raise InvalidInput(_("Some things are not right yet."), wrong)


def _row(door: Door, new: NewRequest, counted: Clock, key: OpenKey) -> Request:
    at, today = clock.now(), clock.today()
    due = counted.due(today)
    row = Request(
        id=new_id(),
        organisation_id=door.actor.organisation_id,
        dossier_id=UUID(door.dossier["id"]),
        right=counted.what,
        asked_by=new.asked_by,
        mandate_seen_on=new.mandate_seen_on,
        came_by=new.came_by,
        identity=new.identity,
        received_on=new.received_on,
        recorded_at=at,
        recorded_by_id=door.actor.somebody,
        terms=kept(counted),
        judged_by=judge_of(door.actor.in_force, counted.what),
        overseen_by=overseer_at(door.actor.in_force, counted.what, new.received_on),
        state=ClockState.RUNNING.value,
        due_on=day_of(due) if due else None,
        data_key_id=key.id,
    )
    row.sealed = key.seal(new.words.strip().encode(), row=row.pk, table=REQUEST)
    row.decision_id = door.note(Kind.REQUEST_MADE, details={"request": str(row.pk), "right": row.right})
    Request.objects.using(door.using).bulk_create([row])
    first = RequestStep(
        id=new_id(),
        organisation_id=row.organisation_id,
        request_id=row.pk,
        dossier_id=row.dossier_id,
        kind=StepKind.RECEIVED.value,
        on=row.received_on,
        account_id=door.actor.somebody,
        recorded_at=at,
        data_key_id=key.id,
        decision_id=row.decision_id,
    )
    RequestStep.objects.using(door.using).bulk_create([first])
    return row


def _about(row: Request, letter_id: UUID) -> RequestLetter:
    return RequestLetter(
        id=new_id(),
        organisation_id=row.organisation_id,
        request_id=row.pk,
        dossier_id=row.dossier_id,
        letter_id=letter_id,
        decision_id=row.decision_id,
    )


def _receipt(
    door: Door, new: NewRequest, rows: Sequence[Request], clocks: Mapping[str, Clock]
) -> tuple[str, dict[str, Any]]:
    """The language of the letter that confirms it, and what it says."""
    language = language_of(door, LetterKind.REQUEST_RECEIPT)
    with translation.override(language):
        return language, {
            **heading(door),
            "received": day_in_words(new.received_on),
            "asked": [
                {
                    "right": row.right,
                    "due": day_in_words(row.due_on) if row.due_on else "",
                    "article": clocks[row.right].terms[0].article,
                }
                for row in rows
            ],
            "doubted": new.identity is Identity.DOUBTED,
        }
