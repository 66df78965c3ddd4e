"""Proof on paper of what somebody declared: the wording, who signed, when, and the fingerprint of it. Kept nowhere."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from waarborg.gate.actors import Actor
from waarborg.gate.organisations import agency
from waarborg.letters.typesetting import typeset

KIND = "declared"


def declared_on_paper(actor: Actor, words: Mapping[str, Any], *, language: str, at: datetime) -> bytes:
    """The PDF of a proof, from words about what was signed."""
    return typeset(KIND, language, {**words, "organisation": agency(actor.organisation_id).name}, at=at)
