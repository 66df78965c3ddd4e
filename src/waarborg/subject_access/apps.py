"""The room as a Django app."""

from django.apps import AppConfig


class SubjectAccessConfig(AppConfig):
    """What is held of a client, gathered for the client."""

    name = "waarborg.subject_access"
    label = "subject_access"
