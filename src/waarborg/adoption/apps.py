"""The room as a Django app."""

from django.apps import AppConfig


class AdoptionConfig(AppConfig):
    """Which regulation is in force where."""

    name = "waarborg.adoption"
    label = "adoption"
