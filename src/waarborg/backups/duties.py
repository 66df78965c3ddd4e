"""What the regulation asks of copies, as tasks: that there is a young one, and that putting one back is rehearsed.

The rules are the agency's own where it has them (`backups`, `calamity_plan`), else those of the law.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.conf import settings

from waarborg.backups.choices import RunKind
from waarborg.backups.standing import last_good
from waarborg.gate.actors import Actor
from waarborg.gate.door import in_context, open_door
from waarborg.gate.policies import InForce
from waarborg.kernel import clock
from waarborg.policy.calendar import shipped_calendar
from waarborg.policy.model.base import Period
from waarborg.policy.model.procedures import Measure
from waarborg.work.choices import TaskKind
from waarborg.work.models import Task
from waarborg.work.services import NewTask, create, finish

KEEPS = "system_administrator"
"""Who keeps the installation, where no rule names anybody."""
COPIES = ("backups",)
REHEARSALS = ("calamity_plan", "security_checked")
"""By which measure of a regulation or a law putting back is rehearsed; the first that says how often."""
SOON = timedelta(days=14)
"""So long before its day a rehearsal is asked."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a rule asks: by which article, of whom, how often."""

    rule: str
    article: str
    role: str
    every: Period | None

    def due_after(self, done_at: datetime | None) -> date:
        """By which day it is done again; what was never done is due at once."""
        if done_at is None or self.every is None:
            return clock.today()
        due = shipped_calendar().add(self.every, clock.day_of(done_at))
        return clock.day_of(due) if isinstance(due, datetime) else due


def copies_asked(in_force: InForce) -> Asked | None:
    """The rule that copies are made."""
    return next(_asked(in_force, COPIES), None)


def rehearsals_asked(in_force: InForce) -> Asked | None:
    """The rule that putting back is rehearsed so often."""
    return next((one for one in _asked(in_force, REHEARSALS) if one.every), None)


def _asked(in_force: InForce, measures: tuple[str, ...]) -> Iterator[Asked]:
    """What asks any of these measures, in their order: the regulation first, then the law."""
    texts = [("", in_force.regulation.articles), *((f"{law.law} ", law.articles) for law in in_force.laws)]
    for measure in measures:
        for source, articles in texts:
            for article in articles:
                for rule in article.rules:
                    if isinstance(rule, Measure) and rule.measure == measure:
                        role = rule.owner if rule.owner in in_force.policy.roles else KEEPS
                        yield Asked(rule.id, f"{source}{article.number}", str(role), rule.review)


def is_late(last: datetime | None) -> bool:
    """Is the last copy older than the settings allow?"""
    return last is None or clock.now() - last > timedelta(hours=settings.BACKUP_LATE_HOURS)


def keep(system: Actor, *, using: str = "worker") -> int:
    """Make the tasks that are not there yet and end those that are over, as the program; return how many."""
    last = last_good(using=using)
    with in_context(system, using=using):
        open_ones = list(
            Task.objects.using(using).filter(
                kind__in=(TaskKind.BACKUP_LATE, TaskKind.REHEARSE_RESTORE), done_at__isnull=True
            )
        )
    wanted = {kind: due for kind, due in _wanted(system, last) if due is not None}
    standing = {TaskKind(one.kind) for one in open_ones}
    over = [one for one in open_ones if TaskKind(one.kind) not in wanted]
    new = [(kind, asked) for kind, asked in wanted.items() if kind not in standing]
    if not over and not new:
        return 0
    with open_door(system, "read", using=using) as door:
        for kind, (asked, due) in new:
            create(door, NewTask(kind=kind, for_role=asked.role, due_on=due, rule=asked.rule, article=asked.article))
        finish(door, over)
    return len(over) + len(new)


def _wanted(
    system: Actor, last: dict[RunKind, datetime | None]
) -> Iterator[tuple[TaskKind, tuple[Asked, date] | None]]:
    """Which tasks must stand now, each with its rule and its day."""
    copies, rehearsals = copies_asked(system.in_force), rehearsals_asked(system.in_force)
    if copies and is_late(last[RunKind.BACKUP]):
        yield TaskKind.BACKUP_LATE, (copies, clock.today())
    if rehearsals:
        due = rehearsals.due_after(last[RunKind.REHEARSAL])
        if due - clock.today() <= SOON:
            yield TaskKind.REHEARSE_RESTORE, (rehearsals, due)
