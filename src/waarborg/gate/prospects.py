"""What the rules would say of a dossier that is not there yet: asked beforehand, and of many alike at once.

Nothing is done and nothing is opened by asking: the answer is given again by the door, and by row-level security from
the rows themselves, when it comes to it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import connections

from waarborg.gate.actors import Actor
from waarborg.gate.door import in_context
from waarborg.gate.scopes import REGISTRY, Outline, actor_facts
from waarborg.gate.unit import Claims, Door, stated
from waarborg.kernel.context import Context


def prospect(actor: Actor, action: str, claims: Claims, given: Mapping[str, Any], moment: datetime) -> Door:
    """A door to ask at, for a dossier as `given` outlines it. It is not open: nothing is written through it.

    `given` is shaped as the outline of a dossier that is there (`gate.outline` in PostgreSQL).
    """
    context = Context(
        organisation_id=actor.organisation_id,
        actor_id=actor.account_id,
        roles=actor.roles,
        action=action,
        strong=actor.strong,
        moment=moment,
        **stated(actor, claims),
    )
    outline = Outline(given, context)
    true, false = actor_facts(given, actor.strong)
    return Door(
        actor=actor,
        action=action,
        claims=claims,
        context=context,
        outline=outline,
        scopes=REGISTRY.scopes(outline, actor.account_id) if REGISTRY.scopes else (),
        actor_true=true,
        actor_false=false,
        using="",
    )


def known_of(actor: Actor, *, using: str = "default") -> Mapping[str, Any]:
    """What the outline of any dossier says of the actor: roles held and texts signed. No dossier. One statement."""
    with in_context(actor, using=using), connections[using].cursor() as cursor:
        cursor.execute("select gate.outline(null)")
        (given,) = cursor.fetchone()
    return dict(json.loads(given) if isinstance(given, str) else given)
