"""A message to several clients at once: rendered for each, looked at before it goes, sent to each alone.

Nothing is attached, nobody sees who else got it, and of an offer nothing reaches who objects. Each client's copy is a
letter in their own dossier, so that the words end with it. The worker sends it (`group_rounds`); what it says is sealed
until everybody was looked at.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import connections
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from waarborg.dossiers.facts import AGAINST
from waarborg.dossiers.selectors import name_of
from waarborg.gate.actors import Actor
from waarborg.gate.door import Door, in_context, open_door
from waarborg.gate.kinds import scopes_of_list
from waarborg.gate.organisations import agency
from waarborg.kernel import clock
from waarborg.kernel.errors import Conflict, InvalidInput, NotFound, Refused
from waarborg.kernel.identifiers import new_id
from waarborg.ledger.vocabulary import Kind
from waarborg.letters.choices import LetterKind
from waarborg.letters.grouped import send_to_one
from waarborg.letters.language import language_of
from waarborg.letters.services import address_in, comes_in
from waarborg.mailings.choices import REACHED, MessageState, Outcome
from waarborg.mailings.invited import reading_to_invite_by
from waarborg.mailings.models import GroupMessage, GroupRecipient
from waarborg.vault.services import data_key, open_keys

TABLE = "mailings_groupmessage"
FATE = "group_message"
"""The retention class of the words of a message, under a key of its own that ends when everybody was looked at."""
MOST = 5000
"""Clients to whom one message goes."""
SHOWN = 100
"""Clients of whom it is shown beforehand how they would get it."""
FIELDS = ("client", "sender", "organisation")
"""What can stand in braces: the client's name, who sends it, the agency."""
FREE = gettext_noop(
    "You need not take part, and you need not say why. Your guidance stays the same. Do you want no such messages any "
    "more? Tell whoever guides you: then they stop at once."
)
"""What stands below every invitation to a survey, whatever else it says."""
BRACES = re.compile(r"\{([^{}]*)\}")


@dataclass(frozen=True, slots=True, kw_only=True)
class NewGroupMessage:
    """What is to be sent, to whom; `offer` says that it is an offer or another form of recruitment.

    `reading` is of an invitation to a survey, the one on which it goes; that is an offer to whom it reaches.
    """

    subject: str
    text: str
    offer: bool
    dossier_ids: tuple[UUID, ...]
    sender: str
    reading: UUID | None = None


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
    total: int
    running: bool

    @property
    def done(self) -> int:
        """Of how many clients it was looked at."""
        return self.total - self.outcomes.get(Outcome.WAITING, 0)


def preview(actor: Actor, new: NewGroupMessage) -> Sequence[Rendered]:
    """How each of them would get it, the first so many. Raises `InvalidInput`."""
    _check(new)
    return [_rendered(actor, new, dossier_id) for dossier_id in new.dossier_ids[:SHOWN]]


def begin(actor: Actor, new: NewGroupMessage) -> UUID:
    """Keep it, sealed, with to whom it goes; the worker goes on.

    Raises `InvalidInput`, `Refused`, and `Conflict` for an invitation to a survey by a reading that does not stand.
    """
    _check(new)
    if new.reading is not None and new.reading != reading_to_invite_by(actor):
        raise Conflict(_("This reading does not stand any more."))
    with open_door(actor, "write") as door:
        door.turn_to_many("write", new.dossier_ids, door.claims)
        allowed = _written_to(door, new.dossier_ids)
        key = data_key(actor.organisation_id, person_id=None, scope_id=None, retention_class=FATE, own=True)
        row = GroupMessage(
            id=new_id(),
            organisation_id=actor.organisation_id,
            offer=new.offer or new.reading is not None,
            reading_id=new.reading,
            state=MessageState.RUNNING,
            roles=list(actor.roles),
            strong=actor.strong,
            total=len(new.dossier_ids),
            data_key_id=key.id,
            made_at=clock.now(),
            moved_at=clock.now(),
            made_by_id=actor.somebody,
        )
        row.sealed = key.seal(_words(new), row=row.pk, table=TABLE)
        row.decision_id = door.note(Kind.RECORDS_LISTED, dossier_ids=tuple(allowed))
        GroupMessage.objects.bulk_create([row])
        GroupRecipient.objects.bulk_create(
            GroupRecipient(
                id=new_id(),
                organisation_id=row.organisation_id,
                message_id=row.pk,
                dossier_id=dossier_id,
                outcome=Outcome.WAITING,
                decision_id=row.decision_id,
            )
            for dossier_id in allowed
        )
    return row.pk


