"""Dossiers as a Django app."""

from django.apps import AppConfig


class DossiersConfig(AppConfig):
    """Persons, dossiers, trajectories, records; it tells the gate how their facts are found."""

    name = "waarborg.dossiers"
    label = "dossiers"

    def ready(self) -> None:
        """Register this room's facts, and what a placement that is written down does."""
        from waarborg.dossiers import placements
        from waarborg.dossiers.facts import scopes_of
        from waarborg.gate.scopes import REGISTRY

        REGISTRY.scopes = scopes_of
        placements.register()
