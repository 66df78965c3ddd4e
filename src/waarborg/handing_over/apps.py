"""The room as a Django app."""

from django.apps import AppConfig


class HandingOverConfig(AppConfig):
    """See the package's own docstring."""

    name = "waarborg.handing_over"
    label = "handing_over"

    def ready(self) -> None:
        """A letter that is given tells the client."""
        from waarborg.handing_over import telling

        telling.register()
