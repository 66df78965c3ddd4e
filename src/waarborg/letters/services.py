"""Letters read, and given to the client: by hand, by post, on their own pages, or by a message that says one is ready.

    letters_of(actor, dossier_id)                     the letters of a dossier, without their contents
    open_letter(actor, dossier_id, letter_id)         the PDF as it was made; an event
    give(actor, dossier_id, letter_id, Channel.EMAIL) queue a message to the client's address, or write down how it went

A letter is shown to who may read who the client is. Giving it is telling the client: the task for that is done with it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from waarborg.accounts.models import Membership
from waarborg.dossiers.addresses import BY_MAIL, BY_POST, require_confirmed
from waarborg.dossiers.catalogue import catalogue_of
from waarborg.dossiers.view_endings import told
from waarborg.gate.actors import Actor
from waarborg.gate.answers import Answer
from waarborg.gate.door import Door, open_door
from waarborg.kernel import clock
from waarborg.kernel.errors import Conflict, InvalidInput, NotFound, Refused
from waarborg.ledger.vocabulary import Kind
from waarborg.letters.choices import TO_OTHERS, Channel, LetterKind, LetterState
from waarborg.letters.given import follow_given
from waarborg.letters.keeping import TABLE
from waarborg.letters.models import Letter
from waarborg.letters.outbox import Message, queue, queue_message
from waarborg.vault.services import open_keys


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenLetter:
    """A letter without its contents."""

    id: UUID
    kind: LetterKind
    made_at: datetime
    language: str
    channel: str
    given_at: datetime | None

    @property
    def title(self) -> str:
        """What it is about, in the language of the screen."""
        return str(self.kind.label)


def letters_of(actor: Actor, dossier_id: UUID) -> Sequence[SeenLetter]:
    """The letters of a dossier, newest first. Raises `Refused` to who may not read who the client is."""
    with open_door(actor, "read", dossier_id=dossier_id) as door:
        require_identity(door)
        door.note(Kind.RECORDS_LISTED, categories=(catalogue_of(actor.in_force).identity.key,))
        return letters_in(door)


def letters_in(door: Door) -> Sequence[SeenLetter]:
    """The letters of the dossier in focus, newest first, in a unit of work in which they were noted as read."""
    dossier_id = UUID(door.dossier["id"])
    rows = Letter.objects.using(door.using).filter(dossier_id=dossier_id, erased_on=None).order_by("-made_at")
    rows = rows.defer("sealed")
    return [
        SeenLetter(
            id=row.pk,
            kind=LetterKind(row.kind),
            made_at=row.made_at,
            language=row.language,
            channel=row.channel,
            given_at=row.given_at,
        )
        for row in rows
    ]


def open_letter(actor: Actor, dossier_id: UUID, letter_id: UUID) -> bytes:
    """The PDF as it was made. Raises `Refused`, and `NotFound` also when its key was destroyed."""
    with open_door(actor, "read", dossier_id=dossier_id) as door:
        letter = _letter(door, letter_id)
        door.note(Kind.DOSSIER_READ, categories=(letter.category,), details={"letter": str(letter.pk)})
        keys = open_keys(actor.organisation_id, {letter.data_key_id}, using=door.using)
        if letter.data_key_id not in keys or letter.erased_on:
            raise NotFound("This letter has been destroyed.")
        return keys[letter.data_key_id].open(bytes(letter.sealed), row=letter.pk, table=TABLE)


def give(actor: Actor, dossier_id: UUID, letter_id: UUID, channel: Channel) -> None:
    """Give a letter: a message to the client's own e-mail address, or write down that it was handed over or posted.

    Raises `Refused`, `NotFound`, `Conflict` when it was given before, and `InvalidInput` when there is no
    address, or nobody asked whether it is still right.
    """
    with open_door(actor, "read", dossier_id=dossier_id) as door:
        give_in(door, letter_id, channel)


def give_in(door: Door, letter_id: UUID, channel: Channel, *, says: Callable[[str], Message] | None = None) -> None:
    """The same in an open unit of work; `says` words the message to the client's address otherwise."""
    answer = require_identity(door)
    letter = _letter(door, letter_id)
    if letter.state != LetterState.READY:
        raise Conflict("This letter has been given already.")
    if letter.kind in TO_OTHERS and channel is Channel.EMAIL:
        said = _("This letter is not to the client. Print it, and send or hand it over.")
        raise InvalidInput(said, {})
    if channel is Channel.PORTAL:
        require_comes_in(door, letter)
    address = _address_for(door, channel)
    if channel is Channel.LETTER and letter.kind not in TO_OTHERS:
        require_confirmed(door, BY_POST)
    door.noting([answer])
    decision = door.note(
        Kind.LETTER_SENT,
        categories=(letter.category,),
        details={"letter": str(letter.pk), "channel": channel.value},
    )
    if address:
        if says:
            queue_message(door, letter, says(address), decision)
        else:
            queue(door, letter, address, decision)
    if letter.view_id:
        told(door, letter.view_id, answer)
    Letter.objects.using(door.using).filter(pk=letter.pk).update(
        state=LetterState.GIVEN, channel=channel, given_at=clock.now(), given_by_id=door.actor.account_id
    )
    follow_given(door, letter)


def comes_in(door: Door) -> bool:
    """Does the client of the dossier in focus come to their own pages?"""
    coming = Membership.objects.using(door.using).filter(
        organisation_id=door.actor.organisation_id, person_id=UUID(door.dossier["person"]), role="client"
    )
    return coming.exclude(until_on__lt=clock.today()).filter(account__last_login__isnull=False).exists()


def require_comes_in(door: Door, letter: Letter) -> None:
    """Raises `InvalidInput` where the client has no pages of their own that they come to, or it is not for them."""
    if letter.kind in TO_OTHERS or not comes_in(door):
        said = _("The client does not come to their own pages. Give it another way.")
        raise InvalidInput(_("Some things are not right yet."), {"channel": said})


def _address_for(door: Door, channel: Channel) -> str:
    """Where a message goes that says there is a letter: needed for e-mail, welcome for the own pages."""
    if channel is Channel.EMAIL:
        return address_in(door)
    if channel is Channel.PORTAL:
        with suppress(Refused, InvalidInput):
            return address_in(door)
    return ""


def require_identity(door: Door) -> Answer:
    """A yes to reading who the client is. Raises `Refused`."""
    return door.require(catalogue_of(door.actor.in_force).identity.key, door.scope())


def _letter(door: Door, letter_id: UUID) -> Letter:
    require_identity(door)
    found = Letter.objects.using(door.using).filter(pk=letter_id, dossier_id=UUID(door.dossier["id"])).first()
    if found is None:
        raise NotFound("There is no such letter here.")
    return found


def address_in(door: Door) -> str:
    """The client's own e-mail address, once it is known to be right. Raises `Refused`, `InvalidInput`."""
    for entry in catalogue_of(door.actor.in_force):
        if not entry.of_trajectory and any(field.type == BY_MAIL for field in entry.rule.fields.values()):
            door.require(entry.key, door.scope())
    return require_confirmed(door, BY_MAIL)
