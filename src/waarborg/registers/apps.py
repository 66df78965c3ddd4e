"""Registers as a Django app."""

from django.apps import AppConfig


class RegistersConfig(AppConfig):
    """See the package's own docstring."""

    name = "waarborg.registers"
    label = "registers"
