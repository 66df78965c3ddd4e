"""Searching while typing, by keyboard: it asks when somebody pauses, arrows choose, Enter opens, Escape closes."""

from playwright.sync_api import Route

from tests.journeys.accessibility import complaints
from tests.journeys.conftest import Offline, load_samples, render

FOUND = [
    {"number": "ZP-2026-0147", "name": "Ilse Hartman", "principal": "UWV Vlietdam"},
    {"number": "ZP-2026-0148", "name": "Ilse Hartog", "principal": ""},
]


def test_a_client_is_found_and_opened_by_keyboard(offline: Offline) -> None:
    asked: list[str] = []
    answer = render("desk/parts/suggestions.html", {"rows": FOUND, "settled": True})
    template, context = load_samples("PAGES")["caseload, empty"]
    page = offline.show(render(template, {**context, "searchable": True}))

    def suggest(route: Route) -> None:
        asked.append(route.request.post_data or "")
        route.fulfill(body=answer, content_type="text/html; charset=utf-8")

    page.route(f"{offline.address}/zoeken/voorstellen/", suggest)
    page.route(
        f"{offline.address}/dossiers/**", lambda route: route.fulfill(body="<h1>dossier</h1>", content_type="text/html")
    )
    box = page.get_by_role("combobox")
    box.press_sequentially("hart", delay=30)
    page.get_by_role("listbox").wait_for()
    assert len(asked) == 1, "one question for four letters"
    assert "q=hart" in asked[0]
    assert box.get_attribute("aria-expanded") == "true"
    assert complaints(page) == []
    box.press("ArrowDown")
    box.press("ArrowDown")
    chosen = page.get_by_role("option", selected=True)
    assert "Hartog" in chosen.inner_text()
    assert box.get_attribute("aria-activedescendant") == chosen.get_attribute("id")
    box.press("Escape")
    assert page.get_by_role("listbox").count() == 0
    assert box.input_value() == "hart", "what was typed stays"
    box.press_sequentially("m")
    page.get_by_role("listbox").wait_for()
    box.press("ArrowUp")
    box.press("Enter")
    page.wait_for_url(f"{offline.address}/dossiers/ZP-2026-0148/")
