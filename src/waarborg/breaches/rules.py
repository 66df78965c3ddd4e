"""Who weighs breaches under the regulation in force, and what follows for one by the version of its own day."""

from __future__ import annotations

from datetime import datetime

from waarborg.breaches.models import Breach
from waarborg.gate.actors import Actor, holds, is_outsider
from waarborg.gate.policies import InForce, in_force
from waarborg.kernel import clock
from waarborg.kernel.errors import NotFound
from waarborg.kernel.explaining import explains
from waarborg.policy.breaching import Duty, Weighed, handler_of, tells_authority

OVERSEES = frozenset({"privacy_officer", "responsible"})
"""Roles that handle every breach beside the one that the regulation names; PostgreSQL holds the same list."""


def says_too_little(text: str) -> bool:
    """Is this too short to be an account of anything?"""
    return not explains(text)


def numbered_as(year: int, number: int) -> str:
    """A breach as people call it: 2026-4. It says nothing of anybody."""
    return f"{year}-{number}"


def handler_in(version: InForce) -> str:
    """The role that weighs breaches."""
    return handler_of(version.regulation, version.policy.roles)


def handles(actor: Actor) -> bool:
    """Does this actor weigh breaches?"""
    return holds(actor, {handler_in(actor.in_force), *OVERSEES})


def may_report(actor: Actor) -> bool:
    """Does this actor work here? Anybody who does reports one."""
    kinds = actor.in_force.policy.kinds
    return not is_outsider(actor) and any(kinds.get(role) == "staff" for role in actor.roles)


def require_handler(actor: Actor) -> None:
    """Raises `NotFound` for who weighs no breaches: that there are any is not theirs to know."""
    if not handles(actor):
        raise NotFound("There are no breaches here for you.")


def version_of(actor: Actor, moment: datetime, *, using: str = "default") -> InForce:
    """The version that was in force when the breach was noticed."""
    day = clock.day_of(moment)
    if day >= actor.in_force.regulation.in_force_from:
        return actor.in_force
    return in_force(actor.organisation_id, day, using=using)


def weighed(row: Breach) -> Weighed | None:
    """How it was weighed; None before."""
    if not row.risk:
        return None
    return Weighed(risk=row.risk, became_public=row.became_public, unreadable=row.unreadable)


def first_duty(version: InForce, aware_at: datetime, found: Weighed | None) -> Duty | None:
    """The duty to tell the authority that comes first; None where nothing asks it."""
    duties = tells_authority(version.regulation, version.laws, aware_at, found)
    return duties[0] if duties else None
