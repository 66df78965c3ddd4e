"""The room as a Django app."""

from django.apps import AppConfig


class RetentionConfig(AppConfig):
    """See the package's own docstring."""

    name = "waarborg.retention"
    label = "retention"
