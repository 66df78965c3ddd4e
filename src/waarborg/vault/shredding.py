"""A file that holds keys, gone for good."""

from __future__ import annotations

import os
from pathlib import Path


def shred(path: Path) -> bool:
    """Overwrite and remove a file; whether there was one. (NIST SP 800-88: cryptographic erase.)

    On flash memory an overwritten block may survive inside the device; what survives is wrapped by the master key.
    """
    try:
        with path.open("r+b") as file:
            file.write(os.urandom(path.stat().st_size))
            file.flush()
            os.fsync(file.fileno())
        path.unlink()
    except FileNotFoundError:
        return False
    return True
