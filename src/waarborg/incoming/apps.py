"""The room as a Django app."""

from importlib import import_module

from django.apps import AppConfig


class IncomingConfig(AppConfig):
    """See the package's own docstring."""

    name = "waarborg.incoming"
    label = "incoming"

    def ready(self) -> None:
        """Let the doctor ask whether e-mail can come in."""
        import_module("waarborg.incoming.doctor")
