"""The room as a Django app."""

from django.apps import AppConfig


class DraftingConfig(AppConfig):
    """See the package's own docstring."""

    name = "waarborg.drafting"
    label = "drafting"
