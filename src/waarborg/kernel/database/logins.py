"""The logins of an installation, and the address of each.

A login is a PostgreSQL role that a part of the program connects as. Their names are per installation, since
roles are shared by a whole cluster. A server of one's own is one URL per login in the environment
(`WAARBORG_DATABASE_URL_OWNER`, `..._APPLICATION`, `..._WORKER`, `..._AUDITOR`, `..._BACKUP`; `DATABASE_URL` will
do for the application); without any, the embedded server is meant.
"""

import json
import os
import secrets
from enum import StrEnum
from pathlib import Path
from typing import Any
from urllib.parse import quote

from psycopg import ProgrammingError
from psycopg.conninfo import conninfo_to_dict

from waarborg.kernel.errors import ConfigurationError
from waarborg.kernel.home import Home

DATABASE = "waarborg"
LOOPBACK = "127.0.0.1"
NOT_RUNNING = 1  # a port on which nothing listens: connecting fails at once instead of finding a stranger


class Login(StrEnum):
    """Who connects. None of them is a superuser, and none may truncate a table."""

    OWNER = "owner"  # owns tables and functions; migrates
    APPLICATION = "application"  # the web processes
    WORKER = "worker"  # the job runner
    AUDITOR = "auditor"  # verifies the ledger
    BACKUP = "backup"  # reads every row for a dump, and writes none


def variable_of(login: Login) -> str:
    """Return the environment variable that holds the URL of `login`."""
    return f"WAARBORG_DATABASE_URL_{login.name}"


def own_server() -> dict[Login, str]:
    """Return the URLs that the environment gives, per login; empty when the embedded server is meant."""
    urls = {}
    for login in Login:
        url = _read(variable_of(login))
        if not url and login is Login.APPLICATION:
            url = _read("DATABASE_URL")
        if url:
            urls[login] = url
    if urls and Login.APPLICATION not in urls and Login.OWNER not in urls:
        raise ConfigurationError(
            f"Only {', '.join(map(variable_of, urls))} is set; set {variable_of(Login.APPLICATION)} as well."
        )
    return urls


class Credentials:
    """Names and generated passwords of the embedded server's logins, kept in the home (mode 0600)."""

    def __init__(self, home: Home) -> None:
        content = json.loads(home.secret("database.json", _new_credentials))
        self.installation: str = content["installation"]
        self._passwords: dict[str, str] = content["passwords"]

    @property
    def supervisor(self) -> str:
        """The name of the superuser, with which only the supervisor connects."""
        return f"waarborg_{self.installation}_supervisor"

    def name(self, login: Login) -> str:
        """Return the role's name in PostgreSQL."""
        return f"waarborg_{self.installation}_{login}"

    def password(self, who: str) -> str:
        """Return the password of a login, or of "supervisor"."""
        return self._passwords[who]

    def url(self, login: Login, port: int, database: str = DATABASE) -> str:
        """Return the address at which `login` reaches `database` on the embedded server."""
        secret = quote(self.password(login), safe="")
        return f"postgresql://{self.name(login)}:{secret}@{LOOPBACK}:{port}/{database}"


def django_settings(url: str) -> dict[str, Any]:
    """Return what Django wants to know about a database, from its URL.

    Raises `ConfigurationError` when the URL cannot be read; the message holds no password.
    """
    try:
        parts = dict(conninfo_to_dict(url))
    except ProgrammingError:
        raise ConfigurationError("A database URL cannot be read: postgresql://user:password@host/name") from None
    if not parts.get("dbname") or not parts.get("user"):
        raise ConfigurationError("A database URL names a user and a database: postgresql://user:…@host/name")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.pop("dbname"),
        "USER": parts.pop("user"),
        "PASSWORD": parts.pop("password", ""),
        "HOST": parts.pop("host", ""),
        "PORT": str(parts.pop("port", "")),
        "OPTIONS": parts,
    }


def _new_credentials() -> bytes:
    passwords = {who: secrets.token_urlsafe(32) for who in ("supervisor", *Login)}
    return json.dumps({"installation": secrets.token_hex(4), "passwords": passwords}).encode()


def _read(variable: str) -> str:
    """Read a variable, or the file that `<variable>_FILE` names."""
    file = os.environ.get(f"{variable}_FILE", "")
    return Path(file).read_text().strip() if file else os.environ.get(variable, "")
