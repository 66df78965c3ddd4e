"""A real browser for the stories, and sample pages for the look of them.

`browser_page` opens a fresh page in the machine's own Chromium. Other journeys use it with the live server;
`offline_site` serves rendered pages and the static files to it without any server.
"""

import os
import runpy
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.contrib.auth.models import AnonymousUser
from django.contrib.staticfiles import finders
from django.template.loader import get_template
from django.test import RequestFactory
from django.utils.translation import override
from playwright.sync_api import Browser, Page, Route, sync_playwright

from waarborg.kernel.middleware import CONTENT_SECURITY_POLICY

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
ADDRESS = "http://waarborg.test"
KINDS = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml", ".woff2": "font/woff2"}


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One browser for all stories of this process."""
    # Playwright runs an event loop in this thread, and Django would refuse the database because of it.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield running
        running.close()


@pytest.fixture
def browser_page(browser: Browser) -> Iterator[Page]:
    """A fresh page with nothing remembered; Dutch, as most people see it."""
    context = browser.new_context(locale="nl-NL", viewport={"width": 1440, "height": 900})
    yield context.new_page()
    context.close()


@pytest.fixture
def offline_site(browser_page: Page) -> Callable[[str], Page]:
    """Show a rendered page with the program's own headers, static files included, and nothing else."""
    shown: dict[str, str] = {}

    def answer(route: Route) -> None:
        path = route.request.url.removeprefix(ADDRESS)
        if path.startswith("/static/"):
            found = finders.find(path.removeprefix("/static/"))
            if found:
                route.fulfill(path=found, content_type=KINDS[Path(found).suffix])
                return
        if "hx-request" in route.request.headers:  # a page that looks again by itself stays as it is
            route.fulfill(status=204)
            return
        if path != "/":
            route.fulfill(status=404, body="")
            return
        headers = {"Content-Security-Policy": CONTENT_SECURITY_POLICY, "Content-Type": "text/html; charset=utf-8"}
        route.fulfill(body=shown["html"], headers=headers)

    browser_page.route(f"{ADDRESS}/**", answer)

    def show(html: str) -> Page:
        shown["html"] = html
        browser_page.goto(f"{ADDRESS}/", wait_until="load")
        return browser_page

    return show


Sample = tuple[str, dict[str, object]]
"""A template and its context."""


def load_samples(*lists: str) -> dict[str, Sample]:
    """Read `samples/`: what all pages share is joined with what each of them needs."""
    folder = Path(__file__).parent / "samples"
    shared = runpy.run_path(str(folder / "every_page.py"))["EVERY_PAGE"]
    pages: dict[str, Sample] = {}
    for file in sorted(folder.glob("*.py")):
        module = runpy.run_path(str(file))
        for name, (template, context) in [entry for kind in lists for entry in module.get(kind, {}).items()]:
            pages[name] = (template, {**shared, **context})
    return pages


def render(template: str, context: dict[str, object], language: str = "nl") -> str:
    """The page as a visitor gets it, in the language asked for."""
    request = RequestFactory().get("/")
    request.user = AnonymousUser()
    with override(language):
        return get_template(template).render(context, request)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run a test that asks for `rendered` once for every sample page; with a browser only where looks differ."""
    if "sample" in metafunc.fixturenames:
        in_browser = "browser_page" in metafunc.fixturenames
        samples = load_samples("PAGES") if in_browser else load_samples("PAGES", "SAME_LOOK")
        metafunc.parametrize("sample", list(samples.values()), ids=list(samples))


@pytest.fixture
def rendered(sample: Sample) -> Callable[[str], str]:
    """The sample page of this test, in a language."""
    template, context = sample
    return lambda language: render(template, context, language)
