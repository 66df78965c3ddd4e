"""The labels of a regulation for whoever reads English: titles of purposes and kinds of data, fields, choices, advice.

A regulation is Dutch, and nobody adopted it in another language. Its labels stand on every page all the same, so each
may have an English beside it: under `english` of the regulation, or else in `vocabulary/english.yaml`, which all share.
A label with neither stays as it is, marked as Dutch.

    said("Plan van aanpak", regulation, "en")    "Plan of action"
    said("Iets anders", regulation, "en")        InDutch("Iets anders")
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from html import escape

from waarborg.policy.model.base import Rule
from waarborg.policy.model.catalogue import CategoryRule, FieldRule
from waarborg.policy.model.regulation import Regulation
from waarborg.policy.phrases import Language
from waarborg.policy.reading import read
from waarborg.policy.vocabulary import regulations_folder

SPOKEN = ("title", "group", "warns", "legitimate_interest")
"""What a rule of any kind may say to people, beside its fields."""


class InDutch(str):
    """Words that there are in Dutch alone, for a reader of another language: on a page they are marked as Dutch."""

    __slots__ = ()

    def __html__(self) -> str:
        """Said to templates in the place of the bare words, so that they are read aloud as what they are."""
        return f'<span lang="nl">{escape(str(self))}</span>'


class FieldInEnglish(FieldRule):
    """A field with its labels in English. What is kept of a choice stays the word of the regulation."""

    choices_said: dict[str, str] = {}
    """What is read for each choice."""

    def choice(self, value: str) -> str:
        """What is read for a choice; one that is on the list no more stays Dutch."""
        return self.choices_said.get(value) or InDutch(value)


def said(words: str, regulation: Regulation, language: Language) -> str:
    """A label of a regulation in a language; `InDutch` where it has no English."""
    if language == "nl" or not words:
        return words
    return regulation.english.get(words) or shared_english().get(words) or InDutch(words)


@cache
def shared_english() -> Mapping[str, str]:
    """The English of labels that every regulation may use, by the Dutch."""
    words: Mapping[str, str] = read(regulations_folder() / "vocabulary" / "english.yaml").value
    return words


def labels_of(rule: Rule) -> Iterator[str]:
    """Everything a rule says that stands on pages as a label or as advice at a form."""
    yield from filter(None, (getattr(rule, name, None) for name in SPOKEN))
    if isinstance(rule, CategoryRule):
        for field in rule.fields.values():
            yield from (field.label, *field.choices, *field.explained.values(), *filter(None, (field.means,)))


def labels_in(regulation: Regulation) -> dict[str, str]:
    """Every label of a regulation once, with the first rule that says it."""
    found: dict[str, str] = {}
    for article in regulation.articles:
        for rule in article.rules:
            for words in labels_of(rule):
                found.setdefault(words, rule.id)
    return found


def without_english(regulation: Regulation) -> dict[str, str]:
    """The labels that whoever reads English gets in Dutch, each with its rule."""
    labels = labels_in(regulation).items()
    return {words: rule for words, rule in labels if isinstance(said(words, regulation, "en"), InDutch)}


def category_in(rule: CategoryRule, regulation: Regulation, language: Language) -> CategoryRule:
    """A kind of data as a reader of that language has it: the same rule with its labels said."""
    if language == "nl":
        return rule
    changed = {name: said(words, regulation, language) for name in SPOKEN if (words := getattr(rule, name, None))}
    if rule.note:
        changed["note"] = InDutch(rule.note)
    fields = {name: _field_in(field, regulation, language) for name, field in rule.fields.items()}
    return rule.model_copy(update={**changed, "fields": fields})


def _field_in(field: FieldRule, regulation: Regulation, language: Language) -> FieldInEnglish:
    spoken = dict(field) | {
        "label": said(field.label, regulation, language),
        "means": said(field.means, regulation, language) if field.means else None,
        "explained": {key: said(words, regulation, language) for key, words in field.explained.items()},
        "choices_said": {words: said(words, regulation, language) for words in field.choices},
    }
    return FieldInEnglish.model_construct(**spoken)
