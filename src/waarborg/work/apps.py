"""Work as a Django app."""

from django.apps import AppConfig


class WorkConfig(AppConfig):
    """Tasks with a day and an article; it says what comes with a yes."""

    name = "waarborg.work"
    label = "work"

    def ready(self) -> None:
        """Let looking along and trajectories bring their tasks, and lists of dossiers show one's own next steps."""
        from waarborg.dossiers.list_filters import ALSO
        from waarborg.work import client_notices, task_lists
        from waarborg.work.obligations import register
        from waarborg.work.selectors import NEXT_STEP_ON, NEXT_STEPS

        register()
        ALSO.update(next_steps=NEXT_STEPS, next_step_on=NEXT_STEP_ON)
        task_lists.register()
        client_notices.register()
