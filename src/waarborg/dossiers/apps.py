"""The room as a Django app."""

from django.apps import AppConfig


class DossiersConfig(AppConfig):
    """Persons, dossiers, trajectories and records."""

    name = "waarborg.dossiers"
    label = "dossiers"
