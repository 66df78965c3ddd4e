"""The public page of every shipped regulation, as it really is: accessible, narrow enough, and on paper too."""

from __future__ import annotations

import io
from types import SimpleNamespace
from typing import Any

import pypdf
import pytest
import typst
from django.utils.translation import override

from tests.journeys.accessibility import OPENED
from tests.journeys.accessibility import complaints as violations
from tests.journeys.conftest import Offline, load_samples, render
from tests.policy.clauses.register import Registered, register
from waarborg.policy.page import page as page_of
from waarborg.policy.page_formats import as_typst
from waarborg.policy.phrases import Language
from waarborg.site.counting import counting_in_words
from waarborg.site.regulation import articles_in_words, questions_of

EVERY = pytest.mark.parametrize("here", register(), ids=lambda here: here.name)
WIDTHS = (1280, 320)


def context(here: Registered, language: Language) -> dict[str, Any]:
    """What the page is filled with: all of it from the text itself, but for what a sample has around it."""
    _template, sample = load_samples("PAGES")["regulation"]
    version: Any = SimpleNamespace(regulation=here.regulation, laws=here.laws)
    with override(language):
        made = {
            "organisation": {"name": here.regulation.controller.name},
            "regulation": {
                "title": here.regulation.title,
                "version": here.regulation.version,
                "in_force_from": here.regulation.in_force_from,
                "url": "/reglement/",
            },
            "questions": questions_of(version, language),
            "articles": articles_in_words(version, language),
            "counting": counting_in_words(version, language),
        }
    return sample | made


@EVERY
def test_the_page_has_no_violation_and_fits_a_narrow_window_in_both_languages(
    here: Registered, offline: Offline
) -> None:
    for language in ("nl", "en"):
        page = offline.show(render("site/regulation.html", context(here, language), language))  # type: ignore[arg-type]
        page.evaluate(OPENED)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            assert page.evaluate("document.documentElement.scrollWidth") <= width, (language, width)
        assert violations(page) == [], language
        assert offline.errors == []


@EVERY
def test_on_paper_it_is_tagged_for_who_listens_and_has_every_article(here: Registered) -> None:
    for language in ("nl", "en"):
        text = as_typst(page_of(here.regulation, language))  # type: ignore[arg-type]
        made = typst.compile(text.encode(), format="pdf", pdf_standards=["ua-1"], ignore_system_fonts=True)
        paper = pypdf.PdfReader(io.BytesIO(made))
        assert paper.trailer["/Root"]["/MarkInfo"]["/Marked"]
        assert "pdfuaid" in paper.trailer["/Root"]["/Metadata"].get_object().get_data().decode()
        said = " ".join("".join(sheet.extract_text() for sheet in paper.pages).split())
        missing = [one.number for one in here.regulation.articles if " ".join(one.title.split()) not in said]
        assert len(missing) <= len(here.regulation.articles) // 10, missing
