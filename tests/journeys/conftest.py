"""A real browser for the stories, and sample pages for the look of them.

`browser_page` opens a fresh page in the machine's own Chromium. Other journeys use it with the live server;
`offline` serves rendered pages and the static files to one page that is kept, without the program's own server.
"""

import os
import runpy
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.contrib.staticfiles import finders
from django.template.loader import get_template
from django.test import RequestFactory
from django.utils.translation import override
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.journeys.accessibility import AXE
from tests.journeys.mailboxes import Mailbox, served
from tests.patience import MILLISECONDS
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
KINDS = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml", ".woff2": "font/woff2"}


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One browser for all stories of this process."""
    # Playwright runs an event loop in this thread, and Django would refuse the database because of it.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    expect.set_options(timeout=MILLISECONDS)
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


class Offline:
    """One browser page for all samples: rendered pages with the program's own headers, static files, nothing else.

    It stands on a small server of its own, so that the browser keeps style sheets and fonts from page to page.
    """

    def __init__(self, page: Page, address: str, shown: dict[str, str]) -> None:
        self.page, self.address, self.shown = page, address, shown
        self.errors: list[str] = []
        page.on("console", lambda message: self.errors.append(message.text) if message.type == "error" else None)

    def show(self, html: str) -> Page:
        """Show this page in a wide window and in daylight."""
        self.page.unroute_all()
        self.errors.clear()
        self.shown["html"] = html
        self.page.set_viewport_size({"width": 1440, "height": 900})
        self.page.emulate_media(color_scheme="light")
        self.page.goto(f"{self.address}/", wait_until="load")
        return self.page


def _answering(shown: dict[str, str]) -> type[BaseHTTPRequestHandler]:
    class Answer(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            found = finders.find(self.path.removeprefix("/static/")) if self.path.startswith("/static/") else None
            if "hx-request" in self.headers:  # a page that looks again by itself stays as it is
                self.give(204, b"")
            elif found:
                kept = {"Content-Type": KINDS[Path(found).suffix], "Cache-Control": "max-age=3600, immutable"}
                self.give(200, Path(found).read_bytes(), kept)
            elif self.path == "/":
                heading = {"Content-Security-Policy": CONTENT_SECURITY_POLICY, "Cache-Control": "no-store"}
                heading["Content-Type"] = "text/html; charset=utf-8"
                self.give(200, shown["html"].encode(), heading)
            else:
                self.give(404, b"")

        def give(self, status: int, body: bytes, headers: dict[str, str] | None = None) -> None:
            self.send_response(status)
            for name, value in (headers or {}).items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_words: object) -> None:
            """Nothing is said of what was asked."""

    return Answer


@pytest.fixture(scope="session")
def offline(browser: Browser) -> Iterator[Offline]:
    """The sample pages' own site, opened once."""
    shown: dict[str, str] = {}
    server = ThreadingHTTPServer(("127.0.0.1", 0), _answering(shown))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    context = browser.new_context(locale="nl-NL", viewport={"width": 1440, "height": 900})
    context.add_init_script(path=AXE)
    yield Offline(context.new_page(), f"http://127.0.0.1:{server.server_port}", shown)
    context.close()
    server.shutdown()
    server.server_close()


@pytest.fixture
def mailbox(settings: Any) -> Iterator[Mailbox]:
    """A mail server on loopback, to which the program sends."""
    with served(settings) as box:
        yield box


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
        in_browser = "offline" in metafunc.fixturenames
        samples = load_samples("PAGES") if in_browser else load_samples("PAGES", "SAME_LOOK")
        metafunc.parametrize("sample", list(samples.values()), ids=list(samples))


@pytest.fixture
def rendered(sample: Sample) -> Callable[[str], str]:
    """The sample page of this test, in a language."""
    template, context = sample
    return lambda language: render(template, context, language)
