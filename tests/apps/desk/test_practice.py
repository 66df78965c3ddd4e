"""The way of working at the desk: a list and a kind of trajectory changed by form, proposed and decided."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from tests.apps.cast import Cast
from waarborg.practice.selectors import Practice, practice_of
from waarborg.work.lists import lists_of


def in_force(cast: Cast) -> Practice:
    return practice_of(cast.here.organisation.pk)


def as_it_stands(page: HttpResponse) -> dict[str, Any]:
    """Everything that a browser would send back from the forms of a page."""
    said: dict[str, Any] = {}
    for form in page.context["all_forms"]:
        for bound in form:
            value = bound.value()
            if value is not None and value is not False and value != "":
                said[bound.html_name] = "on" if value is True else value
    for name in ("lines", "phases", "tasks", "reports"):
        if name in page.context:
            said |= {bound.html_name: bound.value() for bound in page.context[name].management_form}
    return said


def sent(client: Client, url: str, **changes: Any) -> HttpResponse:
    return client.post(url, as_it_stands(client.get(url)) | changes)


def test_a_coach_proposes_a_goal_and_it_holds_once_the_responsible_lets_it(cast: Cast) -> None:
    anna, dina = cast.browser("anna"), cast.browser("dina")
    url, practice = reverse("desk:practice_list", args=["goals"]), reverse("desk:practice")
    new = len(in_force(cast).lists["goals"])
    assert sent(anna, url, **{f"lines-{new}-nl": "Eigen bedrijf"}).status_code == 302
    assert in_force(cast).item("goals", "eigen_bedrijf") is None
    page = anna.get(practice).content.decode()
    assert "Eigen bedrijf" in page
    assert "vaststellen" not in page, "a coach decides nothing"
    waiting = dina.get(practice).context["proposal"]
    assert dina.post(waiting["approve_url"]).status_code == 302
    found = in_force(cast).item("goals", "eigen_bedrijf")
    assert found is not None
    assert found.nl == "Eigen bedrijf"
    assert dina.get(practice).context["proposal"] is None


def test_an_item_is_taken_out_of_the_choices_and_stays_readable(cast: Cast) -> None:
    dina = cast.browser("dina")
    at = [item.key for item in in_force(cast).lists["goals"]].index("training")
    assert sent(dina, reverse("desk:practice_list", args=["goals"]), **{f"lines-{at}-retired": "on"}).status_code == 302
    practice = in_force(cast)
    assert "training" not in dict(practice.choice_list("goals", "nl"))
    assert practice.label("goals", "training", "nl") == "Opleiding"
    assert "training" in dict(practice.choice_list("goals", "nl", chosen="training"))


def test_what_is_wrong_in_a_line_is_said_and_nothing_typed_is_lost(cast: Cast) -> None:
    dina, url = cast.browser("dina"), reverse("desk:practice_list", args=["time_categories"])
    answer = sent(dina, url, **{"lines-0-declarable": "250", "lines-1-nl": ""})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'href="#id_lines-0-declarable"' in page
    assert 'href="#id_lines-1-nl"' in page
    assert 'value="250"' in page


def test_a_kind_of_trajectory_gets_a_task_a_report_and_what_is_looked_at(cast: Cast) -> None:
    dina = cast.browser("dina")
    kind = in_force(cast).types["job_coaching"]
    task, report = len(kind.tasks), len(kind.reports)
    new_task = {"nl": "Werkplek bekijken", "weeks": "-1", "days": "2", "counts_from": "started_on", "executor": "coach"}
    new_report = {
        "nl": "Tussenverslag",
        "serves_as": "report",
        "weeks": "6",
        "days": "0",
        "counts_from": "started_on",
        "every": "6",
    }
    answer = sent(
        dina,
        reverse("desk:practice_type", args=["job_coaching"]),
        closing=["outcome"],
        **{f"tasks-{task}-{name}": value for name, value in new_task.items()},
        **{f"reports-{report}-{name}": value for name, value in new_report.items()},
    )
    assert answer.status_code == 302
    changed = in_force(cast).types["job_coaching"]
    assert (changed.tasks[-1].key, changed.tasks[-1].after.in_days) == ("werkplek_bekijken", -5)
    again = changed.reports[-1].every
    assert again is not None
    assert again.in_days == 42
    assert changed.closing == ("outcome",)
    assert changed.phases == kind.phases


def test_a_new_kind_of_trajectory_is_made_from_its_phases(cast: Cast) -> None:
    dina = cast.browser("dina")
    names = {f"phases-{at}-nl": name for at, name in enumerate(("Aanmelding", "Intake", "Oriëntatie", "Klaar"))}
    url = reverse("desk:practice_type_new")
    assert sent(dina, url, nl="Loopbaan in zicht", **names).status_code == 302
    made = in_force(cast).types["loopbaan_in_zicht"]
    assert [phase.key for phase in made.phases] == ["aanmelding", "intake", "orientatie", "klaar"]
    assert [phase.standing for phase in made.phases] == ["referral", "intake", "running", "ended"]


def test_what_is_reminded_of_is_proposed_and_decided_like_the_rest(cast: Cast) -> None:
    anna, dina = cast.browser("anna"), cast.browser("dina")
    url, practice = reverse("desk:practice_daily"), reverse("desk:practice")
    said = {"quiet_after_days": "21", "reports_ahead_days": "30", "warn_at": "70", "time_approved_by": "responsible"}
    wrong = sent(anna, url, **said | {"warn_at": "170"})
    assert wrong.status_code == 422
    assert 'href="#id_warn_at"' in wrong.content.decode()
    assert sent(anna, url, **said).status_code == 302
    assert in_force(cast).way.daily.warn_at == 80
    waiting = dina.get(practice).context["proposal"]
    assert [line.partition("‘")[2].split(" ")[0] for line in waiting["changes"]] == ["Geen", "Verslag", "De"], (
        "each is said"
    )
    dina.post(waiting["approve_url"])
    held = in_force(cast)
    assert (held.way.daily.quiet_after_days, held.way.daily.reports_ahead_days) == (21, 30)
    assert held.way.daily.time_approved_by == "responsible"
    assert held.warn_at("fit_for_work") == 70, "where a kind of trajectory says nothing of its own"
    assert lists_of(cast.actor("anna")).quiet_after == 21


def test_who_may_propose_nothing_gets_no_form(cast: Cast) -> None:
    url = reverse("desk:practice_list", args=["goals"])
    assert cast.browser("sam").get(url).status_code == 403
    assert cast.browser("chris").get(url).status_code == 404
    assert cast.browser("dina").get(reverse("desk:practice_list", args=["horoscopes"])).status_code == 404
    assert cast.browser("dina").get(reverse("desk:practice_type", args=["astrology"])).status_code == 404


def test_a_proposal_that_was_overtaken_is_not_decided_on(cast: Cast) -> None:
    anna, dina = cast.browser("anna"), cast.browser("dina")
    url = reverse("desk:practice_list", args=["contact_ways"])
    new = len(in_force(cast).lists["contact_ways"])
    sent(anna, url, **{f"lines-{new}-nl": "Via de werkgever"})
    approve = dina.get(reverse("desk:practice")).context["proposal"]["approve_url"]
    page = as_it_stands(anna.get(url))
    sent(anna, url, **{f"lines-{new + 1}-nl": "Per post"})
    dina.post(approve)
    assert in_force(cast).item("contact_ways", "via_de_werkgever") is None
    assert "intussen" in anna.post(url, page, follow=True).content.decode()
    decline = dina.get(reverse("desk:practice")).context["proposal"]["decline_url"]
    dina.post(decline)
    assert dina.get(reverse("desk:practice")).context["proposal"] is None
