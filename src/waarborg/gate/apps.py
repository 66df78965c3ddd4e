"""The room as a Django app."""

from django.apps import AppConfig


class GateConfig(AppConfig):
    """The one door to a record's contents."""

    name = "waarborg.gate"
    label = "gate"
