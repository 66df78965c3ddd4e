"""The ground floor as a Django app."""

from django.apps import AppConfig


class KernelConfig(AppConfig):
    """What all rooms share; it knows no word of the business."""

    name = "waarborg.kernel"
    label = "kernel"
