"""The room as a Django app."""

from django.apps import AppConfig


class RightsConfig(AppConfig):
    """Requests of clients; a letter that was given moves the clock of the request that it is about."""

    name = "waarborg.rights"
    label = "rights"

    def ready(self) -> None:
        """Let the giving of a letter reach the request."""
        from waarborg.rights.answering import register

        register()
