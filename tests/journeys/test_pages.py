"""Every page, filled with sample data, in a real browser: accessible, narrow enough, and nothing blocked."""

from collections.abc import Callable

from playwright.sync_api import Page

from tests.journeys.accessibility import complaints as violations

WIDTHS = (1440, 390, 320)
BETWEEN = 390


def test_a_page_is_accessible_narrow_and_allowed(
    rendered: Callable[[str], str], offline_site: Callable[[str], Page], browser_page: Page
) -> None:
    complaints: list[str] = []
    browser_page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page = offline_site(rendered("nl"))
    page.evaluate("document.querySelectorAll('details').forEach((details) => { details.open = true })")
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        if width != BETWEEN:  # the page changes shape once, so it is looked at on either side
            assert violations(page) == [], width
    page.emulate_media(color_scheme="dark")
    assert violations(page, ["color-contrast"]) == [], "dark"
    assert complaints == []


def test_a_page_speaks_english_too(rendered: Callable[[str], str]) -> None:
    assert '<html lang="en"' in rendered("en")
    assert '<html lang="nl"' in rendered("nl")
