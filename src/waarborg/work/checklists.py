"""What is looked at before something is closed: what the agency looks at, and what its regulation asks.

Rooms that hold something of a dossier elsewhere, such as paper, say with `watch` what stands in the way of closing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from waarborg.dossiers.catalogue import catalogue_of
from waarborg.dossiers.closing import ACT
from waarborg.dossiers.consent_forms import consents_of
from waarborg.dossiers.declarations import declarations_in
from waarborg.dossiers.models import Record
from waarborg.dossiers.placements import PLACEMENT
from waarborg.dossiers.retention_days import Ending, endings
from waarborg.dossiers.selectors import SeenDossier, read_in
from waarborg.dossiers.ways import practice_in
from waarborg.gate.actors import Actor
from waarborg.gate.door import Door, open_door
from waarborg.kernel import clock
from waarborg.kernel.errors import InvalidInput, NotFound
from waarborg.kernel.languages import reader_language
from waarborg.ledger.vocabulary import Kind
from waarborg.policy.model.procedures import Paper
from waarborg.practice.choices import ClosingCheck
from waarborg.practice.document import ReportItem, TrajectoryType
from waarborg.work.list_items import REPORT, item_of
from waarborg.work.models import Task

OF_A_TRAJECTORY = {ClosingCheck.REPORTS, ClosingCheck.PLACEMENT, ClosingCheck.OUTCOME, ClosingCheck.REASON}
"""What is looked at of a trajectory alone."""


@dataclass(frozen=True, slots=True)
class Blocker:
    """Something that stands in the way of closing, and the article that asks for it (empty: the agency's own way).

    It is found under a `check`, and done by writing something of a `category`, where it says one.
    """

    text: str
    check: ClosingCheck
    article: str = ""
    category: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A kind of data of which somebody weighs whether it still has to be kept; by statute it is not theirs to weigh."""

    category: str
    title: str
    count: int
    article: str
    by_statute: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Final:
    """A report that has to be there before closing; `written` are those that may be it, each with its day."""

    key: str
    label: str
    article: str
    category: str
    written: Mapping[UUID, date]


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent:
    """What a client declared, until which day (None: until it is withdrawn); or was asked and did not answer."""

    fact: str
    article: str = ""
    until_on: date | None = None
    answered: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Checklist:
    """What is looked at before closing."""

    seen: SeenDossier
    checks: frozenset[str]
    blockers: Sequence[Blocker]
    finals: Sequence[Final]
    """Reports of which somebody says which one it is."""
    open_tasks: Sequence[str]
    to_weigh: Sequence[Kept]
    paper_article: str
    consents: Sequence[Consent]
    """What the client declared and still holds, and what the regulation asks and nobody answered."""


Watch = Callable[[Door, UUID], Iterable[Blocker]]
_WATCHES: dict[Watch, ClosingCheck] = {}


def watch(look: Watch, check: ClosingCheck) -> None:
    """Have a room say what stands in the way of closing, where that check is made. Filled when the program starts."""
    _WATCHES[look] = check


def checklist(actor: Actor, dossier_id: UUID, trajectory_id: UUID | None = None) -> Checklist:
    """What is looked at before a trajectory is closed, or without one the dossier. Raises `Refused`, `NotFound`."""
    with open_door(actor, "read", dossier_id=dossier_id) as door:
        seen = read_in(door, Kind.RETENTION_SHOWN)
        door.turn_to(ACT)
        door.require_anywhere()
        door.note(Kind.RETENTION_SHOWN)
        return _checklist(door, seen, trajectory_id)


def _checklist(door: Door, seen: SeenDossier, trajectory_id: UUID | None) -> Checklist:
    kind = _type_of(door, trajectory_id)
    checks = frozenset(kind.closing) if kind else frozenset(ClosingCheck.values) - OF_A_TRAJECTORY
    dossier_id = UUID(door.dossier["id"])
    finals = list(_finals(door, seen, trajectory_id, kind)) if ClosingCheck.REPORTS in checks else []
    blockers = [_missing(one) for one in finals if not one.written]
    blockers += [*_placement(door, trajectory_id)] if ClosingCheck.PLACEMENT in checks else []
    blockers += [one for look, check in _WATCHES.items() if check in checks for one in look(door, dossier_id)]
    tasks = Task.objects.filter(dossier_id=dossier_id, done_at__isnull=True).exclude(item="")
    tasks = tasks.filter(trajectory_id=trajectory_id) if trajectory_id else tasks
    tasks = tasks.exclude(item__in=[f"{REPORT}.{one.key}" for one in finals])
    return Checklist(
        seen=seen,
        checks=checks,
        blockers=blockers,
        finals=[one for one in finals if one.written],
        open_tasks=[_label(door, task) for task in tasks] if ClosingCheck.TASKS in checks else (),
        to_weigh=_to_weigh(door, seen, trajectory_id) if ClosingCheck.NECESSITY in checks else (),
        paper_article=_paper(door) if ClosingCheck.PAPER in checks else "",
        consents=_consents(door) if ClosingCheck.CONSENTS in checks else (),
    )


def _missing(one: Final) -> Blocker:
    said = _("“%(report)s” is not there yet.") % {"report": one.label}
    return Blocker(said, ClosingCheck.REPORTS, one.article, one.category)


def _placement(door: Door, trajectory_id: UUID | None) -> Iterable[Blocker]:
    """A trajectory that has a day of placement has a placement that is written down too."""
    entry = catalogue_of(door.actor.in_force).serving_as(PLACEMENT)
    placed = any(one["id"] == str(trajectory_id) and one["placed_on"] for one in door.outline.given["trajectories"])
    if entry is None or not placed:
        return
    scope = trajectory_id if trajectory_id and entry.of_trajectory else UUID(door.dossier["id"])
    if not Record.objects.filter(category=entry.key, scope_id=scope).exists():
        said = _("There is a day of placement, and no placement is written down.")
        yield Blocker(said, ClosingCheck.PLACEMENT, entry.article, entry.key)


def _type_of(door: Door, trajectory_id: UUID | None) -> TrajectoryType | None:
    if trajectory_id is None:
        return None
    for one in door.outline.given["trajectories"]:
        if one["id"] == str(trajectory_id):
            if one["ended_on"] is not None:
                raise InvalidInput(_("This trajectory has been closed."))
            return practice_in(door).types.get(one["type"])
    raise NotFound("There is no such trajectory in this dossier.")


def _finals(door: Door, seen: SeenDossier, trajectory_id: UUID | None, kind: TrajectoryType | None) -> Iterator[Final]:
    """The reports without which it is not closed and whose task is open: in the kind of data that serves as one."""
    catalogue = catalogue_of(door.actor.in_force)
    if kind is None or trajectory_id is None:
        return
    for report in kind.reports:
        entry = catalogue.serving_as(report.serves_as)
        if not report.final or report.retired or entry is None or _is_done(trajectory_id, report):
            continue
        scope = trajectory_id if entry.of_trajectory else seen.id
        yield Final(
            key=report.key,
            label=report.label(reader_language()),
            article=entry.article,
            category=entry.key,
            written={one.id: one.occurred_on for one in seen.of(entry.key) if one.scope_id == scope},
        )


def _is_done(trajectory_id: UUID, report: ReportItem) -> bool:
    own = f"{REPORT}.{report.key}"
    return Task.objects.filter(trajectory_id=trajectory_id, item=own, done_at__isnull=False, left_out=False).exists()


def _label(door: Door, task: Task) -> str:
    kinds = {one["id"]: one["type"] for one in door.outline.given["trajectories"]}
    item = item_of(practice_in(door), kinds.get(str(task.trajectory_id), ""), task.item)
    return item.label(reader_language()) if item else str(task.get_kind_display())


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


def _consents(door: Door) -> list[Consent]:
    """The declarations that hold, each with its last day; then what the regulation asks and nobody answered."""
    today, asked = clock.today(), {one.fact: one.article for one in consents_of(door.actor.in_force)}
    every = declarations_in(door)
    holding = {
        one.fact: Consent(fact=one.fact, article=asked.get(one.fact, ""), until_on=one.until_on)
        for one in every
        if not one.refused and one.ended_on is None and (one.until_on is None or one.until_on >= today)
    }
    answered = {one.fact for one in every}
    open_ones = [
        Consent(fact=fact, article=article, answered=False) for fact, article in asked.items() if fact not in answered
    ]
    return [*holding.values(), *open_ones]
