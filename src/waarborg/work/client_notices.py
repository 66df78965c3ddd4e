"""What a birthday brings, and what a withdrawn consent leaves to do: tasks with a day and an article."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from django.utils.translation import gettext as _

from waarborg.dossiers.ages import OF_AGE, birthday, born_on, of_age, whose_age
from waarborg.dossiers.catalogue import catalogue_of
from waarborg.dossiers.consent_forms import resting_on
from waarborg.dossiers.declarations import Withdrawn, when_withdrawn
from waarborg.dossiers.writing import Written, when_written
from waarborg.gate.policies import InForce
from waarborg.kernel import clock
from waarborg.policy.calendar import shipped_calendar
from waarborg.policy.model.base import Period
from waarborg.policy.model.rights import RightRule
from waarborg.policy.possible import possible
from waarborg.work.choices import TaskKind
from waarborg.work.services import NewTask, create

ERASES = "erases_without_other_ground"
"""What withdrawing a consent does, in the words of its rule."""


def register() -> None:
    """Let a birth date, and a consent that is withdrawn, bring their tasks."""
    when_written(on_birth_date)
    when_withdrawn(on_withdrawn)


def on_birth_date(written: Written) -> None:
    """On the day on which somebody decides for themself, and on the one on which they are of age, somebody asks them.

    What a parent agreed to is asked of the client then; who worked with the birth date has the task.
    """
    version = written.door.actor.in_force
    born = born_on(version, written.entry, written.fields)
    if born is None or written.door.actor.account_id is None:
        return
    for age in sorted({of_age(version), OF_AGE}):
        day = birthday(born, age)
        if clock.today() < day:
            new = NewTask(
                kind=TaskKind.OF_AGE,
                for_account_id=written.door.actor.account_id,
                due_on=day,
                opens_at=clock.start_of(day),
                article=whose_age(version, age),
                note=_("The client turns %(age)s on that day.") % {"age": age},
            )
            create(written.door, new)


def on_withdrawn(withdrawn: Withdrawn) -> None:
    """What has no other ground than the consent has to go: by whom the regulation lets destroy, on its own day."""
    asked, version = withdrawn.asked, withdrawn.door.actor.in_force
    kinds = resting_on(version, asked.fact) if asked is not None and ERASES in asked.rule.withdrawal else ()
    if asked is None or not kinds:
        return
    titles = [catalogue_of(version).entry(kind).rule.title for kind in kinds]
    new = NewTask(
        kind=TaskKind.ERASE_WITHDRAWN,
        for_role=_who_destroys(version),
        due_on=_due(next(_erased_within(version), None)),
        rule=asked.rule.id,
        article=asked.article,
        note=_("Rests on this consent alone: %(kinds)s.") % {"kinds": ", ".join(titles)},
    )
    create(withdrawn.door, new)


def _erased_within(version: InForce) -> Iterator[Period]:
    """How soon what has to be erased is: as the right to erasure says."""
    for article in version.regulation.articles:
        for rule in article.rules:
            if isinstance(rule, RightRule) and "erasure" in rule.right:
                yield from (within for within in (rule.execute_within, rule.answer_within) if within is not None)


def _who_destroys(version: InForce) -> str:
    """The first role of the agency that may ever destroy; else whoever answers for it."""
    policy = version.policy
    able = [role for role in policy.roles if policy.kinds.get(role) == "staff" and possible(policy, (role,), "destroy")]
    return able[0] if able else "responsible"


def _due(within: Period | None) -> date:
    """The last day; at once where nothing is said."""
    if within is None:
        return clock.today()
    due = shipped_calendar().add(within, clock.today())
    return clock.day_of(due) if isinstance(due, datetime) else due
