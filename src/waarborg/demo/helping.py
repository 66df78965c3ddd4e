"""Colleagues who work on a trajectory beside its coach: the administration, and people of another agency, on a part."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from waarborg.demo.establishing import Agency
from waarborg.demo.offices import offices
from waarborg.demo.people import ClientStory, Stage
from waarborg.demo.standing import dossiers_made, standing_of
from waarborg.dossiers.assignments import assign
from waarborg.kernel import clock


def help_out(agency: Agency, clients: Sequence[ClientStory]) -> None:
    """Assign everybody named in `data/offices.yaml` to some running trajectories, where that opens anything to them."""
    running = [
        dossier_id
        for client, dossier_id in zip(clients, dossiers_made(agency.id), strict=False)
        if client.stage is Stage.RUNNING and not client.cases
    ]
    at = 0
    for plan in offices()["helpers"]:
        for key in plan["members"]:
            if key in agency.accounts and _reads_when_assigned(agency, key):
                chosen = [
                    running[(at + each) % len(running)] for each in range(min(plan["trajectories"], len(running)))
                ]
                at += len(chosen)
                for dossier_id in chosen:
                    _assign(agency, key, dossier_id, plan.get("part"))


def _assign(agency: Agency, key: str, dossier_id: UUID, part: Sequence[str] | None) -> None:
    standing = standing_of(dossier_id)
    trajectory_id = next(iter(standing.trajectories.values()))
    if (trajectory_id, agency.accounts[key]) in standing.workers:
        return
    known = [category for category in part if category in agency.in_force.policy.categories] if part else None
    with clock.travel(agency.moment(agency.population.seeded_on, 8, 30)):
        by = agency.who_may("assign")
        assign(by, dossier_id, trajectory_id, agency.accounts[key], from_on=clock.today(), part=known)


def _reads_when_assigned(agency: Agency, key: str) -> bool:
    policy = agency.in_force.policy
    permits = (
        permit
        for role in agency.actor(key).roles
        for category in policy.categories
        for permit in policy.cell(role, "read", category).permits
    )
    return any("assigned" in policy.vocabulary.facts_in(permit.rule.when) for permit in permits)
