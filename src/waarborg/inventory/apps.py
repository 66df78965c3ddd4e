"""The room as a Django app."""

from django.apps import AppConfig


class InventoryConfig(AppConfig):
    """What personal data each room holds."""

    name = "waarborg.inventory"
    label = "inventory"
