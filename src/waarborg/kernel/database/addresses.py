"""Where the databases are, for Django: one alias per login, and nothing started by merely asking."""

import os
from typing import Any

from django.db import connections

from waarborg.kernel.database.logins import NOT_RUNNING, Login, django_settings, own_server
from waarborg.kernel.database.server import EmbeddedServer
from waarborg.kernel.errors import ConfigurationError
from waarborg.kernel.home import home

PREPARE_AFTER = 5
"""Executions of one statement on one connection before PostgreSQL keeps its plan."""


def addresses() -> dict[Login, str]:
    """Return the URL of each login that this process has.

    Of an embedded server that does not run the port is one on which nothing listens, so that a process which
    forgot to start it fails at once.
    """
    urls = own_server()
    if urls:
        return urls
    server = EmbeddedServer(home())
    running = server.running
    port = running.port if running else NOT_RUNNING
    return {login: server.credentials.url(login, port) for login in Login}


def own_login() -> Login:
    """Return as whom this process works: `WAARBORG_LOGIN`, the application unless told otherwise."""
    name = os.environ.get("WAARBORG_LOGIN", Login.APPLICATION)
    try:
        return Login(name)
    except ValueError:
        raise ConfigurationError(f"WAARBORG_LOGIN is {name!r}; it can be {', '.join(Login)}.") from None


def aliases(urls: dict[Login, str], login: Login, pool_size: int = 0) -> dict[str, dict[str, Any]]:
    """Return Django's `DATABASES`: `default` is this process's own login, the others bear their own names.

    With a `pool_size` the process keeps up to that many connections as `default`; without, one per thread.
    """
    if login not in urls:
        raise ConfigurationError(f"This process works as {login}, and that login has no database URL.")
    found = {alias.value: _settings(url) for alias, url in urls.items() if alias is not Login.APPLICATION}
    default = _settings(urls[login])
    if pool_size:
        default["CONN_MAX_AGE"] = 0  # the pool keeps them
        default["OPTIONS"]["pool"] = {"min_size": 1, "max_size": pool_size, "timeout": 10}
    return {"default": default, **found}


def point_at(urls: dict[Login, str]) -> None:
    """Turn Django's connections of this process to other addresses, from their next statement on."""
    for alias in connections:
        connection = connections[alias]
        connection.close()
        fresh = django_settings(urls[own_login() if alias == "default" else Login(alias)])
        for key in ("NAME", "USER", "PASSWORD", "HOST", "PORT"):
            connection.settings_dict[key] = fresh[key]


def _settings(url: str) -> dict[str, Any]:
    settings = django_settings(url) | {"CONN_MAX_AGE": None, "CONN_HEALTH_CHECKS": True, "ATOMIC_REQUESTS": False}
    settings["OPTIONS"] |= {"server_side_binding": True, "prepare_threshold": PREPARE_AFTER}
    return settings
