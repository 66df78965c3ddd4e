"""Text that may not stand in a form comes back with what was found, marked, and nothing typed is lost."""

from __future__ import annotations

from django.urls import reverse

from tests.apps.cast import Cast
from waarborg.dossiers.catalogue import catalogue_of
from waarborg.dossiers.selectors import dossier

ILL = "Zij gaat dinsdag naar de huisarts en belt daarna"
WHY = "Zij maakt daar schoon."


def typed(cast: Cast, **different: str) -> dict[str, str]:
    """What a coach types in the form of a conversation."""
    assert catalogue_of(cast.actor("anna").in_force).serving_as("contact_note")
    return {
        "f_goal": "Kennismaken",
        "f_agreed": ILL,
        "source": "staff",
        "purpose": "labour_participation",
        "occurred_on": "2026-01-12",
        **different,
    }


def test_the_form_comes_back_marked_with_the_choice(cast: Cast) -> None:
    anna, url = cast.browser("anna"), reverse("desk:record_add", args=[cast.number, "conversation_report"])
    before = len(dossier(cast.actor("anna"), cast.dossier_id).records)
    answer = anna.post(url, typed(cast), headers={"accept-language": "nl"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert '<mark class="nl-mark">huisarts</mark>' in page
    assert 'name="judged_agreed"' in page
    assert "Kennismaken" in page
    assert ILL in page
    assert len(dossier(cast.actor("anna"), cast.dossier_id).records) == before
    again = anna.post(url, typed(cast, judged_agreed=""))
    assert again.status_code == 422, "without a reason it comes back again"
    assert anna.post(url, typed(cast, judged_agreed=WHY)).status_code == 302
    shown = anna.get(reverse("desk:records", args=[cast.number, "conversation_report"])).content.decode()
    assert WHY in shown


def test_a_national_number_leaves_no_choice(cast: Cast) -> None:
    anna, url = cast.browser("anna"), reverse("desk:record_add", args=[cast.number, "conversation_report"])
    answer = anna.post(url, typed(cast, f_agreed="Zijn bsn is 111222333", judged_agreed=WHY))
    assert answer.status_code == 422
    assert '<mark class="nl-mark">111222333</mark>' in answer.content.decode()
