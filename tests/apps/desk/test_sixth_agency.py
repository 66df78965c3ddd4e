"""A sixth agency is a new folder of YAML: founded from it, its site and its studio are there without new Python."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoDbBlocker

from tests.apps.clauses.running import signed_in
from tests.apps.desk.conftest import a_database_of_its_own
from tests.apps.gate.agencies import Agency, agency
from tests.apps.spoken import labels_said
from waarborg.policy.english import without_english
from waarborg.policy.vocabulary import regulations_folder

LIKE = "partner-in-werk"
NAME, WORD = "Loopbaan aan de Waterkant", "deelnemer"
KIND, FIELD, PURPOSE = "Koersplan", "Koersstappen", "Op koers brengen"
"""What nobody else calls a kind of data, a field and a purpose, so that there is no English for it."""


@pytest.fixture(scope="module")
def sixth(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Agency]:
    """An agency that nothing in the program knows: its name, its words, its own term."""
    folder = tmp_path_factory.mktemp("waterkant") / "waterkant"
    folder.mkdir()
    file = max((regulations_folder() / LIKE).glob("20*.yaml"))
    text = file.read_text(encoding="utf-8").replace(f"regulation: {LIKE}", "regulation: waterkant", 1)
    text = re.sub(r"(?m)^  name: .*$", f"  name: {NAME}", text, count=1)
    text = text.replace("client: {one: kandidaat, many: kandidaten}", f"client: {{one: {WORD}, many: {WORD}s}}", 1)
    for shared, own in (("Plan van aanpak", KIND), ("Stappen", FIELD), ("Re-integratie bevorderen", PURPOSE)):
        text = re.sub(rf"(title|label): {shared}\b", rf"\1: {own}", text, count=1)
    assert all(word in text for word in (NAME, WORD, KIND, FIELD, PURPOSE))
    (folder / file.name).write_text(text, encoding="utf-8")
    people = {"dina": ("responsible",), "anna": ("coach",), "adam": ("administration",)}
    with django_db_blocker.unblock(), a_database_of_its_own():
        yield agency(folder, people, slug="waterkant")


@pytest.fixture(autouse=True)
def _with_the_database(sixth: Agency, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with django_db_blocker.unblock():
        yield


def test_its_public_site_speaks_its_words_on_screen_and_on_paper(sixth: Agency) -> None:
    browser = Client()
    page = browser.get(reverse("site:regulation", args=["waterkant"]), headers={"accept-language": "nl"})
    said = page.content.decode()
    assert page.status_code == 200
    assert NAME in said or "Waterkant" in said
    assert page.context["questions"]
    assert page.context["articles"]
    for name in ("request_new", "complaint_new"):
        assert browser.get(reverse(f"site:{name}", args=["waterkant"])).status_code == 200, name
    assert browser.get(page.context["pdf_url"]).content.startswith(b"%PDF")


def test_its_director_opens_the_studio_changes_a_draft_and_sees_what_it_would_do(sixth: Agency) -> None:
    director = signed_in(sixth.actor("dina"))
    studio = director.get(reverse("desk:studio"))
    assert studio.status_code == 200
    assert studio.context["coverage"]["all"] == 0, "nobody made a list of its sentences yet"
    assert director.post(reverse("desk:studio_begin")).status_code == 302
    for name in (
        "studio_articles",
        "studio_clauses",
        "studio_text",
        "studio_terms",
        "studio_findings",
        "studio_compare",
    ):
        assert director.get(reverse(f"desk:{name}")).status_code == 200, name
    compared = director.get(reverse("desk:studio_compare")).context
    assert (compared["articles"], compared["terms"], compared["access"]) == ([], [], [])
    assert compared["living"].open == 0


def test_what_it_alone_calls_things_stays_dutch_on_an_english_page_and_says_so(sixth: Agency) -> None:
    regulation = sixth.actor("anna").in_force.regulation
    assert set(without_english(regulation)) == {KIND, FIELD, PURPOSE}
    page = signed_in(sixth.actor("anna")).get(reverse("desk:my_access"), headers={"accept-language": "en"})
    assert labels_said(page.content.decode(), {KIND, FIELD, PURPOSE}) == set()
    assert f'<span lang="nl">{KIND}</span>' in page.content.decode()


def test_its_people_work_with_its_words(sixth: Agency) -> None:
    page = signed_in(sixth.actor("anna")).get(reverse("desk:today"), headers={"accept-language": "nl"})
    assert f"Mijn {WORD}s" in page.content.decode()
    assert "kandida" not in page.content.decode()
