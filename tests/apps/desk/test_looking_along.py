"""Looking along in the browser: asked, decided by somebody else, narrow, view only, over by itself, looked back on."""

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.urls import reverse

from tests.apps.cast import NAME, Cast
from waarborg.dossiers import looking, looks
from waarborg.kernel import clock


@pytest.fixture(autouse=True)
def _nothing_is_left_open(cast: Cast, _with_the_database: None) -> Iterator[None]:
    """What a test asked or was granted is over before the next one begins."""
    yield
    for one in looking.looks_of(cast.actor("dina")):
        if one.is_waiting:
            looks.refuse(cast.actor("dina"), one.dossier_id, one.id, answer="Nee.")
        elif one.is_open:
            looks.stop(cast.actor("bram"), one.dossier_id, one.id)


def ask(cast: Cast) -> str:
    """Bram asks; returns the address of his question."""
    answer = cast.browser("bram").post(reverse("desk:view_ask", args=[cast.number]), {"reason": "Waarneming."})
    assert answer.status_code == 302
    return str(answer["Location"])


def grant(cast: Cast, url: str, *kinds: str) -> None:
    answer = cast.browser("dina").post(url, {"decision": "grant", "categories": kinds, "on_the_spot": "on"})
    assert answer.status_code == 302, answer.content.decode()


def test_a_view_from_question_to_check(cast: Cast) -> None:
    bram, dina, dossier = cast.browser("bram"), cast.browser("dina"), reverse("desk:dossier", args=[cast.number])
    url = ask(cast)
    assert "Waarneming." in dina.get(url).content.decode()
    assert url in dina.get(reverse("desk:today")).content.decode()
    grant(cast, url, "contact", "plan")
    page = bram.get(dossier).content.decode()
    assert NAME in page
    assert "wb-tijdvak" in page, "the bar with the time that is left"
    plan = bram.get(reverse("desk:records", args=[cast.number, "plan"])).content.decode()
    assert "toevoegen/" not in plan
    assert "verbeteren/" not in plan
    assert bram.get(reverse("desk:record_add", args=[cast.number, "plan"])).status_code == 403
    assert bram.get(reverse("desk:records", args=[cast.number, "intake"])).status_code == 403
    with clock.travel(clock.now() + timedelta(hours=2)):
        assert bram.get(dossier).status_code == 403
        review = f"{url}nakijken/"
        assert review in dina.get(reverse("desk:today")).content.decode()
        page = dina.get(review).content.decode()
        assert "Bram las Naam en contact, Plan" in page
        assert dina.post(review, {"fits": "yes", "finding": "Het klopt."}).status_code == 302
        assert "Het klopt." in dina.get(review).content.decode()
        assert review not in dina.get(reverse("desk:today")).content.decode()


def test_a_question_without_a_reason_comes_back_with_the_form(cast: Cast) -> None:
    answer = cast.browser("bram").post(reverse("desk:view_ask", args=[cast.number]), {"reason": " "})
    assert answer.status_code == 422
    assert "id_reason_error" in answer.content.decode()


def test_nobody_decides_on_their_own_question(cast: Cast) -> None:
    url = ask(cast)
    page = cast.browser("bram").get(url).content.decode()
    assert "Uw besluit" not in page
    cast.browser("bram").post(url, {"decision": "grant", "categories": ["contact"]})
    assert cast.browser("bram").get(reverse("desk:dossier", args=[cast.number])).status_code == 403
    cast.browser("dina").post(url, {"decision": "refuse", "answer": "Anna is er vandaag zelf."})
    assert "Anna is er vandaag zelf." in cast.browser("bram").get(url).content.decode()


def test_a_refusal_says_why_and_a_yes_says_what(cast: Cast) -> None:
    url, dina = ask(cast), cast.browser("dina")
    refused = dina.post(url, {"decision": "refuse"})
    assert (refused.status_code, "id_answer_error" in refused.content.decode()) == (422, True)
    granted = dina.post(url, {"decision": "grant"})
    assert (granted.status_code, "id_categories" in granted.content.decode()) == (422, True)


def test_who_looks_along_stops_by_hand(cast: Cast) -> None:
    url, bram = ask(cast), cast.browser("bram")
    grant(cast, url, "contact")
    page = bram.get(reverse("desk:dossier", args=[cast.number])).content.decode()
    stop = re.search(r'action="(/meekijken/[^"]+/stoppen/)"', page)
    assert stop
    bram.post(stop[1])
    assert bram.get(reverse("desk:dossier", args=[cast.number])).status_code == 403
    assert bram.post(stop[1], follow=True).status_code == 200, "stopping twice does no harm"


@pytest.mark.parametrize("who", ["anna", "adam", "sam", "chris", "olga"])
def test_somebody_elses_question_is_not_there(cast: Cast, who: str) -> None:
    made = looks.ask(cast.actor("bram"), cast.dossier_id, reason="Waarneming.")
    assert cast.browser(who).get(reverse("desk:view_request", args=[made])).status_code == 404
