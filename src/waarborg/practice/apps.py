"""The room as a Django app."""

from django.apps import AppConfig


class PracticeConfig(AppConfig):
    """See the package's own docstring."""

    name = "waarborg.practice"
    label = "practice"
