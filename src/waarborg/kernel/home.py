"""WAARBORG_HOME: the one place on this machine where an installation keeps its data, keys and files.

<home>/            0711  (nobody may list it; the database's account may pass through)
├── keys/          0700  master key, signing keys, generated passwords: files of 0600
├── blobs/         0700  encrypted documents
├── logs/          0700
├── mail/          0700  letters that a demo did not send
└── database/      0700  the embedded server's data, owned by the account that it runs as
"""

import os
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from waarborg.kernel.errors import ConfigurationError

PRIVATE_DIRECTORY = 0o700
PASSAGE = 0o711
PRIVATE_FILE = 0o600


@dataclass(frozen=True)
class Home:
    """The directories of one installation. Nothing is made before it is asked for."""

    root: Path

    @property
    def keys(self) -> Path:
        """Where keys and generated passwords stand."""
        return self._directory("keys")

    @property
    def blobs(self) -> Path:
        """Where encrypted files stand."""
        return self._directory("blobs")

    @property
    def logs(self) -> Path:
        """Where the database server writes its log."""
        return self._directory("logs")

    @property
    def mail(self) -> Path:
        """Where mail is written that must not leave the machine."""
        return self._directory("mail")

    @property
    def database(self) -> Path:
        """Where the embedded server's data stands (made by the supervisor; may be a link)."""
        return self.root / "database"

    def create(self) -> None:
        """Make the root, which others may pass through but not list."""
        self.root.mkdir(parents=True, exist_ok=True)
        if self.root.stat().st_uid == os.geteuid():
            self.root.chmod(PASSAGE)

    def secret(self, name: str, make: Callable[[], bytes] = lambda: secrets.token_bytes(32)) -> bytes:
        """Return the key file `name`, made on first use; two processes that make it at once get the same one.

        Raises `ConfigurationError` when the file can be read by others.
        """
        path = self.keys / name
        if not path.exists():
            _write_once(path, make())
        mode = path.stat().st_mode & 0o777
        if mode & 0o077:
            raise ConfigurationError(f"{path} can be read by others (mode {mode:o}). Change that: chmod 600 {path}")
        return path.read_bytes()

    def _directory(self, name: str) -> Path:
        path = self.root / name
        if not path.is_dir():
            self.create()
            path.mkdir(mode=PRIVATE_DIRECTORY, exist_ok=True)
        return path


def _write_once(path: Path, content: bytes) -> None:
    """Write `content` to `path` unless it is there already; nobody ever sees half a file."""
    draft = path.with_name(f".{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, PRIVATE_FILE)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(draft, path)
    except FileExistsError:
        return
    finally:
        draft.unlink()


def home() -> Home:
    """Return this installation's home.

    `WAARBORG_HOME` when set; else `.waarborg` in the working directory when that is a copy of the source; else
    the user's own `~/.local/share/waarborg`.
    """
    given = os.environ.get("WAARBORG_HOME", "")
    if given:
        return Home(Path(given).expanduser().absolute())
    here = Path.cwd()
    if (here / "src" / "waarborg").is_dir():
        return Home(here / ".waarborg")
    return Home(Path.home() / ".local" / "share" / "waarborg")
