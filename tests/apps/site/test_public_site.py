"""What anybody reads of an agency: made from its rules, on screen and on paper, without cookies."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pypdf
import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoDbBlocker

from tests.apps.clauses.carrying import carrying
from tests.apps.desk.conftest import a_database_of_its_own
from tests.apps.gate.agencies import agency
from tests.policy.clauses.register import Registered
from waarborg.policy.loader import load_laws, load_regulation
from waarborg.policy.plain import in_full, in_plain_words
from waarborg.policy.vocabulary import regulations_folder
from waarborg.site.papers import COOKIES

LONGEST_SENTENCE = 25
"""Words: what somebody with little Dutch still reads (B1)."""


AGENCY = "bijstand-naar-werk"


@pytest.fixture(scope="module")
def here(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    """An agency, by its name in addresses."""
    with django_db_blocker.unblock(), a_database_of_its_own():
        yield agency(regulations_folder() / AGENCY, {"dina": ("responsible",)}, slug="hier").organisation.slug


@pytest.fixture
def browser(here: str, django_db_blocker: DjangoDbBlocker) -> Iterator[Client]:
    """Somebody who looks at that agency's pages."""
    assert here
    with django_db_blocker.unblock():
        yield Client(enforce_csrf_checks=True)


def newest(name: str) -> Path:
    return max((regulations_folder() / name).glob("20*.yaml"))


def told(name: str, tmp_path: Path, *changes: tuple[str, str]) -> str:
    """The summary of a regulation in which some words stand otherwise."""
    text = newest(name).read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    file = tmp_path / newest(name).name
    file.write_text(text, encoding="utf-8")
    said = in_plain_words(load_regulation(file, load_laws()))
    return "\n".join(in_full(answer) for one in said for answer in one.answers)


def test_the_summary_changes_when_the_rule_does_and_says_nothing_else(tmp_path: Path) -> None:
    before = told("click-re-integratie", tmp_path)
    after = told("click-re-integratie", tmp_path, ("answer_within: {weeks: 4}", "answer_within: {weeks: 3}"))
    assert "binnen 4 weken" in before
    assert "binnen 3 weken" in after
    assert "binnen 4 weken" not in after
    other = told("click-re-integratie", tmp_path, ("title: Factureren van de begeleiding", "title: Rekeningen sturen"))
    assert "Factureren" in before
    assert "Rekeningen sturen" in other
    assert "Factureren" not in other


@carrying()
def test_the_summary_is_in_short_sentences_in_both_languages(here: Registered) -> None:
    for language in ("nl", "en"):
        asked = in_plain_words(here.regulation, language)  # type: ignore[arg-type]
        assert len(asked) >= 5
        for one in asked:
            for said in one.answers:
                spoken = said.text.split(": ")[-1] if said.article and not said.items else said.text
                sentences = [part for part in re.split(r"[.:]\s*", spoken) if "," not in part]
                assert all(len(part.split()) <= LONGEST_SENTENCE for part in sentences), said.text


@pytest.mark.clause("BNW-p10c")
def test_pages_for_anybody_set_no_cookie_and_mark_other_websites(browser: Client) -> None:
    places = [reverse("site:cookies")] + [
        reverse(f"site:{name}", args=["hier"]) for name in ("regulation", "request_new")
    ]
    for place in places:
        answer = browser.get(place, headers={"accept-language": "nl"})
        page = answer.content.decode()
        assert not answer.cookies, place
        for link in re.findall(r"<a [^>]*href=\"https?://[^>]*>", page):
            assert urlsplit(re.search(r"href=\"([^\"]+)", link)[1]).hostname != "testserver"  # type: ignore[index]
            assert 'rel="external' in link
    page = browser.get(reverse("site:regulation", args=["hier"]), headers={"accept-language": "nl"}).content.decode()
    assert "eigen regels" in page, "the advice to read the rules of the other website"
    assert "niet over websites van anderen" in page
    foot = page[page.index("<footer") :]
    assert "25 mei 2018" in foot, "each page says of which version it is"


@pytest.mark.clause("CLICK-4.5a", "CLICK-4.5b", "CLICK-4.6")
@pytest.mark.django_db
def test_every_cookie_that_is_set_stands_in_the_register(client: Client, settings: object) -> None:
    known = {one["name"] for one in COOKIES}
    client.get(reverse("account_login"))
    client.post(reverse("set_language"), {"language": "en"})
    assert client.cookies
    assert set(client.cookies) <= known
    page = client.get(reverse("site:cookies")).content.decode()
    assert all(name in page for name in known)


def test_a_request_goes_without_cookies(browser: Client) -> None:
    answer = browser.post(reverse("site:request_new", args=["hier"]), {"name": "Robin Proefpersoon"})
    assert answer.status_code == 422, "it is looked at, and what lacks is said"
    assert not browser.cookies


def test_the_regulation_on_paper_is_tagged_and_says_its_version(browser: Client) -> None:
    day = newest(AGENCY).stem
    answer = browser.get(reverse("site:regulation_pdf", args=["hier", day]))
    paper = pypdf.PdfReader(io.BytesIO(answer.content))
    assert paper.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert "pdfuaid" in paper.trailer["/Root"]["/Metadata"].get_object().get_data().decode()
    assert all(day in page.extract_text() for page in paper.pages)


@pytest.mark.django_db
def test_where_to_report_a_weakness(client: Client, settings: object) -> None:
    settings.SECURITY_CONTACT = ""  # type: ignore[attr-defined]
    assert client.get("/.well-known/security.txt").status_code == 404
    settings.SECURITY_CONTACT = "mailto:veilig@voorbeeld.nl"  # type: ignore[attr-defined]
    said = client.get("/.well-known/security.txt").content.decode()
    assert "Contact: mailto:veilig@voorbeeld.nl" in said
    assert "Expires: " in said


@pytest.mark.django_db
def test_anybody_reads_what_holds_each_sentence_of_every_regulation(client: Client) -> None:
    answer = client.get(reverse("site:coverage"))
    assert answer.status_code == 200
    assert not answer.cookies
    counts = dict(answer.context["counts"])
    assert (counts.pop("all"), counts["open"]) == (466, 0)
    assert sum(counts.values()) == 466
    page = answer.content.decode()
    assert page.count('role="rowheader"') == 466
    assert "<dd>466</dd>" in page
