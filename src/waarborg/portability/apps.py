"""The room as a Django app."""

from django.apps import AppConfig


class PortabilityConfig(AppConfig):
    """A whole organisation out, and in again."""

    name = "waarborg.portability"
    label = "portability"
