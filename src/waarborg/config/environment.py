"""Typed readers of environment variables, which fail loudly; a secret may stand in a file (`<NAME>_FILE`)."""

import os
from pathlib import Path
from urllib.parse import unquote, urlsplit

from waarborg.kernel.errors import ConfigurationError

KEY_BYTES = 32
_TRUTHS = {"1": True, "true": True, "yes": True, "0": False, "false": False, "no": False}


def text(name: str, default: str = "") -> str:
    """Read a text; empty counts as not set. `<name>_FILE` names a file that holds it instead."""
    file = os.environ.get(f"{name}_FILE", "")
    if not file:
        return os.environ.get(name, "") or default
    try:
        return Path(file).read_text(encoding="utf-8").strip()
    except OSError as error:
        raise ConfigurationError(f"{name}_FILE names {file}, which cannot be read: {error.strerror}.") from None


def truth(name: str, *, default: bool) -> bool:
    """Read yes or no (1, true, yes, 0, false, no)."""
    given = text(name)
    if not given:
        return default
    if given.lower() not in _TRUTHS:
        raise ConfigurationError(f"{name} is {given!r}; it can be true or false.")
    return _TRUTHS[given.lower()]


def number(name: str, default: int, *, at_least: int = 0) -> int:
    """Read a whole number."""
    given = text(name)
    if not given:
        return default
    if not given.isdecimal() or int(given) < at_least:
        raise ConfigurationError(f"{name} is {given!r}; it is a whole number of at least {at_least}.")
    return int(given)


def key(name: str) -> bytes:
    """Read a key of 32 bytes or more, in hexadecimal; empty when it is not set."""
    try:
        given = bytes.fromhex(text(name))
    except ValueError:
        raise ConfigurationError(f"{name} is not hexadecimal; make one with: openssl rand -hex 32") from None
    if given and len(given) < KEY_BYTES:
        raise ConfigurationError(f"{name} is shorter than {KEY_BYTES} bytes; make one with: openssl rand -hex 32")
    return given


def words(name: str, default: tuple[str, ...] = ()) -> list[str]:
    """Read a list, separated by commas."""
    given = text(name)
    return [word.strip() for word in given.split(",") if word.strip()] if given else list(default)


def origin(name: str, default: str) -> str:
    """Read the address at which people reach us: scheme, host and port, without a path."""
    given = text(name, default).rstrip("/")
    parts = urlsplit(given)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.path:
        raise ConfigurationError(f"{name} is {given!r}; it looks like https://dossiers.example.nl")
    return given


def mail(name: str) -> dict[str, str | int | bool]:
    """Read `smtp://user:password@host:25`, `smtp+starttls://…:587` or `smtps://…:465` as Django's settings."""
    given = text(name)
    if not given:
        return {}
    parts = urlsplit(given)
    if parts.scheme not in {"smtp", "smtp+starttls", "smtps"} or not parts.hostname:
        raise ConfigurationError(f"{name} cannot be read; it looks like smtp+starttls://user:password@host:587")
    return {
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": parts.port or {"smtp": 25, "smtps": 465}.get(parts.scheme, 587),
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_TLS": parts.scheme == "smtp+starttls",
        "EMAIL_USE_SSL": parts.scheme == "smtps",
    }
