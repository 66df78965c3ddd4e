"""Rules of the house for words on screens."""

import re
from pathlib import Path

import pytest

CATALOGUES = sorted(Path(__file__).resolve().parents[2].glob("**/locale/nl/LC_MESSAGES/django.po"))
CATALOGUES = [path for path in CATALOGUES if not {".venv", "node_modules"} & set(path.parts)]
LONGEST_SENTENCE = 20
"""Words. Fifteen is what we aim at for level B1; the house refuses what nobody can read aloud in one breath."""

every_catalogue = pytest.mark.parametrize("catalogue", CATALOGUES, ids=lambda path: str(path.parents[3].name))


def translations(catalogue: Path) -> list[str]:
    text = catalogue.read_text(encoding="utf-8")
    said: list[str] = re.findall(r'^msgstr(?:\[\d\])? "(.*)"$', text, re.MULTILINE)
    return said[1:]


@every_catalogue
def test_everything_is_said_in_dutch_too(catalogue: Path) -> None:
    text = catalogue.read_text(encoding="utf-8")
    assert "#, fuzzy" not in text
    assert [
        entry for entry in text.split("\n\n")[1:] if re.search(r'^msgstr(?:\[\d\])? ""$(?!\n")', entry, re.MULTILINE)
    ] == []


@every_catalogue
def test_a_sentence_is_short_enough_to_read(catalogue: Path) -> None:
    sentences = [part for said in translations(catalogue) for part in re.split(r"[.?!:]\s+", said)]
    assert [sentence for sentence in sentences if len(sentence.split()) > LONGEST_SENTENCE] == []


@every_catalogue
def test_hard_words_of_offices_are_not_used(catalogue: Path) -> None:
    hard = r"\b(?:conform|middels|teneinde|dient te|betreffende|verstrekken|raadplegen|autorisatie|ongeldige invoer)\b"
    assert [said for said in translations(catalogue) if re.search(hard, said, re.IGNORECASE)] == []
