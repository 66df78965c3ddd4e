"""The room as a Django app."""

from django.apps import AppConfig


class WorkConfig(AppConfig):
    """See the package's own docstring."""

    name = "waarborg.work"
    label = "work"
