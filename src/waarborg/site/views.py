"""What anybody may see: where to begin, and the regulation of each agency, in its version of a day."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from waarborg.gate.organisations import Agency, agencies, agency_named
from waarborg.gate.policies import InForce, in_force
from waarborg.kernel.errors import ConfigurationError, NotFound
from waarborg.kernel.languages import reader_language
from waarborg.site.counting import counted, counting_in_words
from waarborg.site.days import a_day
from waarborg.site.papers import house_of
from waarborg.site.regulation import articles_in_words, questions_of
from waarborg.site.versions import versions_in_words


@require_GET
def front(request: HttpRequest) -> HttpResponse:
    """To work, to the demo's personas, or to the agencies of this installation."""
    if request.user.is_authenticated:
        return redirect("desk:today")
    if settings.DEMO:
        return redirect("demo:choose")
    page = {"agencies": agencies(), "sign_in_url": reverse("account_login")}
    return render(request, "site/front.html", page)


@require_GET
def regulation(request: HttpRequest, slug: str, day: str = "") -> HttpResponse:
    """The regulation for people: what is written, and what the system does about it."""
    agency, on = agency_named(slug), a_day(day)
    try:
        version = in_force(agency.id, on)
    except ConfigurationError as nothing:
        raise NotFound("No version was in force on this day.") from nothing
    counted(request, agency, version, "regulation")
    page = _page(agency, version)
    if not request.user.is_authenticated:
        page["sign_in_url"] = reverse("account_login")
    return render(request, "site/regulation.html", page)


def _page(agency: Agency, version: InForce) -> dict[str, Any]:
    language = reader_language()
    text = version.regulation
    now, house = in_force(agency.id), house_of(agency.slug)
    return {
        "organisation": agency,
        "regulation": {
            "title": text.title,
            "version": text.version,
            "in_force_from": text.in_force_from,
            "url": reverse("site:regulation", args=[agency.slug]),
        },
        "pdf_url": reverse("site:regulation_pdf", args=[agency.slug, text.in_force_from.isoformat()]),
        "contact": house.contact if house else (),
        "house_url": reverse("site:house_css", args=[agency.slug]) if house else "",
        "logo_url": reverse("site:house_logo", args=[agency.slug]) if house and house.logo else "",
        "website": text.controller.website or "",
        "request_url": reverse("site:request_new", args=[agency.slug]),
        "complaint_url": reverse("site:complaint_new", args=[agency.slug]),
        "counting": counting_in_words(now, language),
        "questions": questions_of(version, language),
        "articles": articles_in_words(version, language),
        "versions": versions_in_words(agency, text.in_force_from),
        "not_in_force": "" if now.version_id == version.version_id else _("This is another version than today's."),
    }
