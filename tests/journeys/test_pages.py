"""Every page, filled with sample data, in a real browser: accessible, narrow enough, and nothing blocked."""

from collections.abc import Callable

from tests.journeys.accessibility import OPENED
from tests.journeys.accessibility import complaints as violations
from tests.journeys.conftest import Offline

WIDTHS = (1440, 390, 320)
BETWEEN = 390


def test_a_page_is_accessible_narrow_and_allowed(rendered: Callable[[str], str], offline: Offline) -> None:
    page = offline.show(rendered("nl"))
    page.evaluate(OPENED)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        if width != BETWEEN:  # the page changes shape once, so it is looked at on either side
            assert violations(page) == [], width
    page.emulate_media(color_scheme="dark")
    assert violations(page, ["color-contrast"]) == [], "dark"
    assert offline.errors == []


def test_a_page_speaks_english_too(rendered: Callable[[str], str]) -> None:
    assert '<html lang="en"' in rendered("en")
    assert '<html lang="nl"' in rendered("nl")
