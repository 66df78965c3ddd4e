"""The vault as a Django app."""

from django.apps import AppConfig


class VaultConfig(AppConfig):
    """Keys, envelopes, blind index and encrypted files."""

    name = "waarborg.vault"
    label = "vault"
