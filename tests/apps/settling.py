"""What can be sealed: events that no running transaction can still precede. Tests beside one use the same server."""

import time
from uuid import UUID

from django.db import connections

from waarborg.ledger.sealing import seal

PATIENCE = 60.0  # seconds


def until_settled() -> None:
    """Wait until every event there is can be sealed; raise AssertionError after a minute."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        with connections["auditor"].cursor() as cursor:
            cursor.execute(
                "select coalesce(max(transaction_id), '0') < pg_snapshot_xmin(pg_current_snapshot()) from ledger_event"
            )
            if cursor.fetchone()[0]:
                return
        time.sleep(0.02)
    raise AssertionError("a transaction on this server runs on and on")


def seal_settled(organisation_id: UUID) -> int:
    """Seal everything there is of one organisation; how many events that were."""
    until_settled()
    return seal(organisation_id)
