"""Letters as a Django app."""

from importlib import import_module

from django.apps import AppConfig


class LettersConfig(AppConfig):
    """What is written to people, and the outbox; it says which letter follows from looking along."""

    name = "waarborg.letters"
    label = "letters"

    def ready(self) -> None:
        """Let the end of looking along bring its letter, and let the doctor ask after the outbox."""
        from waarborg.letters.looked_along import register

        register()
        import_module("waarborg.letters.doctor")
