"""Every key of the installation at once: rotated, or taken back from a copy when they are lost."""

from __future__ import annotations

from uuid import UUID

from django.db import connections

from waarborg.backups.key_copies import unpack_keys
from waarborg.backups.places import Places, key_copies
from waarborg.kernel.errors import NotFound
from waarborg.kernel.home import Home
from waarborg.portability.tokens import replace_index_key
from waarborg.vault.master_rotation import replace_master_key
from waarborg.vault.rotation import rotate_epoch, sweep


def rotate_everything(*, master: bool, using: str = "worker") -> tuple[int, int]:
    """End the wrapping epoch of every organisation, and with `master` replace the master key too.

    Returns how many organisations that were, and how many key files were wrapped anew.
    """
    organisations = _organisations(using)
    for organisation_id in organisations:
        rotate_epoch(organisation_id, using=using)
    return len(organisations), replace_master_key() if master else 0


def replace_index_keys(*, using: str = "worker") -> tuple[int, int]:
    """Give every organisation another look-up key; return how many those were, and how many tokens were made anew."""
    found = [replace_index_key(organisation_id) for organisation_id in _organisations(using)]
    return len(found), sum(found)


def recover(at: Places, recovery: bytes, into: Home) -> int:
    """Take what is missing from the key directory back from the newest copy; return how many files that were.

    Raises `NotFound` without a copy, and `InvalidInput` for another recovery key.
    """
    copies = key_copies(at)
    if not copies:
        raise NotFound(f"There is no copy of the keys in {at.keys}.")
    before = _count(into)
    unpack_keys(at, copies[-1], recovery, into)
    return _count(into) - before


def sweep_everything(*, using: str = "worker") -> int:
    """Remove the keys of ended epochs that came back with a copy; return how many."""
    return sum(len(sweep(organisation_id, using=using)) for organisation_id in _organisations(using))


def _organisations(using: str) -> list[UUID]:
    with connections[using].cursor() as cursor:
        cursor.execute("select distinct organisation_id from vault.organisation_key order by 1")
        return [row[0] for row in cursor.fetchall()]


def _count(place: Home) -> int:
    return sum(path.is_file() for path in place.keys.rglob("*"))
