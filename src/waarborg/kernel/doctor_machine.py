"""What the doctor asks of this machine: settings, keys, mail, and whether jobs are done."""

import stat
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.core.checks import ERROR, WARNING, run_checks
from django.core.mail import get_connection
from django.db import connection

from waarborg.kernel.doctor import Finding, check, fine, warning, wrong
from waarborg.kernel.home import home

HEARTBEAT = 60
"""Seconds without a sign of life after which a job runner counts as gone (it gives one every 10)."""


@check("settings")
def settings_are_safe() -> Iterator[Finding]:
    """The checks without which the web server does not start."""
    for message in run_checks():
        if message.level >= WARNING:
            say = wrong if message.level >= ERROR else warning
            yield say(str(message.msg), str(message.hint or ""))
    yield fine(f"Served as {settings.ORIGIN}.")


@check("keys")
def keys_are_private() -> Iterator[Finding]:
    """Nobody but this account can read keys and documents."""
    place = home()
    for directory in (place.keys, place.blobs):
        for path in (directory, *(path for path in directory.rglob("*") if not path.is_dir())):
            if _open_to_others(path):
                yield wrong(f"{path} is open to others.", f"chmod go= {path}")
    yield fine(f"Keys stand in {place.keys}.")


@check("mail")
def mail_can_be_sent() -> Iterator[Finding]:
    """The mail server answers and accepts us."""
    if not settings.MAIL:
        yield warning(f"Mail is kept in {settings.EMAIL_FILE_PATH}.", "Set WAARBORG_MAIL_URL.")
        return
    mail_server = get_connection()
    mail_server.open()  # raises OSError (which smtplib's errors are) when it does not
    mail_server.close()
    yield fine(f"{settings.EMAIL_HOST} accepts us.")


@check("worker")
def jobs_are_done() -> Iterator[Finding]:
    """A job runner lives, and no job has failed."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select count(*) from procrastinate_workers where last_heartbeat > now() - make_interval(secs => %s)",
            [HEARTBEAT],
        )
        living = cursor.fetchone()[0]
        cursor.execute("select task_name, count(*) from procrastinate_jobs where status = 'failed' group by 1")
        failed = cursor.fetchall()
    if not living:
        yield warning("No job runner is at work.", "Start one: waarborg worker")
    for name, number in failed:
        yield wrong(f"{number} × {name} failed.", "waarborg manage procrastinate shell")
    if living:
        yield fine(f"{living} at work.")


def _open_to_others(path: Path) -> bool:
    return bool(path.lstat().st_mode & (stat.S_IRWXG | stat.S_IRWXO)) and not path.is_symlink()
