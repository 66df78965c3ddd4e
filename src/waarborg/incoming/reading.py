"""A message as it came (RFC 5322): who says to have sent it, its text, the files in it. Nothing is kept here."""

from __future__ import annotations

import email.policy
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from email import message_from_bytes
from email.message import EmailMessage, MIMEPart
from email.utils import parsedate_to_datetime
from html.parser import HTMLParser
from typing import Final

MOST_HOPS: Final = 30
"""Servers that a message may have passed; with more it goes round (RFC 5321, 6.3)."""
MOST_PARTS: Final = 50
LONGEST_LINE: Final = 300
LONGEST_TEXT: Final = 500_000
"""Characters; some two hundred pages."""
BULK: Final = frozenset({"bulk", "junk", "auto_reply"})
BLOCKS: Final = frozenset({"p", "div", "br", "tr", "li", "h1", "h2", "h3", "h4", "blockquote", "table", "ul", "ol"})
NOBODY: Final = frozenset({None, "", "<>"})
"""Who sends notices that nobody answers (RFC 5321, 4.5.5)."""
UNSEEN: Final = frozenset({"script", "style", "head", "title", "template"})
FORWARDED: Final = "message.eml"


class NotAMessage(ValueError):
    """What came is no message that can be read."""


class TooLong(ValueError):
    """The text of a message is longer than anybody reads."""


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file in a message. `inline`: a picture within the text, most often of a signature."""

    name: str
    content: bytes
    inline: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What stands in a message."""

    sender: str
    subject: str
    on: date | None
    text: str
    files: tuple[FoundFile, ...]
    number: str
    """The message's own number (Message-ID); empty when it has none."""


def parsed(raw: bytes) -> EmailMessage:
    """A message with its headers. Raises `NotAMessage`."""
    try:
        message = message_from_bytes(raw, policy=email.policy.default)
        if not isinstance(message, EmailMessage) or not message.keys():
            raise NotAMessage("no headers")
    except (ValueError, LookupError, TypeError, AttributeError, IndexError) as error:
        raise NotAMessage(type(error).__name__) from None
    return message


def is_automatic(message: EmailMessage, envelope_sender: str | None) -> bool:
    """Was it sent by a program: an answer, a notice that something did not arrive, a list, or one of our own?"""
    submitted = _line(message, "Auto-Submitted").partition(";")[0].strip().lower()
    return (
        envelope_sender in NOBODY
        or submitted not in {"", "no"}
        or _line(message, "Precedence").lower() in BULK
        or "List-Id" in message
        or message.get_content_type() == "multipart/report"
    )


def goes_round(message: EmailMessage) -> bool:
    """Has it passed more servers than any message does that is not going round?"""
    return len(message.get_all("Received") or []) > MOST_HOPS


def found_in(message: EmailMessage) -> Found:
    """What stands in a message. Raises `NotAMessage` for what cannot be read, and `TooLong`."""
    try:
        body = message.get_body(("plain", "html"))
        return Found(
            sender=_line(message, "From"),
            subject=_line(message, "Subject"),
            on=_day(_line(message, "Date")),
            text=_text(body) if body is not None else "",
            files=tuple(_files(message, body)),
            number=_line(message, "Message-ID"),
        )
    except TooLong:
        raise
    except (ValueError, LookupError, TypeError, AttributeError, IndexError) as error:
        raise NotAMessage(type(error).__name__) from None


def _line(message: EmailMessage, name: str) -> str:
    """A header on one line, without what no line holds."""
    return " ".join(str(message.get(name) or "").split())[:LONGEST_LINE]


def _day(written: str) -> date | None:
    try:
        said: datetime = parsedate_to_datetime(written)
    except (ValueError, TypeError, IndexError):
        return None
    return said.date()


def _text(body: MIMEPart) -> str:
    try:
        plain = str(body.get_content())
    except LookupError:  # an alphabet that nobody knows
        content = body.get_payload(decode=True)
        plain = content.decode("utf-8", "replace") if isinstance(content, bytes) else ""
    if body.get_content_subtype() == "html":
        plain = text_of(plain)
    if len(plain) > LONGEST_TEXT:
        raise TooLong
    return plain.replace("\r\n", "\n").replace("\0", "").strip()


def _files(part: MIMEPart, body: MIMEPart | None) -> Iterator[FoundFile]:
    """Every part with something in it other than the text; a message within the message stays whole."""
    if part.get_content_type() == "message/rfc822":
        for inner in part.iter_parts():
            yield FoundFile(FORWARDED, inner.as_bytes())
        return
    if part.is_multipart():
        for inner in part.iter_parts():
            if isinstance(inner, MIMEPart):
                yield from _files(inner, body)
        return
    name = part.get_filename()
    if part is body or (not name and part.get_content_maintype() == "text"):
        return
    content = part.get_payload(decode=True)
    if isinstance(content, bytes) and content:
        yield FoundFile(
            " ".join((name or f"file.{part.get_content_subtype()}").split()),
            content,
            inline=part.get_content_disposition() == "inline" or "Content-ID" in part,
        )


class _Text(HTMLParser):
    """The words of a page, each block on a line of its own. Nothing in it is asked for or run."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self._unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 - the parser's
        if tag in UNSEEN:
            self._unseen += 1
        elif tag in BLOCKS:
            self.words.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in UNSEEN:
            self._unseen = max(0, self._unseen - 1)
        elif tag in BLOCKS:
            self.words.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self.words.append(re.sub(r"\s+", " ", data))


def text_of(page: str) -> str:
    """The text of an HTML message."""
    reader = _Text()
    reader.feed(page)
    reader.close()
    lines = [line.strip() for line in "".join(reader.words).splitlines()]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
