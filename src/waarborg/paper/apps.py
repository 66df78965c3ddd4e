"""Paper as a Django app."""

from django.apps import AppConfig


class PaperConfig(AppConfig):
    """See the package's own docstring."""

    name = "waarborg.paper"
    label = "paper"

    def ready(self) -> None:
        """Let closing wait for what is out of the cabinet, and a start ask for the paper dossier."""
        from waarborg.paper import closing, starting

        closing.register()
        starting.register()
