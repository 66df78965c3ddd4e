"""The studio at the desk: a draft as text and by form, held against the law, compared, put forward and approved."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from tests.apps.cast import Cast
from waarborg.drafting.examining import examine
from waarborg.drafting.selectors import SeenDraft, draft_in_hand, drafts, text_in_force
from waarborg.drafting.services import keep
from waarborg.kernel import clock
from waarborg.policy.amending import terms_in, with_term
from waarborg.policy.model.base import Period

TEXT, FINDINGS = reverse("desk:studio_text"), reverse("desk:studio_findings")


def held(cast: Cast) -> SeenDraft:
    found = draft_in_hand(cast.actor("anna"))
    assert found
    return found


def begun(cast: Cast) -> Client:
    """A draft that reads as what is in force, whatever another test left."""
    anna = cast.browser("anna")
    assert anna.post(reverse("desk:studio_begin")).status_code == 302
    keep(cast.actor("anna"), text_in_force(cast.actor("anna")))
    return anna


def sent(client: Client, cast: Cast, source: str) -> HttpResponse:
    return client.post(TEXT, {"base": held(cast).number, "source": source})


def terms(page: HttpResponse) -> dict[str, Any]:
    """Everything that a browser would send back."""
    return {bound.html_name: bound.value() for bound in page.context["form"]}


def test_a_text_is_kept_with_its_mistakes_and_their_lines_and_judged_while_it_is_typed(cast: Cast) -> None:
    anna = begun(cast)
    source = held(cast).source
    wrong = source.replace("catalogue: closed", "catalogue: ajar", 1)
    line = next(at for at, said in enumerate(source.splitlines(), 1) if said.startswith("catalogue:"))
    typed = anna.post(reverse("desk:studio_check"), {"source": wrong}).content.decode()
    assert f"Regel {line}" in typed
    assert "hier hoort een van" in typed, "in the language of who reads it"
    assert "<html" not in typed
    assert held(cast).source == source, "looking keeps nothing"
    assert sent(anna, cast, wrong).status_code == 302
    assert held(cast).source == wrong
    assert f"Regel {line}" in anna.get(TEXT).content.decode()
    late = anna.post(TEXT, {"base": 0, "source": source + "# laat"})
    assert late.status_code == 422
    assert "# laat" in late.content.decode(), "nothing typed is lost"


def can_be_longer(source: str) -> str:
    """The field of a term of which the text says the number by itself, so that nothing else has to change."""
    for one in terms_in(source):
        longer = Period(number=one.period.number + 1, unit=one.period.unit)
        if not examine(with_term(source, one, longer)).mistakes:
            return f"n|{one.name}"
    raise LookupError("every term stands in words too")


def test_terms_and_lists_are_changed_by_form_and_compared_in_words(cast: Cast) -> None:
    anna, url = begun(cast), reverse("desk:studio_terms")
    page = anna.get(url)
    given = terms(page)
    name = can_be_longer(held(cast).source)
    before = given[name]
    assert anna.post(url, given | {name: before + 1}).status_code == 302
    compared = anna.get(reverse("desk:studio_compare"))
    found = compared.context["terms"]
    assert found
    assert not any(one["shorter"] for one in found)
    assert compared.context["articles"]
    assert compared.context["living"].open >= 1
    number = held(cast).number
    chosen = {"van": f"concept-{number - 1}", "naar": f"concept-{number}"}
    two = anna.get(reverse("desk:studio_compare"), chosen)
    assert two.context["terms"], "any two can be laid beside each other"
    assert two.context["living"] is None, "dossiers are counted beside what is in force alone"
    back = anna.get(reverse("desk:studio_compare"), {"van": chosen["naar"], "naar": chosen["van"]})
    assert back.context["terms"][0]["before"] == two.context["terms"][0]["after"]
    assert anna.get(reverse("desk:studio_compare"), {"van": "versie-1999-01-01", "naar": "x"}).status_code == 422
    assert anna.get(url).context["form"][name].value() == before + 1
    assert anna.post(url, given | {name: ""}).status_code == 422


def test_a_finding_is_accepted_and_a_question_answered_with_a_reason_that_stands_in_the_text(cast: Cast) -> None:
    anna = begun(cast)
    text = held(cast).source
    start = text.index("\ndeviations:")
    assert sent(anna, cast, text[:start] + "\n").status_code == 302
    waiting = anna.get(FINDINGS).context["waiting"]
    assert waiting
    for said in (next(one for one in waiting if not one["asked"]), next(one for one in waiting if one["asked"])):
        form = said["form"]
        answer = form.fields["answer"].choices[0][0]
        given = {"base": held(cast).number, "what": form.initial["what"], "answer": answer, "explained": ""}
        nothing = anna.post(FINDINGS, given)
        assert nothing.status_code == 422, "a reason is asked"
        assert anna.post(FINDINGS, given | {"explained": "Om deze reden."}).status_code == 302
    left = {one["id"] for one in anna.get(FINDINGS).context["waiting"]}
    assert len(left) < len({one["id"] for one in waiting})
    assert held(cast).source.count("explained: Om deze reden.") == 2


def test_one_puts_it_forward_and_another_approves_it(cast: Cast) -> None:
    anna, dina, url = begun(cast), cast.browser("dina"), reverse("desk:studio")
    day = clock.today() + timedelta(days=40)
    asked = {"base": held(cast).number, "in_force_from": "morgen"}
    assert anna.post(url, asked).status_code == 422
    assert anna.post(url, asked | {"in_force_from": day.isoformat()}).status_code == 302
    forward = anna.get(url).context["draft"]["forward_url"]
    assert dina.post(forward).status_code == 302
    page = dina.get(url)
    assert page.context["draft"]["approve_url"] == "", "nobody approves what they put forward"
    assert not anna.get(url).context["draft"]["approve_url"], "a coach decides nothing"
    assert dina.post(page.context["draft"]["decline_url"]).status_code == 302
    keep(cast.actor("anna"), drafts(cast.actor("anna"))[0].source)
    again = held(cast)
    assert anna.post(anna.get(url).context["draft"]["forward_url"]).status_code == 302
    assert dina.post(dina.get(url).context["draft"]["approve_url"]).status_code == 302
    assert dina.get(url).context["draft"] is None
    assert again.in_force_from == day


def test_what_holds_each_article_and_sentence_is_shown(cast: Cast) -> None:
    begun(cast)
    dina = cast.browser("dina")
    articles = dina.get(reverse("desk:studio_articles"))
    assert all(one["how"] or one["by_hand"] or not one["clauses"] for one in articles.context["articles"])
    clauses = dina.get(reverse("desk:studio_clauses"))
    assert clauses.context["counts"]["all"] == len(clauses.context["clauses"])
    found = dina.get(FINDINGS)
    assert found.context["mistakes"] == ()
    assert found.context["settled"]
