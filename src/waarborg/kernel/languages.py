"""The language in which something is read."""

from __future__ import annotations

from django.utils.html import conditional_escape, escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from waarborg.policy.phrases import Language


def reader_language() -> Language:
    """The language of who reads: of the visit, or of the letter that is being made."""
    return language_named(get_language() or "")


def language_named(name: str) -> Language:
    """A language by its name, as letters and settings have it; Dutch where they name none."""
    return "en" if name.startswith("en") else "nl"


def with_marks(sentence: str, **words: str) -> SafeString:
    """A sentence for a page with words in their places, those in another language than the sentence marked as such."""
    said = {name: conditional_escape(word) for name, word in words.items()}
    return mark_safe(escape(sentence) % said)  # noqa: S308  the words are escaped, and so is what stands around them
