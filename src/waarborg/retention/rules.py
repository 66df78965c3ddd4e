"""How the regulation in force has destruction approved."""

from __future__ import annotations

from waarborg.gate.actors import Actor
from waarborg.policy.retention_rows import ApprovalRow, approval_row


def approval_of(actor: Actor) -> ApprovalRow:
    """How many people approve a destruction, in which roles, and how long is waited."""
    return approval_row(actor.in_force.regulation, actor.in_force.policy)
