"""Where the regulation has data go at the end of an agreement, and who may see to that."""

from __future__ import annotations

from waarborg.disclosures.choices import BY_LINK
from waarborg.disclosures.ways import HAND_OVER, Way, grounds
from waarborg.gate.actors import Actor
from waarborg.gate.door import Claims
from waarborg.handing_over.models import HandOver
from waarborg.kernel.errors import NotFound
from waarborg.policy.hand_overs import HandOverRow, hand_over_of, hand_over_rows
from waarborg.policy.possible import possible

GROUND = "contract"
"""The ground of what is done because of an agreement, where the rules take it."""


def hands_over(actor: Actor) -> bool:
    """May this person hand over, and does the regulation have anything go at the end of an agreement?"""
    policy = actor.in_force.policy
    return bool(hand_over_rows(actor.in_force.regulation)) and possible(policy, actor.roles, HAND_OVER)


def must_hand_over(actor: Actor) -> None:
    """Raises `NotFound` for who does not hand over: there is no such page for them."""
    if not hands_over(actor):
        raise NotFound("There is nothing to hand over here.")


def rule_for(actor: Actor, principal: str) -> HandOverRow:
    """The rule for a principal of this kind. Raises `NotFound` where the regulation has none."""
    found = hand_over_of(actor.in_force.regulation, principal)
    if found is None:
        raise NotFound("The regulation has nothing go to this principal.")
    return found


def way_of(actor: Actor, row: HandOverRow) -> Way:
    """The way out that it is: for the main purpose, by a link that works once."""
    purpose = actor.in_force.main_purpose or ""
    able = grounds(actor, row.to, purpose, HAND_OVER)
    ground = GROUND if GROUND in able else next(iter(able), "")
    return Way(act=HAND_OVER, recipient=row.to, purpose=purpose, ground=ground, channel=BY_LINK)


def claims_of_row(row: HandOver, to: str, channel: str = BY_LINK) -> Claims:
    """The claims of an act about a hand-over that was begun; it is given by its link, and may be fetched otherwise."""
    return Claims(
        purpose=row.purpose,
        ground=row.ground,
        channel=channel,
        recipient=to,
        party=row.party_id,
        facts=tuple(row.claims),
    )
