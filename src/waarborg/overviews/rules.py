"""What the regulation says of overviews, for whoever stands at the door."""

from __future__ import annotations

from waarborg.gate.actors import Actor
from waarborg.gate.door import Claims
from waarborg.gate.policies import InForce
from waarborg.kernel.errors import NotFound
from waarborg.policy.model.access import Permit
from waarborg.policy.overviews import COUNT, OverviewRow, overview_row
from waarborg.policy.terms_places import placed


def rule_of(actor: Actor) -> OverviewRow:
    """The regulation's rule. Raises `NotFound` where it lets no overviews be made, or not by this actor."""
    row = overview_row(actor.in_force.regulation, actor.in_force.policy)
    if row is None or not set(row.roles) & set(actor.roles):
        raise NotFound("The regulation lets you see no overviews.")
    return row


def sees_overviews(actor: Actor) -> bool:
    """Is there anything to see for this actor?"""
    row = overview_row(actor.in_force.regulation, actor.in_force.policy)
    return row is not None and bool(set(row.roles) & set(actor.roles))


def stated(in_force: InForce) -> Claims:
    """What is stated by counting: groups alone, for the purpose that the regulation counts for."""
    purposes = (
        purpose
        for found in placed(in_force.regulation, Permit)
        if COUNT in found.rule.permit
        for purpose in found.rule.purposes
    )
    return Claims(facts=("aggregated",), purpose=next(purposes, None))
