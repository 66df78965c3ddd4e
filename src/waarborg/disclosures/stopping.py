"""What a withdrawal stops: whatever waited on that consent does not go, and a link that nobody used yet is closed.

It happens in the act of withdrawing, so that there is no moment in between.
"""

from __future__ import annotations

from uuid import UUID

from waarborg.disclosures.choices import DisclosureState, StopReason
from waarborg.disclosures.models import Disclosure, OneTimeLink
from waarborg.dossiers.declarations import Withdrawn, when_withdrawn
from waarborg.gate.door import Door
from waarborg.gate.policies import InForce
from waarborg.kernel import clock
from waarborg.ledger.vocabulary import Kind


def register() -> None:
    """Let the withdrawal of a declaration reach what waits."""
    when_withdrawn(on_withdrawn)


def on_withdrawn(withdrawal: Withdrawn) -> None:
    """Stop what rests on it."""
    if withdrawal.on > clock.today():
        return  # until that day it holds; giving and fetching weigh again
    door = withdrawal.door
    dossier_id = UUID(door.dossier["id"])
    here = Disclosure.objects.using(door.using).filter(dossier_id=dossier_id).defer("sealed", "sealed_copy")
    for row in here.filter(state=DisclosureState.PREPARED):
        if _rests_on(door.actor.in_force, row, withdrawal.fact):
            _note(door, row.pk)
            Disclosure.objects.using(door.using).filter(pk=row.pk).update(
                state=DisclosureState.STOPPED, why=StopReason.CONSENT_WITHDRAWN, ended_at=clock.now()
            )
    unused = {"link__fetched_at__isnull": True, "link__closed_at__isnull": True, "link__isnull": False}
    for row in here.filter(state=DisclosureState.GIVEN, **unused):
        if _rests_on(door.actor.in_force, row, withdrawal.fact):
            _note(door, row.pk)
            OneTimeLink.objects.using(door.using).filter(disclosure_id=row.pk).update(closed_at=clock.now())


def _note(door: Door, disclosure_id: UUID) -> None:
    details = {"disclosure": str(disclosure_id), "why": StopReason.CONSENT_WITHDRAWN.value}
    door.note(Kind.DISCLOSURE_STOPPED, details=details)


def _rests_on(in_force: InForce, row: Disclosure, fact: str) -> bool:
    """Does a rule by which it goes need this fact?"""
    policy = in_force.policy
    needed = policy.vocabulary.mask(fact)
    return any(rule.when & needed for name in row.rules for rule in policy.rule(name) if rule.permit)
