"""A control done: what was found, or the text that is laid down, in one's own name.

before = looking(actor, task_id)                    what is looked at: a sample of the log, the text as it stands
done(actor, task_id, Done(outcome=…, text=…, signed_as=…))
"""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Max
from django.utils.translation import gettext as _

from waarborg.controls.choices import Finding
from waarborg.controls.models import Control
from waarborg.controls.rules import controls_of
from waarborg.controls.sampling import Sampled, sample
from waarborg.controls.sealing import key_in, sealed_text, text_of
from waarborg.gate.actors import Actor
from waarborg.gate.door import Door, open_door
from waarborg.kernel import clock
from waarborg.kernel.errors import InvalidInput, NotFound
from waarborg.kernel.explaining import explains
from waarborg.kernel.identifiers import new_id
from waarborg.ledger.vocabulary import Kind
from waarborg.work.choices import TaskKind
from waarborg.work.models import Task
from waarborg.work.services import NewTask, create, finish


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What was found, or the text that is laid down; signed with a name."""

    outcome: str
    text: str
    signed_as: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Looking:
    """A control that is about to be done."""

    task_id: UUID
    rule: str
    article: str
    title: str
    role: str
    lays_down: bool
    looks_at_log: bool
    sample: Sampled
    text: str
    """What was laid down last; empty where nothing was, or where findings are written."""


def looking(actor: Actor, task_id: UUID) -> Looking:
    """What is looked at for a control that is this actor's to do, as an event. Raises `NotFound`."""
    with open_door(actor, "read") as door:
        task = _open_task(door, task_id)
        rule = next((one for one in controls_of(actor.in_force) if one.rule == task.rule), None)
        if rule is None:
            raise NotFound("The regulation asks this control no more.")
        found = sample(door, task.pk, rule.looks_at)
        last = Control.objects.using(door.using).filter(rule=task.rule).order_by("-number").first()
        door.note(Kind.LEDGER_READ)
        return Looking(
            task_id=task.pk,
            rule=task.rule,
            article=task.article,
            title=rule.title,
            role=task.for_role,
            lays_down=rule.lays_down,
            looks_at_log=rule.looks_at_log,
            sample=found,
            text=text_of(last) if last and rule.lays_down else "",
        )


def done(actor: Actor, task_id: UUID, said: Done) -> UUID:
    """Close a control with what was found; what has to be mended is a task of its own.

    Raises `NotFound` for a control that is not this actor's to do, and `InvalidInput` with a message per field.
    """
    with open_door(actor, "read") as door:
        task = _open_task(door, task_id)
        _check(said)
        rule = next((one for one in controls_of(actor.in_force) if one.rule == task.rule), None)
        looked_at = len(sample(door, task.pk, rule.looks_at).lines) if rule else 0
        before = Control.objects.using(door.using).filter(rule=task.rule).aggregate(last=Max("number"))["last"]
        key, made = key_in(door), new_id()
        row = Control(
            id=made,
            organisation_id=actor.organisation_id,
            task_id=task.pk,
            rule=task.rule,
            article=task.article,
            role=task.for_role,
            number=(before or 0) + 1,
            outcome=said.outcome,
            looked_at=looked_at,
            signed_as=said.signed_as.strip(),
            done_at=clock.now(),
            done_by_id=actor.somebody,
            data_key_id=key.id,
            sealed=sealed_text(key, made, said.text.strip()),
            decision_id=door.note(Kind.CONTROL_DONE, details={"rule": task.rule, "outcome": said.outcome}),
        )
        Control.objects.using(door.using).bulk_create([row])
        finish(door, [task])
        if said.outcome == Finding.TO_MEND:
            mend = NewTask(
                kind=TaskKind.MEND,
                for_account_id=actor.somebody,
                subject_id=made,
                rule=task.rule,
                article=task.article,
            )
            create(door, mend)
    return made


def _open_task(door: Door, task_id: UUID) -> Task:
    tasks = Task.objects.using(door.using).filter(pk=task_id, kind=TaskKind.CONTROL, done_at__isnull=True)
    task = tasks.filter(for_role__in=door.actor.roles).first()
    if task is None:
        raise NotFound("There is no such control for you to do.")
    return task


def _check(said: Done) -> None:
    wrong: dict[str, str] = {}
    if said.outcome not in Finding.values:
        wrong["outcome"] = _("Choose one from the list.")
    if not explains(said.text):
        wrong["text"] = _("Write it down in a few words at least.")
    if not said.signed_as.strip():
        wrong["signed_as"] = _("Sign with your name.")
    if wrong:
        raise InvalidInput(_("Some things are not right yet."), wrong)
