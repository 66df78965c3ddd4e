"""The room as a Django app."""

from django.apps import AppConfig


class DestructionConfig(AppConfig):
    """See the package's own docstring."""

    name = "waarborg.destruction"
    label = "destruction"
