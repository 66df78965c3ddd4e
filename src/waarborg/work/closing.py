"""Closing a trajectory, and then its dossier, when nothing on the checklist stands in the way.

close_trajectory(actor, dossier_id, trajectory_id, finishing)
finish_dossier(actor, dossier_id, finishing)   the dossier itself, once no trajectory runs
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID

from django.utils.translation import gettext as _

from waarborg.dossiers.closing import ACT, Closing, close_dossier_in, close_trajectory_in, weigh_in
from waarborg.gate.actors import Actor
from waarborg.gate.door import open_door
from waarborg.kernel.errors import InvalidInput
from waarborg.policy.citing import numbered
from waarborg.practice.choices import ClosingCheck
from waarborg.work.checklists import Checklist, checklist
from waarborg.work.list_items import REPORT
from waarborg.work.models import Task
from waarborg.work.services import finish
from waarborg.work.task_lists import KINDS


@dataclass(frozen=True, slots=True, kw_only=True)
class Finishing:
    """How it is closed, and what whoever closes it says was looked at."""

    closing: Closing
    finals: Mapping[str, UUID] = field(default_factory=dict)
    """By the key of a final report the record that is it."""
    paper_complete: bool = False
    consents_looked_at: bool = False
    end_tasks: bool = False


def close_trajectory(actor: Actor, dossier_id: UUID, trajectory_id: UUID, finishing: Finishing) -> None:
    """Close a trajectory when nothing stands in the way.

    Raises `Refused`, `NotFound`, and `InvalidInput` with what is still to be done, each with its article.
    """
    found = checklist(actor, dossier_id, trajectory_id)
    _check(found, finishing)
    with open_door(actor, ACT, dossier_id=dossier_id) as door:
        door.require_anywhere()
        close_trajectory_in(door, trajectory_id, finishing.closing)
        open_tasks = Task.objects.filter(trajectory_id=trajectory_id, kind__in=KINDS, done_at__isnull=True)
        finish(door, open_tasks.filter(item__in=[f"{REPORT}.{key}" for key in finishing.finals]))
        if finishing.end_tasks:
            finish(door, open_tasks)


def finish_dossier(actor: Actor, dossier_id: UUID, finishing: Finishing) -> None:
    """Close a dossier of which no trajectory runs any more. Raises as `close_trajectory` does."""
    found = checklist(actor, dossier_id)
    _check(found, finishing)
    with open_door(actor, ACT, dossier_id=dossier_id) as door:
        door.require_anywhere()
        weigh_in(door, finishing.closing.needed)
        close_dossier_in(door, on=finishing.closing.ended_on)


def _check(found: Checklist, finishing: Finishing) -> None:
    """Everything that is still to be done, each at its place in the form."""
    wrong = {**_unsaid(found, finishing), **_unlooked(found, finishing)}
    blocked = " ".join(_with_article(one.text, one.article) for one in found.blockers)
    if blocked:
        wrong[""] = blocked
    if wrong:
        raise InvalidInput(_("Some things are not right yet."), wrong)


def _unsaid(found: Checklist, finishing: Finishing) -> dict[str, str]:
    """What is not said yet of how it ended, and of what is still needed."""
    closing, wrong = finishing.closing, dict[str, str]()
    if ClosingCheck.OUTCOME in found.checks and not closing.outcome:
        wrong["outcome"] = _("Choose the outcome.")
    if ClosingCheck.REASON in found.checks and not closing.closing_reason:
        wrong["closing_reason"] = _("Choose the reason for closing.")
    for final in found.finals:
        if finishing.finals.get(final.key) not in final.written:
            said = _("Say which one “%(report)s” is, or write it first.") % {"report": final.label}
            wrong[f"final_{final.key}"] = _with_article(said, final.article)
    for kept in found.to_weigh:
        if not kept.by_statute and kept.category not in closing.needed:
            wrong[f"needed_{kept.category}"] = _with_article(_("Say whether this still has to be kept."), kept.article)
    return wrong


def _unlooked(found: Checklist, finishing: Finishing) -> dict[str, str]:
    """What nobody says they looked at yet."""
    wrong: dict[str, str] = {}
    if found.open_tasks and not finishing.end_tasks:
        wrong["end_tasks"] = _("Tasks are still open. Do them, or say that they end with it.")
    if found.paper_article and not finishing.paper_complete:
        said = _("Look whether the paper dossier is complete and back.")
        wrong["paper_complete"] = _with_article(said, found.paper_article)
    if found.consents and not finishing.consents_looked_at:
        wrong["consents_looked_at"] = _("Look which consents end.")
    return wrong


def _with_article(text: str, article: str) -> str:
    return _("%(text)s (article %(article)s)") % {"text": text, "article": numbered(article)} if article else text
