"""One way to write a value as bytes, so that a hash made today can be made again in ten years, by anyone.

A subset of RFC 8785: objects with sorted keys, no space, UTF-8; texts, whole numbers, booleans, null and lists. No
fractions, because a database may write them differently from how it got them.
"""

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

Value = str | int | bool | None | Sequence["Value"] | Mapping[str, "Value"]


class NotCanonicalError(ValueError):
    """A value that would not come back from the database as it went in."""


def canonical(value: Value) -> bytes:
    """The bytes of `value`. Raises `NotCanonicalError` for fractions, NUL characters, lone surrogates, other types."""
    _check(value)
    try:
        return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
    except UnicodeEncodeError as error:
        raise NotCanonicalError("a text holds a lone surrogate") from error


def moment(at: datetime) -> str:
    """A moment as canonical text: UTC, microseconds, always of one length. Raises `NotCanonicalError` when naive."""
    if at.tzinfo is None:
        raise NotCanonicalError("a moment needs a time zone")
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def _check(value: object) -> None:
    match value:
        case None | bool() | int():
            return
        case str():
            if "\x00" in value:
                raise NotCanonicalError("a text holds a NUL character")
        case Mapping():
            for key, item in value.items():
                if not isinstance(key, str):
                    raise NotCanonicalError(f"a key must be text, not {type(key).__name__}")
                _check(key)
                _check(item)
        case list() | tuple():
            for item in value:
                _check(item)
        case _:
            raise NotCanonicalError(f"{type(value).__name__} has no canonical form")
