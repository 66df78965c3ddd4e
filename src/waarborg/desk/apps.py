"""The room as a Django app."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """The staff workspace."""

    name = "waarborg.desk"
    label = "desk"
