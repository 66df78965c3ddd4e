"""The texts of letters to clients: those that came along, an agency's own, and what has to stay in each of them.

    standard_letters()                     which letters there are, what each may fill in, and its text
    check_texts(texts)                     refuses an unknown place, and a text without one that the law asks

A text is written like a template of a document, with single words in braces; which there are is closed per letter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Final, Literal, Self

from django.utils.translation import gettext as _
from pydantic import Field, model_validator

from waarborg.kernel.errors import InvalidInput
from waarborg.policy.model.base import Key, Part
from waarborg.policy.reading import read_text
from waarborg.policy.vocabulary import regulations_folder
from waarborg.practice.templates import LONGEST, Block, Shape, Slot, blocks_of

SHIPPED: Final = "practice/letters.yaml"
Language = Literal["nl", "en"]
LANGUAGES: Final[tuple[Language, ...]] = ("nl", "en")


class Words(Part):
    """Something in both languages."""

    nl: str = Field(min_length=1)
    en: str = Field(min_length=1)

    def of(self, language: str) -> str:
        """In one of them."""
        return self.en if language == "en" else self.nl


class Place(Words):
    """What can be filled in: what it is, whether every text must say it and which article asks that."""

    needed: bool = False
    asked_by: str = ""
    lines: bool = False
    """It is filled in with lines of its own, and so stands alone on one."""
    language: Language | None = None
    """The language of its words, where that is not the letter's: the regulation's own words, or a colleague's."""


class Wording(Part):
    """What a letter is called and what it says."""

    title: str = Field(min_length=1, max_length=120)
    text: str = Field(min_length=1, max_length=LONGEST)

    @model_validator(mode="after")
    def _reads(self) -> Self:
        if "{" in self.title or "}" in self.title:
            raise ValueError(_("Nothing is filled in in a title."))
        blocks_of(self.text)
        return self


class LetterText(Wording):
    """An agency's own text of a letter in one language."""

    kind: Key
    language: Language


class StandardLetter(Part):
    """A letter that came along: what may be filled in, and its text in both languages."""

    kind: Key
    slots: Mapping[str, Place]
    nl: Wording
    en: Wording

    def wording(self, language: str) -> Wording:
        """Its text in a language."""
        return self.en if language == "en" else self.nl


class StandardLetters(Part):
    """All of them, the words with which places are filled in, and what every letter may fill in."""

    words: Mapping[str, Mapping[str, Words]]
    always: Mapping[str, Place]
    letters: tuple[StandardLetter, ...]

    def letter(self, kind: str) -> StandardLetter | None:
        """One of them; None for a letter without fixed sentences."""
        return next((one for one in self.letters if one.kind == kind), None)

    def places(self, kind: str) -> Mapping[str, Place]:
        """What a text of this kind may fill in."""
        found = self.letter(kind)
        return {**(found.slots if found else {}), **self.always}

    def word(self, group: str, key: str, language: str, **named: str) -> str:
        """A word for a key, filled in with what is `named`; the key itself where there is none."""
        found = self.words[group].get(key)
        return re.sub(r"\{(\w+)\}", lambda hit: named[hit[1]], found.of(language)) if found else key


@cache
def standard_letters() -> StandardLetters:
    """What came along with the program."""
    file = regulations_folder() / SHIPPED
    document = read_text(file.read_text(encoding="utf-8"), Path(SHIPPED))
    return StandardLetters.model_validate(document.value, strict=True)


def wrong_in(kind: str, text: str) -> Sequence[str]:
    """What is not right in a text of this kind of letter: each mistake with its line, or with the article that asks."""
    try:
        blocks = blocks_of(text)
    except ValueError as mistake:
        return [str(mistake)]
    places = standard_letters().places(kind)
    return [*_misplaced(blocks, places), *_missing(blocks, places)]


def _misplaced(blocks: Sequence[Block], places: Mapping[str, Place]) -> Iterator[str]:
    for block in blocks:
        for slot in block.slots:
            place = None if slot.field else places.get(slot.of)
            if place is None:
                yield _("line %(line)d: %(slot)s is not known") % {"line": slot.line, "slot": slot}
            elif place.lines and block.shape is not Shape.WHOLE:
                yield _("line %(line)d: %(slot)s stands alone on a line") % {"line": slot.line, "slot": slot}


def _missing(blocks: Sequence[Block], places: Mapping[str, Place]) -> Iterator[str]:
    said = {slot.of for block in blocks for slot in block.slots}
    for name, place in places.items():
        if not place.needed or name in said:
            continue
        if place.asked_by:
            missing = _("%(slot)s has to be in it: the law asks it (%(article)s)")
        else:
            missing = _("%(slot)s has to be in it: without it the letter says too little")
        yield missing % {"slot": Slot(name), "article": place.asked_by.upper()}


def check_texts(texts: Sequence[LetterText]) -> None:
    """Every text is of a letter that there is and can be sent. Raises `InvalidInput`, with each mistake."""
    wrong = {f"letter_texts.{one.kind}.{one.language}": "; ".join(said) for one in texts if (said := _of_text(one))}
    if wrong:
        raise InvalidInput("; ".join(f"{place}: {said}" for place, said in wrong.items()), wrong)


def _of_text(one: LetterText) -> Sequence[str]:
    if standard_letters().letter(one.kind) is None:
        return [_("There is no such letter.")]
    return wrong_in(one.kind, one.text)


def in_use(texts: Sequence[LetterText], kind: str, language: str) -> Wording | None:
    """The text that is sent: the agency's own where it has one that still says what it has to, else what came along.

    None for a letter without fixed sentences.
    """
    own = next((one for one in texts if (one.kind, one.language) == (kind, language)), None)
    if own is not None and not _of_text(own):
        return own
    found = standard_letters().letter(kind)
    return found.wording(language) if found else None
