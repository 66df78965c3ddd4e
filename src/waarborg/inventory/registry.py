"""What this installation holds of people, table by table: what each room said in its `personal_data.py`.

    holdings()                        all of them
    holding_of("dossiers.Record")     one
    of_clients()                      those that speak of clients, which an access request and a destruction walk

Filled when the program starts; a table that no room speaks for stops the build (`tests/house`).
"""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module
from importlib.util import find_spec

from django.apps import apps

from waarborg.kernel.errors import ConfigurationError
from waarborg.kernel.personal_data import Holding, Subject

MODULE = "personal_data"
_HOLDINGS: dict[str, Holding] = {}


def register(holdings: Iterable[Holding]) -> None:
    """Take up what a room says. Raises `ConfigurationError` when two speak differently of the same table."""
    for one in holdings:
        if _HOLDINGS.setdefault(one.model, one) != one:
            raise ConfigurationError(f"{one.model} is classified by two rooms.")


def gather() -> None:
    """Ask every installed room, the ground floor first; then the libraries."""
    for room in apps.get_app_configs():
        name = f"{room.name}.{MODULE}"
        if room.name.startswith("waarborg.") and room.name != "waarborg.kernel" and find_spec(name):
            register(import_module(name).HOLDINGS)
    register(import_module("waarborg.inventory.libraries").HOLDINGS)


def holdings() -> tuple[Holding, ...]:
    """Every table, in the order of the floors."""
    return tuple(_HOLDINGS.values())


def holding_of(model: str) -> Holding:
    """One table, by Django's label. Raises `ConfigurationError` for one that nobody speaks for."""
    if model not in _HOLDINGS:
        raise ConfigurationError(f"Nobody says what {model} holds.")
    return _HOLDINGS[model]


def of_clients() -> tuple[Holding, ...]:
    """The tables that speak of clients."""
    return tuple(one for one in _HOLDINGS.values() if one.about is Subject.CLIENT)
