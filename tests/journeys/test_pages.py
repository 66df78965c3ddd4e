"""Every page, filled with sample data, in a real browser: accessible, narrow enough, and nothing blocked."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.test import override_settings
from django.urls import include, path
from playwright.sync_api import Page

from waarborg.config.urls import urlpatterns

AXE = Path(settings.PACKAGE).parents[1] / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
WIDTHS = (1440, 390, 320)


@pytest.fixture(autouse=True)
def addresses() -> Iterator[None]:
    """Pages link to each other by name; here only the names matter."""
    names = [path(f"{name}/", lambda request: None, name=name) for name in ("today", "caseload", "search")]
    with override_settings(ROOT_URLCONF=(*urlpatterns, path("", include((names, "desk"))))):
        yield


def violations(page: Page, options: dict[str, object]) -> list[str]:
    """What axe finds wrong, each with the rule and the places."""
    wanted = json.dumps({**options, "resultTypes": ["violations"]})
    answer = page.evaluate(f"axe.run(document, {wanted})")
    return [f"{found['id']}: {[node['target'] for node in found['nodes']]}" for found in answer["violations"]]


def test_a_page_is_accessible_narrow_and_allowed(
    rendered: Callable[[str], str], offline_site: Callable[[str], Page], browser_page: Page
) -> None:
    complaints: list[str] = []
    browser_page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page = offline_site(rendered("nl"))
    page.evaluate("document.querySelectorAll('details').forEach((details) => { details.open = true })")
    page.evaluate(AXE.read_text(encoding="utf-8"))
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        page.emulate_media(color_scheme="light")
        assert violations(page, {"runOnly": RULES}) == [], width
    for width in (WIDTHS[-1], WIDTHS[0]):
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme="dark")
        assert violations(page, {"runOnly": ["color-contrast"]}) == [], f"dark, {width}"
    assert complaints == []


def test_a_page_speaks_english_too(rendered: Callable[[str], str]) -> None:
    assert '<html lang="en"' in rendered("en")
    assert '<html lang="nl"' in rendered("nl")
