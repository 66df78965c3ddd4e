"""The room as a Django app."""

from django.apps import AppConfig


class GateConfig(AppConfig):
    """See the package's own docstring."""

    name = "waarborg.gate"
    label = "gate"
