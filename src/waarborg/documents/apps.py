"""The room as a Django app."""

from importlib import import_module

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    """See the package's own docstring."""

    name = "waarborg.documents"
    label = "documents"

    def ready(self) -> None:
        """Let the doctor ask whether the virus scanner answers, and no PDF fill the memory of the machine."""
        import_module("waarborg.documents.doctor")
        import_module("waarborg.documents.kinds").limit_pdf()
