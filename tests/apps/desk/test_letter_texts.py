"""Letters in the browser: changed by proposing, looked at as PDF before that, never without what the law asks."""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.urls import reverse
from PIL import Image
from pypdf import PdfReader

from tests.apps.cast import Cast
from waarborg.practice.letter_texts import in_use, standard_letters
from waarborg.practice.selectors import in_hand, practice_of, proposal

KIND = "request_longer"
OWN = "Op {received} vroeg u ons: {right}.\n\nDat lukt niet op tijd, want {reasons}\n\nUiterlijk {due} weet u meer."


def sent(cast: Cast, text: str, **more: str) -> HttpResponse:
    given = {"base": str(in_hand(cast.actor("anna"))[1]), "title": "Het duurt langer", "text": text, **more}
    return cast.browser("anna").post(reverse("desk:letter_text", args=[KIND, "nl"]), given)


def words_of(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages).split())


def in_force(cast: Cast) -> Any:
    return practice_of(cast.here.organisation.pk).way


def decided(cast: Cast) -> None:
    waiting = proposal(cast.actor("dina"))
    assert waiting
    assert cast.browser("dina").post(reverse("desk:practice_approve", args=[waiting.id])).status_code == 302


def test_a_text_is_looked_at_proposed_by_one_and_decided_on_by_another_and_taken_back(cast: Cast) -> None:
    looked = sent(cast, OWN, does="look")
    assert looked["Content-Type"] == "application/pdf"
    assert "Dat lukt niet op tijd, want [waarom wij meer tijd nodig hebben]" in words_of(looked.content)
    assert proposal(cast.actor("anna")) is None, "looking changes nothing"
    assert sent(cast, OWN).status_code == 302
    assert in_force(cast).letter_texts == (), "a proposal holds for nobody yet"
    dina = cast.browser("dina")
    assert "Brieven aan cliënten: veranderd, ‘meer tijd voor een verzoek (Nederlands)’" in page(dina, "practice")
    example = dina.get(reverse("desk:letter_example", args=[KIND, "nl", "voorstel"]))
    assert "Uiterlijk [de laatste dag van het antwoord] weet u meer." in words_of(example.content)
    decided(cast)
    now = in_use(in_force(cast).letter_texts, KIND, "nl")
    assert now
    assert (now.title, now.text.strip()) == ("Het duurt langer", OWN)
    assert "onszelf" in page(dina, "letter_texts") or "eigen" in page(dina, "letter_texts")
    assert sent(cast, OWN, does="back").status_code == 302
    decided(cast)
    assert in_use(in_force(cast).letter_texts, KIND, "nl") == standard_letters().letter(KIND).nl  # type: ignore[union-attr]


def page(browser: Any, name: str) -> str:
    content: str = browser.get(reverse(f"desk:{name}")).content.decode()
    return content


def test_a_text_without_what_the_law_asks_comes_back_with_the_article_and_all_that_was_typed(cast: Cast) -> None:
    answer = sent(cast, "Op {received} vroeg u ons: {right}. {nobody}\n\nKom langs op {due}")
    said = answer.content.decode()
    assert answer.status_code == 422
    assert "{reasons} moet erin staan: dat vraagt de wet (AVG 12.3)" in said
    assert "regel 1: {nobody} is niet bekend" in said
    assert "Kom langs op {due}" in said
    assert sent(cast, OWN, title="Brief aan {client}").status_code == 422


def style(cast: Cast, **different: Any) -> HttpResponse:
    given: Mapping[str, Any] = {
        "base": str(in_hand(cast.actor("anna"))[1]),
        "colour": "#7a1f3d",
        "address": "Dorpsplein 1",
    }
    return cast.browser("anna").post(reverse("desk:letter_style"), {**given, **different})


def test_letters_bear_the_agencys_own_logo_colour_and_address(cast: Cast) -> None:
    drawn = io.BytesIO()
    Image.new("RGB", (600, 200), "navy").save(drawn, "JPEG")
    logo = SimpleUploadedFile("logo.jpg", drawn.getvalue(), "image/jpeg")
    assert style(cast, logo_file=logo, website="kompas.invalid").status_code == 302
    decided(cast)
    house = in_force(cast).house
    assert (house.colour, house.contact) == ("#7a1f3d", ("Dorpsplein 1", "kompas.invalid"))
    pdf = cast.browser("anna").get(reverse("desk:letter_example", args=[KIND, "en", "geldt"])).content
    assert "Dorpsplein 1 kompas.invalid" in words_of(pdf)
    assert PdfReader(io.BytesIO(pdf)).pages[0].images
    assert style(cast, address="Markt 2").status_code == 302
    decided(cast)
    assert in_force(cast).house.logo == house.logo, "a logo stays until somebody takes it away"


def test_a_colour_that_nobody_can_read_and_a_file_that_is_no_picture_are_refused(cast: Cast) -> None:
    answer = style(cast, colour="#ffee00", logo_file=SimpleUploadedFile("logo.png", b"<svg onload=alert(1)>"))
    said = answer.content.decode()
    assert answer.status_code == 422
    assert "te licht om op wit papier te lezen" in said
    assert "geen plaatje als png of jpeg" in said
    assert "Dorpsplein 1" in said
