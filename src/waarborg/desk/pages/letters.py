"""The letters of a dossier, in words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.urls import reverse

from waarborg.letters.choices import Channel
from waarborg.letters.services import SeenLetter


def letters_page(number: str, letters: Sequence[SeenLetter]) -> dict[str, Any]:
    """What desk/letters.html needs."""
    return {
        "number": number,
        "back_url": reverse("desk:dossier", args=[number]),
        "letters": [
            {
                "title": letter.title,
                "made_at": letter.made_at,
                "url": reverse("desk:letter", args=[number, letter.id]),
                "given_at": letter.given_at,
                "channel": Channel(letter.channel).label if letter.channel else "",
                "give_url": "" if letter.given_at else reverse("desk:letter_give", args=[number, letter.id]),
            }
            for letter in letters
        ],
    }
