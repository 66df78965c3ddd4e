"""The room as a Django app."""

from django.apps import AppConfig


class RetentionConfig(AppConfig):
    """See the package's own docstring; what somebody placed here stands in the way of erasing an item too."""

    name = "waarborg.retention"
    label = "retention"

    def ready(self) -> None:
        """Let who decides on erasing hear of what was placed."""
        from waarborg.retention.holds import pending_in
        from waarborg.rights.obstacles import when_holding

        when_holding(pending_in)
