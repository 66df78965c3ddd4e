"""What people read for each word of a regulation: the agency's own words first, then the vocabulary's."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from waarborg.policy.english import InDutch, said
from waarborg.policy.model.catalogue import CategoryRule, PurposeRule
from waarborg.policy.model.regulation import Regulation, Word
from waarborg.policy.phrases import Language
from waarborg.policy.vocabulary import Vocabulary, standard_vocabulary
from waarborg.policy.words import listed

EVERYTHING = {"nl": "alle gegevens", "en": "all data"}
OWN_PART = {"nl": "het eigen deel van het traject", "en": "the part assigned"}


@dataclass(frozen=True)
class Names:
    """The names of one regulation in one language. What an agency calls its people exists in Dutch only."""

    regulation: Regulation
    language: Language = "nl"
    vocabulary: Vocabulary | None = None

    def role(self, key: str) -> str:
        """A role, in the agency's word for who reads Dutch."""
        own = self._own(key)
        return own.one if own else self._word("roles", self.regulation.roles.get(key, key))

    def action(self, key: str) -> str:
        """An action, as a verb."""
        return self._word("actions", key)

    def recipient(self, key: str) -> str:
        """Somebody outside, in the agency's word for who reads Dutch."""
        own = self._own(key)
        return own.one if own else self._word("recipients", key)

    def principal(self, key: str) -> str:
        """A kind of principal."""
        return self._word("principals", key)

    def channel(self, key: str) -> str:
        """A way of giving."""
        return self._word("channels", key)

    def ground(self, key: str) -> str:
        """A ground."""
        return self._word("grounds", key)

    def fact(self, key: str) -> str:
        """A state of affairs."""
        return self._vocabulary.facts[key].label(self.language)

    def category(self, key: str) -> str:
        """A kind of data, by its title in the catalogue."""
        if key == "all":
            return EVERYTHING[self.language]
        if key == "part_of_assignment":
            return OWN_PART[self.language]
        found = (rule for article in self.regulation.articles for rule in article.rules)
        return next(
            (self.said(rule.title) for rule in found if isinstance(rule, CategoryRule) and rule.category == key), key
        )

    def purpose(self, key: str) -> str:
        """A purpose, by its title."""
        found = (rule for article in self.regulation.articles for rule in article.rules)
        return next(
            (self.said(rule.title) for rule in found if isinstance(rule, PurposeRule) and rule.purpose == key), key
        )

    def said(self, words: str) -> str:
        """A label of the regulation, such as the title of a measure; in Dutch where it has no English."""
        return said(words, self.regulation, self.language)

    def own_text(self, words: str) -> str:
        """What was adopted, as it stands: marked as Dutch for who reads another language."""
        return words if self.language == "nl" else InDutch(words)

    def list_of(self, names: Iterable[str]) -> str:
        """`a, b en c`."""
        return listed(tuple(names), self.language)

    def _own(self, key: str) -> Word | None:
        """What the agency calls it, for who reads Dutch."""
        return self.regulation.words.get(key) if self.language == "nl" else None

    @property
    def _vocabulary(self) -> Vocabulary:
        return self.vocabulary or standard_vocabulary()

    def _word(self, dimension: str, key: str) -> str:
        term = self._vocabulary.dimensions[dimension].get(key)
        return term.label(self.language) if term else key.replace("_", " ")
