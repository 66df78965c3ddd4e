"""The outbox: messages queued in the act that they follow from, and sent by the worker.

A message says that a letter is ready and nothing of what is in it, or where and when an appointment is and nothing
else: e-mail is read on the way. Sending is tried again with growing pauses; a message may go out twice when the machine
stops between sending and writing that down, never not at all.
"""

from __future__ import annotations

import base64
import json
import smtplib
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import connections
from django.utils import translation
from django.utils.translation import gettext as _

from waarborg.accounts.models import Organisation
from waarborg.gate.actors import Actor
from waarborg.gate.door import Door, in_context
from waarborg.gate.keys import key_in_focus
from waarborg.kernel import clock
from waarborg.kernel.identifiers import new_id
from waarborg.letters.choices import LetterKind, MailState
from waarborg.letters.models import Letter, Mail
from waarborg.vault.services import open_keys

TABLE = "letters_mail"
FATE = "mail"
"""The retention class of messages: they end with the dossier."""

MOST_ATTEMPTS = 10
"""After these, a person has to look: some three days of trying."""
FIRST_PAUSE = timedelta(minutes=5)
"""Each next pause is twice as long."""
REFUSED = 5
"""The first digit of an answer that stays so (RFC 5321)."""
AGAINST_US = b"5.7."
"""How an answer begins that is about who sends, and not about the address (RFC 3463)."""
BATCH = 50
CALENDAR_FILE = "afspraak.ics"
"""The name of the file for calendar programs: it says nothing of anybody."""


@dataclass(frozen=True, slots=True)
class Message:
    """What is sealed of a message."""

    to: str
    subject: str
    body: str
    calendar: str = ""
    """A file for calendar programs (RFC 5545), where the message is about an appointment."""
    files: tuple[tuple[str, str, str], ...] = ()
    """Files that go along: name, type of content, and the content in base 64. None of them says anything of anybody."""

    def to_bytes(self) -> bytes:
        """As JSON."""
        return json.dumps(asdict(self), ensure_ascii=False).encode()


def queue(door: Door, letter: Letter, address: str, decision_id: UUID) -> UUID:
    """Put a message in the outbox, in an open unit of work: a letter is ready for you."""
    organisation = Organisation.objects.using(door.using).get(pk=letter.organisation_id)
    with translation.override(letter.language):
        message = Message(
            to=address,
            subject=_("A letter from %(organisation)s is ready for you") % {"organisation": organisation.name},
            body=_(
                "Hello,\n\nThere is a letter from %(organisation)s for you.\n"
                "For your privacy it is not in this e-mail. Ask whoever guides you for it.\n\n"
                "Kind regards,\n%(organisation)s\n"
            )
            % {"organisation": organisation.name},
        )
    return queue_message(door, letter, message, decision_id)


def queue_message(door: Door, letter: Letter, message: Message, decision_id: UUID) -> UUID:
    """Put this message about a letter in the outbox, sealed, in an open unit of work."""
    return _queued(door, letter.pk, message, decision_id)


def queue_free(door: Door, message: Message, decision_id: UUID) -> UUID:
    """Put a message that goes with no letter in the outbox, sealed, in an open unit of work of the dossier in focus."""
    return _queued(door, None, message, decision_id)


def _queued(door: Door, letter_id: UUID | None, message: Message, decision_id: UUID) -> UUID:
    dossier_id = UUID(door.dossier["id"])
    key = key_in_focus(door, FATE)
    mail = Mail(
        id=new_id(),
        organisation_id=door.actor.organisation_id,
        letter_id=letter_id,
        dossier_id=dossier_id,
        data_key_id=key.id,
        next_attempt_at=clock.now(),
        queued_at=clock.now(),
        decision_id=decision_id,
    )
    mail.sealed = key.seal(message.to_bytes(), row=mail.pk, table=TABLE)
    Mail.objects.using(door.using).bulk_create([mail])
    return mail.pk


def send_waiting(system: Actor, *, using: str = "default") -> int:
    """Send what waits in one organisation, at most a batch; return how many went."""
    return sum(_send(system, mail_id, message, using) for mail_id, message in _take(system, using).items())


