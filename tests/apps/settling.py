"""What can be sealed: events that no running transaction can still precede. Tests beside one use the same server."""

from uuid import UUID

from django.db import connections

from tests.patience import until
from waarborg.ledger.sealing import seal


def until_settled() -> None:
    """Wait until every event there is can be sealed; raise AssertionError when a transaction runs on and on."""
    until(_is_settled, "the end of every transaction that began before")


def _is_settled() -> bool:
    with connections["auditor"].cursor() as cursor:
        cursor.execute(
            "select coalesce(max(transaction_id), '0') < pg_snapshot_xmin(pg_current_snapshot()) from ledger_event"
        )
        return bool(cursor.fetchone()[0])


def seal_settled(organisation_id: UUID) -> int:
    """Seal everything there is of one organisation; how many events that were."""
    until_settled()
    return seal(organisation_id)
