"""A hand-over made, as a job: client after client, each in a unit of work of its own. Whom it fails for is reported.

    begin(actor, hand_over_id)                   who may hand over begins it; the worker goes on
    step(organisation_id, hand_over_id)          the worker's: a few dossiers; is there more?
    halfway(organisation_id)                     what stopped halfway

What was made is passed over, so that a step may be done again after a crash.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import OperationalError
from django.utils.translation import gettext as _

from waarborg.disclosures.preparing import WHY, NewDisclosure, keep_ready
from waarborg.disclosures.ways import HAND_OVER
from waarborg.gate.actors import Actor, actor_at, system_at
from waarborg.gate.door import Claims, Door, in_context, open_door
from waarborg.handing_over.asking import ask_to_give
from waarborg.handing_over.choices import HandOverState, PartState
from waarborg.handing_over.models import HandOver, HandOverPart, LeftBehind
from waarborg.handing_over.planning import dossiers_under
from waarborg.handing_over.rules import claims_of_row, must_hand_over, rule_for, way_of
from waarborg.handing_over.telling import BEFOREHAND, write_letter
from waarborg.handing_over.weighing import ForPrincipal, lines_of, weigh_for
from waarborg.kernel import clock
from waarborg.kernel.errors import Conflict, NotFound
from waarborg.kernel.identifiers import new_id
from waarborg.ledger.vocabulary import Kind
from waarborg.policy.phrases import Language

STEP = 10
"""Dossiers in one job: between two of them other work has its turn."""
HALFWAY = timedelta(minutes=5)
"""After this long without moving, the worker that was at it is gone."""
WORKER = "worker"
OPEN = (HandOverState.DUE, HandOverState.READY, HandOverState.NOTHING)

log = logging.getLogger(__name__)


def begin(actor: Actor, hand_over_id: UUID, *, language: Language = "nl") -> None:
    """Begin it, or go on with those for whom it failed. Raises `NotFound`, and `Conflict` while it is being made."""
    must_hand_over(actor)
    with open_door(actor, HAND_OVER) as door:
        row = row_in(door, hand_over_id)
        if row.state not in OPEN:
            raise Conflict(_("It is being made, or it was given already."))
        way = way_of(actor, rule_for(actor, row.party.kind))
        door.note(Kind.HAND_OVER_BEGUN, details={"hand_over": str(row.pk)})
        row.parts.using(door.using).filter(state=PartState.FAILED).update(state=PartState.WAITING)
        HandOver.objects.using(door.using).filter(pk=row.pk).update(
            state=HandOverState.MAKING,
            purpose=way.purpose or "",
            ground=way.ground or "",
            language=language,
            account_id=actor.somebody,
            roles=list(actor.roles),
            strong=actor.strong,
            total=len(dossiers_under(row.contract_id, using=door.using)),
            began_at=clock.now(),
            moved_at=clock.now(),
        )


def row_in(door: Door, hand_over_id: UUID) -> HandOver:
    """One of this organisation's, with its party and agreement. Raises `NotFound`."""
    found = HandOver.objects.using(door.using).select_related("party", "contract").filter(pk=hand_over_id).first()
    if found is None:
        raise NotFound("There is no such hand-over here.")
    return found


def step(organisation_id: UUID, hand_over_id: UUID, *, using: str = WORKER) -> bool:
    """Make the next few, as whoever began it; is there more to do?"""
    system = system_at(organisation_id, using=using)
    with in_context(system, HAND_OVER, using=using):
        row = HandOver.objects.using(using).select_related("party", "contract").filter(pk=hand_over_id).first()
        found = _next(row, using) if row and row.state == HandOverState.MAKING else []
        before = _letters(row, found, using) if row else {}
    if row is None or row.state != HandOverState.MAKING:
        return False
    if not found:
        _end(system, row, using)
        return False
    assert row.account_id is not None  # noqa: S101 - somebody began it
    actor = actor_at(row.account_id, organisation_id, strong=row.strong, using=using).as_roles(*row.roles)
    for dossier_id in found:
        _one(actor, row, dossier_id, using)
        _ask_to_give(system, row, dossier_id, before.get(dossier_id), using)
        _change(system, row.pk, using, moved_at=clock.now())
    return True


def halfway(organisation_id: UUID, *, using: str = WORKER) -> list[UUID]:
    """What stopped halfway in one organisation."""
    system = system_at(organisation_id, using=using)
    with in_context(system, HAND_OVER, using=using):
        still = HandOver.objects.using(using).filter(state=HandOverState.MAKING, moved_at__lte=clock.now() - HALFWAY)
        return list(still.values_list("pk", flat=True))


def _next(row: HandOver, using: str) -> list[UUID]:
    made = row.parts.using(using).exclude(state=PartState.WAITING).values_list("dossier_id", flat=True)
    done = set(made)
    return [one for one in dossiers_under(row.contract_id, using=using) if one not in done][:STEP]


