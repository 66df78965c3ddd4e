"""Documents from templates in the browser: chosen, filled in beside what they become, kept, taken along."""

from __future__ import annotations

import re
from uuid import UUID

import pytest
from django.http import HttpResponse
from django.urls import reverse

from tests.apps.cast import NAME, Cast
from tests.apps.desk.test_statements import counting, opened
from tests.apps.spoken import dutch_labels, labels_said
from waarborg.dossiers.selectors import category_of

REPORT, CATEGORY = "progress_report", "progress_report"
MAKE = 13
"""Statements of a document that is shown as it would be."""
TYPED = {
    "f_kind": "voortgang",
    "f_period": "dit jaar",
    "f_done": "Drie sollicitaties geschreven.",
    "f_result": "Verder zoeken bij groenbedrijven.",
    "occurred_on": "2026-11-20",
    "source": "staff",
    "purpose": "labour_participation",
    "language": "nl",
}


def url_of(cast: Cast, key: str = REPORT) -> str:
    return reverse("desk:piece_make", args=[cast.number, key])


def sent(cast: Cast, **different: str) -> HttpResponse:
    return cast.browser("anna").post(url_of(cast), {**TYPED, "keep": "1", **different})


def kept(cast: Cast) -> UUID:
    answer = sent(cast)
    assert answer.status_code == 302, re.findall(r'class="[^"]*error[^"]*">([^<]+)', answer.content.decode())
    found = re.search(r"/stukken/([0-9a-f-]{36})/stuk/$", answer["Location"])
    assert found
    return UUID(found[1])


def test_the_dossier_leads_to_the_templates_and_says_which_kind_of_data_each_becomes(cast: Cast) -> None:
    anna = cast.browser("anna")
    page = anna.get(reverse("desk:pieces", args=[cast.number])).content.decode()
    assert (
        reverse("desk:pieces", args=[cast.number])
        in anna.get(reverse("desk:dossier", args=[cast.number])).content.decode()
    )
    assert url_of(cast) in page
    assert reverse("desk:piece_make", args=[cast.number, "progress"]) not in page, "no such kind of data here"
    assert "geen soort gegevens" in page


def test_the_form_stands_beside_the_document_filled_with_name_and_days(cast: Cast) -> None:
    page = cast.browser("anna").get(url_of(cast)).content.decode()
    assert NAME in page.partition("wb-brief")[2]
    assert "tot en met" in page
    assert re.search(r'name="f_period"[^>]*value="[^"]+"', page) or re.search(
        r'value="[^"]+"[^>]*name="f_period"', page
    )


def test_showing_it_keeps_what_was_typed_and_saves_nothing(cast: Cast) -> None:
    before = len(category_of(cast.actor("anna"), cast.dossier_id, CATEGORY).records)
    answer = cast.browser("anna").post(url_of(cast), {**TYPED, "look": "1"})
    assert answer.status_code == 200
    assert answer.content.decode().count("Drie sollicitaties geschreven.") == 2, "in the form and in the document"
    assert len(category_of(cast.actor("anna"), cast.dossier_id, CATEGORY).records) == before


def test_what_is_not_right_comes_back_with_everything_that_was_typed(cast: Cast) -> None:
    answer = sent(cast, f_done="")
    assert answer.status_code == 422
    assert "Verder zoeken bij groenbedrijven." in answer.content.decode()


def test_free_text_about_health_comes_back_marked(cast: Cast) -> None:
    answer = sent(cast, f_done="Hij heeft een burn-out gehad.")
    assert answer.status_code == 422
    assert "<mark" in answer.content.decode()


def test_a_kept_document_is_a_record_that_shows_as_a_document_and_goes_along_as_pdf_and_text(cast: Cast) -> None:
    record_id = kept(cast)
    anna = cast.browser("anna")
    url = reverse("desk:piece", args=[cast.number, record_id])
    page = anna.get(url).content.decode()
    assert "Drie sollicitaties geschreven." in page
    assert url in anna.get(reverse("desk:records", args=[cast.number, CATEGORY])).content.decode()
    take = reverse("desk:piece_take", args=[cast.number, record_id])
    for form, starts in (("pdf", b"%PDF-"), ("docx", b"PK")):
        answer = anna.post(f"{take}?vorm={form}")
        assert answer.content.startswith(starts)
        assert answer["Content-Disposition"] == f'attachment; filename="{cast.number}.{form}"'
        assert answer["Content-Security-Policy"].startswith("sandbox")
        assert answer["Cache-Control"] == "no-store"
    assert anna.get(take).status_code == 405, "taking along is an act"
    assert anna.post(f"{take}?vorm=exe").status_code == 404


def test_it_is_made_in_english_too(cast: Cast) -> None:
    page = cast.browser("anna").get(url_of(cast) + "?taal=en").content.decode()
    assert 'lang="en"' in page
    assert "This report is about" in page
    answer = cast.browser("anna").get(url_of(cast) + "?taal=en", headers={"accept-language": "en"})
    labels = dutch_labels(cast.actor("anna").in_force.regulation)
    assert labels_said(answer.content.decode(), labels) == set()
    assert cast.browser("anna").get(url_of(cast) + "?taal=fr").status_code == 404


@pytest.mark.parametrize("who", ["bram", "sam", "olga", None])
def test_who_may_not_read_the_dossier_reaches_no_page_of_it(cast: Cast, who: str | None) -> None:
    record_id = kept(cast)
    browser = cast.browser(who)
    pages = [
        browser.get(reverse("desk:pieces", args=[cast.number])),
        browser.get(url_of(cast)),
        browser.post(url_of(cast), {**TYPED, "keep": "1"}),
        browser.get(reverse("desk:piece", args=[cast.number, record_id])),
        browser.post(reverse("desk:piece_take", args=[cast.number, record_id])),
    ]
    for answer in pages:
        assert answer.status_code in {302, 403, 404}
        assert NAME not in answer.content.decode()
        assert "Drie sollicitaties" not in answer.content.decode()


def test_no_address_says_whose_it_is(cast: Cast) -> None:
    page = cast.browser("anna").get(reverse("desk:piece", args=[cast.number, kept(cast)])).content.decode()
    assert not any(NAME.split()[0] in address for address in re.findall(r'(?:href|src|action)="([^"]*)"', page))


def test_a_page_takes_as_many_statements_with_more_in_the_dossier(cast: Cast) -> None:
    kept(cast)
    few = opened(cast, "desk:piece_make", cast.number, REPORT)
    assert len(few) <= MAKE, few
    for _time in range(3):
        kept(cast)
    assert len(opened(cast, "desk:piece_make", cast.number, REPORT)) == len(few)
    anna = cast.browser("anna")
    with counting() as counted:
        assert anna.get(reverse("desk:piece", args=[cast.number, kept(cast)])).status_code == 200
    assert counted.statements
