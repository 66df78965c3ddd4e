"""What is done to the frame: dossiers, trajectories, assignments. Each act is one unit of work."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.utils.translation import gettext as _

from waarborg.dossiers.assignments import place
from waarborg.dossiers.catalogue import catalogue_of
from waarborg.dossiers.closing import ACT, close_dossier_in
from waarborg.dossiers.models import Dossier, Person, Trajectory
from waarborg.dossiers.numbering import next_number
from waarborg.dossiers.passed_on import must_have_signed_under
from waarborg.dossiers.records import NewRecord, stated, write
from waarborg.gate.actors import Actor
from waarborg.gate.door import Claims, Door, in_context, open_door
from waarborg.kernel import clock
from waarborg.kernel.errors import InvalidInput
from waarborg.kernel.identifiers import new_id
from waarborg.ledger.vocabulary import Kind
from waarborg.parties.models import Contract, Party
from waarborg.parties.services import come_by_oneself


@dataclass(frozen=True, slots=True, kw_only=True)
class NewTrajectory:
    """A commission: whose, of what type, under which contract, with which days.

    Without `principal_id` it is of the person themself, who comes without being sent.
    """

    principal_id: UUID | None
    type: str
    referred_on: date
    contract_id: UUID | None = None
    phase: str = "referral"
    own_phase: str = ""
    goal: str = ""
    acts_as: str = "controller"
    for_illness: bool = False
    hours_granted: Decimal | None = None
    first_interview_on: date | None = None
    plan_approved_on: date | None = None
    started_on: date | None = None
    planned_end_on: date | None = None
    placed_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NewDossier:
    """What a dossier starts with: one trajectory, who works on it, and first records as far as the actor may."""

    trajectory: NewTrajectory
    opened_on: date | None = None
    minor: bool | None = None
    coach_id: UUID | None = None
    records: Sequence[NewRecord] = ()
    handed_out_on: date | None = None


@dataclass(frozen=True, slots=True)
class Opened:
    """What was made."""

    dossier_id: UUID
    person_id: UUID
    trajectory_id: UUID
    number: str


def open_dossier(actor: Actor, new: NewDossier) -> Opened:
    """Open a dossier with its first trajectory. All of it or nothing.

    Whoever opens it for themself is assigned at once; another is assigned when the actor may assign. With nobody to
    work on it, who opened it keeps it until somebody is assigned. Records are written only as far as the actor may
    write them. Raises `Refused` and `InvalidInput`.
    """
    with open_door(actor, "open_dossier", claims=_known_beforehand(actor, new.trajectory)) as door:
        door.require_anywhere()
        made = Opened(new_id(), new_id(), new_id(), next_number(new.opened_on or clock.today()))
        decision = door.note(Kind.DOSSIER_OPENED, dossier_id=made.dossier_id)
        Person.objects.bulk_create(
            [
                Person(
                    id=made.person_id,
                    organisation_id=actor.organisation_id,
                    minor=new.minor,
                    decision_id=decision,
                    created_at=clock.now(),
                )
            ]
        )
        Dossier.objects.bulk_create(
            [
                Dossier(
                    id=made.dossier_id,
                    organisation_id=actor.organisation_id,
                    person_id=made.person_id,
                    number=made.number,
                    opened_on=new.opened_on or clock.today(),
                    regulation_handed_out_on=new.handed_out_on,
                    decision_id=decision,
                )
            ]
        )
        _add_trajectory(door, made.dossier_id, new.trajectory, decision, made.trajectory_id)
        if new.coach_id:
            _give_work(door, made, new.coach_id, new.trajectory.referred_on, decision)
        elif actor.account_id:
            if new.trajectory.contract_id:
                must_have_signed_under(door, new.trajectory.contract_id, actor.account_id)
            place(
                door,
                made.dossier_id,
                made.trajectory_id,
                actor.account_id,
                decision,
                from_on=clock.today(),
                until_assigned=True,
            )
        if new.records:
            _write_first(door, made, new.records)
    return made


def _write_first(door: Door, made: Opened, records: Sequence[NewRecord]) -> None:
    """The first records, each for the purpose that it serves, and with its reason where one is asked."""
    catalogue, main = catalogue_of(door.actor.in_force), door.actor.in_force.main_purpose
    for record in records:
        entry = catalogue.entry(record.category)
        door.turn_to("write", made.dossier_id, claims=stated(entry, record.purpose or entry.serves(main)))
        write(door, record, trajectory_id=made.trajectory_id)


def _known_beforehand(actor: Actor, new: NewTrajectory) -> Claims:
    """What a rule may ask before there is anything to read it from: does the agreement run that this rests on?"""
    if new.contract_id is None or new.principal_id is None:
        return Claims()
    with in_context(actor):
        contract = Contract.objects.filter(pk=new.contract_id, party_id=new.principal_id).first()
    day = new.referred_on
    runs = contract and contract.starts_on <= day and (contract.ends_on is None or day <= contract.ends_on)
    return Claims(facts=("contract_running",)) if runs else Claims()


def _give_work(door: Door, made: Opened, coach_id: UUID, from_on: date, decision: UUID) -> None:
    if coach_id != door.actor.account_id:
        door.turn_to("assign", made.dossier_id)
        door.require_anywhere()
        decision = door.note(Kind.ASSIGNMENT_MADE, dossier_id=made.dossier_id, details={"account": str(coach_id)})
    place(door, made.dossier_id, made.trajectory_id, coach_id, decision, from_on=from_on)


def open_trajectory(actor: Actor, dossier_id: UUID, new: NewTrajectory) -> UUID:
    """A further commission for the same person. Raises `Refused` and `NotFound`."""
    with open_door(actor, "open_dossier", dossier_id=dossier_id, claims=_known_beforehand(actor, new)) as door:
        door.require_anywhere()
        door.dossier  # noqa: B018 - raises when there is none
        decision = door.note(Kind.TRAJECTORY_OPENED)
        return _add_trajectory(door, dossier_id, new, decision, new_id())


def _add_trajectory(door: Door, dossier_id: UUID, new: NewTrajectory, decision: UUID, trajectory_id: UUID) -> UUID:
    if new.principal_id is None:
        party: Party | None = come_by_oneself(door)
    else:
        party = Party.objects.filter(pk=new.principal_id, organisation_id=door.actor.organisation_id).first()
    if party is None:
        raise InvalidInput(_("Choose a principal."), {"principal": _("Choose a principal from the list.")})
    if new.contract_id and not Contract.objects.filter(pk=new.contract_id, party=party).exists():
        raise InvalidInput(_("Choose a contract."), {"contract": _("This contract is not one of this principal.")})
    Trajectory.objects.bulk_create(
        [
            Trajectory(
                id=trajectory_id,
                organisation_id=door.actor.organisation_id,
                dossier_id=dossier_id,
                principal=party,
                principal_kind=party.kind,
                contract_id=new.contract_id,
                acts_as=new.acts_as,
                type=new.type,
                phase=new.phase,
                own_phase=new.own_phase,
                goal=new.goal,
                for_illness=new.for_illness,
                hours_granted=new.hours_granted,
                referred_on=new.referred_on,
                first_interview_on=new.first_interview_on,
                plan_approved_on=new.plan_approved_on,
                started_on=new.started_on,
                planned_end_on=new.planned_end_on,
                placed_on=new.placed_on,
                decision_id=decision,
            )
        ]
    )
    return trajectory_id


def close_dossier(actor: Actor, dossier_id: UUID, *, on: date) -> None:
    """Close a dossier: its terms begin to run. Raises `Refused`, `NotFound`, `InvalidInput` while a trajectory runs."""
    with open_door(actor, ACT, dossier_id=dossier_id) as door:
        door.require_anywhere()
        close_dossier_in(door, on=on)
