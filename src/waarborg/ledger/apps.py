"""The ledger as a Django app."""

from django.apps import AppConfig


class LedgerConfig(AppConfig):
    """Decisions and events, sealed and provable."""

    name = "waarborg.ledger"
    label = "ledger"
