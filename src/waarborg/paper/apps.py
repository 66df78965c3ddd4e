"""Paper as a Django app."""

from django.apps import AppConfig


class PaperConfig(AppConfig):
    """See the package's own docstring."""

    name = "waarborg.paper"
    label = "paper"

    def ready(self) -> None:
        """Let closing wait for what is out of the cabinet."""
        from waarborg.paper.closing import register

        register()
