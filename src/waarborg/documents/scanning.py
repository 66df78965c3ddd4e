"""The virus scanner: ClamAV's daemon, over its socket. Where none is set, that is said, never passed over."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO
from urllib.parse import urlsplit

import clamd
from django.conf import settings
from django.utils.translation import gettext as _

from waarborg.documents.choices import Scan
from waarborg.documents.kinds import NotAllowedKind
from waarborg.kernel.errors import Unavailable


class Infected(NotAllowedKind):
    """The scanner knows something harmful in this file."""


def scanner() -> str:
    """Where the scanner listens: `unix:/run/clamav/clamd.ctl` or `tcp://127.0.0.1:3310`; empty when there is none."""
    return str(settings.WAARBORG_SCANNER)


def scanned(file: BinaryIO) -> Scan:
    """Let the scanner see a file. Raises `Infected`, and `Unavailable` when it cannot answer."""
    if not scanner():
        return Scan.UNSCANNED
    file.seek(0)
    with _asked() as daemon:
        verdict, name = daemon.instream(file)["stream"]
    if verdict == "FOUND":
        raise Infected(_("The virus scanner refuses this file (%(name)s). It was not kept.") % {"name": name})
    if verdict != "OK":
        raise Unavailable(_("The virus scanner could not read this file. It was not kept; try again later."))
    return Scan.CLEAN


def version() -> str:
    """What the scanner says of itself. Raises `Unavailable`."""
    with _asked() as daemon:
        return str(daemon.version())


@contextmanager
def _asked() -> Iterator[clamd.ClamdUnixSocket]:
    address = urlsplit(scanner())
    try:
        if address.scheme == "unix":
            yield clamd.ClamdUnixSocket(address.path, timeout=settings.WAARBORG_SCANNER_SECONDS)
        else:
            yield clamd.ClamdNetworkSocket(
                address.hostname, address.port or 3310, timeout=settings.WAARBORG_SCANNER_SECONDS
            )
    except (clamd.ClamdError, OSError):
        raise Unavailable(_("The virus scanner does not answer. The file was not kept; try again later.")) from None
