"""Making a draft, putting it forward, deciding on it. Who may do which stands in the regulation (`propose`, `define`).

Nobody changes the regulation alone: who approves is another than who put it forward, and PostgreSQL holds that too.
"""

from __future__ import annotations

import hashlib
from uuid import UUID

from django.utils.translation import gettext as _

from waarborg.adoption.selectors import adopted_days
from waarborg.drafting.choices import Why
from waarborg.drafting.examining import day_of, examine
from waarborg.drafting.models import Draft
from waarborg.drafting.selectors import draft_in_hand, text_in_force
from waarborg.gate.actors import Actor
from waarborg.gate.door import Claims, Door, open_door
from waarborg.kernel import clock
from waarborg.kernel.errors import Conflict, InvalidInput, NotFound
from waarborg.kernel.identifiers import new_id
from waarborg.ledger.vocabulary import Kind

LONGEST = 400_000
"""Characters of a text."""
SECOND_PERSON = Claims(facts=("second_person_agreed",))
"""What is stated by deciding on what another put forward. The database refuses whoever put it forward themself."""


def begin(actor: Actor) -> int:
    """Begin a draft from the version in force. Raises `Refused`, and `Conflict` when there is one already."""
    if draft_in_hand(actor):
        raise Conflict(_("There is a draft already."))
    return keep(actor, text_in_force(actor), why=Why.BEGUN)


def keep(actor: Actor, source: str, *, why: Why = Why.TEXT, base: int | None = None) -> int:
    """Keep a text as the next number, whether it is right already or not; return the number.

    `base` is the number that was being changed. Raises `Refused`, `Conflict` when there is a newer one by now, and
    `InvalidInput` for what is far too long.
    """
    if len(source) > LONGEST or "\x00" in source:
        raise InvalidInput(_("This is no text of a regulation."), {"source": _("This is no text of a regulation.")})
    source = source.replace("\r\n", "\n")
    with open_door(actor, "propose") as door:
        door.require_anywhere()
        newest = _newest(door)
        number = newest.number if newest else 0
        if base is not None and base != number:
            raise Conflict(_("Somebody else changed the draft in the meantime."))
        made = Draft(
            id=new_id(),
            organisation_id=actor.organisation_id,
            number=number + 1,
            sha256=hashlib.sha256(source.encode("utf-8")).hexdigest(),
            source=source,
            in_force_from=day_of(source),
            why=why,
            made_by_id=actor.somebody,
            made_at=clock.now(),
        )
        made.decision_id = door.note(Kind.REGULATION_DRAFT_MADE, details={"draft": str(made.pk), "number": made.number})
        Draft.objects.bulk_create([made])
    return made.number


def put_forward(actor: Actor, draft_id: UUID) -> None:
    """Say that a draft is as it should be. Raises `Refused`, `NotFound`, `Conflict`, and `InvalidInput` if not."""
    with open_door(actor, "propose") as door:
        door.require_anywhere()
        draft = _in_hand(door, draft_id)
        if draft.proposed_at:
            raise Conflict(_("This draft was put forward already."))
        _can_go(draft)
        door.note(Kind.REGULATION_DRAFT_PUT_FORWARD, details={"draft": str(draft.pk), "number": draft.number})
        Draft.objects.filter(pk=draft.pk).update(proposed_by_id=actor.somebody, proposed_at=clock.now())


def approve(actor: Actor, draft_id: UUID) -> None:
    """Let what another put forward become a version; the worker adopts it. Raises as `put_forward`."""
    with open_door(actor, "define", claims=SECOND_PERSON) as door:
        door.require_anywhere()
        draft = _put_forward(door, draft_id)
        if draft.proposed_by_id == actor.account_id:
            raise Conflict(_("You put this forward yourself. Somebody else decides on it."))
        _can_go(draft)
        decision = door.note(Kind.REGULATION_DRAFT_APPROVED, details={"draft": str(draft.pk), "number": draft.number})
        Draft.objects.filter(pk=draft.pk).update(
            approved_by_id=actor.somebody, approved_at=clock.now(), decided_decision_id=decision
        )
    from waarborg.drafting.jobs import adopt_approved_in

    adopt_approved_in.defer(organisation_id=str(actor.organisation_id))


def decline(actor: Actor, draft_id: UUID) -> None:
    """Let it not become a version. Raises `Refused`, `NotFound`, `Conflict`."""
    with open_door(actor, "define", claims=SECOND_PERSON) as door:
        door.require_anywhere()
        draft = _put_forward(door, draft_id)
        decision = door.note(Kind.REGULATION_DRAFT_DECLINED, details={"draft": str(draft.pk), "number": draft.number})
        Draft.objects.filter(pk=draft.pk).update(
            declined_by_id=actor.somebody, declined_at=clock.now(), decided_decision_id=decision
        )


def _can_go(draft: Draft) -> None:
    """Nothing is lacking, and its first day is one that is still to come and has no version."""
    found = examine(draft.source)
    if not found.can_go:
        raise InvalidInput(_("Something is still lacking: look at the mistakes, findings and open decisions first."))
    if draft.in_force_from is None or draft.in_force_from <= clock.today():
        raise InvalidInput(_("Choose a first day that is still to come."))
    if draft.in_force_from in adopted_days(draft.organisation_id):
        raise InvalidInput(_("There is a version from this day already. Choose another day."))


def _put_forward(door: Door, draft_id: UUID) -> Draft:
    draft = _in_hand(door, draft_id)
    if draft.proposed_at is None:
        raise Conflict(_("Nobody put this draft forward yet."))
    return draft


def _in_hand(door: Door, draft_id: UUID) -> Draft:
    draft = Draft.objects.filter(pk=draft_id, organisation_id=door.actor.organisation_id).first()
    if draft is None:
        raise NotFound("There is no such draft here.")
    newest = _newest(door)
    if draft.approved_at or draft.declined_at or newest is None or newest.pk != draft.pk:
        raise Conflict(_("This draft has been decided on, or there is a newer one."))
    return draft


def _newest(door: Door) -> Draft | None:
    return Draft.objects.filter(organisation_id=door.actor.organisation_id).order_by("-number").first()
