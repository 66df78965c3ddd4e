"""A message to several clients at once: rendered for each, looked at before it goes, sent to each alone.

Nothing is attached, nobody sees who else got it, and of an offer nothing reaches who objects. Each client's copy is a
letter in their own dossier, so that the words end with it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from uuid import UUID

from django.db import connections
from django.utils.translation import gettext as _

from waarborg.dossiers.facts import AGAINST
from waarborg.dossiers.selectors import name_of
from waarborg.gate.actors import Actor
from waarborg.gate.door import Door, in_context, open_door
from waarborg.gate.organisations import agency
from waarborg.kernel import clock
from waarborg.kernel.errors import InvalidInput, NotFound, Refused
from waarborg.kernel.identifiers import new_id
from waarborg.ledger.vocabulary import Kind
from waarborg.letters.grouped import send_to_one
from waarborg.letters.services import address_in
from waarborg.mailings.choices import Outcome
from waarborg.mailings.models import GroupMessage, GroupRecipient

MOST = 100
"""Clients to whom one message goes."""
FIELDS = ("client", "sender", "organisation")
"""What can stand in braces: the client's name, who sends it, the agency."""
BRACES = re.compile(r"\{([^{}]*)\}")


@dataclass(frozen=True, slots=True, kw_only=True)
class NewGroupMessage:
    """What is to be sent, to whom; `offer` says that it is an offer or another form of recruitment."""

    subject: str
    text: str
    offer: bool
    dossier_ids: tuple[UUID, ...]
    sender: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendered:
    """How one of them would get it, or why not."""

    number: str
    outcome: Outcome
    subject: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far a message is: of how many clients what became, and of the e-mails what became."""

    outcomes: dict[Outcome, int]
    mails: dict[str, int]
    offer: bool


def preview(actor: Actor, new: NewGroupMessage) -> Sequence[Rendered]:
    """How each of them would get it. Raises `InvalidInput`."""
    _check(new)
    return [_rendered(actor, new, dossier_id) for dossier_id in new.dossier_ids]


def send_to_several(actor: Actor, new: NewGroupMessage) -> UUID:
    """Send it to each who may get it, and write down of the others why not. Raises `InvalidInput` and `Refused`."""
    _check(new)
    with open_door(actor, "write", dossier_id=new.dossier_ids[0]) as door:
        door.require_anywhere()
        decision = door.note(Kind.RECORDS_LISTED, dossier_ids=new.dossier_ids)
        row = GroupMessage(
            id=new_id(),
            organisation_id=actor.organisation_id,
            offer=new.offer,
            made_at=clock.now(),
            made_by_id=actor.somebody,
            decision_id=decision,
        )
        GroupMessage.objects.bulk_create([row])
    for dossier_id in new.dossier_ids:
        _send(actor, new, row, dossier_id)
    return row.pk


def progress_of(actor: Actor, message_id: UUID) -> Progress:
    """How far one's own message is. Raises `NotFound`."""
    with in_context(actor):
        row = GroupMessage.objects.filter(pk=message_id, made_by_id=actor.somebody).first()
        if row is None:
            raise NotFound("There is no such message here.")
        rows = list(row.recipients.values_list("outcome", flat=True))
        with connections["default"].cursor() as cursor:
            cursor.execute("select state, mails from gate.mails_of_message(%s)", [message_id])
            mails = dict(cursor.fetchall())
    outcomes = {outcome: rows.count(outcome) for outcome in Outcome if outcome in rows}
    return Progress(outcomes=outcomes, mails=mails, offer=row.offer)


def _check(new: NewGroupMessage) -> None:
    wrong: dict[str, str] = {}
    unknown = {one for text in (new.subject, new.text) for one in BRACES.findall(text)} - set(FIELDS)
    if unknown:
        known = ", ".join(f"{{{name}}}" for name in FIELDS)
        wrong["text"] = _("Between braces only this can stand: %(fields)s.") % {"fields": known}
    if not 0 < len(new.dossier_ids) <= MOST:
        wrong["dossiers"] = _("Choose at least one, and at most %(most)s.") % {"most": MOST}
    if not new.subject.strip() or "\n" in new.subject:
        wrong["subject"] = _("Write one line that says what it is about.")
    if not new.text.strip():
        wrong["text"] = _("Write what you want to say.")
    if wrong:
        raise InvalidInput(_("Some things are not right yet."), wrong)


def _rendered(actor: Actor, new: NewGroupMessage, dossier_id: UUID) -> Rendered:
    try:
        with open_door(actor, "read", dossier_id=dossier_id) as door:
            door.note(Kind.DOSSIER_READ)
            outcome = _outcome(door, new)
            if outcome is not Outcome.QUEUED:
                return Rendered(number=door.dossier["number"], outcome=outcome)
            subject, text = _filled(door, new)
            return Rendered(number=door.dossier["number"], outcome=outcome, subject=subject, text=text)
    except Refused:
        return Rendered(number="", outcome=Outcome.NOT_ALLOWED)


def _outcome(door: Door, new: NewGroupMessage) -> Outcome:
    """May it reach the client of the dossier in focus, in a door for reading? Raises `Refused`."""
    if new.offer and AGAINST & door.scope().true:
        return Outcome.OBJECTS
    try:
        address_in(door)
    except InvalidInput:
        return Outcome.NO_ADDRESS
    return Outcome.QUEUED


def _filled(door: Door, new: NewGroupMessage) -> tuple[str, str]:
    said = {
        "client": name_of(door),
        "sender": new.sender,
        "organisation": agency(door.actor.organisation_id).name,
    }

    def fill(text: str) -> str:
        return BRACES.sub(lambda found: said[found[1]], text)

    return fill(new.subject.strip()), fill(new.text.strip())


def _send(actor: Actor, new: NewGroupMessage, row: GroupMessage, dossier_id: UUID) -> None:
    """Send it to one, in a unit of work of its own: what goes wrong with one leaves the others as they are."""
    letter_id, outcome = None, Outcome.NOT_ALLOWED
    with suppress(Refused), open_door(actor, "read", dossier_id=dossier_id) as door:
        outcome = _outcome(door, new)
        subject, text = _filled(door, new) if outcome is Outcome.QUEUED else ("", "")
        door.turn_to("write")
        door.require_anywhere()
        if outcome is Outcome.QUEUED:
            letter_id = send_to_one(door, offer=new.offer, subject=subject, text=text)
        decision = door.note(Kind.DOSSIER_READ, details={"message": str(row.pk)})
        made = GroupRecipient(
            id=new_id(),
            organisation_id=row.organisation_id,
            message_id=row.pk,
            dossier_id=dossier_id,
            letter_id=letter_id,
            outcome=outcome,
            decision_id=decision,
        )
        GroupRecipient.objects.bulk_create([made])
