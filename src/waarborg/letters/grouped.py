"""A message to several at once, as one of them gets it: a letter kept in the dossier, and an e-mail to them alone, or a
letter on their own pages.

Nothing can be attached to it, and nobody else stands in it.
"""

from __future__ import annotations

from uuid import UUID

from django.utils import translation

from waarborg.gate.door import Door
from waarborg.kernel import clock
from waarborg.kernel.errors import InvalidInput
from waarborg.ledger.vocabulary import Kind
from waarborg.letters.choices import Channel, LetterKind, LetterState
from waarborg.letters.keeping import heading, keep
from waarborg.letters.language import language_of
from waarborg.letters.models import Letter
from waarborg.letters.outbox import Message, queue_message
from waarborg.letters.services import address_in, comes_in


def send_to_one(door: Door, *, offer: bool, subject: str, text: str) -> UUID:
    """Write it and put it in the outbox, in a unit of work for `write`; returns the letter.

    Who has no address that is known to be right but comes to their own pages finds it there. Raises `Refused`, and
    `InvalidInput` when there is neither.
    """
    kind = LetterKind.GROUP_OFFER if offer else LetterKind.GROUP_MESSAGE
    language = language_of(door, kind)
    with translation.override(language):
        said = {**heading(door), "title": subject, "lines": text.splitlines()}
    letter = keep(door, kind, language, said)
    door.turn_to("read")
    address = _address(door)
    decision = door.note(Kind.LETTER_SENT, categories=(letter.category,), details={"letter": str(letter.pk)})
    if address:
        queue_message(door, letter, Message(to=address, subject=subject, body=text), decision)
    Letter.objects.using(door.using).filter(pk=letter.pk).update(
        state=LetterState.GIVEN,
        channel=Channel.EMAIL if address else Channel.PORTAL,
        given_at=clock.now(),
        given_by_id=door.actor.account_id,
    )
    door.turn_to("write")
    return letter.pk


def _address(door: Door) -> str:
    try:
        return address_in(door)
    except InvalidInput:
        if not comes_in(door):
            raise
        return ""
