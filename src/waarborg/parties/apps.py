"""The room as a Django app."""

from django.apps import AppConfig


class PartiesConfig(AppConfig):
    """The outside world and its contracts."""

    name = "waarborg.parties"
    label = "parties"
