"""The room as a Django app."""

from django.apps import AppConfig


class MailingsConfig(AppConfig):
    """See the package's own docstring."""

    name = "waarborg.mailings"
    label = "mailings"

    def ready(self) -> None:
        """A letter that is given tells somebody that they stand on a list."""
        from waarborg.mailings import telling

        telling.register()
