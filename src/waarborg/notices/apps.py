"""The room as a Django app."""

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    """Notices to clients; what is written down brings them, and a letter that is given ends them."""

    name = "waarborg.notices"
    label = "notices"

    def ready(self) -> None:
        """Let records bring notices, and letters carry them."""
        from waarborg.notices import finding, telling, unexpected

        finding.register()
        unexpected.register()
        telling.register()
