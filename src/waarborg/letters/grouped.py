"""A message to several at once, as one of them gets it: a letter kept in the dossier, and an e-mail to them alone.

Nothing can be attached to it, and nobody else stands in it.
"""

from __future__ import annotations

from uuid import UUID

from django.utils import translation

from waarborg.gate.door import Door
from waarborg.kernel import clock
from waarborg.ledger.vocabulary import Kind
from waarborg.letters.choices import Channel, LetterKind, LetterState
from waarborg.letters.keeping import heading, keep
from waarborg.letters.language import language_of
from waarborg.letters.models import Letter
from waarborg.letters.outbox import Message, queue_message
from waarborg.letters.services import address_in


def send_to_one(door: Door, *, offer: bool, subject: str, text: str) -> UUID:
    """Write it and put it in the outbox, in a unit of work for `write`; returns the letter.

    Raises `Refused`, and `InvalidInput` when there is no address that is known to be right.
    """
    kind = LetterKind.GROUP_OFFER if offer else LetterKind.GROUP_MESSAGE
    language = language_of(door, kind)
    with translation.override(language):
        said = {**heading(door), "title": subject, "lines": text.splitlines()}
    letter = keep(door, kind, language, said)
    door.turn_to("read")
    address = address_in(door)
    decision = door.note(Kind.LETTER_SENT, categories=(letter.category,), details={"letter": str(letter.pk)})
    queue_message(door, letter, Message(to=address, subject=subject, body=text), decision)
    Letter.objects.using(door.using).filter(pk=letter.pk).update(
        state=LetterState.GIVEN, channel=Channel.EMAIL, given_at=clock.now(), given_by_id=door.actor.account_id
    )
    door.turn_to("write")
    return letter.pk
