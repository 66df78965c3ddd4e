"""The room as a Django app."""

from django.apps import AppConfig


class EnquiriesConfig(AppConfig):
    """What principals ask; a letter that refuses ends the question once it was given."""

    name = "waarborg.enquiries"
    label = "enquiries"

    def ready(self) -> None:
        """Let the giving of a letter reach the question."""
        from waarborg.enquiries.answering import register

        register()
