"""An installation for one run: a home that is thrown away, a server with its usual settings, two filled databases."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psycopg

if TYPE_CHECKING:
    from waarborg.kernel.database.server import EmbeddedServer

EMPTY = "bench_empty"


@dataclass(frozen=True)
class Installation:
    """The server of this run, and the databases in it."""

    server: EmbeddedServer
    shaped: list[str] = field(default_factory=list)
    """The empty one that all are copied from, once it is there: migrating costs a minute."""

    def make(self, name: str) -> None:
        """An empty database in the shape of this program; Django's connections look at it from now on."""
        from django.db import connections

        from waarborg.kernel.database import cluster
        from waarborg.kernel.database.logins import Login
        from waarborg.kernel.database.migration import migrate

        def create(database: str, template: str) -> None:
            with cluster.supervising(self.server.credentials, self.server.port) as supervisor:
                cluster.create_database(supervisor, self.server.credentials, database, template)

        if not self.shaped:
            create(EMPTY, "template0")
            self.look_at(EMPTY)
            migrate({login: self.server.url(login, EMPTY) for login in Login}, verbosity=0)
            self.shaped.append(EMPTY)
        connections.close_all()  # of the one that is copied nothing may be open
        create(name, EMPTY)
        self.look_at(name)

    def look_at(self, name: str) -> None:
        """Turn Django's connections to a database."""
        from waarborg.kernel.database.addresses import point_at
        from waarborg.kernel.database.logins import Login

        point_at({login: self.server.url(login, name) for login in Login})

    @contextmanager
    def past_every_wall(self, name: str) -> Iterator[psycopg.Connection[Any]]:
        """The superuser's connection, with which only this bench fills tables and reads without protection."""
        from waarborg.kernel.database import cluster

        with cluster.supervising(self.server.credentials, self.server.port, name) as connection:
            yield connection


@contextmanager
def installation() -> Iterator[Installation]:
    """Start a server in an empty home; stop it and throw all of it away afterwards."""
    place = Path(tempfile.mkdtemp(prefix="waarborg-bench-"))
    place.chmod(0o711)
    for name in [name for name in os.environ if name.startswith(("WAARBORG_", "DATABASE_URL"))]:
        del os.environ[name]
    os.environ["WAARBORG_HOME"] = str(place / "home")
    os.environ["DJANGO_SETTINGS_MODULE"] = "bench.settings"
    try:
        from waarborg.kernel.database.server import EmbeddedServer
        from waarborg.kernel.home import Home

        with EmbeddedServer(Home(place / "home")) as server:
            import django

            django.setup()
            from django.urls import get_resolver

            get_resolver().url_patterns  # noqa: B018 - every page is imported now, before minutes of filling
            yield Installation(server)
            from django.db import connections

            connections.close_all()
    finally:
        database = (place / "home" / "database").resolve()
        shutil.rmtree(place, ignore_errors=True)
        if place not in database.parents:  # it stood elsewhere, since this home is closed to the server
            shutil.rmtree(database.parent, ignore_errors=True)
