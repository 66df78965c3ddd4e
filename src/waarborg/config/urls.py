"""The table of contents of all addresses: each room has its own list."""

from importlib.util import find_spec

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path
from django.views.decorators.csrf import csrf_exempt
from django.views.i18n import set_language

ROOMS = {"site": "", "desk": "", "portal": "portaal/", "demo": "demo/"}
"""Which rooms have pages, and where they begin. The demo's exist in a demo alone; a client's own stand beside these."""

urlpatterns: list[URLPattern | URLResolver] = [
    path("account/", include("waarborg.accounts.urls")),
    # Which language a page is in is nothing to forge, so that choosing one needs no cookie beforehand.
    path("taal/setlang/", csrf_exempt(set_language), name="set_language"),
]
urlpatterns.append(path("mijn/", include("waarborg.portal.mine.urls")))
for room, beginning in ROOMS.items():
    if find_spec(f"waarborg.{room}.urls") and (room != "demo" or settings.DEMO):
        urlpatterns.append(path(beginning, include(f"waarborg.{room}.urls")))
