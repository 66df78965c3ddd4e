"""Inventory as a Django app."""

from django.apps import AppConfig


class InventoryConfig(AppConfig):
    """What personal data each room holds, and how they are collected and ended."""

    name = "waarborg.inventory"
    label = "inventory"

    def ready(self) -> None:
        """Ask every room."""
        from waarborg.inventory.registry import gather

        gather()
