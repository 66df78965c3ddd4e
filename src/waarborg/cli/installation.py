"""Opens the installation for a command: the database runs, and Django is ready."""

import os

from waarborg.kernel.database.logins import Login, own_server
from waarborg.kernel.database.server import EmbeddedServer
from waarborg.kernel.home import home


def open_installation(login: Login = Login.APPLICATION) -> None:
    """Start or adopt the embedded server (unless URLs name another), and set Django up to work as `login`.

    The server is let go when the process ends. Raises `ConfigurationError` or `Unavailable` with advice.
    """
    os.environ["WAARBORG_LOGIN"] = login
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "waarborg.config.settings")
    if not own_server():
        EmbeddedServer(home()).hold()

    import django

    django.setup()
