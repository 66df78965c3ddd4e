"""Intakes of the example agencies: one that is nearly over, others on their way, and one client who does not start."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from contextlib import suppress
from uuid import UUID

from waarborg.adoption.services import OWNER
from waarborg.demo.establishing import Agency
from waarborg.demo.filing import ClientFile
from waarborg.demo.people import ClientStory, Stage
from waarborg.demo.regulation_given import give_regulation
from waarborg.demo.standing import dossiers_made, standing_of
from waarborg.dossiers.addresses import addresses_of, confirm
from waarborg.dossiers.consent_forms import confirmations
from waarborg.dossiers.declarations import Giver, declare, refuse
from waarborg.dossiers.intake import ends_unstarted, intake_of
from waarborg.dossiers.models import HandOut, Trajectory
from waarborg.gate.actors import Actor
from waarborg.kernel import clock
from waarborg.kernel.errors import InvalidInput, NotFound, Refused
from waarborg.practice.selectors import practice_of

NOT_STARTED = "not_started"
EVERY = 2
"""Of so many intakes one has come far: the regulation given, consents answered, the address asked after."""


def hold_intakes(agency: Agency, clients: Sequence[ClientStory]) -> None:
    """Bring intakes further, and end the last referral that does not start. Doing it again changes nothing."""
    stages: dict[Stage, list[tuple[ClientFile, UUID]]] = {Stage.INTAKE: [], Stage.REFERRAL: []}
    for client, dossier_id in zip(clients, dossiers_made(agency.id), strict=False):
        if client.stage in stages and not client.cases:
            stages[client.stage].append((ClientFile(agency, client, standing_of(dossier_id)), dossier_id))
    for at, (file, dossier_id) in enumerate(stages[Stage.INTAKE]):
        if at % EVERY == 0 and not HandOut.objects.using(OWNER).filter(dossier_id=dossier_id).exists():
            _come_far(agency, file.worker(file.client.trajectories[-1]), dossier_id)
    for file, dossier_id in stages[Stage.REFERRAL][-1:]:
        _does_not_start(agency, file.worker(file.client.trajectories[-1]), dossier_id)


def _come_far(agency: Agency, coach: Actor, dossier_id: UUID) -> None:
    today = agency.population.seeded_on
    with clock.travel(agency.moment(today - dt.timedelta(days=2), 10, 40)), suppress(Refused, NotFound):
        give_regulation(agency, coach, dossier_id)
        for at, one in enumerate(one for one in intake_of(coach, dossier_id).consents if one.at_the_start):
            if one.state:
                continue
            giver = Giver(who=one.asked.rule.by[0], confirmed=frozenset(confirmations(one.asked)))
            if at:
                refuse(coach, dossier_id, one.asked.fact, on=clock.today(), giver=giver)
            else:
                declare(coach, dossier_id, one.asked.fact, form="written", from_on=clock.today(), giver=giver)
        for address in addresses_of(coach, dossier_id):
            if address.types:
                confirm(coach, dossier_id, address.record.id)


def _does_not_start(agency: Agency, coach: Actor, dossier_id: UUID) -> None:
    trajectory = Trajectory.objects.using(OWNER).filter(dossier_id=dossier_id, ended_on__isnull=True).first()
    reason = practice_of(agency.id).item("closing_reasons", NOT_STARTED)
    if trajectory is None or reason is None:
        return
    yesterday = agency.population.seeded_on - dt.timedelta(days=1)
    with clock.travel(agency.moment(yesterday, 15, 10)), suppress(Refused, InvalidInput):
        ends_unstarted(coach, dossier_id, trajectory.pk, on=clock.today(), reason=reason.key)
