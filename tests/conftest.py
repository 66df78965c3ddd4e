"""What all tests share: a real PostgreSQL, and the database of the program in it.

One embedded server runs for all test processes of this tree (`.waarborg-test`, kept between runs; the last
process to leave stops it; its data stand in memory where there is room). In it stands a *template*: an empty
database as `waarborg migrate` makes it, made again when a migration, a model or a `security.sql` changes: from the
newest template whose migrations all still stand, upgraded as an agency's would be, or else from nothing. Each test
process works in a clone of its own.

`default` is the application's own login, exactly as in production, so row-level security and grants hold in
every test.

- `db` (or `@pytest.mark.django_db`): the fast kind. Everything happens in one transaction, rolled back at the end.
- `@pytest.mark.real_commits`: real transactions, all aliases (`default`, `owner`, `worker`, `auditor`, `backup`).
  Afterwards the clone is thrown away and made afresh from the template (some 30 ms): nothing in the program may
  truncate a table, and so neither does a test. `transactional_db` and `live_server` do the same.
- `connect(Login.AUDITOR)`: a bare psycopg connection as one of the logins; it sees what was committed.
- `urls`: the address of the clone per login, for a process that a test starts.
- `private_home`: an empty WAARBORG_HOME for a server or a command of the test's own.

Tests that ask for none of these never start the server.
"""

import contextlib
import fcntl
import gc
import hashlib
import json
import os
import secrets
import shutil
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest
from xdist.remote import Producer

REPOSITORY = Path(__file__).resolve().parent.parent
HOME = REPOSITORY / ".waarborg-test"

# Before anything of Django is imported: tests never touch the database of whoever runs them.
for _name in [name for name in os.environ if name.startswith(("WAARBORG_", "DATABASE_URL"))]:
    del os.environ[_name]
os.environ["WAARBORG_HOME"] = str(HOME)
# What is compiled once is kept, also for the commands that tests start: there are six hundred files.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False
os.environ["DJANGO_SETTINGS_MODULE"] = "waarborg.config.settings"

import django  # noqa: E402

django.setup()

import hypothesis  # noqa: E402
from django.contrib.auth.hashers import Argon2PasswordHasher  # noqa: E402
from django.db import connections  # noqa: E402
from django.test import TransactionTestCase  # noqa: E402
from psycopg import sql  # noqa: E402
from pytest_django import DjangoDbBlocker  # noqa: E402

from tests.scheduling import InTheirOrder  # noqa: E402
from waarborg.kernel.database import cluster  # noqa: E402
from waarborg.kernel.database.addresses import point_at  # noqa: E402
from waarborg.kernel.database.logins import Credentials, Login  # noqa: E402
from waarborg.kernel.database.migration import migrate  # noqa: E402
from waarborg.kernel.database.server import CARELESS, EmbeddedServer  # noqa: E402
from waarborg.kernel.home import Home  # noqa: E402

from .clause_coverage import pytest_configure  # noqa: E402, F401 - counts which clauses of a source text tests show

# A busy machine is not a mistake of the program: an example may take its time.
hypothesis.settings.register_profile("house", deadline=None)
hypothesis.settings.load_profile("house")

# Nobody guesses at passwords here: a hash may cost a thousandth of what it costs in use.
Argon2PasswordHasher.time_cost, Argon2PasswordHasher.memory_cost = 1, 1024  # passes, KiB

SHAPE = ("src/waarborg/**/migrations/*.py", "src/waarborg/**/*models*.py", "src/waarborg/**/*.sql")
"""What the shape of the database is made from; a change makes a new template."""

TEMPLATES_KEPT = 5
LONGER_THAN_ANY_RUN = 3 * 3600  # seconds
ROOM_FOR_A_SERVER = 1_000_000_000  # bytes


