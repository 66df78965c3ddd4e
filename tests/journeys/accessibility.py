"""What axe finds wrong with a page, and whether it is wider than its window."""

import json
from pathlib import Path

from django.conf import settings
from playwright.sync_api import Page

AXE = Path(settings.PACKAGE).parents[1] / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def complaints(page: Page, rules: list[str] | None = None) -> list[str]:
    """What axe finds wrong, each with its rule and the places; every `details` is opened first."""
    page.evaluate("document.querySelectorAll('details').forEach((details) => { details.open = true })")
    page.evaluate(AXE.read_text(encoding="utf-8"))
    wanted = json.dumps({"runOnly": rules or RULES, "resultTypes": ["violations"]})
    answer = page.evaluate(f"axe.run(document, {wanted})")
    return [f"{found['id']}: {[node['target'] for node in found['nodes']]}" for found in answer["violations"]]
