"""What a withdrawal or an objection stops: whatever waited does not go, and a link that nobody used yet is closed.
Taking back the approval of a version does the same for what holds it.

It happens in the act of withdrawing or objecting, so that there is no moment in between.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from uuid import UUID

from waarborg.disclosures.choices import DisclosureState, StopReason
from waarborg.disclosures.models import Disclosure, OneTimeLink
from waarborg.dossiers.declarations import Withdrawn, when_withdrawn
from waarborg.dossiers.objections import Objected, when_objected
from waarborg.gate.door import Door
from waarborg.gate.policies import InForce
from waarborg.kernel import clock
from waarborg.ledger.vocabulary import Kind


def register() -> None:
    """Let the withdrawal of a declaration, and an objection, reach what waits."""
    when_withdrawn(on_withdrawn)
    when_objected(on_objected)


def on_withdrawn(withdrawal: Withdrawn) -> None:
    """Stop what rests on it."""
    if withdrawal.on > clock.today():
        return  # until that day it holds; giving and fetching weigh again
    in_force = withdrawal.door.actor.in_force
    _stop(withdrawal.door, lambda row: rests_on(in_force, row, withdrawal.fact), StopReason.CONSENT_WITHDRAWN)


def on_objected(objection: Objected) -> None:
    """Stop what it closes."""
    in_force = objection.door.actor.in_force
    _stop(objection.door, lambda row: closed_by(in_force, row, objection.facts), StopReason.OBJECTED)


def on_approval_ended(door: Door, record_id: UUID, fact: str) -> None:
    """Stop what holds a record whose approval was taken back, and goes by a rule that asks it."""
    in_force = door.actor.in_force

    def reached(row: Disclosure) -> bool:
        holds = row.items.using(door.using).filter(record_id=record_id).exists()
        return holds and rests_on(in_force, row, fact)

    _stop(door, reached, StopReason.APPROVAL_ENDED)


def _stop(door: Door, reached: Callable[[Disclosure], bool], why: StopReason) -> None:
    """Stop what waits in the dossier in focus, and close what nobody fetched, as far as it is reached."""
    dossier_id = UUID(door.dossier["id"])
    here = Disclosure.objects.using(door.using).filter(dossier_id=dossier_id).defer("sealed", "sealed_copy")
    # Locked, so that what is given at this moment is given first, and its link found below.
    for row in here.filter(state=DisclosureState.PREPARED).order_by("pk").select_for_update():
        if reached(row):
            _note(door, row.pk, why)
            Disclosure.objects.using(door.using).filter(pk=row.pk).update(
                state=DisclosureState.STOPPED, why=why, ended_at=clock.now()
            )
    unused = {"link__fetched_at__isnull": True, "link__closed_at__isnull": True, "link__isnull": False}
    for row in here.filter(state=DisclosureState.GIVEN, **unused):
        if reached(row):
            _note(door, row.pk, why)
            OneTimeLink.objects.using(door.using).filter(disclosure_id=row.pk).update(closed_at=clock.now())


def _note(door: Door, disclosure_id: UUID, why: StopReason) -> None:
    door.note(Kind.DISCLOSURE_STOPPED, details={"disclosure": str(disclosure_id), "why": why.value})


def rests_on(in_force: InForce, row: Disclosure, fact: str) -> bool:
    """Does a rule by which it goes need this fact?"""
    policy = in_force.policy
    needed = policy.vocabulary.mask(fact)
    return any(rule.when & needed for name in row.rules for rule in policy.rule(name) if rule.permit)


def closed_by(in_force: InForce, row: Disclosure, facts: Iterable[str]) -> bool:
    """Does a prohibition close it, now that one of these facts is so?"""
    policy = in_force.policy
    known = policy.vocabulary.mask(*facts)
    asked = {"recipient": row.recipient, "purpose": row.purpose, "ground": row.ground, "channel": row.channel}
    return any(
        rule.when & known and all(asked.get(name, "") in words for name, words in rule.named if name in asked)
        for rule in policy.rules
        if not rule.permit and (rule.actions is None or "disclose" in rule.actions)
    )
