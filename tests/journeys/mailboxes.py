"""A mail server on loopback, and what it took in."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes
from typing import Any

from aiosmtpd.controller import Controller

from tests.patience import SECONDS
from waarborg.kernel.database.server import free_port


class Mailbox:
    """What a mail server took in."""

    def __init__(self) -> None:
        self.taken: list[tuple[list[str], str]] = []

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802 - aiosmtpd's name
        message = message_from_bytes(envelope.content)
        part = next(one for one in message.walk() if one.get_content_type() == "text/plain")
        plain = part.get_payload(decode=True)
        assert isinstance(plain, bytes)
        self.taken.append((envelope.rcpt_tos, plain.decode()))
        return "250 OK"


@contextmanager
def served(settings: Any, box: Mailbox | None = None) -> Iterator[Mailbox]:
    """The program sends there as long as this is open."""
    box = box or Mailbox()
    port = free_port()
    server = Controller(box, hostname="127.0.0.1", port=port, ready_timeout=SECONDS)
    server.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
    try:
        yield box
    finally:
        server.stop()
