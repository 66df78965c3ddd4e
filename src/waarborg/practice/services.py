"""Proposing a way of working, and deciding on it. Who may do which stands in the regulation (`propose`, `define`)."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext as _

from waarborg.gate.actors import Actor
from waarborg.gate.door import Claims, Door, open_door
from waarborg.kernel import clock
from waarborg.kernel.errors import Conflict, InvalidInput, NotFound
from waarborg.kernel.identifiers import new_id
from waarborg.ledger.vocabulary import Kind
from waarborg.practice.document import Way, parsed, sha256_of, written
from waarborg.practice.filling import check
from waarborg.practice.letter_texts import check_texts
from waarborg.practice.models import PracticeVersion
from waarborg.practice.selectors import versions

SECOND_PERSON = Claims(facts=("second_person_agreed",))
"""What is stated by deciding on what others proposed. The database checks it too."""


def propose(actor: Actor, way: Way, *, base: int | None = None) -> UUID:
    """Propose a way of working; whoever may define it without a second person thereby does.

    `base` is the number that was being changed. Raises `Refused`, `Conflict` when there is a newer one by now, and
    `InvalidInput` for a template that names what the regulation does not know, or a letter that lacks what it needs.
    """
    source = written(way)
    if parsed(source) != way:
        raise InvalidInput(_("This way of working cannot be written down."))
    with open_door(actor, "propose") as door:
        door.require_anywhere()
        check(way.templates, actor.in_force)
        check_texts(way.letter_texts)
        newest = _newest(door)
        number = newest.number if newest else 0
        if base is not None and base != number:
            raise Conflict("Somebody else changed the way of working in the meantime.")
        made = PracticeVersion(
            id=new_id(),
            organisation_id=actor.organisation_id,
            number=number + 1,
            sha256=sha256_of(source),
            source=source,
            proposed_by_id=actor.somebody,
            proposed_at=clock.now(),
        )
        made.decision_id = door.note(Kind.PRACTICE_PROPOSED, details={"version": str(made.pk), "number": made.number})
        PracticeVersion.objects.bulk_create([made])
        categories = (None, *actor.in_force.policy.categories)
        if any(door.decide(category, action="define").allowed for category in categories):
            door.turn_to("define")
            _approve(door, made)
    return made.pk


def approve(actor: Actor, version_id: UUID) -> None:
    """Let a proposal come into force. Raises `Refused`, `NotFound`, and `Conflict` when it is not the newest."""
    claims = _stated(actor)
    with open_door(actor, "define", claims=claims) as door:
        _approve(door, _undecided(door, version_id))


def decline(actor: Actor, version_id: UUID) -> None:
    """Let a proposal not come into force. Raises `Refused`, `NotFound` and `Conflict`."""
    claims = _stated(actor)
    with open_door(actor, "define", claims=claims) as door:
        version = _undecided(door, version_id)
        door.require_anywhere()
        decision = door.note(Kind.PRACTICE_DECLINED, details={"version": str(version.pk), "number": version.number})
        PracticeVersion.objects.filter(pk=version.pk).update(
            declined_by_id=actor.somebody, declined_at=clock.now(), decided_decision_id=decision
        )


def _stated(actor: Actor) -> Claims:
    """A second person agrees only where nothing of what waits is of their own hand."""
    waiting = []
    for version in versions(actor):
        if version.approved:
            break
        waiting.append(version)
    return Claims() if any(version.own for version in waiting if not version.declined) else SECOND_PERSON


def _approve(door: Door, version: PracticeVersion) -> None:
    door.require_anywhere()
    decision = door.note(Kind.PRACTICE_ADOPTED, details={"version": str(version.pk), "number": version.number})
    PracticeVersion.objects.filter(pk=version.pk).update(
        approved_by_id=door.actor.somebody, approved_at=clock.now(), decided_decision_id=decision
    )


def _undecided(door: Door, version_id: UUID) -> PracticeVersion:
    version = PracticeVersion.objects.filter(pk=version_id, organisation_id=door.actor.organisation_id).first()
    if version is None:
        raise NotFound("There is no such proposal here.")
    newest = _newest(door)
    if version.approved_at or version.declined_at or newest is None or newest.pk != version.pk:
        raise Conflict("This proposal has been decided on, or there is a newer one.")
    return version


def _newest(door: Door) -> PracticeVersion | None:
    return PracticeVersion.objects.filter(organisation_id=door.actor.organisation_id).order_by("-number").first()
