"""Every kind of event has its sentence, in both languages."""

import ast
import re
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import pytest

import waarborg.ledger
from waarborg.ledger.addresses import truncated
from waarborg.ledger.selectors import LoggedEvent
from waarborg.ledger.sentences import sentence
from waarborg.ledger.vocabulary import CLAUSES, SENTENCES, Kind

ROOM = Path(waarborg.ledger.__file__).parent
PLACES = {"actor", "dossier", "categories", "purpose", "articles", "from_where"}


def dutch() -> dict[str, str]:
    text = (ROOM / "locale" / "nl" / "LC_MESSAGES" / "django.po").read_text(encoding="utf-8")
    found = re.findall(r'^msgid (".*")\nmsgstr (".*")$', text, re.MULTILINE)
    return {ast.literal_eval(english): ast.literal_eval(translated) for english, translated in found}


def source(sentence: object) -> str:
    return str(sentence._args[0])  # type: ignore[attr-defined]


def logged(**changes: object) -> LoggedEvent:
    values: dict[str, object] = {
        "id": UUID(int=1), "kind": Kind.DOSSIER_READ, "at": datetime(2026, 1, 1, tzinfo=UTC), "actor_id": UUID(int=2),
        "responsible_id": None, "roles": ("coach",), "dossier_id": UUID(int=3), "dossier_ids": (),
        "categories": ("progress", "contact"), "action": "read", "allowed": True, "purpose": "guidance", "ground": "",
        "articles": ("4.1", "4.2"), "rules": (), "regulation": "x@2026-01-01", "from_where": "192.0.2.0/24",
        "decision_id": UUID(int=4), "details": {},
    }  # fmt: skip
    return LoggedEvent(**(values | changes))  # type: ignore[arg-type]


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


@pytest.mark.parametrize("clause", CLAUSES.values(), ids=list(CLAUSES))
def test_a_clause_stands_in_dutch_too(clause: object) -> None:
    english = source(clause)
    assert re.findall(r"%\((\w+)\)s", english) == re.findall(r"%\((\w+)\)s", dutch()[english])


def test_two_kinds_do_not_say_the_same() -> None:
    sentences = [source(SENTENCES[kind]) for kind in Kind]
    assert len(set(sentences)) == len(sentences)


@pytest.mark.parametrize("kind", Kind)
def test_a_sentence_says_who_did_what_why_and_from_where(kind: Kind) -> None:
    said = sentence(logged(kind=kind), actor="Anna", dossier="W-17", purposes={"guidance": "begeleiding"})
    assert "Anna" in said
    assert "begeleiding (4.1, 4.2)" in said
    assert said.endswith("192.0.2.0/24.")
    assert "%(" not in said


def test_without_a_purpose_the_articles_are_the_basis() -> None:
    said = sentence(logged(purpose="", from_where=""), actor="Anna", dossier="W-17", categories=["voortgang"])
    assert said.endswith("4.1, 4.2.")
    assert "voortgang" in said


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
