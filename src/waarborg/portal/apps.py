"""The room as a Django app."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    """Pages for people from outside."""

    name = "waarborg.portal"
    label = "portal"
