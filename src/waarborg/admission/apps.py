"""The room as a Django app."""

from importlib import import_module

from django.apps import AppConfig


class AdmissionConfig(AppConfig):
    """Who of the client's side signs in."""

    name = "waarborg.admission"
    label = "admission"

    def ready(self) -> None:
        """Let a letter that is given take its task off the list."""
        import_module("waarborg.admission.by_themself").register()
