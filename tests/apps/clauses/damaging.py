"""What is kept of one client cannot be opened for a while: what goes to all must not stop at them."""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from tests.apps.clauses.house import House
from tests.apps.gate.populations import superuser


@contextmanager
def damaged(house: House, dossier_id: UUID) -> Iterator[None]:
    """What is kept of one client cannot be opened: a byte too many on the disk."""
    for change in ("sealed || '\\x00'::bytea", "substring(sealed from 1 for length(sealed) - 1)"):
        with superuser(house.server, house.urls) as god:
            god.execute("set session_replication_role = replica")
            god.execute(f"update dossiers_record set sealed = {change} where dossier_id = %s", [dossier_id])
        if "||" in change:
            yield
