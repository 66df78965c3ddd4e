"""The room as a Django app."""

from django.apps import AppConfig


class DisclosuresConfig(AppConfig):
    """What leaves the house; a consent that is withdrawn stops what rests on it."""

    name = "waarborg.disclosures"
    label = "disclosures"

    def ready(self) -> None:
        """Let the withdrawal of a consent, and an objection, reach what waits."""
        from waarborg.disclosures.stopping import register

        register()
