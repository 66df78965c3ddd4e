"""Whether a text that explains something can do so at all: in too few words nothing is explained."""

from typing import Final

FEWEST_WORDS: Final = 3
"""What makes a sentence."""


def explains(text: str, fewest: int = FEWEST_WORDS) -> bool:
    """Are there words enough to say why?"""
    return len(text.split()) >= fewest
