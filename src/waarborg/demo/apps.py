"""The room as a Django app."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    """The example agencies."""

    name = "waarborg.demo"
    label = "demo"