class Clone:
    """The database of this test process."""

    current: "Clone | None" = None

    def __init__(self, server: EmbeddedServer, template: str) -> None:
        self.server, self.template = server, template
        self.name = f"waarborg_test_{os.getpid()}"
        self.urls = {login: server.url(login, self.name) for login in Login}

    def make(self) -> None:
        """Throw away what is there, and begin with the template's contents."""
        connections.close_all()
        with cluster.supervising(self.server.credentials, self.server.port) as supervisor:
            _drop(supervisor, self.name)
            cluster.create_database(supervisor, self.server.credentials, self.name, self.template)

    def drop(self) -> None:
        """Leave nothing behind."""
        connections.close_all()
        with cluster.supervising(self.server.credentials, self.server.port) as supervisor:
            _drop(supervisor, self.name)


def _drop(supervisor: psycopg.Connection[tuple[object, ...]], name: str) -> None:
    supervisor.execute(sql.SQL("drop database if exists {} with (force)").format(sql.Identifier(name)))


def _begin_afresh(_case: TransactionTestCase) -> None:
    """Undo a test's commits. Django would truncate the tables, which no login of the program may."""
    if Clone.current:
        Clone.current.make()


TransactionTestCase._fixture_teardown = _begin_afresh  # type: ignore[method-assign]


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Give every test with real commits real transactions, on every alias."""
    for item in items:
        if item.get_closest_marker("real_commits"):
            item.add_marker(pytest.mark.django_db(transaction=True, databases="__all__"))


def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> InTheirOrder:
    """Tests that find what others left run in one process, in one order."""
    return InTheirOrder(config, log)


def pytest_collection_finish() -> None:
    """Let the garbage collector pass by what stands from now on: ten thousand tests, and the program itself."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


@pytest.fixture(scope="session")
def server() -> Iterator[EmbeddedServer]:
    """The embedded server of all tests, started or adopted."""
    _keep_in_memory(Home(HOME))
    with EmbeddedServer(Home(HOME), CARELESS) as running:
        yield running


@pytest.fixture(scope="session")
def template(server: EmbeddedServer, django_db_blocker: DjangoDbBlocker) -> str:
    """The name of the database that clones are made from, up to date with this source tree."""
    with (HOME / "template.lock").open("a") as lock, django_db_blocker.unblock():
        fcntl.flock(lock, fcntl.LOCK_EX)
        name = f"waarborg_template_{_shape()}"
        with cluster.supervising(server.credentials, server.port) as supervisor:
            _forget_old(supervisor)
            if not supervisor.execute("select 1 from pg_database where datname = %s", [name]).fetchone():
                _make_template(server, supervisor, name)
    return name


