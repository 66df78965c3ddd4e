"""Controls asked in time, by the program: a task when the last one is so old, and one where nobody holds a role."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db.models import Max, Q

from waarborg.accounts.models import Membership
from waarborg.controls.models import Control
from waarborg.controls.rules import answerable, controls_of
from waarborg.gate.actors import Actor
from waarborg.gate.door import in_context, open_door
from waarborg.kernel import clock
from waarborg.policy.possible import possible
from waarborg.work.choices import TaskKind
from waarborg.work.models import Task
from waarborg.work.services import NewTask, create, finish


def ask(actor: Actor, *, using: str = "worker") -> int:
    """Make the tasks that are not there yet, as the program; return how many it made or ended."""
    with in_context(actor, using=using):
        new = [*_controls(actor, using), *_vacancies(actor, using)]
        filled = _filled(actor, using)
    if not new and not filled:
        return 0
    with open_door(actor, "read", using=using) as door:
        for one in new:
            create(door, one)
        finish(door, filled)
    return len(new) + len(filled)


def _controls(actor: Actor, using: str) -> list[NewTask]:
    """A task for every control of which none is open, due so long after the last one as its article says."""
    tasks = Task.objects.using(using).filter(kind=TaskKind.CONTROL, done_at__isnull=True)
    standing = set(tasks.values_list("rule", flat=True))
    last = last_done(using)
    return [
        NewTask(
            kind=TaskKind.CONTROL,
            for_role=one.role,
            due_on=due,
            rule=one.rule,
            article=one.article,
        )
        for one in controls_of(actor.in_force)
        if one.rule not in standing and (due := one.next_after(last.get(one.rule)))
    ]


def last_done(using: str = "default") -> dict[str, date]:
    """Per rule the day on which its control was done last, in a context that may know."""
    rows = Control.objects.using(using).values_list("rule").annotate(last=Max("done_at"))
    return {rule: clock.day_of(last) for rule, last in rows}


def _vacancies(actor: Actor, using: str) -> list[NewTask]:
    """A task for who gives roles, for each role that the regulation names and nobody holds."""
    tasks = Task.objects.using(using).filter(kind=TaskKind.NAME_HOLDER, done_at__isnull=True)
    standing, held = set(tasks.values_list("rule", flat=True)), _held(using)
    return [
        NewTask(kind=TaskKind.NAME_HOLDER, for_role=who, due_on=clock.today(), rule=rule, article=article)
        for role, (rule, article) in answerable(actor.in_force).items()
        if role not in held and rule not in standing
        for who in who_authorises(actor)
    ]


def _filled(actor: Actor, using: str) -> Sequence[Task]:
    """The open tasks to give a role that somebody holds by now."""
    held, named = _held(using), answerable(actor.in_force)
    rules = [rule for role, (rule, _article) in named.items() if role in held]
    tasks = Task.objects.using(using).filter(kind=TaskKind.NAME_HOLDER, done_at__isnull=True, rule__in=rules)
    return list(tasks)


def _held(using: str) -> set[str]:
    today = clock.today()
    running = Membership.objects.using(using).filter(Q(until_on__isnull=True) | Q(until_on__gte=today))
    return set(running.filter(from_on__lte=today).values_list("role", flat=True))


def who_authorises(actor: Actor) -> list[str]:
    """The roles that may give somebody a role."""
    policy = actor.in_force.policy
    return [role for role in policy.roles if possible(policy, (role,), "authorise")]
