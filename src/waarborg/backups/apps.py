"""Backups as a Django app."""

from importlib import import_module

from django.apps import AppConfig


class BackupsConfig(AppConfig):
    """See the package's own docstring."""

    name = "waarborg.backups"
    label = "backups"

    def ready(self) -> None:
        """Make the doctor's check known."""
        import_module("waarborg.backups.examining")
