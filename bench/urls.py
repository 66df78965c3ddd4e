"""The program's addresses, and a page that shows nothing: what every page costs before it does anything."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from waarborg.config.urls import urlpatterns as own


def empty(_request: HttpRequest) -> HttpResponse:
    """Nothing, to somebody who is signed in."""
    return HttpResponse()


urlpatterns = [*own, path("leeg/", empty, name="empty")]
