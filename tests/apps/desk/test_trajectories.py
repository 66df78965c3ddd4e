"""A trajectory at the desk: started with its list, changed, covered, handed over, summarised, and closed."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
from django.http import HttpResponse
from django.urls import reverse

from tests.apps.cast import NAME, Cast, canaries, let_in
from waarborg.accounts.models import Account
from waarborg.dossiers.assignments import assign, end_assignment
from waarborg.dossiers.catalogue import catalogue_of
from waarborg.dossiers.history import who_looked
from waarborg.dossiers.models import Trajectory
from waarborg.dossiers.records import NewRecord, add_record
from waarborg.dossiers.selectors import dossier
from waarborg.dossiers.trajectories import change_trajectory
from waarborg.gate.door import open_door
from waarborg.kernel import clock
from waarborg.ledger.vocabulary import Kind
from waarborg.work.task_lists import Otherwise, Start, start_trajectory
from waarborg.work.time_entries import NewTime, add_time
from waarborg.work.trajectories import SeenTrajectory, work_of


def at(cast: Cast, name: str, *more: object) -> str:
    return reverse(f"desk:{name}", args=[cast.number, cast.trajectory_id, *more])


def row(cast: Cast) -> Trajectory:
    with open_door(cast.actor("anna"), "read", dossier_id=cast.dossier_id) as door:
        door.note(Kind.DOSSIER_READ)
        return Trajectory.objects.get(pk=cast.trajectory_id)


def trajectory_of(cast: Cast, trajectory_id: UUID) -> SeenTrajectory:
    found = work_of(cast.actor("anna"), cast.dossier_id).one(trajectory_id)
    assert found is not None
    return found


@pytest.fixture(scope="module")
def eva(cast: Cast) -> UUID:
    """A further coach."""
    cast.accounts["eva"] = let_in(cast.here, cast.actor("sam"), "eva", "coach")
    return cast.accounts["eva"]


@pytest.fixture(scope="module")
def further(cast: Cast) -> UUID:
    """A further commission, with Anna as its coach."""
    anna, url = cast.browser("anna"), reverse("desk:trajectory_new", args=[cast.number])
    agreement = anna.get(url).context["form"].fields["agreement"].choices[1][0]
    said = {"agreement": agreement, "type": "fit_for_work", "referred_on": clock.today().isoformat()}
    assert anna.post(url, said).status_code == 302
    found = {UUID(one["id"]) for one in dossier(cast.actor("anna"), cast.dossier_id).trajectories}
    (made,) = found - {cast.trajectory_id}
    assign(cast.actor("dina"), cast.dossier_id, made, cast.accounts["anna"], from_on=clock.today())
    return made


def test_a_further_trajectory_stands_beside_the_first(cast: Cast, further: UUID) -> None:
    page = cast.browser("anna").get(reverse("desk:trajectories", args=[cast.number]))
    assert [one["id"] for one in page.context["trajectories"]] == [str(further), str(cast.trajectory_id)]


def test_the_start_makes_the_list_with_what_is_otherwise(cast: Cast, further: UUID) -> None:
    anna, url = cast.browser("anna"), reverse("desk:trajectory_start", args=[cast.number, further])
    form = anna.get(f"{url}?dag={clock.today().isoformat()}").context["form"]
    said = {bound.html_name: bound.value() for bound in form if bound.value() not in {None, False}}
    said = {name: value.isoformat() if hasattr(value, "isoformat") else value for name, value in said.items()}
    plan = next(place for place, one in enumerate(form.planned) if one.key == "reports.plan")
    later = (clock.today() + timedelta(days=60)).isoformat()
    said |= {f"item{plan}_due_on": later, f"item{plan}_subject": "Werkplan met de werkgever"}
    said["planned_end_on"] = (clock.today() + timedelta(days=200)).isoformat()
    assert anna.post(url, said).status_code == 302
    work = work_of(cast.actor("anna"), cast.dossier_id).one(further)
    assert work is not None
    assert work.given["phase"] == "running"
    found = {task.item: task for task in work.tasks}
    assert found["reports.plan"].due_on == clock.today() + timedelta(days=60)
    assert found["reports.progress"].due_on == clock.today() + timedelta(days=91)
    assert "Werkplan met de werkgever" in anna.get(reverse("desk:tasks")).content.decode()


def test_a_report_is_due_on_the_first_page_from_its_day_on_until_it_is_written(cast: Cast, further: UUID) -> None:
    anna, today = cast.browser("anna"), reverse("desk:today")
    if not trajectory_of(cast, further).given["started_on"]:  # another process may have tried the form of the start
        plan_later = {"reports.plan": Otherwise(due_on=clock.today() + timedelta(days=60))}
        start = Start(started_on=clock.today(), otherwise=plan_later)
        start_trajectory(cast.actor("anna"), cast.dossier_id, further, start)
    assert not due(anna.get(today)), "its day is far off"
    with clock.travel(clock.now() + timedelta(days=47)):
        (plan,) = due(anna.get(today))
        assert plan["name"] == NAME
        assert plan["note"].startswith("Werkplan,")
        assert plan["note_url"] == reverse("desk:record_add", args=[cast.number, "plan"])
        tasks = [task for group in anna.get(today).context["deadlines"] for task in group["tasks"]]
        (asked,) = [task for task in tasks if task["url"] == plan["note_url"]]
        assert asked["article"].number == catalogue_of(cast.actor("anna").in_force).entry("plan").article
        assert asked["way_url"] == reverse("desk:practice")
    new = NewRecord(
        category="plan",
        fields=canaries(catalogue_of(cast.actor("anna").in_force).entry("plan")),
        source="client",
        trajectory_id=further,
    )
    add_record(cast.actor("anna"), cast.dossier_id, new)
    with clock.travel(clock.now() + timedelta(days=47)):
        assert not due(anna.get(today))


def due(page: HttpResponse) -> list[dict[str, str]]:
    """The clients under `report due` on the first page."""
    lists = {one["key"]: one["clients"] for one in page.context["lists"]}  # type: ignore[attr-defined]
    return list(lists.get("reports", []))


def test_days_phase_and_hours_are_changed_and_a_late_change_is_said(cast: Cast) -> None:
    anna, url = cast.browser("anna"), at(cast, "trajectory_change")
    form = anna.get(url).context["form"]
    said = {bound.html_name: bound.value() for bound in form if bound.value() not in {None, ""}}
    said = {name: value.isoformat() if hasattr(value, "isoformat") else value for name, value in said.items()}
    changed = said | {"own_phase": "fit", "goal": "paid_work", "hours_granted": "10"}
    assert anna.post(url, changed).status_code == 302
    assert (row(cast).own_phase, row(cast).goal, row(cast).hours_granted) == ("fit", "paid_work", 10)
    late = anna.post(url, changed | {"hours_granted": "12"})
    assert late.status_code == 422
    assert "intussen gewijzigd" in late.content.decode()
    wrong = anna.post(url, changed | {"version": row(cast).version, "planned_end_on": "2020-01-01"})
    assert wrong.status_code == 422
    assert 'href="#id_planned_end_on"' in wrong.content.decode()


def test_hours_show_how_much_is_used_and_warn_when_they_are_nearly_gone(cast: Cast) -> None:
    change_trajectory(cast.actor("anna"), cast.dossier_id, cast.trajectory_id, {"hours_granted": 10})
    anna = cast.browser("anna")
    page = anna.get(reverse("desk:trajectories", args=[cast.number])).content.decode()
    assert "0:00 van 10:00" in page
    assert "procent" not in page
    time = NewTime(activity="talk", declarable=100, minutes=490, trajectory_id=cast.trajectory_id)
    add_time(cast.actor("anna"), cast.dossier_id, time)
    page = anna.get(reverse("desk:trajectories", args=[cast.number])).content.decode()
    assert "8:10 van 10:00" in page
    assert "82 procent" in page


def test_a_colleague_covers_until_a_day_and_the_form_asks_which(cast: Cast, eva: UUID) -> None:
    dina, url = cast.browser("dina"), at(cast, "trajectory_assign")
    said = {"account": str(eva), "covers_for": str(cast.accounts["anna"]), "from_on": clock.today().isoformat()}
    answer = dina.post(url, said)
    assert answer.status_code == 422
    assert 'href="#id_until_on"' in answer.content.decode()
    until = clock.today() + timedelta(days=3)
    assert dina.post(url, said | {"until_on": until.isoformat()}).status_code == 302
    page = cast.browser("anna").get(reverse("desk:trajectories", args=[cast.number])).content.decode()
    assert "vervangt Anna" in page
    client = cast.browser("eva")
    assert client.get(reverse("desk:dossier", args=[cast.number])).status_code == 200
    with clock.travel(clock.now() + timedelta(days=4)):
        assert client.get(reverse("desk:dossier", args=[cast.number])).status_code == 403


def test_two_coaches_each_have_their_part_and_one_gets_another(cast: Cast, further: UUID) -> None:
    gerda = cast.accounts["gerda"] = let_in(cast.here, cast.actor("sam"), "gerda", "coach")
    dina, url = cast.browser("dina"), reverse("desk:trajectory_assign", args=[cast.number, further])
    said = {"account": str(gerda), "from_on": clock.today().isoformat(), "part": ["plan"]}
    assert dina.post(url, said).status_code == 302
    assert dina.post(url, said).status_code == 422, "they work on that part already"
    assert dina.post(url, said | {"part": ["plan", "progress_report"]}).status_code == 302
    page = cast.browser("anna").get(reverse("desk:trajectories", args=[cast.number]))
    shown = next(one for one in page.context["trajectories"] if one["id"] == str(further))
    names = {one["name"]: one["part"] for one in shown["workers"]}
    assert names["Anna"] == []
    assert len(names["Gerda"]) == 2
    answer = cast.browser("gerda").get(reverse("desk:dossier", args=[cast.number]))
    assert answer.status_code == 200


def test_what_is_written_says_for_which_of_the_trajectories(cast: Cast, further: UUID) -> None:
    anna = cast.browser("anna")
    head = anna.get(reverse("desk:dossier", args=[cast.number])).content.decode()
    assert head.count("Werkfit maken voor") == 2, "both run, and the page says so"
    url = reverse("desk:record_add", args=[cast.number, "progress_report"])
    form = anna.get(url).context["form"]
    assert {key for key, _label in form.fields["trajectory"].choices} >= {str(further), str(cast.trajectory_id)}


def test_one_page_tells_who_takes_over_what_they_need_and_goes_on_paper(cast: Cast) -> None:
    anna = cast.browser("anna")
    page = anna.get(at(cast, "trajectory_summary")).content.decode()
    assert NAME in page
    assert "kanarie-conversation_report" in page
    assert "kanarie-plan" in page
    assert "kanarie-working_note" not in page
    answer: HttpResponse = anna.post(at(cast, "summary_print"))
    assert answer.content.startswith(b"%PDF")
    assert cast.number in answer["Content-Disposition"]
    events = who_looked(cast.actor("anna"), cast.dossier_id).events
    assert Kind.SUMMARY_PRINTED in {event.kind for event in events}
    assert cast.browser("adam").post(at(cast, "summary_print")).status_code in {200, 403}


def test_who_does_not_decide_asks_and_who_does_hands_over(cast: Cast, eva: UUID, further: UUID) -> None:
    end_assignment(cast.actor("dina"), cast.dossier_id, further, cast.accounts["anna"], until_on=clock.today())
    anna, dina, url = cast.browser("anna"), cast.browser("dina"), at(cast, "trajectory_hand_over")
    assert anna.post(url, {"reason": ""}).status_code == 422
    assert anna.post(url, {"reason": "Ik ga met verlof"}).status_code == 302
    assert "Ik ga met verlof" in dina.get(reverse("desk:tasks")).content.decode()
    tomorrow = clock.today() + timedelta(days=10)
    said = {"from_account": str(cast.accounts["anna"]), "account": str(eva), "from_on": tomorrow.isoformat()}
    assert dina.post(url, said).status_code == 302
    assert "Ik ga met verlof" not in dina.get(reverse("desk:tasks")).content.decode()
    with clock.travel(clock.now() + timedelta(days=11)):
        assert cast.browser("eva").get(reverse("desk:dossier", args=[cast.number])).status_code == 200
        assert anna.get(reverse("desk:dossier", args=[cast.number])).status_code == 403


def test_a_relative_is_kept_out_by_name_reads_the_article_and_is_let_in_with_a_reason(cast: Cast) -> None:
    fia = cast.accounts["fia"] = let_in(cast.here, cast.actor("sam"), "fia", "coach")
    dina, url = cast.browser("dina"), reverse("desk:exclusions", args=[cast.number])
    assert dina.post(url, {"account": str(fia), "reason": "Nicht van de cliënt"}).status_code == 302
    answer = cast.browser("fia").get(reverse("desk:dossier", args=[cast.number]))
    page = answer.content.decode()
    assert answer.status_code == 403
    assert "#art-3" in page
    assert reverse("desk:view_ask", args=[cast.number]) not in page, "asking to look along is no way round"
    listed = dina.get(url)
    assert "Nicht van de cliënt" in listed.content.decode()
    lift = reverse("desk:exclusion_lift", args=[cast.number, listed.context["kept"][0].id])
    dina.post(lift, {"reason": ""})
    assert dina.get(url).context["kept"][0].lifted_at is None
    dina.post(lift, {"reason": "Naamgenoot"})
    assert dina.get(url).context["kept"][0].lifted_because == "Naamgenoot"
    page = cast.browser("fia").get(reverse("desk:dossier", args=[cast.number])).content.decode()
    assert reverse("desk:view_ask", args=[cast.number]) in page


def test_closing_says_what_is_still_to_do_and_what_ends_when(cast: Cast) -> None:
    last = {"planned_end_on": clock.today() + timedelta(days=20)}
    change_trajectory(cast.actor("anna"), cast.dossier_id, cast.trajectory_id, last)
    anna, url = cast.browser("anna"), at(cast, "trajectory_close")
    page = anna.get(url)
    assert 'class="wb-art' in page.content.decode()
    assert page.context["terms"]
    answer = anna.post(url, {"ended_on": clock.today().isoformat()})
    said = answer.content.decode()
    assert answer.status_code == 422
    for place in ("outcome", "closing_reason", "final_final", "end_tasks", "needed_conversation_report_0"):
        assert f'href="#id_{place}"' in said, place
    assert row(cast).ended_on is None
    looked = anna.post(url, {"ended_on": clock.today().isoformat(), "needed_plan": "let_go", "look": "1"})
    assert looked.status_code == 200
    today = [line for line in looked.context["terms"] if line["on"] == clock.today()]
    assert [line["what"] for line in today] == ["Plan"], "what is not needed any more goes at once"
    assert Account.objects.filter(pk=cast.accounts["anna"]).exists()
