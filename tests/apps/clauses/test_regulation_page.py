"""The public page of a regulation comes from the version in force, and says which one that is."""

from __future__ import annotations

import io

import pypdf
from django.test import Client
from django.urls import reverse
from django.utils import formats, translation

from tests.apps.clauses.carrying import carrying
from tests.apps.clauses.conftest import HouseOf
from tests.apps.clauses.running import signed_in
from tests.policy.clauses.register import Registered
from waarborg.kernel import clock
from waarborg.letters.setting import preview
from waarborg.practice.house_style import HouseStyle
from waarborg.practice.selectors import in_hand, practice_of
from waarborg.practice.services import propose

ON_THE_WEBSITE = {
    "bijstand-naar-werk": ("BNW-p11b", "BNW-p11c"),
    "click-re-integratie": ("CLICK-0.6d",),
    "partner-in-werk": ("PIW-0.2b", "PIW-K7.1b"),
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
    assert [one["in_force_from"] for one in page.context["versions"] if one["current"]] == [version.in_force_from]


@carrying({"click-re-integratie": ("CLICK-1.b",)}, only=True)
def test_screens_use_the_word_that_the_regulation_has_for_a_client(here: Registered, house_of: HouseOf) -> None:
    page = signed_in(house_of(here).actor("coach")).get(reverse("desk:today"), headers={"accept-language": "nl"})
    words = here.regulation.words["client"]
    assert f"Mijn {words.many}" in page.content.decode()


@carrying({"click-re-integratie": ("CLICK-0.0b",)}, only=True)
def test_the_public_page_and_every_letter_say_how_the_agency_is_reached(here: Registered, house_of: HouseOf) -> None:
    house = house_of(here)
    sam = house.actor("system_administrator")
    way, base = in_hand(sam)
    reached = HouseStyle(phone="0123 456 789", email="post@klik.example", address="Klikweg 1\n1234 AB Klikdam")
    propose(sam, way.model_copy(update={"house": reached}), base=base)
    page = Client().get(reverse("site:regulation", args=[house.agency.organisation.slug])).content.decode()
    assert reached.phone in page
    assert reached.email in page
    way = practice_of(house.agency.organisation.pk).way
    letter = preview("request_answer", "nl", "Klik", at=clock.now(), way=way)
    said = "".join(sheet.extract_text() for sheet in pypdf.PdfReader(io.BytesIO(letter)).pages)
    assert reached.phone in said, "and on every letter"
    assert reached.email in said
