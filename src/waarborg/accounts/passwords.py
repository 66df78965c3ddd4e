"""Rules for passwords: long, not guessed by everybody, not about ourselves. No rule says which characters."""

from __future__ import annotations

from typing import Final

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

OWN_WORDS: Final = ("waarborg", "wachtwoord", "welkom", "password", "reintegratie", "privacyreglement")
"""Words that everybody here thinks of first (ASVS 5.0, 6.2.11)."""

LEAST_BESIDES: Final = 8
"""How many characters a password must have besides such a word."""


class NotOnlyOurOwnWords:
    """Refuses a password that is little more than a word which everybody here thinks of first."""

    def validate(self, password: str, user: object | None = None) -> None:  # noqa: ARG002 - the framework's signature
        """Raise `ValidationError` when too little is left without those words, figures and signs at the ends."""
        left = password.lower().replace("-", "")
        for word in OWN_WORDS:
            left = left.replace(word, "")
        if left != password.lower().replace("-", "") and len(left) < LEAST_BESIDES:
            raise ValidationError(self.get_help_text(), code="own_words")

    def get_help_text(self) -> str:
        """What is asked, in words."""
        return _("Choose words that do not belong to this work.")


class NotTheSameOverAndOver:
    """Refuses a password of very few different characters, such as twelve times the same one."""

    LEAST_DIFFERENT: Final = 5

    def validate(self, password: str, user: object | None = None) -> None:  # noqa: ARG002 - the framework's signature
        """Raise `ValidationError` when fewer than five different characters stand in it."""
        if len(set(password)) < self.LEAST_DIFFERENT:
            raise ValidationError(self.get_help_text(), code="repeated")

    def get_help_text(self) -> str:
        """What is asked, in words."""
        return _("Do not repeat the same few characters.")
