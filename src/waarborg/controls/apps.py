"""Controls as a Django app."""

from django.apps import AppConfig


class ControlsConfig(AppConfig):
    """See the package's own docstring."""

    name = "waarborg.controls"
    label = "controls"
