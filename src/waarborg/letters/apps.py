"""The room as a Django app."""

from django.apps import AppConfig


class LettersConfig(AppConfig):
    """What is written to people."""

    name = "waarborg.letters"
    label = "letters"
