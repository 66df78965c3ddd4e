"""Accounts as a Django app."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """People who sign in, and the organisations they work for."""

    name = "waarborg.accounts"
    label = "accounts"

    def ready(self) -> None:
        """Listen to the libraries that sign people in: each step becomes an event."""
        from waarborg.accounts.listening import listen

        listen()
