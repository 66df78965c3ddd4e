"""Work as a Django app."""

from django.apps import AppConfig


class WorkConfig(AppConfig):
    """Tasks with a day and an article; it says what comes with a yes."""

    name = "waarborg.work"
    label = "work"

    def ready(self) -> None:
        """Let looking along bring its tasks."""
        from waarborg.work.obligations import register

        register()
