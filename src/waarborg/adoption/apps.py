"""Adoption as a Django app."""

from django.apps import AppConfig


class AdoptionConfig(AppConfig):
    """Which regulation version each organisation has adopted."""

    name = "waarborg.adoption"
    label = "adoption"
