"""The one-page summary of a trajectory on paper: set in type like a letter, kept nowhere."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from waarborg.gate.actors import Actor
from waarborg.gate.organisations import agency
from waarborg.letters.typesetting import typeset

KIND = "summary"


def on_paper(actor: Actor, words: Mapping[str, Any], *, language: str, at: datetime) -> bytes:
    """The PDF of a summary, from words that may be printed and of which it was noted that they are."""
    return typeset(KIND, language, {**words, "organisation": agency(actor.organisation_id).name}, at=at)
