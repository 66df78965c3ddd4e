"""What faces ask: begin a hand-over, tell its clients, give it; the worker does what is long.

For the rest they call `giving` (give, link_again, record_receipt) and `telling` (told_by_hand).
"""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext as _

from waarborg.gate.actors import Actor
from waarborg.handing_over import giving, making
from waarborg.handing_over.jobs import make, tell
from waarborg.handing_over.rules import must_hand_over
from waarborg.kernel.errors import Conflict
from waarborg.policy.phrases import Language


def begin(actor: Actor, hand_over_id: UUID, *, language: Language = "nl") -> None:
    """Have it made, or those for whom it failed tried again. Raises `NotFound` and `Conflict`."""
    making.begin(actor, hand_over_id, language=language)
    make.defer(organisation_id=str(actor.organisation_id), hand_over_id=str(hand_over_id))


def tell_all(actor: Actor, hand_over_id: UUID) -> None:
    """Have every client told who can be reached by e-mail and was not told yet. Raises `NotFound`, `Conflict`."""
    must_hand_over(actor)
    if not actor.strong:
        raise Conflict(_("Sign in with a second step first."))
    tell.defer(
        organisation_id=str(actor.organisation_id),
        hand_over_id=str(hand_over_id),
        account_id=str(actor.somebody),
    )


def give(actor: Actor, hand_over_id: UUID, *, address: str) -> str:
    """Let it go; what changed since is made again first. Raises as `giving.give` does."""
    try:
        return giving.give(actor, hand_over_id, address=address)
    except giving.Changed:
        make.defer(organisation_id=str(actor.organisation_id), hand_over_id=str(hand_over_id))
        raise
