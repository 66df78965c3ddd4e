"""Registers the deployment checks with Django."""

from importlib import import_module

from django.apps import AppConfig


class ConfigConfig(AppConfig):
    """The settings, as far as Django must know them."""

    name = "waarborg.config"
    label = "config"

    def ready(self) -> None:
        """Make the checks known."""
        import_module("waarborg.config.checks")
