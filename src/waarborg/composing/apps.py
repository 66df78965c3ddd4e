"""The room as a Django app."""

from django.apps import AppConfig


class ComposingConfig(AppConfig):
    """See the package's own docstring."""

    name = "waarborg.composing"
    label = "composing"
