"""The intake: what is asked at the start, from the regulation and its catalogue, and how far it is.

intake_of(actor, dossier_id)      everything that its steps need, in one look
ends_unstarted(actor, ...)        a trajectory that does not start at all
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar
from uuid import UUID

from django.utils.translation import gettext as _

from waarborg.dossiers.addresses import Address, addresses_among
from waarborg.dossiers.catalogue import Catalogue, Entry, catalogue_of
from waarborg.dossiers.closing import ACT, Closing, close_trajectory_in
from waarborg.dossiers.consent_forms import OWN_FORM, Asked, consents_of, resting_on
from waarborg.dossiers.declarations import declarations_in
from waarborg.dossiers.handing_out import BEFORE, Unwritten, Waiting, hand_outs_in, unwritten_in, waiting_in
from waarborg.dossiers.models import ClientDeclaration, Dossier, Trajectory
from waarborg.dossiers.objections import Objection, objection_in
from waarborg.dossiers.selectors import SeenDossier, SeenRecord, read_in, writing_in
from waarborg.gate.actors import Actor
from waarborg.gate.answers import Answer
from waarborg.gate.door import Door, open_door
from waarborg.kernel import clock
from waarborg.kernel.errors import InvalidInput, NotFound
from waarborg.ledger.vocabulary import Kind
from waarborg.parties.choices import PartyKind
from waarborg.parties.handing_out import HandedOut, hand_outs_of
from waarborg.policy.model.catalogue import FILES

ASKED_FIRST = frozenset({"referral", "commission", "contact_person", "national_number", "intake", "identity_check"})
"""What kinds of data serve as that are asked at the start, with who somebody is and how they are reached."""
INTAKE = "intake"
ORDINARY = frozenset({"ordinary", "contact"})
ONE_CASE = "one_case"
"""A consent for one case is asked when there is one."""
CLIENT = "client"
Of = TypeVar("Of")


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent:
    """A consent that the regulation knows, what rests on it, and what was said last."""

    asked: Asked
    rests: Sequence[Entry]
    """Kinds of data that nobody may add without it."""
    last: ClientDeclaration | None
    at_the_start: bool

    @property
    def state(self) -> str:
        """`given`, `refused`, `withdrawn`, `over`, or empty when it was never asked."""
        if self.last is None:
            return ""
        if self.last.refused:
            return "refused"
        if self.last.ended_on is not None:
            return "withdrawn"
        over = self.last.until_on is not None and self.last.until_on < clock.today()
        return "over" if over else "given"


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedKind:
    """A kind of data that is asked at the start: what stands there, and whether it may be written down now."""

    entry: Entry
    records: Sequence[SeenRecord]
    writing: Answer


@dataclass(frozen=True, slots=True, kw_only=True)
class Intake:
    """The intake of one dossier."""

    seen: SeenDossier
    trajectory: Mapping[str, Any] | None
    """The one that has not begun; None when all have."""
    waiting: Sequence[Waiting]
    unwritten: Sequence[Unwritten]
    """What the end of it waits for, until it is written down."""
    hand_outs: Sequence[HandedOut]
    principal_hand_outs: Sequence[HandedOut]
    kinds: Sequence[AskedKind]
    consents: Sequence[Consent]
    objection: Objection | None
    addresses: Sequence[Address]
    minor: bool | None
    may_close: bool

    @property
    def sent_by_somebody(self) -> bool:
        """Is there a principal who is not the client?"""
        return self.trajectory is not None and self.trajectory["kind"] != PartyKind.CLIENT

    def consent(self, fact: str) -> Consent:
        """One of the consents. Raises `NotFound`."""
        return _one((one for one in self.consents if one.asked.fact == fact), "The regulation knows no such consent.")

    def kind(self, category: str) -> AskedKind:
        """One of the kinds of data. Raises `NotFound`."""
        return _one((one for one in self.kinds if one.entry.key == category), "This is not asked at the start.")


def _one(found: Iterator[Of], otherwise: str) -> Of:
    one = next(found, None)
    if one is None:
        raise NotFound(otherwise)
    return one


def intake_of(actor: Actor, dossier_id: UUID) -> Intake:
    """Everything about the start of a dossier, as an event. Raises `Refused` and `NotFound`."""
    with open_door(actor, "read", dossier_id=dossier_id) as door:
        seen = read_in(door, Kind.DOSSIER_READ)
        begins = next((one for one in seen.trajectories if one["phase"] in BEFORE and one["ended_on"] is None), None)
        row = Trajectory.objects.filter(pk=begins["id"]).first() if begins else None
        minor, illness = door.dossier["minor"], any(one["for_illness"] for one in seen.trajectories)
        unwritten = unwritten_in(door, row) if row else []
        entries = kinds_asked(catalogue_of(actor.in_force), begins["kind"] if begins else "")
        entries += [one.entry for one in unwritten if one.entry not in entries]
        return Intake(
            seen=seen,
            trajectory=begins,
            waiting=waiting_in(door, row) if row else [],
            unwritten=unwritten,
            hand_outs=hand_outs_in(door),
            principal_hand_outs=hand_outs_of(row.principal_id) if row else [],
            kinds=[_kind(door, seen, entry) for entry in entries],
            consents=list(_consents(door, minor=minor, illness=illness)),
            objection=objection_in(door),
            addresses=addresses_among(door, seen.records),
            minor=minor,
            may_close=bool(door.permitted(ACT)),
        )


def consents_asked(actor: Actor, dossier_id: UUID) -> Sequence[Consent]:
    """Every consent that the regulation asks of this client, and what was said of each; no look at anything else.

    Raises `Refused` and `NotFound`.
    """
    with open_door(actor, "read", dossier_id=dossier_id) as door:
        door.require_anywhere()
        door.note(Kind.ACCESS_SHOWN)
        illness = any(one["for_illness"] for one in door.outline.given["trajectories"])
        return list(_consents(door, minor=door.dossier["minor"], illness=illness))


def kinds_asked(catalogue: Catalogue, principal_kind: str) -> list[Entry]:
    """The kinds of data that are asked at the start under this kind of principal, who somebody is first.

    Where no kind serves as the intake, everything ordinary about the person is asked that needs no reason.
    """
    has_intake = catalogue.serving_as(INTAKE) is not None
    found = [
        entry
        for entry in sorted(catalogue, key=lambda one: not one.rule.identifies)
        if not (entry.rule.only_for.principals and principal_kind not in entry.rule.only_for.principals)
        and not any(rule.required and rule.type in FILES for rule in entry.rule.fields.values())
        and (_comes_first(catalogue, entry) or (not has_intake and _is_ordinary(entry)))
    ]
    born = catalogue.birth_date[0] if catalogue.birth_date else None
    return sorted(found, key=lambda one: (not one.rule.identifies, one is not born))


def _comes_first(catalogue: Catalogue, entry: Entry) -> bool:
    where = catalogue.birth_date
    of_person = entry.rule.identifies or (where is not None and where[0] is entry)
    reached = entry.rule.sensitivity == "contact" and not entry.of_trajectory
    return of_person or reached or entry.rule.serves_as in ASKED_FIRST


def _is_ordinary(entry: Entry) -> bool:
    rule = entry.rule
    narrow = rule.only_for.reason or rule.only_for.facts or rule.always_needs or rule.needs_note or rule.serves_as
    return not (narrow or entry.of_trajectory or rule.redacts or rule.visibility != "ordinary") and (
        rule.sensitivity in ORDINARY
    )


def _kind(door: Door, seen: SeenDossier, entry: Entry) -> AskedKind:
    return AskedKind(entry=entry, records=seen.of(entry.key), writing=writing_in(door, entry.key))


def _consents(door: Door, *, minor: bool | None, illness: bool) -> Iterator[Consent]:
    version, said = door.actor.in_force, declarations_in(door)
    catalogue = catalogue_of(version)
    for asked in consents_of(version):
        rests = [
            catalogue.entry(kind)
            for kind in resting_on(version, asked.fact)
            if illness or not catalogue.entry(kind).rule.only_for.reason
        ]
        of_others = CLIENT not in asked.rule.by
        if of_others and minor is False:
            continue
        needed = bool(minor) if of_others else asked.rule.form == OWN_FORM or bool(rests and not asked.to_others)
        yield Consent(
            asked=asked,
            rests=rests,
            last=next((one for one in said if one.fact == asked.fact), None),
            at_the_start=needed and ONE_CASE not in asked.rule.scope,
        )


def ends_unstarted(actor: Actor, dossier_id: UUID, trajectory_id: UUID, *, on: date, reason: str) -> None:
    """End a trajectory that does not start, and with the last one the dossier: its terms begin to run.

    Raises `Refused`, `NotFound`, and `InvalidInput` with a message per field.
    """
    with open_door(actor, ACT, dossier_id=dossier_id) as door:
        door.require_anywhere()
        ends = next((one for one in door.outline.given["trajectories"] if one["id"] == str(trajectory_id)), None)
        if ends is not None and ends["phase"] not in BEFORE:
            raise InvalidInput(_("This trajectory has begun. Close it as a trajectory that ran."))
        close_trajectory_in(door, trajectory_id, Closing(ended_on=on, closing_reason=reason))
        others = (one for one in door.outline.given["trajectories"] if one["id"] != str(trajectory_id))
        if all(one["ended_on"] for one in others):
            door.note(Kind.DOSSIER_CLOSED)
            Dossier.objects.filter(pk=dossier_id).update(closed_on=on)
