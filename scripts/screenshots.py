"""Take the pictures of the README from a running demo: `python scripts/screenshots.py http://127.0.0.1:8000`.

Whatever a picture shows is invented. The demo itself says who a persona is; nothing here names anybody.
"""

import re
import sys
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

IMAGES = Path(__file__).resolve().parents[1] / "docs" / "images"
CHROMIUM = ("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
COACH = re.compile(r"^\s*(job)?coach\s*$", re.IGNORECASE)
DOSSIER = re.compile(r"/dossiers/[^/?]+/")
SIZE = {"width": 1280, "height": 860}


def main(address: str) -> None:
    """Look around as a coach, in an own dossier and at the door of a colleague's."""
    IMAGES.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        chromium = next(path for path in CHROMIUM if Path(path).exists())
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        colleague = _signed_in(browser, address, 1)
        closed = _dossiers(colleague, address)
        page = _signed_in(browser, address, 0)
        own = _dossiers(page, address)
        middle = own[len(own) // 2]  # in the middle of a trajectory, so with something in it
        page.goto(address + middle)
        _take(page, "dossier")
        page.goto(f"{address}{middle}wie-keek/")
        _take(page, "who-looked")
        page.goto(address + next(dossier for dossier in closed if dossier not in own))
        _take(page, "refused")
        browser.close()


def _signed_in(browser: Browser, address: str, number: int) -> Page:
    """A page of somebody who is a coach and nothing else."""
    page = _page(browser)
    page.goto(address)
    coaches = page.locator(".wb-persona").filter(has=page.get_by_text(COACH))
    coaches.nth(number).locator("button[name=persona]").click()
    page.wait_for_load_state()
    return page


def _dossiers(page: Page, address: str) -> list[str]:
    """Where the dossiers of somebody's own stand."""
    page.goto(f"{address}/dossiers/")
    links = page.locator("main a[href^='/dossiers/']").evaluate_all("all => all.map(one => one.getAttribute('href'))")
    return [str(link) for link in links if DOSSIER.fullmatch(str(link))]


def _page(browser: Browser) -> Page:
    context = browser.new_context(locale="nl-NL", viewport=SIZE, reduced_motion="reduce")
    return context.new_page()


def _take(page: Page, name: str) -> None:
    target = IMAGES / f"{name}.png"
    page.screenshot(path=target)
    sys.stdout.write(f"{target.name}\n")


if __name__ == "__main__":
    main(sys.argv[1].rstrip("/"))
