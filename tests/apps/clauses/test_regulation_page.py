"""The public page of a regulation comes from the version in force, and says which one that is."""

from __future__ import annotations

from django.test import Client
from django.urls import reverse
from django.utils import formats, translation

from tests.apps.clauses.carrying import carrying
from tests.apps.clauses.conftest import HouseOf
from tests.policy.clauses.register import Registered

ON_THE_WEBSITE = {
    "bijstand-naar-werk": ("BNW-p11b",),
    "click-re-integratie": ("CLICK-0.6d",),
    "partner-in-werk": ("PIW-K7.1b",),
}


@carrying(ON_THE_WEBSITE)
def test_everybody_reads_every_article_of_the_version_in_force(here: Registered, house_of: HouseOf) -> None:
    house = house_of(here)
    version = here.regulation
    with translation.override("nl"):
        page = Client().get(reverse("site:regulation", args=[house.agency.organisation.slug]))
        said = page.content.decode()
        assert page.status_code == 200
        assert version.title in said
        assert formats.date_format(version.in_force_from, "DATE_FORMAT") in said
        missing = [article.number for article in version.articles if article.title not in said]
    assert missing == []
