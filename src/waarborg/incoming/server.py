"""Where the agency's own mail server hands e-mail in: a small SMTP server on this machine's own address alone.

It answers only when a message is kept or refused, so that nothing is lost and nothing vanishes in silence: who sent it
hears it from their own server. It sends nothing itself, so no two programs can answer each other.
"""

from __future__ import annotations

import asyncio
import ipaddress
import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Final, TypeVar

from aiosmtpd.smtp import SMTP, Envelope, Session
from django.conf import settings
from django.db import connections

from waarborg.documents.scanning import Infected
from waarborg.incoming.addresses import Behind, behind
from waarborg.incoming.reading import NotAMessage, TooLong
from waarborg.incoming.receiving import WORKER, Automatic, GoesRound, take_in
from waarborg.kernel.errors import ConfigurationError, Unavailable

AT_ONCE: Final = 2
"""Messages that are judged at the same time."""
IDLE_SECONDS: Final = 60
LOG = logging.getLogger(__name__)
Answered = TypeVar("Answered")

TAKEN = "250 2.0.0 Taken in"
NO_SUCH = "550 5.1.1 There is no such address here"
NOBODY = "450 4.2.1 Nobody opens the post of this address just now"
ONE_AT_A_TIME = "452 4.5.3 One address at a time"
LATER = "451 4.3.0 Not now; try again later"
REFUSALS: Final[dict[type[Exception], str]] = {
    Automatic: "550 5.7.1 Automatic messages are not taken in",
    GoesRound: "554 5.4.6 This message goes round",
    Infected: "554 5.7.1 The virus scanner refuses this message",
    NotAMessage: "554 5.6.0 This message cannot be read",
    TooLong: "552 5.3.4 The text of this message is too long; send it as a document",
    Unavailable: LATER,
}


class Drop:
    """What the server does with what it is told."""

    def __init__(self) -> None:
        self._workers = ThreadPoolExecutor(max_workers=AT_ONCE, thread_name_prefix="mail")

    async def handle_RCPT(  # noqa: N802 - the library's name
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Is this an address of ours? One at a time, so that each message has one answer."""
        if envelope.rcpt_tos:
            return ONE_AT_A_TIME
        found = await self._apart(behind, address, using=WORKER)
        if found is None:
            return NO_SUCH
        if found.keeper_id is None:
            return NOBODY
        envelope.rcpt_tos.append(address)
        envelope.rcpt_options.extend(options)
        return "250 2.1.5 OK"

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802
        """Keep the message, or say why not."""
        content = envelope.original_content or b""
        return await self._apart(_taken, envelope.rcpt_tos[0], content, envelope.mail_from)

    async def handle_exception(self, error: Exception) -> str:
        """Something went wrong here: it can be tried again. Nothing of the message is written down."""
        LOG.error("A message could not be taken in: %s.", type(error).__name__)
        return LATER

    def close(self) -> None:
        """Finish what was begun."""
        self._workers.shutdown()

    async def _apart(self, act: Callable[..., Answered], *given: Any, **named: Any) -> Answered:
        """Do something with the database in a thread of its own."""
        return await asyncio.get_running_loop().run_in_executor(self._workers, lambda: _and_let_go(act, given, named))


def _and_let_go(act: Callable[..., Answered], given: tuple[Any, ...], named: dict[str, Any]) -> Answered:
    try:
        return act(*given, **named)
    finally:
        connections.close_all()


def _taken(address: str, content: bytes, envelope_sender: str | None) -> str:
    found: Behind | None = behind(address, using=WORKER)
    if found is None:
        return NO_SUCH
    if found.keeper_id is None:
        return NOBODY
    try:
        take_in(found, content, envelope_sender)
    except tuple(REFUSALS) as refused:
        return next(answer for kind, answer in REFUSALS.items() if isinstance(refused, kind))
    return TAKEN


def must_be_safe(host: str) -> None:
    """Raise `ConfigurationError` where this server would be reachable from elsewhere, or nothing is to come in."""
    if not ipaddress.ip_address(host).is_loopback:
        raise ConfigurationError(
            f"{host} can be reached by others. Listen on 127.0.0.1 or ::1, and let your own mail server hand in there."
        )
    if not settings.WAARBORG_MAIL_DOMAIN:
        raise ConfigurationError("No e-mail comes in here: set WAARBORG_MAIL_DOMAIN to what stands after the @.")


async def listening(drop: Drop, host: str, port: int) -> asyncio.Server:
    """A server that listens; the caller closes it. Raises `OSError` when the place is taken."""
    logging.getLogger("mail.log").setLevel(logging.CRITICAL + 1)  # it would write addresses and what people send
    loop = asyncio.get_running_loop()

    def session() -> SMTP:
        return SMTP(
            drop,
            data_size_limit=settings.WAARBORG_LARGEST_MAIL,
            enable_SMTPUTF8=True,
            hostname=settings.WAARBORG_MAIL_DOMAIN,
            ident="Waarborg",
            timeout=IDLE_SECONDS,
            loop=loop,
        )

    return await loop.create_server(session, host, port)


async def serve(host: str, port: int, told: asyncio.Event) -> None:
    """Take messages in until told to stop; what was begun is finished first."""
    must_be_safe(host)
    drop = Drop()
    server = await listening(drop, host, port)
    async with server:
        await told.wait()
    drop.close()
