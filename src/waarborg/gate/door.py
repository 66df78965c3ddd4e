"""The one door. A unit of work: transaction, signed context, facts, decision, event, rows, commit.

    with open_door(actor, "read", dossier_id=dossier_id) as door:
        door.require(category, scope)           # or: door.permitted()
        door.note(Kind.DOSSIER_READ, ...)       # the event, in the same transaction
        ...                                     # rows; row-level security asks the same rules again

A refusal rolls all of it back and is then committed alone, before the answer is given.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from uuid import UUID

from django.db import connections, transaction

from waarborg.gate.actors import Actor
from waarborg.gate.answers import Answer
from waarborg.gate.scopes import REGISTRY, actor_facts
from waarborg.gate.unit import Claims, Door, outline_of, remember
from waarborg.kernel.context import Context, enter, leave
from waarborg.kernel.errors import Refused, WaarborgError
from waarborg.ledger.entries import EventEntry
from waarborg.ledger.vocabulary import Kind

__all__ = ["Claims", "Door", "UnrecordedWork", "in_context", "must_be_allowed", "open_door"]


class UnrecordedWork(WaarborgError):
    """A unit of work was about to be committed without an event. Nothing of it is kept."""


@contextmanager
def open_door(
    actor: Actor,
    action: str,
    *,
    dossier_id: UUID | None = None,
    focus: Sequence[UUID] | None = None,
    narrow: Sequence[str] | None = None,
    claims: Claims | None = None,
    using: str = "default",
) -> Iterator[Door]:
    """Open a unit of work for one action, on one dossier or (without) on the organisation or one's own caseload.

    `focus` narrows lists to some dossiers, `narrow` to some categories.

    Raises `Refused` (recorded first), `NotFound`, and `UnrecordedWork` when
    the block ends without an event.
    """
    claims = claims or Claims()
    narrow = actor.narrow if narrow is None else narrow
    context = Context(
        organisation_id=actor.organisation_id,
        actor_id=actor.account_id,
        roles=actor.roles,
        action=action,
        version_id=actor.in_force.version_id,
        purpose=claims.purpose or actor.in_force.main_purpose,
        ground=claims.ground,
        channel=claims.channel,
        recipient=claims.recipient,
        party=claims.party,
        claims=claims.facts,
        strong=actor.strong,
        focus=(dossier_id,) if dossier_id else (tuple(focus) if focus is not None else None),
        narrow=tuple(narrow) if narrow is not None else None,
    )
    door: Door | None = None
    try:
        with transaction.atomic(using=using, durable=True):
            enter(connections[using], context)
            door = _door(actor, action, claims, context, dossier_id, using)
            yield door
            if not door.noted:
                raise UnrecordedWork(f"{action} left no event.")
    except Refused as refusal:
        if door:
            _remember_refusal(door, refusal)
        raise
    finally:
        leave(connections[using])


class _NothingDone(Exception):
    """The question was answered with yes; nothing happened that could be written down."""


def must_be_allowed(actor: Actor, action: str, *, claims: Claims | None = None, using: str = "default") -> None:
    """Ask beforehand whether an act on the organisation is allowed, for a form that leads to it.

    A no is recorded and raised as `Refused`, like any other; a yes leaves nothing, since nothing was done.
    """
    with suppress(_NothingDone), open_door(actor, action, claims=claims, using=using) as door:
        door.require_anywhere()
        raise _NothingDone


@contextmanager
def in_context(actor: Actor, action: str = "read", *, using: str = "default") -> Iterator[None]:
    """A look at what holds no client's data (one's own roles, texts to sign), under row-level security."""
    context = Context(
        organisation_id=actor.organisation_id,
        actor_id=actor.account_id,
        roles=actor.roles,
        action=action,
        version_id=actor.in_force.version_id,
        strong=actor.strong,
        focus=(),
    )
    try:
        with transaction.atomic(using=using):
            enter(connections[using], context)
            yield
    finally:
        leave(connections[using])


def _door(actor: Actor, action: str, claims: Claims, context: Context, dossier_id: UUID | None, using: str) -> Door:
    outline = outline_of(context, dossier_id, using)
    scopes = REGISTRY.scopes(outline, actor.account_id) if REGISTRY.scopes else ()
    true, false = actor_facts(outline.given, actor.strong)
    return Door(
        actor=actor,
        action=action,
        claims=claims,
        context=context,
        outline=outline,
        scopes=scopes,
        actor_true=true,
        actor_false=false,
        using=using,
    )


def _remember_refusal(door: Door, refusal: Refused) -> None:
    """Commit a refusal alone: who wanted what, and which articles said no."""
    answer: Answer = refusal.decision
    dossier = door.outline.dossier
    with transaction.atomic(using=door.using, durable=True):
        enter(connections[door.using], door.context)
        event = EventEntry(
            kind=Kind.ACCESS_REFUSED,
            dossier_id=UUID(dossier["id"]) if dossier else None,
            categories=(answer.question.category,) if answer.question.category else (),
            from_where=door.actor.from_where,
        )
        remember(door, [answer], [event], allowed=False)