def _written_to(door: Door, dossier_ids: Sequence[UUID]) -> list[UUID]:
    """Those of these dossiers in which the actor may write. Raises `Refused` when that is none of them."""
    may: set[UUID] = set()
    for scope in scopes_of_list(door):
        for category in door.actor.in_force.policy.categories:
            answer = door.decide(category, scope)
            if answer.allowed:
                if not may:
                    door.noting([answer])
                may.add(scope.dossier_id)
                break
    if not may:
        raise door.refuse()
    return [one for one in dict.fromkeys(dossier_ids) if one in may]


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
    if row.total > len(rows):
        outcomes[Outcome.NOT_ALLOWED] = outcomes.get(Outcome.NOT_ALLOWED, 0) + row.total - len(rows)
    running = row.state == MessageState.RUNNING
    return Progress(outcomes=outcomes, mails=mails, offer=row.offer, total=row.total, running=running)


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
            if outcome not in REACHED:
                return Rendered(number=door.dossier["number"], outcome=outcome)
            subject, text = _filled(door, new)
            return Rendered(number=door.dossier["number"], outcome=outcome, subject=subject, text=text)
    except Refused:
        return Rendered(number="", outcome=Outcome.NOT_ALLOWED)


def _outcome(door: Door, new: NewGroupMessage) -> Outcome:
    """May it reach the client of the dossier in focus, in a door for reading? Raises `Refused`."""
    if (new.offer or new.reading) and AGAINST & door.scope().true:
        return Outcome.OBJECTS
    try:
        address_in(door)
    except InvalidInput:
        return Outcome.ON_PAGES if comes_in(door) else Outcome.NO_ADDRESS
    return Outcome.QUEUED


def _filled(door: Door, new: NewGroupMessage) -> tuple[str, str]:
    said = {
        "client": name_of(door),
        "sender": new.sender,
        "organisation": agency(door.actor.organisation_id).name,
    }

    def fill(text: str) -> str:
        return BRACES.sub(lambda found: said[found[1]], text)

    text = fill(new.text.strip())
    if new.reading is not None:
        with translation.override(language_of(door, LetterKind.GROUP_OFFER)):
            text = f"{text}\n\n{_(FREE)}"
    return fill(new.subject.strip()), text


def send_one(actor: Actor, new: NewGroupMessage, row: GroupMessage, one: GroupRecipient, *, using: str) -> Outcome:
    """Send it to one whose turn it is, in a unit of work of its own. Raises `Refused` where one may no longer write."""
    with open_door(actor, "read", dossier_id=one.dossier_id, using=using) as door:
        waits = GroupRecipient.objects.using(using).filter(pk=one.pk, outcome=Outcome.WAITING)
        outcome, letter_id = _outcome(door, new), None
        subject, text = _filled(door, new) if outcome in REACHED else ("", "")
        door.turn_to("write")
        door.require_anywhere()
        if outcome in REACHED:
            letter_id = send_to_one(door, offer=new.offer, subject=subject, text=text)
        decision = door.note(Kind.DOSSIER_READ, details={"message": str(row.pk)})
        if not waits.update(outcome=outcome, letter_id=letter_id, decision_id=decision):
            raise Conflict(_("This client was written to already."))
    return outcome


def words_in(row: GroupMessage, *, using: str) -> NewGroupMessage:
    """What is to be sent, opened by the worker. Raises `NotFound` when its words are gone."""
    keys = open_keys(row.organisation_id, {row.data_key_id} if row.data_key_id else set(), using=using)
    if row.data_key_id not in keys or row.sealed is None:
        raise NotFound("The words of this message are gone.")
    said = json.loads(keys[row.data_key_id].open(bytes(row.sealed), row=row.pk, table=TABLE))
    return NewGroupMessage(**said, offer=row.offer, reading=row.reading_id, dossier_ids=())


def _words(new: NewGroupMessage) -> bytes:
    return json.dumps({"subject": new.subject, "text": new.text, "sender": new.sender}, ensure_ascii=False).encode()
