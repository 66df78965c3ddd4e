"""The cast with its dossier, and a virus scanner that knows one harmless test file."""

import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import clamd
import pytest

from tests.apps.desk.conftest import _with_the_database, cast
from tests.patience import SECONDS, until

__all__ = ["_with_the_database", "cast", "scanner"]

CLAMD = shutil.which("clamd") or "/usr/sbin/clamd"
KNOWN = "44d88612fea8a8f36de82e1278abb02f:68:Local.Test.Eicar\n"
"""The test file on which every scanner agrees (EICAR), by its digest, size and name: updates cannot be fetched here."""
CONFIGURATION = """
LocalSocket {home}/clamd.sock
DatabaseDirectory {home}/signatures
Foreground yes
StreamMaxLength 300M
"""


@pytest.fixture(scope="session")
def scanner() -> Iterator[str]:
    """The address of a real `clamd`."""
    with tempfile.TemporaryDirectory() as place:
        home = Path(place)
        home.chmod(0o755)  # it works as an account of its own
        (home / "signatures").mkdir()
        (home / "signatures" / "local.hdb").write_text(KNOWN)
        (home / "clamd.conf").write_text(CONFIGURATION.format(home=home))
        daemon = subprocess.Popen(
            [CLAMD, f"--config-file={home / 'clamd.conf'}"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        try:
            _wait(home / "clamd.sock", daemon)
            yield f"unix:{home}/clamd.sock"
        finally:
            daemon.terminate()
            daemon.wait(SECONDS)


def _wait(socket: Path, daemon: "subprocess.Popen[bytes]") -> None:
    def answers() -> bool:
        assert daemon.poll() is None, "clamd did not start"
        with suppress(clamd.ConnectionError):
            return socket.exists() and bool(clamd.ClamdUnixSocket(str(socket)).ping() == "PONG")
        return False

    until(answers, "an answer of clamd")
