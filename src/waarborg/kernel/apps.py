"""The ground floor as a Django app."""

from importlib import import_module

from django.apps import AppConfig


class KernelConfig(AppConfig):
    """What all rooms share; it knows no word of the business."""

    name = "waarborg.kernel"
    label = "kernel"

    def ready(self) -> None:
        """Make the doctor's first checks known."""
        import_module("waarborg.kernel.doctor_database")
        import_module("waarborg.kernel.doctor_machine")
