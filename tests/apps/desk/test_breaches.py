"""A data breach in the browser: reported by a coach in one form, weighed and closed by who is responsible."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.timezone import localtime

from tests.apps.cast import NAME, Cast
from waarborg.kernel import clock

WORDS = {
    "reasons": "Een vreemde kan alles hebben gelezen.",
    "happened": "Een map lag een uur in de trein.",
    "consequences": "Iemand kan weten dat u hulp krijgt.",
    "measures": "De map is terug en ligt achter slot.",
    "contact": "Bel ons kantoor.",
}


def at(name: str, moment: Any) -> dict[str, str]:
    """A day and a time as a form has them."""
    local = localtime(moment)
    return {f"{name}_on": f"{local:%Y-%m-%d}", f"{name}_at": f"{local:%H:%M}"}


def done(cast: Cast, place: str, act: str, **said: Any) -> HttpResponse:
    return cast.browser("dina").post(f"{place}{act}/", said, follow=True)  # type: ignore[return-value]


def test_from_the_report_to_the_end_and_what_is_not_right_stays_filled_in(cast: Cast) -> None:
    anna, dina, before = cast.browser("anna"), cast.browser("dina"), clock.now() - timedelta(minutes=5)
    wrong = anna.post(reverse("desk:breach_new"), {"what": "map weg", **at("aware", before)})
    assert wrong.status_code == 422
    assert "map weg" in wrong.content.decode(), "nothing typed is lost"
    sent = {"what": "Mijn map met brieven is weg.", **at("aware", before)}
    place = anna.post(reverse("desk:breach_new"), sent)["Location"]
    assert "Mijn map met brieven is weg." in anna.get(place).content.decode()
    assert f"{place}zoeken/" not in anna.get(place).content.decode(), "weighing is somebody else's"
    assert cast.browser("bram").get(place).status_code == 404
    assert cast.browser("anna").post(f"{place}beoordelen/", WORDS).status_code == 404

    asked = {"where": "opened", **at("since", before - timedelta(hours=3)), **at("until", clock.now())}
    found = dina.post(f"{place}zoeken/", asked).content.decode()
    assert cast.number in found
    assert NAME not in found, "by number alone"
    dina.post(f"{place}zoeken/", {**asked, "keep": "1"})
    assert done(cast, place, "beoordelen", risk="high").status_code == 422
    page = done(cast, place, "beoordelen", risk="high", nature=["lost"], **WORDS).content.decode()
    assert cast.number in page
    assert WORDS["happened"] in page, "for the form of the authority"
    assert done(cast, place, "melden", phase="first", **at("told", before)).status_code == 422
    told = done(cast, place, "melden", phase="first", reference="AP-17", **at("told", clock.now()))
    assert "AP-17" in told.content.decode()
    assert f"{place}sluiten/" not in told.content.decode(), "the clients do not know it yet"
    assert done(cast, place, "iets-anders").status_code == 404
    assert cast.browser("dina").get(reverse("desk:breaches")).status_code == 200
