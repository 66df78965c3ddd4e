"""What browsers may do with a page, and what people see when it cannot be given."""

from types import ModuleType, SimpleNamespace

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import include, path
from pytest_django import Settings

from waarborg.kernel import errors
from waarborg.kernel.errors import WaarborgError

RAISED: dict[str, WaarborgError] = {
    "configuration": errors.ConfigurationError("The master key is at /etc/waarborg/key."),
    "unavailable": errors.Unavailable("The scanner does not answer."),
    "absent": errors.NotFound("There is no such dossier."),
    "refused": errors.Refused(SimpleNamespace(allowed=False), "Artikel 6 laat dit niet toe."),
    "invalid": errors.InvalidInput("This is no date.", {"born_on": "no date"}),
    "conflict": errors.Conflict("Somebody changed it in the meantime."),
}
STATUS = {"configuration": 500, "unavailable": 503, "absent": 404, "refused": 403, "invalid": 422, "conflict": 409}


def calm(_request: HttpRequest) -> HttpResponse:
    return HttpResponse("calm")


def raising(_request: HttpRequest, name: str) -> HttpResponse:
    raise RAISED[name]


urlpatterns = [path("try/calm/", calm), path("try/<name>/", raising), path("", include("waarborg.config.urls"))]


@pytest.fixture(autouse=True)
def pages(settings: Settings) -> None:
    addresses = ModuleType("addresses")
    addresses.urlpatterns = urlpatterns  # type: ignore[attr-defined]
    settings.ROOT_URLCONF = addresses
    settings.MIDDLEWARE = ["waarborg.kernel.middleware.SecurityHeaders", "waarborg.kernel.middleware.ErrorPages"]


@pytest.mark.parametrize("name", sorted(RAISED))
def test_each_error_has_its_status_and_a_page(name: str) -> None:
    answer = Client().get(f"/try/{name}/")
    assert answer.status_code == STATUS[name] == RAISED[name].status
    assert "<h1" in answer.content.decode()


@pytest.mark.parametrize("name", ["configuration", "unavailable"])
def test_what_is_wrong_with_us_is_not_told_to_strangers(name: str) -> None:
    assert str(RAISED[name]) not in Client().get(f"/try/{name}/").content.decode()


@pytest.mark.parametrize("address", ["/try/calm/", "/try/absent/", "/try/configuration/"])
def test_no_page_runs_foreign_code_or_is_kept(address: str) -> None:
    headers = Client().get(address).headers
    policy = dict(part.split(" ", 1) for part in headers["Content-Security-Policy"].split("; "))
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == policy["form-action"] == "'self'"
    assert policy["frame-ancestors"] == policy["base-uri"] == "'none'"
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert headers["Cache-Control"] == "no-store"
