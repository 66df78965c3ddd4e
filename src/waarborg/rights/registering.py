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
from waarborg.dossiers.declarations import Giver, act_of
from waarborg.dossiers.objections import ANY_FORM, WRITTEN, object_in, objecting_under
from waarborg.dossiers.objections import RIGHT as NO_RECRUITMENT
from waarborg.dossiers.ways import practice_in
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
from waarborg.policy.objecting import OBJECTING
from waarborg.policy.term_clock import Clock, ClockState, StepKind, kept
from waarborg.rights.choices import CameBy, Identity
from waarborg.rights.clocks import clocks_at, judge_of, objection_in, overseer_at
from waarborg.rights.contesting import contested, court_open_until
from waarborg.rights.models import Request, RequestLetter, RequestStep
from waarborg.rights.planning import plan
from waarborg.rights.sealing import REQUEST, key_in
from waarborg.vault.services import OpenKey

IN_WRITING = frozenset({CameBy.EMAIL, CameBy.FORM, CameBy.LETTER, CameBy.PORTAL})
"""The ways in which something comes in that are writing."""


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
    against: UUID | None = None
    """Of an objection to a decision: the request of which the answer is meant, where it is about one."""
    recorded_by: UUID | None = None
    """Whoever it is from, where the program writes it down; else whoever acts."""


def register(actor: Actor, dossier_id: UUID, new: NewRequest) -> Sequence[UUID]:
    """Take it in; a request per right. Raises `Refused`, `NotFound`, and `InvalidInput` with a message per field."""
    with open_door(actor, "read", dossier_id=dossier_id) as door:
        made = taken_in(door, new, [require_identity(door)])
        object_at_once(door, new)
        return made


def object_at_once(door: Door, new: NewRequest) -> None:
    """An objection to recruitment waits for nobody: it holds from the act in which who may write takes it in."""
    rule = objecting_under(door.actor.in_force)
    taken = ANY_FORM in rule.forms or new.came_by in IN_WRITING
    if NO_RECRUITMENT not in new.rights or not taken:
        return
    door.turn_to(act_of(door.actor), UUID(door.dossier["id"]))
    if door.permitted():
        giver = Giver(who=new.asked_by.value, mandate_seen_on=new.mandate_seen_on)
        form = WRITTEN if new.came_by in IN_WRITING else ANY_FORM
        object_in(door, rule, form=form, on=new.received_on, giver=giver)


def taken_in(door: Door, new: NewRequest, because: Sequence[Answer]) -> Sequence[UUID]:
    """The same, in an open unit of work, by these answers. Raises `InvalidInput` with a message per field."""
    clocks = clocks_at(door.actor.in_force, new.received_on, practice_in(door))
    _check(new, clocks)
    against = contested(door, new.against) if OBJECTING in new.rights else None
    door.noting(because)
    key = key_in(door)
    rows = [_row(door, new, clocks[right], key, against) for right in dict.fromkeys(new.rights)]
    letter = keep(door, LetterKind.REQUEST_RECEIPT, *_receipt(door, new, rows, clocks, against))
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


def _row(door: Door, new: NewRequest, counted: Clock, key: OpenKey, against: Request | None) -> Request:
    at, today = clock.now(), clock.today()
    due, objects = counted.due(today), counted.what == OBJECTING
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
        recorded_by_id=new.recorded_by or door.actor.somebody,
        terms=kept(counted),
        judged_by=judge_of(door.actor.in_force, counted.what),
        overseen_by=overseer_at(door.actor.in_force, counted.what, new.received_on),
        state=ClockState.RUNNING.value,
        due_on=day_of(due) if due else None,
        against=against if objects else None,
        uninvolved=objects and objection_in(door.actor.in_force, new.received_on).uninvolved,
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
        account_id=row.recorded_by_id,
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
        written_by_id=row.recorded_by_id,
        decision_id=row.decision_id,
    )


def _receipt(
    door: Door, new: NewRequest, rows: Sequence[Request], clocks: Mapping[str, Clock], against: Request | None
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
            "court": day_in_words(until) if (until := court_open_until(against)) else "",
        }
