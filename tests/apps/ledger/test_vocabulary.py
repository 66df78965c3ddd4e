"""Every kind of event has its sentence, in both languages."""

import ast
import re
from pathlib import Path

import pytest

import waarborg.ledger
from waarborg.ledger.addresses import truncated
from waarborg.ledger.sentences import sentence
from waarborg.ledger.vocabulary import SENTENCES, Kind

ROOM = Path(waarborg.ledger.__file__).parent
PLACES = {"actor", "dossier", "categories"}


def dutch() -> dict[str, str]:
    text = (ROOM / "locale" / "nl" / "LC_MESSAGES" / "django.po").read_text(encoding="utf-8")
    found = re.findall(r'^msgid (".*")\nmsgstr (".*")$', text, re.MULTILINE)
    return {ast.literal_eval(english): ast.literal_eval(translated) for english, translated in found}


def source(sentence: object) -> str:
    return str(sentence._args[0])  # type: ignore[attr-defined]


def test_the_kinds_stand_in_alphabetical_order_and_are_their_own_words() -> None:
    assert [kind.name for kind in Kind] == sorted(kind.name for kind in Kind)
    assert all(kind.value == kind.name.lower() for kind in Kind)


@pytest.mark.parametrize("kind", Kind)
def test_a_kind_has_a_sentence_in_english_and_in_dutch(kind: Kind) -> None:
    english = source(SENTENCES[kind])
    translated = dutch()[english]
    places = set(re.findall(r"%\((\w+)\)s", english))
    assert places <= PLACES
    assert set(re.findall(r"%\((\w+)\)s", translated)) == places
    assert translated != english


def test_two_kinds_do_not_say_the_same() -> None:
    sentences = [source(SENTENCES[kind]) for kind in Kind]
    assert len(set(sentences)) == len(sentences)


@pytest.mark.parametrize("kind", Kind)
def test_a_sentence_says_who_did_it_and_nothing_is_left_open(kind: Kind) -> None:
    said = sentence(kind, actor="Anna", dossier="W-17")
    assert "Anna" in said
    assert "%(" not in said


def test_where_nobody_is_named_the_program_did_it() -> None:
    assert sentence(Kind.CASELOAD_READ, actor="").startswith("Waarborg")


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ("192.0.2.77", "192.0.2.0/24"),
        ("2001:db8:1:2:3::4", "2001:db8:1::/48"),
        ("::ffff:198.51.100.9", "198.51.100.0/24"),
        ("not an address", ""),
        ("", ""),
    ],
)
def test_of_an_address_only_the_network_is_kept(address: str, kept: str) -> None:
    assert truncated(address) == kept
