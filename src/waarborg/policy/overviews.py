"""Which overviews a version lets be made: about what, of which smallest group, seen by whom."""

from __future__ import annotations

from dataclasses import dataclass

from waarborg.policy.compiled import CompiledPolicy
from waarborg.policy.model.procedures import EVERYTHING, SUBJECTS, Overview
from waarborg.policy.model.regulation import Regulation
from waarborg.policy.possible import possible
from waarborg.policy.terms_places import placed

SMALLEST_GROUP = 10
"""Where a regulation names none: what statistical offices take; see decisions 44 and 55."""
COUNT = "count"


@dataclass(frozen=True, slots=True)
class OverviewRow:
    """The overviews of a version. A regulation that speaks of none lets none be made: it has no such row."""

    rule: str
    article: str
    subjects: tuple[str, ...]
    smallest: int
    roles: tuple[str, ...]


def overview_row(regulation: Regulation, policy: CompiledPolicy) -> OverviewRow | None:
    """What the regulation says of overviews; where it names no roles, those of staff that may count."""
    said = next(iter(placed(regulation, Overview)), None)
    if said is None:
        return None
    rule = said.rule
    counting = tuple(
        role for role in policy.roles if policy.kinds.get(role) == "staff" and possible(policy, (role,), COUNT)
    )
    return OverviewRow(
        rule=rule.id,
        article=said.at.article,
        subjects=SUBJECTS if EVERYTHING in rule.overview else tuple(one for one in SUBJECTS if one in rule.overview),
        smallest=max(rule.minimum_group or SMALLEST_GROUP, SMALLEST_GROUP),
        roles=tuple(role for role in counting if not rule.only_roles or role in rule.only_roles),
    )