@pytest.fixture(scope="session")
def django_db_setup(server: EmbeddedServer, template: str, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Give this process a clone, and turn Django's connections to it. Replaces pytest-django's own."""
    clone = Clone(server, template)
    with django_db_blocker.unblock():
        clone.make()
        point_at(clone.urls)
        Clone.current = clone
        yield
        Clone.current = None
        clone.drop()


@pytest.fixture
def urls(django_db_setup: None) -> dict[Login, str]:
    """The address of this process's database, per login."""
    assert Clone.current
    return Clone.current.urls


@pytest.fixture
def connect(urls: dict[Login, str]) -> Iterator[Callable[[Login], psycopg.Connection[tuple[object, ...]]]]:
    """Connect as one of the logins, without Django; each statement its own transaction."""
    opened: list[psycopg.Connection[tuple[object, ...]]] = []

    def connect_as(login: Login) -> psycopg.Connection[tuple[object, ...]]:
        opened.append(psycopg.connect(urls[login], autocommit=True))
        return opened[-1]

    yield connect_as
    for connection in opened:
        connection.close()


@pytest.fixture
def private_home() -> Iterator[Home]:
    """An empty home that the server's account can reach, also when root runs the tests."""
    with own_home() as home:
        yield home


@contextlib.contextmanager
def own_home() -> Iterator[Home]:
    """A home of its own, gone afterwards."""
    root = (_memory() or HOME) / f"waarborg-home-{os.getpid()}-{secrets.token_hex(4)}"
    home = Home(root)
    home.create()
    yield home
    place = home.database.resolve()
    shutil.rmtree(root)
    if place.is_dir():  # it stood elsewhere, since root's home is closed to the server
        shutil.rmtree(place.parent)


def _memory() -> Path | None:
    """Where files never touch a disk, when this machine has such a place with room for a server."""
    memory = Path("/dev/shm")
    return memory if memory.is_dir() and shutil.disk_usage(memory).free > ROOM_FOR_A_SERVER else None


def _keep_in_memory(home: Home) -> None:
    """Let the server's data stand in memory, where a clone is made ten times faster than on a busy disk.

    Its place bears the name of this installation: a fresh copy of the source, at the same path as an older one, has
    passwords of its own and so gets data of its own. What a restart of the machine takes is made again.
    """
    memory, link = _memory(), home.database
    if memory is None or (link.exists() and not link.is_symlink()):
        return
    place = memory / f"waarborg-test-{Credentials(home).installation}"
    place.mkdir(mode=0o711, exist_ok=True)
    for name, target in ((link, place / "database"), (place / "home", home.root)):
        with contextlib.suppress(FileExistsError):
            name.symlink_to(target)
    for other in memory.glob("waarborg-test-*/home"):
        if (other / "database").resolve().parent != other.parent:  # that copy of the source is gone
            shutil.rmtree(other.parent, ignore_errors=True)


def _shape() -> str:
    digest = hashlib.sha256()
    for pattern in SHAPE:
        for path in sorted(REPOSITORY.glob(pattern)):
            digest.update(str(path.relative_to(REPOSITORY)).encode() + b"\0" + path.read_bytes() + b"\0")
    digest.update((REPOSITORY / "requirements" / "runtime.txt").read_bytes())
    return digest.hexdigest()[:16]


def _make_template(server: EmbeddedServer, supervisor: psycopg.Connection[tuple[object, ...]], name: str) -> None:
    """Migrate a database under another name, so that an interrupted template is never used."""
    draft = "waarborg_draft"
    _drop(supervisor, draft)
    cluster.create_database(supervisor, server.credentials, draft, _older(supervisor))
    urls = {login: server.url(login, draft) for login in Login}
    point_at(urls)
    migrate(urls, verbosity=0)
    connections.close_all()
    supervisor.execute(
        sql.SQL("comment on database {} is {}").format(sql.Identifier(draft), sql.Literal(json.dumps(_migrations())))
    )
    supervisor.execute(sql.SQL("alter database {} rename to {}").format(sql.Identifier(draft), sql.Identifier(name)))


def _migrations() -> dict[str, str]:
    """Each migration of this source tree, with the packages' lock, and a hash of its text."""
    paths = [*REPOSITORY.glob(SHAPE[0]), REPOSITORY / "requirements" / "runtime.txt"]
    return {str(path.relative_to(REPOSITORY)): hashlib.sha256(path.read_bytes()).hexdigest()[:16] for path in paths}


def _older(supervisor: psycopg.Connection[tuple[object, ...]]) -> str:
    """The newest template that this source tree's migrations begin with, or PostgreSQL's own empty one."""
    rows = supervisor.execute(
        "select datname::text, shobj_description(oid, 'pg_database') from pg_database"
        " where datname like 'waarborg\\_template\\_%%' order by oid desc"
    ).fetchall()
    now = _migrations().items()
    found = (str(name) for name, told in rows if told and json.loads(str(told)).items() <= now)
    return next(found, "template0")


def _forget_old(supervisor: psycopg.Connection[tuple[object, ...]]) -> None:
    """Drop the clones of processes that are gone, and all templates but the newest few."""
    rows = supervisor.execute("select datname::text from pg_database order by oid desc").fetchall()
    names = [str(name) for (name,) in rows]
    for name in [name for name in names if name.startswith("waarborg_test_")]:
        if not Path(f"/proc/{name.rpartition('_')[2]}").exists() and Path("/proc/self").exists():
            _drop(supervisor, name)
    for name in [name for name in names if name.startswith("waarborg_template_")][TEMPLATES_KEPT:]:
        _drop(supervisor, name)
    for keys in (HOME / "keys").glob("organisations/*"):  # of organisations that tests made, and that are gone
        if time.time() - keys.stat().st_mtime > LONGER_THAN_ANY_RUN:
            shutil.rmtree(keys, ignore_errors=True)
