"""The room as a Django app."""

from django.apps import AppConfig


class MailingsConfig(AppConfig):
    """See the package's own docstring."""

    name = "waarborg.mailings"
    label = "mailings"
