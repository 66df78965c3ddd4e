"""The room as a Django app."""

from django.apps import AppConfig


class PartiesConfig(AppConfig):
    """See the package's own docstring."""

    name = "waarborg.parties"
    label = "parties"
