"""Handing the regulation to the client and the principal at the start, and what the end of an intake waits for.

Where the regulation says so (`blocks: leaving_intake`), no trajectory leaves its intake before both have it, nor before
what a duty asks is written down, such as a first conversation.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connections
from django.utils.translation import gettext as _

from waarborg.dossiers.catalogue import Entry, catalogue_of
from waarborg.dossiers.choices import Phase
from waarborg.dossiers.models import Dossier, HandOut, Record, Trajectory
from waarborg.gate.actors import Actor
from waarborg.gate.door import Door, open_door
from waarborg.kernel.errors import InvalidInput
from waarborg.kernel.identifiers import new_id
from waarborg.ledger.vocabulary import Kind
from waarborg.parties.choices import PartyKind
from waarborg.parties.handing_out import Handed, HandedOut, checked, hand_to_principal_in, has_version, told_to
from waarborg.policy.blocking import LEAVING_INTAKE, DutyRow, duty_rows
from waarborg.policy.citing import numbered
from waarborg.policy.notices import Told

BEFORE = frozenset({Phase.REFERRAL.value, Phase.INTAKE.value})
"""Where a trajectory stands before its intake is over."""
CLIENT, PRINCIPAL = "client", "principal"


@dataclass(frozen=True, slots=True)
class Waiting:
    """Who has still to get the regulation, and the rule that says so."""

    whom: str
    told: Told


@dataclass(frozen=True, slots=True)
class Unwritten:
    """What has still to be written down before the intake is over: the kind of data, and the article that asks it."""

    entry: Entry
    where: str


def hand_to_client(actor: Actor, dossier_id: UUID, handed: Handed) -> UUID:
    """Record that the client got the regulation. Raises `Refused`, `NotFound`, and `InvalidInput` per field."""
    version = checked(actor, handed, CLIENT)
    with open_door(actor, "write", dossier_id=dossier_id) as door:
        door.require_anywhere()
        return hand_to_client_in(door, handed, version)


def hand_to_client_in(door: Door, handed: Handed, version: UUID) -> UUID:
    """The same in a unit of work for `write` that was allowed; `version` is of `checked`."""
    dossier_id = UUID(door.dossier["id"])
    if handed.record_id is not None:
        scan = Record.objects.using(door.using).filter(pk=handed.record_id, dossier_id=dossier_id)
        if not scan.exists():
            raise InvalidInput(_("Some things are not right yet."), {"record_id": _("Choose one from the list.")})
    details = {"version": str(version), "how": handed.how, "proof": handed.proof}
    decision = door.note(Kind.REGULATION_HANDED_OUT, details=details)
    made = HandOut(
        id=new_id(),
        organisation_id=door.actor.organisation_id,
        dossier_id=dossier_id,
        version_id=version,
        channel=handed.how,
        handed_on=handed.on,
        proof=handed.proof,
        record_id=handed.record_id,
        account_id=door.actor.account_id,
        decision_id=decision,
    )
    HandOut.objects.using(door.using).bulk_create([made])
    Dossier.objects.using(door.using).filter(pk=dossier_id).update(regulation_handed_out_on=handed.on)
    return made.pk


def hand_to_principal_of(actor: Actor, dossier_id: UUID, trajectory_id: UUID, handed: Handed) -> UUID:
    """Record that the principal of a trajectory got the regulation, by who works on it. Raises as above."""
    version = checked(actor, handed, PRINCIPAL)
    with open_door(actor, "write", dossier_id=dossier_id) as door:
        door.require_anywhere()
        door.scope(trajectory_id)
        row = Trajectory.objects.get(pk=trajectory_id, dossier_id=dossier_id)
        return hand_to_principal_in(door, row.principal_id, handed, version)


def waiting_in(door: Door, trajectory: Trajectory) -> list[Waiting]:
    """Who has still to get the regulation for this trajectory. Who commissions for themself is the client."""
    version = door.actor.in_force
    found = []
    if door.dossier["handed_out_on"] is None and (told := told_to(version, CLIENT)):
        found.append(Waiting(CLIENT, told))
    told = told_to(version, PRINCIPAL) if trajectory.principal_kind != PartyKind.CLIENT else None
    if told and not has_version(trajectory.principal_id, version.version_id, using=door.using):
        found.append(Waiting(PRINCIPAL, told))
    return found


def unwritten_in(door: Door, trajectory: Trajectory) -> list[Unwritten]:
    """What has still to be written down for this trajectory by a duty that its start waits for, each kind once."""
    catalogue, found = catalogue_of(door.actor.in_force), dict[str, Unwritten]()
    for row in duty_rows(door.actor.in_force.regulation):
        if row.blocks == LEAVING_INTAKE and row.category not in found and not _is_written(door, trajectory, row):
            found[row.category] = Unwritten(catalogue.entry(row.category), row.article)
    return list(found.values())


def _is_written(door: Door, trajectory: Trajectory, row: DutyRow) -> bool:
    """Also of what the actor may not read: that it is there says nothing of what stands in it."""
    with connections[door.using].cursor() as cursor:
        cursor.execute("select gate.is_written(%s, %s, %s)", [trajectory.pk, row.category, row.per_trajectory])
        return bool(cursor.fetchall() == [(True,)])


def check_leaving(door: Door, trajectory: Trajectory, phase: Any) -> None:
    """Keep a trajectory in its intake while somebody waits for the regulation, or something for being written down.

    Only where the regulation says that that blocks, and not so for what does not start at all. Raises `InvalidInput`
    with the article of each.
    """
    if trajectory.phase not in BEFORE or phase in {None, *BEFORE, Phase.ENDED.value}:
        return
    said = [_said(one) for one in waiting_in(door, trajectory) if one.told.rule.blocks == LEAVING_INTAKE]
    said += [_to_write(one) for one in unwritten_in(door, trajectory)]
    if said:
        raise InvalidInput(_("The intake is not over yet."), {"phase": " ".join(said)})


def _to_write(one: Unwritten) -> str:
    kind = {"article": numbered(one.where), "kind": one.entry.rule.title}
    return _("Article %(article)s: first write down “%(kind)s”.") % kind


def _said(one: Waiting) -> str:
    says = {
        CLIENT: _("Article %(article)s: first hand the regulation to the client, and write that down."),
        PRINCIPAL: _("Article %(article)s: first hand the regulation to the principal, and write that down."),
    }
    return says[one.whom] % {"article": numbered(one.told.where)}


def hand_outs_in(door: Door) -> Sequence[HandedOut]:
    """What the client got, the newest first."""
    rows = HandOut.objects.using(door.using).filter(dossier_id=UUID(door.dossier["id"]))
    return [HandedOut.of(row) for row in rows.select_related("version", "account").order_by("-handed_on", "-id")]
