"""What axe finds wrong with a page, and whether it is wider than its window."""

import json
from pathlib import Path

from django.conf import settings
from playwright.sync_api import Page

AXE = Path(settings.PACKAGE).parents[1] / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OPENED = "document.querySelectorAll('details').forEach((details) => { details.open = true })"
FOUND = "(answer) => answer.violations.map((found) => [found.id, found.nodes.map((node) => node.target)])"


def complaints(page: Page, rules: list[str] | None = None) -> list[str]:
    """What axe finds wrong, each with its rule and the places; every `details` is opened first."""
    page.evaluate(OPENED)
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.read_text(encoding="utf-8"))
    # Style sheets are not fetched a second time, and only what is wrong comes back: most of the time went there.
    wanted = json.dumps({"runOnly": rules or RULES, "resultTypes": ["violations"], "preload": False})
    return [f"{rule}: {places}" for rule, places in page.evaluate(f"axe.run(document, {wanted}).then({FOUND})")]
