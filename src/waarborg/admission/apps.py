"""The room as a Django app."""

from django.apps import AppConfig


class AdmissionConfig(AppConfig):
    """Who of the client's side signs in."""

    name = "waarborg.admission"
    label = "admission"
