"""The cast, a virus scanner, and the program's own mail server on this machine's own address."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import EmailMessage
from smtplib import SMTP, SMTPResponseException
from uuid import UUID

import pytest
from django.test import override_settings

from tests.apps.cast import Cast
from tests.apps.desk.conftest import _with_the_database, cast
from tests.apps.documents.conftest import scanner
from tests.patience import SECONDS
from waarborg.incoming.addresses import make
from waarborg.incoming.models import IncomingMail
from waarborg.incoming.server import Drop, listening

__all__ = ["_with_the_database", "address", "cast", "mailed_in", "scanner"]

DOMAIN = "in.voorbeeld.nl"
SENDER = "Kanariena Vogelaar <kanariena@voorbeeld.nl>"
CANARY = "kanarie-in-de-mail"
OWNER = "owner"


@dataclass
class MailServer:
    """A server that runs, as the agency's own mail server meets it."""

    port: int

    def hand_in(self, message: EmailMessage, to: str, sender: str = "kanariena@voorbeeld.nl") -> tuple[int, str]:
        """Hand a message in; returns the server's answer."""
        with SMTP("127.0.0.1", self.port, timeout=SECONDS) as talk:
            try:
                refused = talk.send_message(message, sender, [to])
            except SMTPResponseException as answer:
                return answer.smtp_code, bytes(answer.smtp_error).decode()
            except OSError as answer:  # SMTPRecipientsRefused is one
                code, said = next(iter(answer.recipients.values()))  # type: ignore[attr-defined]
                return code, bytes(said).decode()
            return 250, str(refused)


@pytest.fixture(scope="module")
def mailed_in(cast: Cast) -> Iterator[MailServer]:
    """A mail server on a free port, until the tests of this file are over."""
    loop, drop = asyncio.new_event_loop(), Drop()
    with override_settings(WAARBORG_MAIL_DOMAIN=DOMAIN, WAARBORG_LARGEST_MAIL=2 * 1024 * 1024):
        thread = threading.Thread(target=loop.run_forever)
        thread.start()  # a thread of its own: a browser of other tests may have a loop running in this one
        server = asyncio.run_coroutine_threadsafe(listening(drop, "127.0.0.1", 0), loop).result()
        try:
            yield MailServer(server.sockets[0].getsockname()[1])
        finally:
            loop.call_soon_threadsafe(server.close)
            loop.call_soon_threadsafe(loop.stop)
            thread.join()
            drop.close()
            loop.close()


@pytest.fixture(scope="module")
def address(cast: Cast, mailed_in: MailServer) -> str:
    """An address whose post Anna opens."""
    return make(cast.actor("sam"), cast.accounts["anna"])


def message(text: str = f"Beste Anna,\n\nHierbij {CANARY}.", subject: str = "Mijn sollicitatie") -> EmailMessage:
    """A message as a client sends it."""
    made = EmailMessage()
    made["From"], made["To"], made["Subject"] = SENDER, "post", subject
    made["Date"] = "Mon, 12 Jan 2026 10:00:00 +0100"
    made.set_content(text)
    return made


def last() -> IncomingMail:
    """The message that came in last."""
    return IncomingMail.objects.using(OWNER).order_by("-received_at", "-pk")[0]


def waiting() -> set[UUID]:
    """Every message that there is."""
    return set(IncomingMail.objects.using(OWNER).values_list("pk", flat=True))
