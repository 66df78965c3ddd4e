"""Paper as a Django app."""

from django.apps import AppConfig


class PaperConfig(AppConfig):
    """See the package's own docstring."""

    name = "waarborg.paper"
    label = "paper"
