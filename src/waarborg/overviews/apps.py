"""The room as a Django app."""

from django.apps import AppConfig


class OverviewsConfig(AppConfig):
    """See the package's own docstring."""

    name = "waarborg.overviews"
    label = "overviews"
