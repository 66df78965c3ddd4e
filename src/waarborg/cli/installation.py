"""Opens the installation for a command: the database runs, and Django is ready."""

import os
import signal
import threading
import time

from waarborg.kernel.database.logins import Login, own_server
from waarborg.kernel.database.server import EmbeddedServer
from waarborg.kernel.home import home

PARENT = "WAARBORG_PARENT"
"""The process that started this one, and without which it must not stay behind."""

_LOOK_EVERY = 1.0  # seconds


def open_installation(login: Login = Login.APPLICATION) -> None:
    """Start or adopt the embedded server (unless URLs name another), and set Django up to work as `login`.

    The server is let go when the process ends. Raises `ConfigurationError` or `Unavailable` with advice.
    """
    os.environ["WAARBORG_LOGIN"] = login
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "waarborg.config.settings")
    if PARENT in os.environ:
        threading.Thread(target=_leave_with, args=(int(os.environ.pop(PARENT)),), daemon=True).start()
    if not own_server():
        EmbeddedServer(home()).hold()

    import django

    django.setup()


def _leave_with(parent: int) -> None:
    """End in order when `parent` is gone, also when it was killed."""
    while os.getppid() == parent:
        time.sleep(_LOOK_EVERY)
    os.kill(os.getpid(), signal.SIGTERM)
