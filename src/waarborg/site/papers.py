"""The regulation on paper, the look of an agency's pages, and what belongs to every public site."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import typst
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET

from waarborg.gate.organisations import agency_named
from waarborg.gate.policies import InForce, in_force
from waarborg.kernel import clock
from waarborg.kernel.errors import NotFound
from waarborg.kernel.file_answers import shown
from waarborg.kernel.languages import reader_language
from waarborg.policy.page import page
from waarborg.policy.page_formats import as_typst
from waarborg.policy.phrases import Language
from waarborg.practice.house_style import HouseStyle
from waarborg.practice.selectors import practice_of
from waarborg.site.counting import counted
from waarborg.site.days import a_day

A_DAY = 24 * 3600
"""Seconds for which a browser keeps what seldom changes."""


@require_GET
def regulation_pdf(request: HttpRequest, slug: str, day: str) -> HttpResponse:
    """The version of a day as an accessible PDF (PDF/UA-1), in the language that is on."""
    agency = agency_named(slug)
    version = in_force(agency.id, a_day(day))
    counted(request, agency, version, "pdf")
    language = reader_language()
    return shown(_set(version, language), f"{slug}-{version.regulation.in_force_from.isoformat()}.pdf")


def _set(version: InForce, language: Language) -> bytes:
    """Set in type once per language: a version that was adopted never changes."""
    made = _SET.get((version.version_id, language))
    if made is None:
        text = as_typst(page(version.regulation, language))
        made = typst.compile(text.encode(), format="pdf", pdf_standards=["ua-1"], ignore_system_fonts=True)
        _SET[version.version_id, language] = made
    return made


_SET: dict[tuple[UUID, Language], bytes] = {}


def house_of(slug: str) -> HouseStyle | None:
    """How an agency's letters and pages look. Its colour was checked against white when it was laid down."""
    return practice_of(agency_named(slug).id).way.house


@require_GET
@cache_control(max_age=A_DAY, public=True)
def house_css(_request: HttpRequest, slug: str) -> HttpResponse:
    """The agency's colour as a style sheet: no page has style of its own in it."""
    house = house_of(slug)
    written = f":root {{ --wb-huiskleur: {house.colour}; }}" if house else ""
    return HttpResponse(written, content_type="text/css")


@require_GET
@cache_control(max_age=A_DAY, public=True)
def house_logo(_request: HttpRequest, slug: str) -> HttpResponse:
    """The agency's logo. Raises `NotFound` where it has none."""
    house = house_of(slug)
    if house is None or not house.logo:
        raise NotFound("This agency has no logo.")
    return shown(house.logo_bytes, "logo.png")


COOKIES: tuple[dict[str, Any], ...] = (
    {
        "name": settings.LANGUAGE_COOKIE_NAME,
        "what_for": _("remembers the language that you chose"),
        "how_long": _("until you close the browser"),
    },
    {
        "name": settings.CSRF_COOKIE_NAME,
        "what_for": _("keeps others from filling in a form for you"),
        "how_long": _("a year"),
    },
    {
        "name": settings.SESSION_COOKIE_NAME,
        "what_for": _("keeps you signed in; set only when you sign in"),
        "how_long": _("until you sign out, at most a working day"),
    },
)
"""Every cookie that the program ever sets, with its purpose and how long it stays. All are needed for what was asked,
hold chance alone or a language, and none counts anybody."""


@require_GET
def cookies(request: HttpRequest) -> HttpResponse:
    """Which cookies there are, what for, and how to do without."""
    return render(request, "site/cookies.html", {"cookies": COOKIES})


@require_GET
def security_txt(_request: HttpRequest) -> HttpResponse:
    """Where to report a weakness (RFC 9116). Not there until the installation says where."""
    if not settings.SECURITY_CONTACT:
        raise Http404
    ends = clock.now().replace(month=1, day=1, hour=0, minute=0, second=0, microsecond=0, year=clock.now().year + 1)
    lines = (
        f"Contact: {settings.SECURITY_CONTACT}",
        f"Expires: {ends.isoformat()}",
        "Preferred-Languages: nl, en",
        f"Canonical: {settings.ORIGIN}/.well-known/security.txt",
    )
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
