"""The room for imports."""

from django.apps import AppConfig


class ImportsConfig(AppConfig):
    """Files of clients: tried first, then brought in whole or not at all."""

    name = "waarborg.imports"
