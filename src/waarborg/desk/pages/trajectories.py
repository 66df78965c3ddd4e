"""The trajectories of a dossier in words: days, hours, who works on them, the list, and what may be done."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from waarborg.desk.pages.dossier import dossier_page
from waarborg.desk.pages.hours import HOUR, in_hours
from waarborg.desk.pages.phases import phases_of
from waarborg.desk.pages.principals import name_of
from waarborg.desk.pages.subsidies import application_url
from waarborg.desk.words import role_in_words
from waarborg.disclosures.subsidies import may_apply
from waarborg.dossiers.assignments import asks_part
from waarborg.dossiers.catalogue import catalogue_of
from waarborg.gate.actors import Actor
from waarborg.gate.organisations import colleagues
from waarborg.kernel import clock
from waarborg.kernel.languages import reader_language
from waarborg.parties.choices import PartyKind
from waarborg.parties.selectors import SeenParty
from waarborg.practice.document import COACH, TrajectoryType
from waarborg.practice.selectors import Practice
from waarborg.work.list_items import Planned, planned
from waarborg.work.trajectories import ListedTask, SeenTrajectory, SeenWork

PLACEMENT = "placement"
BY_THEMSELF = "by_themself"
Choices = list[tuple[str, str]]


def work_page(actor: Actor, seen: SeenWork) -> dict[str, Any]:
    """What desk/trajectories.html needs."""
    number = seen.frame.number
    return {
        **dossier_page(actor, seen.frame, "desk:trajectories"),
        "trajectories": [_one(actor, seen, each) for each in reversed(seen.trajectories)],
        "new_url": _if("open_dossier" in seen.may, "desk:trajectory_new", number),
        "exclusions_url": _if("assign" in seen.may, "desk:exclusions", number),
        "close_url": _close_url(seen),
    }


def _close_url(seen: SeenWork) -> str:
    """Closing the dossier comes when no trajectory runs any more."""
    done = seen.frame.closed_on is None and not any(one.runs for one in seen.trajectories)
    return _if(done and "close" in seen.may, "desk:dossier_close", seen.frame.number)


def _one(actor: Actor, seen: SeenWork, one: SeenTrajectory) -> dict[str, Any]:
    practice, given, words = seen.practice, one.given, reader_language()
    return {
        "id": str(one.id),
        "type": practice.type_label(given["type"], words),
        "principal": given["principal_name"] or _("the person themself"),
        "runs": one.runs,
        "phases": phases_of(practice, given),
        "facts": [
            {"label": label, "value": practice.label(of, given[name], words) if given[name] else "–"}
            for name, of, label in _chosen()
        ],
        "days": [{"label": label, "on": day_of(given[name])} for name, label in _days().items()],
        "hours": hours(practice, one),
        "workers": _workers(actor, seen, one),
        "tasks": [_task(actor, seen, task) for task in one.tasks if not task.done],
        "done": [_task(actor, seen, task) for task in one.tasks if task.done and not task.left_out],
        "asked_to_hand_over": one.asked_to_hand_over,
        "asks": _asks(actor, seen, one),
        "actions": actions(actor, seen, one),
    }


def actions(actor: Actor, seen: SeenWork, one: SeenTrajectory) -> list[dict[str, str]]:
    """What this person may do with a trajectory that runs."""
    number, at = seen.frame.number, str(one.id)
    writes, runs, reads = "write" in seen.may, one.runs, bool(seen.frame.answers)
    begins = runs and writes and not one.given["started_on"]
    links = [
        (_("Start the work"), _if(begins, "desk:trajectory_start", number, at)),
        (_("Change"), _if(runs and writes, "desk:trajectory_change", number, at)),
        (_("Who works on it"), _if(runs and "assign" in seen.may, "desk:trajectory_assign", number, at)),
        (_("Hand over"), _if(runs and reads, "desk:trajectory_hand_over", number, at)),
        (_("One-page summary"), _if(reads, "desk:trajectory_summary", number, at)),
        (_("Write down a placement"), _placement_url(actor, seen) if runs else ""),
        (_("Apply for a subsidy"), application_url(number, at) if runs and reads and may_apply(actor) else ""),
        (_("Close this trajectory"), _if(runs and "close" in seen.may, "desk:trajectory_close", number, at)),
    ]
    return [{"label": label, "url": url} for label, url in links if url]


def _placement_url(actor: Actor, seen: SeenWork) -> str:
    entry = catalogue_of(actor.in_force).serving_as(PLACEMENT)
    if entry is None or entry.key not in seen.frame.writable:
        return ""
    return reverse("desk:record_add", args=[seen.frame.number, entry.key])


def _if(holds: bool, name: str, *arguments: str) -> str:  # noqa: FBT001 - a fact, not a switch
    return reverse(name, args=arguments) if holds else ""


def hours(practice: Practice, one: SeenTrajectory) -> dict[str, Any] | None:
    """Hours granted and spent, and whether they are nearly used."""
    if one.granted is None:
        return {"spent": in_hours(one.spent * HOUR), "granted": "", "part": 0, "of": 0} if one.used else None
    percent = round(one.spent * 100 / one.granted) if one.granted else 100
    return {
        "spent": in_hours(one.spent * HOUR),
        "granted": in_hours(one.granted * HOUR),
        "left": in_hours(max(one.granted - one.spent, 0) * HOUR),
        "part": min(one.spent, one.granted),
        "of": one.granted,
        "percent": percent,
        "nearly": percent >= practice.warn_at(one.given["type"]),
        "over": one.spent > one.granted,
    }


def _workers(actor: Actor, seen: SeenWork, one: SeenTrajectory) -> list[dict[str, Any]]:
    entries = catalogue_of(actor.in_force).entries
    names = {work["account"]: work["name"] for work in seen.assignments}
    ends = "assign" in seen.may
    return [
        {
            "name": work["name"],
            "from_on": day_of(work["from_on"]),
            "until_on": day_of(work["until_on"]),
            "covers_for": names.get(work["covers_for"], _("a colleague")) if work["covers_for"] else "",
            "part": [entries[key].rule.title for key in work["part"] if key in entries] if work["part"] else [],
            "end_url": _if(ends, "desk:assignment_end", seen.frame.number, str(one.id), work["account"]),
        }
        for work in seen.working(one.id)
    ]


def _task(actor: Actor, seen: SeenWork, task: ListedTask) -> dict[str, Any]:
    entry = catalogue_of(actor.in_force).serving_as(task.serves_as) if task.serves_as else None
    writes = entry is not None and entry.key in seen.frame.writable and not task.done
    return {
        "label": task.label or _("To do"),
        "due_on": task.due_on,
        "role": "" if task.for_role == COACH else role_in_words(actor.in_force.regulation, task.for_role),
        "report": task.report,
        "article": entry.article if entry else "",
        "late": not task.done and task.due_on is not None and task.due_on < clock.today(),
        "url": reverse("desk:record_add", args=[seen.frame.number, entry.key]) if entry and writes else "",
    }


def _asks(actor: Actor, seen: SeenWork, one: SeenTrajectory) -> list[str]:
    """The fields of the catalogue that this kind of trajectory asks for."""
    kind, catalogue = seen.practice.types.get(one.given["type"]), catalogue_of(actor.in_force)
    asked = [field for field in kind.fields if field.required] if kind and one.runs else []
    found = []
    for field in asked:
        entry = catalogue.serving_as(field.of)
        if entry is not None and field.field in entry.rule.fields:
            found.append(f"{entry.rule.title}: {entry.rule.fields[field.field].label}")
    return found


def change_parts(seen: SeenWork, one: SeenTrajectory) -> dict[str, Any]:
    """What the form to change a trajectory is made of."""
    given, words = one.given, reader_language()
    names = (*_days(), "goal", "own_phase", "version")
    return {
        "phases": phase_choices(seen.practice.types.get(given["type"])),
        "goals": seen.practice.choice_list("goals", words, chosen=given["goal"]),
        "initial": {
            **{name: day_of(given[name]) if name.endswith("_on") else given[name] for name in names},
            "hours_granted": given["hours_granted"],
        },
    }


def phase_choices(kind: TrajectoryType | None) -> Choices:
    """The phases that may be chosen."""
    return [(phase.key, phase.label(reader_language())) for phase in kind.phases if not phase.retired] if kind else []


def start_parts(actor: Actor, seen: SeenWork, one: SeenTrajectory, first: date, last: date | None) -> dict[str, Any]:
    """What the form of the start is made of: the list with its days, as they are when it starts on this day."""
    kind = seen.practice.types.get(one.given["type"])
    days = {name: day_of(one.given[name]) for name in (*_days(), "referred_on", "ended_on")}
    days |= {"started_on": first, "planned_end_on": last}
    standing = {task.item for task in one.tasks}
    running = kind.phase_for("running") if kind else None
    own = running.key if running else ""
    return {
        "phases": phase_choices(kind),
        "executors": executors(actor),
        "planned": [each for each in (planned(kind, days) if kind else []) if _offered(each, standing)],
        "initial": {"started_on": first, "planned_end_on": last, "own_phase": own},
    }


def _offered(one: Planned, standing: set[str]) -> bool:
    """Can it still be decided otherwise: it has a day, and no task stands for it yet?"""
    return one.key not in standing and one.due_on is not None


def executors(actor: Actor) -> Choices:
    """Who a task can be for."""
    policy, regulation = actor.in_force.policy, actor.in_force.regulation
    roles = [role for role in policy.roles if policy.kinds.get(role) == "staff" and role != COACH]
    return [(COACH, _("whoever works on the trajectory")), *((role, role_in_words(regulation, role)) for role in roles)]


def agreement_choices(found: Sequence[SeenParty]) -> Choices:
    """The agreements that run, each with its principal; and that somebody comes by themself."""
    running = [(one, agreed) for one in found for agreed in one.running_on(clock.today())]
    themself = (BY_THEMSELF, _("They come by themself"))
    return [*((str(agreed.id), f"{name_of(one)}, {agreed.number}") for one, agreed in running), themself]


def commission_of(actor: Actor, found: Sequence[SeenParty], agreement: str) -> dict[str, Any]:
    """Under which agreement a trajectory is opened, from what was chosen, and what the agency is in it."""
    for party in found:
        for agreed in party.running_on(clock.today()):
            if str(agreed.id) == agreement:
                return {"principal_id": party.id, "contract_id": agreed.id, "acts_as": str(agreed.acts_as)}
    usual = actor.in_force.regulation.controller.acts_as.get(PartyKind.CLIENT, "controller")
    return {"principal_id": None, "contract_id": None, "acts_as": str(usual)}


def colleague_choices(actor: Actor) -> Choices:
    """Everybody of the staff, by name, with what they work as."""
    policy, regulation = actor.in_force.policy, actor.in_force.regulation
    found: dict[str, list[str]] = {}
    names: dict[str, str] = {}
    for one in colleagues(actor, [role for role in policy.roles if policy.kinds.get(role) == "staff"]):
        names[str(one.account_id)] = one.name
        found.setdefault(str(one.account_id), []).append(role_in_words(regulation, one.role))
    own = [(str(actor.somebody), _("yourself"))]
    return own + [(account, f"{names[account]}, {', '.join(roles)}") for account, roles in found.items()]


def in_part(actor: Actor) -> dict[str, str]:
    """The colleagues who see only their own part of a trajectory, with the article that says so."""
    policy = actor.in_force.policy
    held: dict[str, list[str]] = {}
    for one in colleagues(actor, [role for role in policy.roles if policy.kinds.get(role) == "staff"]):
        held.setdefault(str(one.account_id), []).append(one.role)
    found = {account: asks_part(actor.in_force, roles) for account, roles in held.items()}
    return {account: article for account, article in found.items() if article}


def working_choices(seen: SeenWork, trajectory_id: UUID) -> Choices:
    """Who works on it now."""
    return list({one["account"]: (one["account"], str(one["name"])) for one in seen.working(trajectory_id)}.values())


def kind_choices(actor: Actor) -> Choices:
    """The kinds of data of the catalogue."""
    return [(entry.key, entry.rule.title) for entry in catalogue_of(actor.in_force)]


def around(seen: SeenWork, one: SeenTrajectory | None, **more: Any) -> dict[str, Any]:
    """What every form around a trajectory needs beside it."""
    page = {
        "number": seen.frame.number,
        "name": seen.frame.name,
        "back_url": reverse("desk:trajectories", args=[seen.frame.number]),
    }
    if one is not None:
        page["type"] = seen.practice.type_label(one.given["type"], reader_language())
    return page | more


def day_of(text: str | None) -> date | None:
    """A day of the outline."""
    return date.fromisoformat(text) if text else None


def _days() -> dict[str, str]:
    return {
        "referred_on": _("Referral"),
        "first_interview_on": _("First interview"),
        "plan_approved_on": _("Plan approved"),
        "started_on": _("First day"),
        "placed_on": _("Placed on"),
        "planned_end_on": _("Planned last day"),
        "ended_on": _("Last day"),
    }


def _chosen() -> Sequence[tuple[str, str, str]]:
    return (
        ("goal", "goals", _("Goal")),
        ("outcome", "outcomes", _("Outcome")),
        ("closing_reason", "closing_reasons", _("Reason for closing")),
    )
