"""The room as a Django app."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Organisations, people who sign in and what they may be."""

    name = "waarborg.accounts"
    label = "accounts"
