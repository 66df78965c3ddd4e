"""The client's own words with an item, as pages and paper show them."""

from __future__ import annotations

from collections.abc import Sequence

from waarborg.dossiers.said import SaidOfIt


def said_lines(said: Sequence[SaidOfIt]) -> list[dict[str, str]]:
    """What site/parts/said.html needs: each with its heading."""
    return [{"heading": one.heading, "words": one.words} for one in said]


def said_fields(said: Sequence[SaidOfIt]) -> list[dict[str, str]]:
    """The same as fields, where an item is a list of labels and values."""
    return [{"label": one.heading, "value": one.words} for one in said]
