"""The room as a Django app."""

from django.apps import AppConfig


class PublicationConfig(AppConfig):
    """See the package's own docstring."""

    name = "waarborg.publication"
    label = "publication"
