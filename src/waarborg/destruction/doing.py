"""Destroying what was approved, line by line, in steps that each are a transaction of their own.

A line remembers how far it is in the same transaction as the step itself, so that whoever is stopped half-way goes on
where they were: every step is done once. Who somebody was goes last.
"""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.db import connections

from waarborg.destruction.choices import Fate, LeftOut, State, Step
from waarborg.destruction.models import Destruction, Line
from waarborg.destruction.putting_away import put_away
from waarborg.destruction.remainder import keep_counts
from waarborg.gate.actors import Actor
from waarborg.gate.door import Claims, Door, in_context, open_door
from waarborg.kernel import clock
from waarborg.kernel.errors import Refused
from waarborg.ledger.vocabulary import Kind
from waarborg.vault.blobs import remove_blobs_of
from waarborg.vault.services import destroy

APPROVED = Claims(facts=("destruction_approved",))
"""What the worker states: PostgreSQL holds it against the list, for the program may state what it likes."""


def do(system: Actor, destruction_id: UUID, *, using: str = "worker") -> int:
    """Do what is left of an approved list whose day has come; return how many lines were brought to their end.

    A line that something stops by now, or that the rules do not let go, is left out and says so.
    """
    keep_counts(system, destruction_id, using=using)
    with in_context(system, using=using):
        waiting = list(
            Line.objects.using(using)
            .filter(destruction_id=destruction_id, left_out="", ended_at__isnull=True)
            .filter(destruction__state=State.APPROVED, destruction__not_before__lte=clock.today())
            .order_by("dossier_id", "follows", "identity", "pk")
        )
    return sum(_end(system, line, using) for line in waiting)


def done_lists(system: Actor, *, using: str = "worker") -> list[UUID]:
    """The lists that are approved and whose day has come."""
    with in_context(system, using=using):
        found = Destruction.objects.using(using).filter(state=State.APPROVED, not_before__lte=clock.today())
        return list(found.order_by("number").values_list("pk", flat=True))


def _end(system: Actor, line: Line, using: str) -> bool:
    """Take every step that this line has still to take."""
    return all(line.step >= step or _take(system, line, step, does, using) for step, does in STEPS)


def _take(system: Actor, line: Line, step: Step, does: Callable[[Door, Line], None], using: str) -> bool:
    try:
        with open_door(system, "destroy", dossier_id=line.dossier_id, claims=APPROVED, using=using) as door:
            _allowed(door, line)
            if step is not Step.EMPTIED or line.fate != Fate.PUT_AWAY:  # putting away leaves an event of its own
                door.note(WRITES[step], categories=tuple(line.categories) if step is Step.EMPTIED else ())
            does(door, line)
            line.step = step
            if step is STEPS[-1][0]:
                line.ended_at = clock.now()
            line.save(using=using, update_fields=["step", "ended_at"])
    except Refused:
        _stays(system, line, using)
        return False
    return True


def _allowed(door: Door, line: Line) -> None:
    """Ask the rules of each kind of data under the key; of what follows, about the dossier as a whole."""
    scope = next((one for one in door.scopes if one.id == line.scope_id), door.scope())
    known = [one for one in line.categories if one in door.actor.in_force.policy.categories]
    if line.fate == Fate.PUT_AWAY:
        known = []  # what a statute keeps is not destroyed by this; that nothing stops it is asked of the dossier
    for category in known:
        door.require(category, scope)
    if not known:
        door.require_anywhere()


def _stays(system: Actor, line: Line, using: str) -> None:
    """What something stops by now is not on this list any more, unless it was begun: then it waits."""
    if line.step:
        return
    with in_context(system, "destroy", using=using):
        Line.objects.using(using).filter(pk=line.pk).update(left_out=LeftOut.RULES)


def _empty(door: Door, line: Line) -> None:
    """Empty what the key sealed, everywhere; with a name also what signs in for them and what waits about them.

    What is put away is sealed elsewhere first, in the same transaction.
    """
    if line.fate == Fate.PUT_AWAY:
        put_away(door, line)
    with connections[door.using].cursor() as cursor:
        cursor.execute("select gate.empty_sealed(%s)", [line.data_key_id])
        if line.identity:
            cursor.execute("select gate.end_access(%s)", [line.dossier_id])
            cursor.execute("select gate.drop_jobs(array[%s]::uuid[])", [line.dossier_id])


def _end_key(door: Door, line: Line) -> None:
    destroy(line.organisation_id, [line.data_key_id], using=door.using)


def _remove_files(door: Door, line: Line) -> None:
    """Remove the files of the key; with the last key of somebody, the frame in which their data hung is emptied."""
    with connections[door.using].cursor() as cursor:
        cursor.execute("select gate.unhang_files(%s)", [line.data_key_id])
    remove_blobs_of(line.organisation_id, line.data_key_id, using=door.using)
    empty_frame(door, line.dossier_id)


def empty_frame(door: Door, dossier_id: UUID) -> bool:
    """Empty the frame of a dossier of which no key opens anything any more; says whether that was so."""
    with connections[door.using].cursor() as cursor:
        cursor.execute("select gate.empty_frame(%s)", [dossier_id])
        (emptied,) = cursor.fetchone()
    if emptied:
        door.note(Kind.FRAME_EMPTIED)
    return bool(emptied)


STEPS: tuple[tuple[Step, Callable[[Door, Line], None]], ...] = (
    (Step.EMPTIED, _empty),
    (Step.KEY_GONE, _end_key),
    (Step.FILES_GONE, _remove_files),
)
WRITES = {Step.EMPTIED: Kind.RECORD_DESTROYED, Step.KEY_GONE: Kind.KEY_DESTROYED, Step.FILES_GONE: Kind.FILES_DESTROYED}
"""What each step leaves in the ledger."""
