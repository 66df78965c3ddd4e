"""Every regulation by which somebody may look along gives the letter its words."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from pypdf import PdfReader

from tests.apps.gate.agencies import folders
from waarborg.kernel import clock
from waarborg.letters.looked_along_words import article_in_words, first_article, is_about_access, is_about_complaints
from waarborg.letters.setting import set_letter
from waarborg.letters.typesetting import languages_of
from waarborg.policy.loader import load_folder, load_laws
from waarborg.policy.model.access import Permit
from waarborg.policy.model.regulation import Article, Regulation
from waarborg.policy.vocabulary import regulations_folder
from waarborg.practice.selectors import standard

DATA = {
    "organisation": "Kompas Reïntegratie",
    "date": "3 maart 2026",
    "number": "KR-2026-0007",
    "client": "kandidaat",
    "role": "coach",
    "granted_by": "verantwoordelijke",
    "from": "3 maart 2026, 14.05 uur",
    "until": "3 maart 2026, 15.05 uur",
    "categories": "alle gegevens",
    "only_looked": True,
    "review_by": None,
    "access": None,
    "complaint": None,
    "article": {"number": "4", "title": "Wie uw gegevens ziet", "words": ["Alleen wie aan uw traject werkt."]},
}


def looking_along(folder: Path) -> list[tuple[Regulation, Article]]:
    """The articles with a rule that opens a view and tells the client afterwards."""
    regulation = load_folder(folder, load_laws(regulations_folder() / "law")).in_force(clock.today())
    return [
        (regulation, article)
        for article in regulation.articles
        for rule in article.rules
        if isinstance(rule, Permit) and "granted_by_responsible" in rule.when and rule.obliges.tell_client
    ]


@pytest.mark.parametrize("folder", folders(), ids=lambda folder: folder.name)
def test_the_letter_has_the_articles_own_words_without_a_place_left_open(folder: Path) -> None:
    for regulation, article in looking_along(folder):
        words = " ".join(article_in_words(regulation, article))
        assert words
        assert "{" not in words
        assert first_article(regulation, is_about_access)
        assert first_article(regulation, is_about_complaints)


@pytest.mark.parametrize("language", sorted(languages_of("looked_along")))
@pytest.mark.parametrize("reason", ["#let x = 1; $ @foo <b> *niet vet* \\ // \u202e", "", "x" * 5000, "]#panic()["])
def test_what_people_write_is_set_as_they_wrote_it_and_never_understood(
    tmp_path: Path, language: str, reason: str
) -> None:
    file = tmp_path / "letter.pdf"
    at = datetime(2026, 3, 3, tzinfo=UTC)
    file.write_bytes(set_letter("looked_along", language, DATA | {"reason": reason}, at=at, way=standard().way))
    said = "".join("".join(page.extract_text() for page in PdfReader(file).pages).split())
    assert "".join(reason.replace("\u202e", "").split()) in said.replace("\u202e", "")


def test_the_same_letter_is_the_same_file() -> None:
    at = datetime(2026, 3, 3, tzinfo=UTC)
    said, way = DATA | {"reason": "waarneming"}, standard().way
    first, second = (set_letter("looked_along", "nl", said, at=at, way=way) for _time in range(2))
    assert first == second
