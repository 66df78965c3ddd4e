"""The room as a Django app."""

from django.apps import AppConfig


class InvoicingConfig(AppConfig):
    """Invoices."""

    name = "waarborg.invoicing"
    label = "invoicing"
