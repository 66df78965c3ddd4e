"""What follows from looking along: rooms above say here what they do when a view is granted, ends, is reviewed or told.

They do it in the same unit of work, so that no view stands without its duties. Filled when the program starts, like
the gate's registry of facts; never after.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from waarborg.dossiers.record_models import View
from waarborg.gate.answers import Answer
from waarborg.gate.door import Door
from waarborg.gate.policies import InForce, in_force
from waarborg.kernel import clock
from waarborg.kernel.errors import ConfigurationError
from waarborg.policy.model.access import Permit
from waarborg.policy.model.regulation import Article
from waarborg.policy.question import Decision


class Moment(StrEnum):
    """When something follows."""

    GRANTED = "granted"
    ENDED = "ended"
    REVIEWED = "reviewed"
    TOLD = "told"


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """What happened to a view, in which unit of work, by which answer; and the rule by which it was granted."""

    moment: Moment
    door: Door
    view: View
    reason: str
    """Why the colleague asked, in their own words."""
    because: Answer
    version: InForce
    """The regulation as it was when the view was granted."""
    article: Article
    rule: Permit


Duty = Callable[[Happening], None]
_DUTIES: dict[Moment, list[Duty]] = {moment: [] for moment in Moment}


def when(moment: Moment, duty: Duty) -> None:
    """Have `duty` done at that moment of every view. Saying it twice changes nothing."""
    if duty not in _DUTIES[moment]:
        _DUTIES[moment].append(duty)


def follow(moment: Moment, door: Door, view: View, reason: str, because: Answer) -> None:
    """Do what follows, in the order of the floors."""
    version, article, rule = granted_by(view, using=door.using)
    happening = Happening(
        moment=moment,
        door=door,
        view=view,
        reason=reason,
        because=because,
        version=version,
        article=article,
        rule=rule,
    )
    for duty in _DUTIES[moment]:
        duty(happening)


def ended(door: Door, view: View, reason: str) -> None:
    """Do what follows from the end of a view, be it by its limit or before."""
    follow(Moment.ENDED, door, view, reason, limit_of(door, view))


def limit_of(door: Door, view: View) -> Answer:
    """The answer on which the end of a view rests: the very permit that opened it, since its limit came with it."""
    _version, article, rule = granted_by(view, using=door.using)
    decision = Decision(allowed=True, rules=(rule.id,), articles=(article.number,), obligations=rule.obliges)
    return Answer(door.question(None), decision)


def granted_by(view: View, *, using: str = "default") -> tuple[InForce, Article, Permit]:
    """The version, article and rule by which a view was granted: those of its day, whatever is in force today.

    Raises `ConfigurationError` when that version is not there any more.
    """
    if view.decided_at is None:
        raise ConfigurationError("Nobody has granted this view.")
    version = in_force(view.organisation_id, clock.day_of(view.decided_at), using=using)
    for article in version.regulation.articles:
        for rule in article.rules:
            if isinstance(rule, Permit) and rule.id == view.rule:
                return version, article, rule
    raise ConfigurationError(f"The regulation has no rule {view.rule} by which this view was granted.")
