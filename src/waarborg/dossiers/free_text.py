"""What free text may not carry, found by its words and what stands around them: health, and the national number.

    found_in("Hij heeft een burn-out gehad", ("medical", "bsn"))

A word alone is not enough: *hij werkt in een ziekenhuis* is a job, *hij ligt in het ziekenhuis* is health. The words
are data (`words/free_text.yaml`). What is found is never stored without somebody who takes it out, or says with a
reason that it is no health datum; a national number is taken out.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel, ConfigDict
from stdnum.nl import bsn as bsn_number

from waarborg.kernel.errors import InvalidInput

WORDS = Path(__file__).resolve().parent / "words" / "free_text.yaml"
MEDICAL, BSN = "medical", "bsn"
CARE_REACH, WORK_REACH, BODY_REACH, NUMBER_REACH = 4, 4, 4, 4
"""How many words away something may stand to say what a word means."""
WORD = re.compile(r"\d[\d.\s]*\d|[^\W\d_]+(?:[-'’][^\W\d_]+)*")
SENTENCE = re.compile(r"[^.!?;\n]+(?:\.(?=\S)[^.!?;\n]+)*")
NUMBER = re.compile(r"(?<![\d+])(?:\d[ .]?){8}\d(?!\d)")


class _Health(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    certain: tuple[str, ...]
    likely: tuple[str, ...]
    care: tuple[str, ...]
    care_cues: tuple[str, ...]
    work_cues: tuple[str, ...]
    breaks: tuple[str, ...]
    body: tuple[str, ...]
    body_cues: tuple[str, ...]
    phrases: tuple[str, ...]
    harmless: tuple[str, ...]


class _National(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    cues: tuple[str, ...]
    others: tuple[str, ...]


class _Words(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    health: _Health
    national_number: _National


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """Something found in a text: where it begins and ends, and what it is (`medical` or `bsn`)."""

    start: int
    end: int
    what: str

    def words(self, text: str) -> str:
        """What it says."""
        return text[self.start : self.end]


class ForbiddenInText(InvalidInput):
    """Free text carries what it may not. `found` says where, per field; `texts` what was typed there."""

    def __init__(
        self,
        message: str,
        fields: Mapping[str, str],
        found: Mapping[str, Sequence[Finding]],
        texts: Mapping[str, str],
    ) -> None:
        super().__init__(message, fields)
        self.found, self.texts = dict(found), dict(texts)


@dataclass(frozen=True, slots=True)
class _Token:
    word: str
    start: int
    end: int


def found_in(text: str, forbids: Collection[str]) -> tuple[Finding, ...]:
    """Everything in a text that these words (`medical`, `bsn`) forbid, in the order in which it stands."""
    plain = unicodedata.normalize("NFC", text)
    if len(plain) != len(text):  # places must be those of the text that was typed
        text = plain
    found: set[Finding] = set()
    if MEDICAL in forbids:
        found.update(_health(text))
    if BSN in forbids:
        found.update(_national_numbers(text))
    return tuple(sorted(found))


def _health(text: str) -> Iterator[Finding]:
    rules = _matchers()
    for sentence in SENTENCE.finditer(text):
        tokens = _tokens(text, sentence.start(), sentence.end())
        safe = set(_places(tokens, rules["harmless"]))
        for at in _places(tokens, rules["phrases"]):
            yield Finding(tokens[at].start, tokens[at].end, MEDICAL)
        for at, token in enumerate(tokens):
            if at not in safe and _is_health(tokens, at, rules):
                yield Finding(token.start, token.end, MEDICAL)


def _is_health(tokens: Sequence[_Token], at: int, rules: Mapping[str, Any]) -> bool:
    word = tokens[at].word
    if rules["certain"](word) or rules["likely"](word):
        return True
    if rules["body"](word):
        return any(rules["body_cues"](near) for near in _around(tokens, at, BODY_REACH, rules["breaks"]))
    if not rules["care"](word):
        return False
    if any(rules["work_cues"](near) for near in _around(tokens, at, WORK_REACH, rules["breaks"])):
        return False
    return any(rules["care_cues"](near) for near in _around(tokens, at, CARE_REACH, rules["breaks"]))


def _around(tokens: Sequence[_Token], at: int, reach: int, breaks: Callable[[str], bool]) -> Iterator[str]:
    """The words near a place, on either side, as far as nothing breaks the sentence between them."""
    for step in (-1, 1):
        for distance in range(1, reach + 1):
            there = at + step * distance
            if not 0 <= there < len(tokens) or breaks(tokens[there].word):
                break
            yield tokens[there].word


def _places(tokens: Sequence[_Token], phrases: Sequence[Sequence[str]]) -> Iterator[int]:
    """The places of the tokens that are part of any of these turns of phrase."""
    words = [token.word for token in tokens]
    for phrase in phrases:
        for at in range(len(words) - len(phrase) + 1):
            if words[at : at + len(phrase)] == list(phrase):
                yield from range(at, at + len(phrase))


def _national_numbers(text: str) -> Iterator[Finding]:
    rules = _matchers()
    for number in NUMBER.finditer(text):
        digits = re.sub(r"\D", "", number.group())
        if not bsn_number.is_valid(digits):
            continue
        before = [token.word for token in _tokens(text, max(0, number.start() - 80), number.start())][-NUMBER_REACH:]
        after = [token.word for token in _tokens(text, number.end(), number.end() + 40)][:NUMBER_REACH]
        named = any(rules["number_cues"](word) for word in (*before, *after))
        joined = number.group() == digits
        another = bool(before) and any(rules["other_numbers"](word) for word in before[-2:])
        if named or (joined and not another):
            yield Finding(number.start(), number.start() + len(number.group().rstrip(" .")), BSN)


def _tokens(text: str, start: int, end: int) -> list[_Token]:
    return [
        _Token(match.group().lower().replace("’", "'"), match.start(), match.end())
        for match in WORD.finditer(text, start, min(end, len(text)))
    ]


@cache
def _matchers() -> Mapping[str, Any]:
    """The words as tests of one word, and the turns of phrase as lists of words; read once."""
    words = _Words.model_validate(yaml.safe_load(WORDS.read_text(encoding="utf-8")))
    health = words.health
    names = ("certain", "likely", "care", "care_cues", "work_cues", "breaks", "body", "body_cues")
    return {
        **{name: _matcher(getattr(health, name)) for name in names},
        "phrases": [phrase.split() for phrase in health.phrases],
        "harmless": [phrase.split() for phrase in health.harmless],
        "number_cues": _matcher(words.national_number.cues),
        "other_numbers": _matcher(words.national_number.others),
    }


def _matcher(words: Sequence[str]) -> Callable[[str], bool]:
    """Is a word one of these? A star stands for more of it, at its beginning or its end."""
    whole = frozenset(word for word in words if "*" not in word)
    begins = tuple(word.rstrip("*") for word in words if word.endswith("*") and not word.startswith("*"))
    ends = tuple(word.lstrip("*") for word in words if word.startswith("*") and not word.endswith("*"))
    within = tuple(word.strip("*") for word in words if word.startswith("*") and word.endswith("*"))

    def matches(word: str) -> bool:
        return (
            word in whole
            or (bool(begins) and word.startswith(begins))
            or (bool(ends) and word.endswith(ends))
            or any(part in word for part in within)
        )

    return matches