def _one(actor: Actor, row: HandOver, dossier_id: UUID, using: str) -> None:
    """One dossier. Whatever goes wrong with it, it is written down and the others go on."""
    try:
        _make(actor, row, dossier_id, using)
    except OperationalError:
        raise  # the database itself is away: all of it goes on later
    except Exception as wrong:  # noqa: BLE001 - one client who fails stops none of the others
        log.warning("a dossier could not be handed over: %s", type(wrong).__name__)
        with open_door(actor, HAND_OVER, dossier_id=dossier_id, claims=_claims(actor, row), using=using) as door:
            door.note(Kind.HAND_OVER_WEIGHED, details={"hand_over": str(row.pk)})
            _keep_part(door, row, state=PartState.FAILED)


def _letters(row: HandOver, dossiers: Sequence[UUID], using: str) -> dict[UUID, UUID]:
    """The letters of those that are made again."""
    parts = row.parts.using(using).filter(dossier_id__in=dossiers, letter_id__isnull=False)
    return dict(parts.values_list("dossier_id", "letter_id"))


def _ask_to_give(system: Actor, row: HandOver, dossier_id: UUID, before: UUID | None, using: str) -> None:
    with in_context(system, HAND_OVER, using=using):
        part = row.parts.using(using).select_related("hand_over").filter(dossier_id=dossier_id).first()
    if part is not None:
        ask_to_give(system, part, instead_of=before, using=using)


def _claims(actor: Actor, row: HandOver) -> Claims:
    return claims_of_row(row, rule_for(actor, row.party.kind).to)


def _make(actor: Actor, row: HandOver, dossier_id: UUID, using: str) -> None:
    with open_door(actor, HAND_OVER, dossier_id=dossier_id, claims=_claims(actor, row), using=using) as door:
        found = weigh_for(door, row)
        going = found.weighed.going
        door.note(Kind.HAND_OVER_WEIGHED, details={"hand_over": str(row.pk)})
        part = _keep_part(door, row, state=PartState.READY if going else PartState.NOTHING)
        _keep_stays(door, part, found)
        if not going:
            return
        new = NewDisclosure(
            asked=found.weighed.asked,
            records=frozenset(one.record.id for one in going),
            reasons={WHY: _reason(row)},
            language="en" if row.language == "en" else "nl",
            line=lines_of([one for one in going if one.fields]),
        )
        going = [one.with_files() for one in going]
        part.disclosure_id = keep_ready(door, found.weighed, new, going)
        telling = next((one.answer for one in going if one.answer.obligations.tell_client == BEFOREHAND), None)
        if telling is not None:
            part.letter_id = write_letter(door, row, found.weighed, telling)
        HandOverPart.objects.using(door.using).filter(pk=part.pk).update(
            disclosure_id=part.disclosure_id, letter_id=part.letter_id
        )


def _reason(row: HandOver) -> str:
    return _("The agreement ended on %(day)s.") % {"day": row.contract.ends_on}


def _keep_part(door: Door, row: HandOver, *, state: PartState) -> HandOverPart:
    assert door.decision_id is not None  # noqa: S101 - noted just before
    dossier_id = UUID(door.dossier["id"])
    part = row.parts.using(door.using).filter(dossier_id=dossier_id).first()
    if part is not None:
        HandOverPart.objects.using(door.using).filter(pk=part.pk).update(
            state=state, disclosure_id=None, letter_id=None, decision_id=door.decision_id
        )
        part.decision_id = door.decision_id
        return part
    part = HandOverPart(
        id=new_id(),
        organisation_id=row.organisation_id,
        hand_over_id=row.pk,
        dossier_id=dossier_id,
        state=state,
        decision_id=door.decision_id,
    )
    HandOverPart.objects.using(door.using).bulk_create([part])
    return part


def _keep_stays(door: Door, part: HandOverPart, found: ForPrincipal) -> None:
    LeftBehind.objects.using(door.using).filter(part_id=part.pk).delete()
    LeftBehind.objects.using(door.using).bulk_create(
        LeftBehind(
            id=new_id(),
            organisation_id=part.organisation_id,
            part_id=part.pk,
            dossier_id=part.dossier_id,
            category=one.category,
            why=one.why,
            articles=list(one.articles),
            items=one.items,
            decision_id=part.decision_id,
        )
        for one in found.stays
    )


def _end(system: Actor, row: HandOver, using: str) -> None:
    """Everything was looked at: something is ready or failed, or there is nothing to hand over."""
    with in_context(system, HAND_OVER, using=using):
        states = set(row.parts.using(using).values_list("state", flat=True))
    nothing = states <= {PartState.NOTHING.value}
    told = _tells(system, row, using)
    _change(
        system,
        row.pk,
        using,
        state=HandOverState.NOTHING if nothing else HandOverState.READY,
        claims=told[0],
        told_before=told[1],
        moved_at=clock.now(),
    )


def _tells(system: Actor, row: HandOver, using: str) -> tuple[Sequence[str], bool]:
    """What was stated of those that are ready, and whether their clients are told first."""
    with in_context(system, HAND_OVER, using=using):
        ready = row.parts.using(using).filter(state=PartState.READY)
        claims = {fact for facts in ready.values_list("disclosure__claims", flat=True) for fact in facts or ()}
        return sorted(claims), ready.filter(letter__isnull=False).exists()


def _change(system: Actor, hand_over_id: UUID, using: str, **changes: Any) -> None:
    with in_context(system, HAND_OVER, using=using):
        HandOver.objects.using(using).filter(pk=hand_over_id, state=HandOverState.MAKING).update(**changes)
