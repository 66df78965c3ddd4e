"""Another master key takes the place of the old one, while everybody works on.

    master-next.key    made; from now on everything is wrapped by it, and opened by either
    every file         wrapped anew: keys of epochs, the signing key of the ledger, what else rooms wrap
    master.key         is the new one; the old one is overwritten

Each step may be interrupted and is taken up where it stopped. With a master key from outside (`WAARBORG_MASTER_KEY`)
the new one stands there and the old one in `WAARBORG_MASTER_KEY_OLD`: then only the files are wrapped anew.
"""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Final

from waarborg.kernel.home import home
from waarborg.vault.envelope import new_key
from waarborg.vault.keyring import keyring, rotating, wrap_file_anew
from waarborg.vault.master import OWN, SUCCESSOR, is_given, master_key

_OTHERS: Final[dict[str, bytes]] = {}


def wrapped_by_master(file: str, context: bytes) -> str:
    """Say that a file of the key directory is wrapped by the master key, for which use; returns its name."""
    _OTHERS[file] = context
    return file


def replace_master_key(*, between: Callable[[str], None] = lambda _step: None) -> int:
    """Replace the master key; return how many keys were wrapped anew. `between` is told of each step that is done."""
    keys, master = home().keys, master_key()
    with rotating():
        if not is_given():
            home().secret(SUCCESSOR, new_key)
            between("made")
        wrapped = keyring().wrap_anew()
        for file, context in _OTHERS.items():
            if (keys / file).exists():
                wrap_file_anew(keys / file, master, context)
                wrapped += 1
        between("wrapped")
        if not is_given():
            _succeed(keys / SUCCESSOR, keys / OWN)
    return wrapped


def _succeed(successor: Path, own: Path) -> None:
    """Let the new key take the name of the old one, and overwrite what the old one was."""
    with own.open("r+b") as old:
        successor.replace(own)
        old.write(os.urandom(os.fstat(old.fileno()).st_size))
        old.flush()
        os.fsync(old.fileno())
    descriptor = os.open(own.parent, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
