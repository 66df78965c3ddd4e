"""Neighbours, and the application's own login."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import psycopg
import pytest

from tests.apps.gate.neighbours import Neighbours, neighbours
from waarborg.kernel.database.logins import Login
from waarborg.kernel.database.server import EmbeddedServer

Connect = Callable[[Login], psycopg.Connection[Any]]
Urls = dict[Login, str]


@pytest.fixture
def both(server: EmbeddedServer, urls: Urls) -> Neighbours:
    """Two coaches of one agency with a dossier each, and another agency."""
    return neighbours(server, urls)


@pytest.fixture
def application(connect: Connect) -> psycopg.Connection[Any]:
    """The login of the web processes."""
    return connect(Login.APPLICATION)
