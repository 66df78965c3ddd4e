"""Handing the regulation to who is told by it: the rules about that, the ways there are, and a principal's copy.

Whoever is to get it at the start, how, and whether they sign for it is the regulation's, or else the law's.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from waarborg.gate.actors import Actor
from waarborg.gate.door import Door, in_context, open_door
from waarborg.gate.policies import InForce, in_force
from waarborg.kernel import clock
from waarborg.kernel.errors import InvalidInput, NotFound
from waarborg.kernel.identifiers import new_id
from waarborg.ledger.vocabulary import Kind
from waarborg.parties.choices import SIGNED, GivenHow, Proof
from waarborg.parties.models import Party, PartyHandOut
from waarborg.parties.services import ACT
from waarborg.policy.citing import numbered
from waarborg.policy.notices import REGULATION, Told, notices

COMPLAINTS = "complaints_procedure"
"""The notice by which the complaints procedure is handed out."""
SIGNATURE = "signature"
"""The proof by which whoever gets it signs for it."""
OF_CLIENT = (Proof.ON_SCREEN, Proof.SCAN, Proof.SENT, Proof.NOTED)
OF_PRINCIPAL = (Proof.PAPER, Proof.NOTED)
"""What can show that each of them got it."""
ORDINARY = (GivenHow.IN_PERSON.value, GivenHow.LETTER.value, GivenHow.EMAIL.value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Handed:
    """How the regulation was handed out: on which day, in which way, and what shows it."""

    on: date
    how: str
    proof: str = Proof.NOTED.value
    record_id: UUID | None = None
    """Where the scan of the paper stands that was signed."""
    complaints: bool = False
    """Did the complaints procedure go along, to a principal?"""


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedOut:
    """That the regulation was handed out: which version (by its day), when, how, what shows it, and by whom."""

    on: date
    how: GivenHow
    proof: Proof
    version_id: UUID
    since: date
    by: str
    complaints: bool = False

    @classmethod
    def of(cls, row: Any) -> HandedOut:
        """As it stands in a row of either table."""
        return cls(
            on=row.handed_on,
            how=GivenHow(row.channel),
            proof=Proof(row.proof),
            version_id=row.version_id,
            since=row.version.in_force_from,
            by=row.account.display_name if row.account else "",
            complaints=getattr(row, "complaints", False),
        )


def told_to(version: InForce, whom: str) -> Told | None:
    """The rule by which `client` or `principal` gets the regulation at the start; None when nothing says so."""
    found = notices(version.regulation, version.laws, [REGULATION])
    return next((told for told in found if whom in told.rule.to), None)


def complaints_too(version: InForce) -> Told | None:
    """The rule by which a principal gets the complaints procedure as well; None when nothing says so."""
    found = notices(version.regulation, version.laws, [COMPLAINTS])
    return next((told for told in found if "principal" in told.rule.to), None)


def ways(told: Told) -> tuple[str, ...]:
    """In which ways it may be handed out: as the rule says, or else the ordinary ones."""
    return tuple(how for how in told.rule.by if how in GivenHow.values) or ORDINARY


def proofs(told: Told | None, whom: str) -> tuple[Proof, ...]:
    """What can show that it was handed out: where the rule asks a signature, only what was signed."""
    able = OF_CLIENT if whom == "client" else OF_PRINCIPAL
    signed = told is not None and told.rule.proof == SIGNATURE
    return tuple(proof for proof in able if not signed or proof in SIGNED)


def checked(actor: Actor, handed: Handed, whom: str, told: Told | None = None) -> UUID:
    """The version that was handed out: the one in force on that day. Raises `InvalidInput` with a message per field.

    By the rule about the start, unless another (`told`) is about it, such as the one about changes.
    """
    told = told or told_to(actor.in_force, whom)
    wrong: dict[str, str] = {}
    if handed.on > clock.today():
        wrong["on"] = _("This day has not been yet.")
    if told is not None and handed.how not in ways(told):
        wrong["how"] = _("Article %(article)s names other ways.") % {"article": numbered(told.where)}
    if handed.proof not in proofs(told, whom):
        asked = told is not None and told.rule.proof == SIGNATURE
        said = _("Article %(article)s asks a signature for it.") if asked else _("Choose one from the list.")
        wrong["proof"] = said % {"article": numbered(told.where if told else "")}
    elif handed.proof == Proof.SENT and handed.how != GivenHow.EMAIL:
        wrong["proof"] = _("Only what goes by e-mail is sent from here.")
    if handed.proof == Proof.SCAN and handed.record_id is None:
        wrong["record_id"] = _("Choose the scan. Add it to the documents first.")
    if wrong:
        raise InvalidInput(_("Some things are not right yet."), wrong)
    if handed.on == clock.today():
        return actor.in_force.version_id
    return in_force(actor.organisation_id, handed.on).version_id


def hand_to_principal(actor: Actor, party_id: UUID, handed: Handed) -> UUID:
    """Record that a principal got the regulation. Raises `Refused`, `NotFound`, and `InvalidInput` per field."""
    version = checked(actor, handed, "principal")
    with open_door(actor, ACT) as door:
        door.require_anywhere()
        return hand_to_principal_in(door, party_id, handed, version)


def given_to(actor: Actor, party_id: UUID) -> Sequence[HandedOut]:
    """What a principal got, the newest first. Nothing of a client is in it."""
    with in_context(actor):
        return hand_outs_of(party_id)


def hand_to_principal_in(door: Door, party_id: UUID, handed: Handed, version: UUID) -> UUID:
    """The same in a unit of work for `assign` or `write` that was allowed; `version` is of `checked`."""
    if not Party.objects.using(door.using).filter(pk=party_id, organisation_id=door.actor.organisation_id).exists():
        raise NotFound("There is no such principal here.")
    details = {"party": str(party_id), "version": str(version), "how": handed.how}
    decision = door.note(Kind.REGULATION_HANDED_TO_PRINCIPAL, details=details)
    made = PartyHandOut(
        id=new_id(),
        organisation_id=door.actor.organisation_id,
        party_id=party_id,
        version_id=version,
        channel=handed.how,
        handed_on=handed.on,
        proof=handed.proof,
        complaints=handed.complaints,
        account_id=door.actor.account_id,
        decision_id=decision,
    )
    PartyHandOut.objects.using(door.using).bulk_create([made])
    return made.pk


def has_version(party_id: UUID, version: UUID, *, using: str = "default") -> bool:
    """Did this principal get this version? Asked in an open unit of work."""
    return PartyHandOut.objects.using(using).filter(party_id=party_id, version_id=version).exists()


def hand_outs_of(party_id: UUID, *, using: str = "default") -> Sequence[HandedOut]:
    """What this principal got, the newest first. Asked in an open unit of work."""
    rows = PartyHandOut.objects.using(using).filter(party_id=party_id).select_related("version", "account")
    return [HandedOut.of(row) for row in rows.order_by("-handed_on", "-id")]
