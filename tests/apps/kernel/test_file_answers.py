"""A file as the answer of a page: what a browser may do with it, and what it is called."""

from types import ModuleType

import pytest
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.test import Client
from django.urls import path
from pytest_django import Settings

from waarborg.kernel.file_answers import kept, shown, streamed


def letter(_request: HttpRequest) -> HttpResponse:
    return kept(b"%PDF-", "HIE-2026-0001.pdf")


def brought(_request: HttpRequest) -> StreamingHttpResponse:
    return streamed(iter([b"From: ", b"anna"]), "HIE-2026-0001.eml", size=10)


def copy(_request: HttpRequest) -> HttpResponse:
    return shown(b"%PDF-", "HIE-2026-0001.pdf")


@pytest.fixture(autouse=True)
def pages(settings: Settings) -> None:
    addresses = ModuleType("addresses")
    addresses.urlpatterns = [path(view.__name__, view) for view in (letter, brought, copy)]  # type: ignore[attr-defined]
    settings.ROOT_URLCONF = addresses
    settings.MIDDLEWARE = ["waarborg.kernel.middleware.SecurityHeaders"]


@pytest.mark.parametrize(
    ("address", "opened", "kind"),
    [
        ("/letter", "attachment", "application/pdf"),
        ("/brought", "attachment", "application/octet-stream"),
        ("/copy", "inline", "application/pdf"),
    ],
)
def test_a_browser_runs_nothing_of_a_file_and_keeps_no_copy(address: str, opened: str, kind: str) -> None:
    answer = Client().get(address)
    assert answer["Content-Disposition"].startswith(f'{opened}; filename="HIE-2026-0001.')
    assert answer["Content-Type"] == kind
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Cache-Control"] == "no-store"
    rules = answer["Content-Security-Policy"].split("; ")
    assert {"sandbox", "default-src 'none'", "frame-ancestors 'none'"} == set(rules)


def test_how_long_a_file_is_goes_along_where_that_is_known() -> None:
    assert Client().get("/brought")["Content-Length"] == "10"


@pytest.mark.parametrize(
    "name", ["Chris Client.pdf", "Zoë.pdf", 'a".pdf', "a\r\nSet-Cookie: b.pdf", "../a.pdf", "a", ""]
)
def test_a_file_is_not_called_after_somebody_nor_does_its_name_end_a_header(name: str) -> None:
    for answer in (kept, shown):
        with pytest.raises(ValueError, match="number or a word"):
            answer(b"", name)
