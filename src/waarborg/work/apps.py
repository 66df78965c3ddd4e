"""The room as a Django app."""

from django.apps import AppConfig


class WorkConfig(AppConfig):
    """Duties with a date and an article."""

    name = "waarborg.work"
    label = "work"
