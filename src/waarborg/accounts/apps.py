"""Accounts as a Django app."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """People who sign in, and the organisations they work for."""

    name = "waarborg.accounts"
    label = "accounts"
