"""The room as a Django app."""

from django.apps import AppConfig


class BreachesConfig(AppConfig):
    """Data breaches; a letter to a client that was given says that they were told."""

    name = "waarborg.breaches"
    label = "breaches"

    def ready(self) -> None:
        """Let a letter that was given reach the list of whom it concerns, and what was told the lists of what went."""
        from waarborg.breaches import client_letters, gone

        client_letters.register()
        gone.register()