def _take(system: Actor, using: str) -> dict[UUID, Message]:
    """Take messages out, each marked as tried, so that no other worker takes them while we send."""
    with in_context(system, using=using):
        due = list(
            Mail.objects.using(using)
            .select_for_update(skip_locked=True, of=("self",))
            .select_related("letter")
            .filter(state=MailState.WAITING, next_attempt_at__lte=clock.now())
            .order_by("next_attempt_at")[:BATCH]
        )
        keys = open_keys(system.organisation_id, {mail.data_key_id for mail in due}, using=using)
        objecting = _objecting(due, using)
        Mail.objects.using(using).filter(pk__in=objecting).update(state=MailState.STOPPED)
        due = [mail for mail in due if mail.pk not in objecting]
        for mail in due:
            gone = mail.data_key_id not in keys
            Mail.objects.using(using).filter(pk=mail.pk).update(
                attempts=mail.attempts + 1,
                next_attempt_at=clock.now() + pause_after(mail.attempts),
                state=MailState.FAILED if gone else MailState.WAITING,
                error="KeyDestroyed" if gone else "",
            )
    return {
        mail.pk: Message(**json.loads(keys[mail.data_key_id].open(bytes(mail.sealed), row=mail.pk, table=TABLE)))
        for mail in due
        if mail.data_key_id in keys
    }


def _objecting(due: Iterable[Mail], using: str) -> set[UUID]:
    """Offers to who objects by now: they do not go, however long they waited."""
    found = set()
    with connections[using].cursor() as cursor:
        for mail in due:
            if mail.letter is not None and mail.letter.kind == LetterKind.GROUP_OFFER:
                cursor.execute("select gate.objects(%s)", [mail.dossier_id])
                if cursor.fetchone()[0]:
                    found.add(mail.pk)
    return found


def _send(system: Actor, mail_id: UUID, message: Message, using: str) -> bool:
    email = EmailMessage(
        message.subject,
        message.body,
        settings.DEFAULT_FROM_EMAIL,
        [message.to],
        headers={"Auto-Submitted": "auto-generated", "Message-ID": f"<{mail_id}@{_domain()}>"},
        connection=get_connection(),
    )
    if message.calendar:
        email.attach(CALENDAR_FILE, message.calendar, "text/calendar")
    for name, kind, content in message.files:
        email.attach(name, base64.b64decode(content), kind)
    if (wrong := wrong_with(email)) is not None:
        _failed(system, mail_id, wrong, using)
        return False
    with in_context(system, using=using):
        Mail.objects.using(using).filter(pk=mail_id).update(state=MailState.SENT, sent_at=clock.now())
    return True


@dataclass(frozen=True, slots=True)
class Wrong:
    """Why a message did not go: a word without an address, and whether trying it again is of no use (`for_good`)."""

    word: str
    for_good: bool


def wrong_with(email: EmailMessage) -> Wrong | None:
    """Send a message; what went wrong, or None when it went.

    What no server takes, and an address that cannot be read, stop no other message.
    """
    try:
        email.send()
    except (smtplib.SMTPException, OSError, ValueError) as error:
        return Wrong(type(error).__name__, _for_good(error))
    return None


def _for_good(error: Exception) -> bool:
    """Is it about this message or its address, so that no server will ever take it (RFC 5321, 4.2.1: 5yz)?

    What a server has against who sends (RFC 3463: 5.7.x), a person mends; then it goes.
    """
    answers: list[tuple[int, bytes | str]]
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        answers = list(error.recipients.values())
    elif isinstance(error, smtplib.SMTPDataError):
        answers = [(error.smtp_code, error.smtp_error)]
    else:
        return isinstance(error, ValueError)
    said = [(code, text if isinstance(text, bytes) else str(text).encode()) for code, text in answers]
    return bool(said) and all(code // 100 == REFUSED and not text.startswith(AGAINST_US) for code, text in said)


def pause_after(attempts: int) -> timedelta:
    """How long a message waits that was tried so often before."""
    return FIRST_PAUSE * int(2**attempts)


def gives_up(wrong: Wrong, attempts: int) -> bool:
    """Is it tried no more, after so many times?"""
    return wrong.for_good or attempts >= MOST_ATTEMPTS


def _failed(system: Actor, mail_id: UUID, wrong: Wrong, using: str) -> None:
    with in_context(system, using=using):
        row = Mail.objects.using(using).filter(pk=mail_id)
        row.update(error=wrong.word)
        given_up = row if wrong.for_good else row.filter(attempts__gte=MOST_ATTEMPTS)
        given_up.update(state=MailState.FAILED)


def _domain() -> str:
    return settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].rstrip(">")
