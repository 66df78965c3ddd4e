"""The room as a Django app."""

from django.apps import AppConfig


class DossiersConfig(AppConfig):
    """See the package's own docstring."""

    name = "waarborg.dossiers"
    label = "dossiers"
