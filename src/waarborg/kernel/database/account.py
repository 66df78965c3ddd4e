"""The account of the operating system that the embedded server runs as.

PostgreSQL refuses to run as root. Started by root (a bare container, a first try on a server), it runs as the
account in `WAARBORG_DATABASE_ACCOUNT`, else as `waarborg` when that exists, else as `nobody`; started by anybody
else, it runs as themself.
"""

import os
import pwd
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from waarborg.kernel.errors import ConfigurationError


@dataclass(frozen=True)
class Account:
    """An account by number; `name` is for people."""

    name: str
    uid: int
    gid: int

    @property
    def is_ours(self) -> bool:
        """Whether this process already runs as it."""
        return self.uid == os.geteuid()

    def becoming(self) -> dict[str, Any]:
        """Return the arguments of `subprocess` that start a child as this account."""
        return {} if self.is_ours else {"user": self.uid, "group": self.gid, "extra_groups": []}

    def can_pass(self, directory: Path) -> bool:
        """Whether this account can reach what stands in `directory`."""
        if self.is_ours:
            return True
        program = shutil.which("test") or "/usr/bin/test"
        answer = subprocess.run([program, "-x", str(directory)], cwd="/", check=False, **self.becoming())  # noqa: S603
        return answer.returncode == 0

    def can_run(self, program: Path) -> bool:
        """Whether this account can run `program`."""
        return self.can_pass(program)

    def give(self, path: Path) -> None:
        """Make this account the owner of `path`."""
        if not self.is_ours:
            os.chown(path, self.uid, self.gid)


def server_account() -> Account:
    """Return the account that the embedded server must run as.

    Raises `ConfigurationError` when root has no other account to give it to.
    """
    if os.geteuid() != 0:
        return Account("", os.geteuid(), os.getegid())
    wanted = os.environ.get("WAARBORG_DATABASE_ACCOUNT", "")
    for name in (wanted,) if wanted else ("waarborg", "nobody"):
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        if entry.pw_uid != 0:
            return Account(name, entry.pw_uid, entry.pw_gid)
    raise ConfigurationError(
        "PostgreSQL does not run as root, and there is no account to run it as. "
        "Make one (useradd --system waarborg), or name one in WAARBORG_DATABASE_ACCOUNT."
    )
