"""The room as a Django app."""

from django.apps import AppConfig


class ComplaintsConfig(AppConfig):
    """Complaints, from the first talk to the last instance, by the regulation's own procedure."""

    name = "waarborg.complaints"
    label = "complaints"

    def ready(self) -> None:
        """Let what went of a complaint stand on the client's list of to whom something went."""
        from waarborg.complaints.gone import register

        register()
