"""Templates in the browser: looked at by who works here, changed by proposing, and used once that is decided."""

from __future__ import annotations

from django.http import HttpResponse
from django.urls import reverse

from tests.apps.cast import NAME, Cast
from tests.apps.desk.test_statements import counting
from waarborg.practice.items import key_for
from waarborg.practice.selectors import in_hand, practice_of, proposal

GIVEN = {"nl": "Korte brief", "en": "", "serves_as": "correspondence", "text_nl": "Beste {client.name},\n\n{written}"}


def proposed(cast: Cast, **different: str) -> HttpResponse:
    _way, base = in_hand(cast.actor("anna"))
    return cast.browser("anna").post(reverse("desk:template_new"), {**GIVEN, "base": str(base), **different})


def test_a_template_is_proposed_decided_on_and_then_used(cast: Cast) -> None:
    assert proposed(cast).status_code == 302
    waiting = proposal(cast.actor("dina"))
    assert waiting
    assert "korte_brief" not in practice_of(cast.here.organisation.pk).templates, "a proposal holds for nobody yet"
    decides = cast.browser("dina")
    assert "Sjablonen: nieuw, ‘Korte brief’" in decides.get(reverse("desk:practice")).content.decode()
    assert decides.post(reverse("desk:practice_approve", args=[waiting.id])).status_code == 302
    page = cast.browser("anna").get(reverse("desk:piece_make", args=[cast.number, "korte_brief"])).content.decode()
    assert f"Beste {NAME}," in page
    assert "Korte brief" in cast.browser("anna").get(reverse("desk:templates")).content.decode()


def test_a_template_that_came_along_is_changed_into_ones_own(cast: Cast) -> None:
    url = reverse("desk:template", args=["plan"])
    anna = cast.browser("anna")
    assert "{trajectory.type}" in anna.get(url).content.decode()
    _way, base = in_hand(cast.actor("anna"))
    changed = {"nl": "Ons plan", "serves_as": "plan", "text_nl": "# Ons plan\n{this}", "base": str(base)}
    assert anna.post(url, changed).status_code == 302
    way, _base = in_hand(cast.actor("anna"))
    assert [one.nl for one in way.templates if one.key == "plan"] == ["Ons plan"]


def test_a_word_that_nobody_knows_comes_back_with_its_line_and_all_that_was_typed(cast: Cast) -> None:
    answer = proposed(cast, text_nl="Beste {client.name},\n\n{client.shoe_size}", text_en="Dear {")
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "regel 3: {client.shoe_size} is niet bekend" in page
    assert "regel 1: er staat een accolade alleen" in page
    assert "Korte brief" in page


def test_a_template_changed_by_two_people_at_once_is_not_overwritten(cast: Cast) -> None:
    assert proposed(cast).status_code == 302
    answer = proposed(cast, base="0")
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "intussen veranderd" in page
    _way, base = in_hand(cast.actor("anna"))
    assert f'name="base" value="{base}"' in page, "having looked, it is proposed on top of that"
    assert proposed(cast, base=str(base)).status_code == 302


def test_the_page_takes_as_many_statements_with_more_templates(cast: Cast) -> None:
    url, anna, counts = reverse("desk:templates"), cast.browser("anna"), []
    for name in ("Eerste", "Tweede"):
        assert proposed(cast, nl=name).status_code == 302
        anna.get(url)
        with counting() as counted:
            anna.get(url)
        counts.append(len(counted.statements))
    assert counts[0] == counts[1] <= 2, counts


def test_who_may_not_propose_reads_the_templates_and_changes_none(cast: Cast) -> None:
    dina = cast.actor("dina")
    for url in (reverse("desk:template_new"), reverse("desk:template", args=["plan"])):
        answer = cast.browser("sam").get(url)
        assert answer.status_code == 403
        assert "#art-3" in answer.content.decode()
    _way, base = in_hand(dina)
    cast.browser("sam").post(reverse("desk:template_new"), {**GIVEN, "nl": "Van Sam", "base": str(base)})
    way, _base = in_hand(dina)
    assert "Van Sam" not in [one.nl for one in way.templates]
    page = cast.browser("sam").get(reverse("desk:templates")).content.decode()
    assert "Brief" in page
    assert reverse("desk:template", args=["plan"]) not in page


def test_a_new_template_gets_a_key_from_its_name() -> None:
    assert key_for("Brief na één jaar!", []) == "brief_na_een_jaar"
    assert key_for("Plan", ["plan", "plan_2"]) == "plan_3"
    assert key_for("2e brief", []) == "item_2e_brief"
