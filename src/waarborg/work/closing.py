"""The checklist before a trajectory is closed: what the agency looks at, and what its regulation asks.

    checklist(actor, dossier_id, trajectory_id)   what stands in the way, by which article, and what was done already
    close_trajectory(actor, dossier_id, trajectory_id, finishing)
    finish_dossier(actor, dossier_id, finishing)   the dossier itself, once no trajectory runs

Rooms that hold something of a dossier elsewhere, such as paper, say with `watch` what stands in the way of closing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from waarborg.dossiers.catalogue import catalogue_of
from waarborg.dossiers.closing import ACT, Closing, close_dossier_in, close_trajectory_in, weigh_in
from waarborg.dossiers.models import Record
from waarborg.dossiers.retention_days import Ending, endings
from waarborg.dossiers.selectors import SeenDossier, read_in
from waarborg.dossiers.ways import practice_in
from waarborg.gate.actors import Actor
from waarborg.gate.door import Door, open_door
from waarborg.kernel.errors import InvalidInput, NotFound
from waarborg.ledger.vocabulary import Kind
from waarborg.policy.model.procedures import Paper
from waarborg.practice.choices import ClosingCheck
from waarborg.practice.document import ReportItem, TrajectoryType
from waarborg.work.list_items import REPORT, item_of, language
from waarborg.work.models import Task
from waarborg.work.services import finish
from waarborg.work.task_lists import KINDS


@dataclass(frozen=True, slots=True)
class Blocker:
    """Something that stands in the way of closing, and the article that asks for it (empty: the agency's own way)."""

    text: str
    article: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A kind of data of which somebody weighs whether it still has to be kept; by statute it is not theirs to weigh."""

    category: str
    title: str
    count: int
    article: str
    by_statute: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Checklist:
    """What is looked at before closing."""

    seen: SeenDossier
    checks: frozenset[str]
    blockers: Sequence[Blocker]
    open_tasks: Sequence[str]
    to_weigh: Sequence[Kept]
    paper_article: str
    consents: Sequence[str]
    """Facts that the client declared and that still hold."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finishing:
    """How it is closed, and what whoever closes it says was looked at."""

    closing: Closing
    paper_complete: bool = False
    consents_looked_at: bool = False
    end_tasks: bool = False


Watch = Callable[[Door, UUID], Iterable[Blocker]]
_WATCHES: list[Watch] = []


def watch(look: Watch) -> None:
    """Have a room say what stands in the way of closing. Filled when the program starts."""
    if look not in _WATCHES:
        _WATCHES.append(look)


def checklist(actor: Actor, dossier_id: UUID, trajectory_id: UUID | None = None) -> Checklist:
    """What is looked at before a trajectory is closed, or without one the dossier. Raises `Refused`, `NotFound`."""
    with open_door(actor, "read", dossier_id=dossier_id) as door:
        seen = read_in(door, Kind.RETENTION_SHOWN)
        door.turn_to(ACT)
        door.require_anywhere()
        door.note(Kind.RETENTION_SHOWN)
        return _checklist(door, seen, trajectory_id)


def close_trajectory(actor: Actor, dossier_id: UUID, trajectory_id: UUID, finishing: Finishing) -> None:
    """Close a trajectory when nothing stands in the way.

    Raises `Refused`, `NotFound`, and `InvalidInput` with what is still to be done, each with its article.
    """
    found = checklist(actor, dossier_id, trajectory_id)
    _check(found, finishing)
    with open_door(actor, ACT, dossier_id=dossier_id) as door:
        door.require_anywhere()
        close_trajectory_in(door, trajectory_id, finishing.closing)
        if finishing.end_tasks:
            finish(door, Task.objects.filter(trajectory_id=trajectory_id, kind__in=KINDS, done_at__isnull=True))


def finish_dossier(actor: Actor, dossier_id: UUID, finishing: Finishing) -> None:
    """Close a dossier of which no trajectory runs any more. Raises as `close_trajectory` does."""
    found = checklist(actor, dossier_id)
    _check(found, finishing)
    with open_door(actor, ACT, dossier_id=dossier_id) as door:
        door.require_anywhere()
        weigh_in(door, finishing.closing.needed)
        close_dossier_in(door, on=finishing.closing.ended_on)


def _checklist(door: Door, seen: SeenDossier, trajectory_id: UUID | None) -> Checklist:
    kind = _type_of(door, trajectory_id)
    checks = frozenset(kind.closing) if kind else frozenset(ClosingCheck.values) - {ClosingCheck.REPORTS}
    dossier_id = UUID(door.dossier["id"])
    blockers = [*_reports(door, trajectory_id, kind)] if ClosingCheck.REPORTS in checks else []
    blockers += [blocker for look in _WATCHES for blocker in look(door, dossier_id)]
    tasks = Task.objects.filter(dossier_id=dossier_id, done_at__isnull=True).exclude(item="")
    tasks = tasks.filter(trajectory_id=trajectory_id) if trajectory_id else tasks
    return Checklist(
        seen=seen,
        checks=checks,
        blockers=blockers,
        open_tasks=[_label(door, task) for task in tasks] if ClosingCheck.TASKS in checks else (),
        to_weigh=_to_weigh(door, seen, trajectory_id) if ClosingCheck.NECESSITY in checks else (),
        paper_article=_paper(door) if ClosingCheck.PAPER in checks else "",
        consents=_consents(door) if ClosingCheck.CONSENTS in checks else (),
    )


def _check(found: Checklist, finishing: Finishing) -> None:
    """Everything that is still to be done, each at its place in the form."""
    closing, wrong = finishing.closing, dict[str, str]()
    if ClosingCheck.OUTCOME in found.checks and not closing.outcome and _of_a_trajectory(found):
        wrong["outcome"] = _("Choose the outcome.")
    if ClosingCheck.REASON in found.checks and not closing.closing_reason and _of_a_trajectory(found):
        wrong["closing_reason"] = _("Choose the reason for closing.")
    if found.open_tasks and not finishing.end_tasks:
        wrong["end_tasks"] = _("Tasks are still open. Do them, or say that they end with it.")
    for kept in found.to_weigh:
        if not kept.by_statute and kept.category not in closing.needed:
            wrong[f"needed_{kept.category}"] = _with_article(_("Say whether this still has to be kept."), kept.article)
    if found.paper_article and not finishing.paper_complete:
        wrong["paper_complete"] = _with_article(
            _("Look whether the paper dossier is complete and back."), found.paper_article
        )
    if found.consents and not finishing.consents_looked_at:
        wrong["consents_looked_at"] = _("Look which consents end.")
    blocked = " ".join(_with_article(one.text, one.article) for one in found.blockers)
    if blocked:
        wrong[""] = blocked
    if wrong:
        raise InvalidInput(_("Some things are not right yet."), wrong)


def _of_a_trajectory(found: Checklist) -> bool:
    return ClosingCheck.REPORTS in found.checks or bool(found.checks & {ClosingCheck.OUTCOME, ClosingCheck.REASON})


def _with_article(text: str, article: str) -> str:
    return _("%(text)s (article %(article)s)") % {"text": text, "article": article} if article else text


def _type_of(door: Door, trajectory_id: UUID | None) -> TrajectoryType | None:
    if trajectory_id is None:
        return None
    for one in door.outline.given["trajectories"]:
        if one["id"] == str(trajectory_id):
            if one["ended_on"] is not None:
                raise InvalidInput(_("This trajectory has been closed."))
            return practice_in(door).types.get(one["type"])
    raise NotFound("There is no such trajectory in this dossier.")


def _reports(door: Door, trajectory_id: UUID | None, kind: TrajectoryType | None) -> Iterable[Blocker]:
    """The reports without which it is not closed, and that are not there: in the kind of data that serves as one."""
    catalogue = catalogue_of(door.actor.in_force)
    if kind is None or trajectory_id is None:
        return
    for report in kind.reports:
        entry = catalogue.serving_as(report.serves_as)
        if not report.final or report.retired or entry is None or _is_there(trajectory_id, kind, report, entry.key):
            continue
        said = _("“%(report)s” is not there yet.") % {"report": report.label(language())}
        yield Blocker(said, entry.article)


def _is_there(trajectory_id: UUID, kind: TrajectoryType, report: ReportItem, category: str) -> bool:
    """Is its task done? Where it never got a day: is there one more of its kind than other reports account for?"""
    own, served = (
        f"{REPORT}.{report.key}",
        {f"{REPORT}.{one.key}" for one in kind.reports if one.serves_as == report.serves_as},
    )
    tasks = list(Task.objects.filter(trajectory_id=trajectory_id, item__in=served))
    if any(task.item == own for task in tasks):
        return any(task.item == own and task.done_at is not None for task in tasks)
    others = sum(task.done_at is not None and not task.left_out for task in tasks)
    return Record.objects.filter(trajectory_id=trajectory_id, category=category).count() > others


def _label(door: Door, task: Task) -> str:
    kinds = {one["id"]: one["type"] for one in door.outline.given["trajectories"]}
    item = item_of(practice_in(door), kinds.get(str(task.trajectory_id), ""), task.item)
    return item.label(language()) if item else str(task.get_kind_display())


def _to_weigh(door: Door, seen: SeenDossier, trajectory_id: UUID | None) -> list[Kept]:
    """Per kind of data that there is something of, and that hangs on what is closed: who decides how long it stays."""
    scope = str(trajectory_id or door.dossier["id"])
    found: dict[str, list[Ending]] = {}
    for ending in endings(door.actor, seen):
        if str(ending.record.scope_id) == scope and (ending.fate.reviewed or ending.fate.shielded):
            found.setdefault(ending.record.entry.key, []).append(ending)
    return [
        Kept(
            category=category,
            title=each[0].record.entry.rule.title,
            count=len(each),
            article=each[0].fate.article or "",
            by_statute=all(one.fate.shielded for one in each),
        )
        for category, each in found.items()
    ]


def _paper(door: Door) -> str:
    """The article that speaks of paper dossiers; empty where none does."""
    for article in door.actor.in_force.regulation.articles:
        if any(isinstance(rule, Paper) for rule in article.rules):
            return article.number
    return ""


def _consents(door: Door) -> tuple[str, ...]:
    facts: Iterable[Mapping[str, str]] = door.outline.given["declared"]
    return tuple(dict.fromkeys(one["fact"] for one in facts))
