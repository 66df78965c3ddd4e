"""Trajectories that change hands: covered while somebody is ill, handed over, asked to hand over, and a second one.

As `data/offices.yaml` says. What stands already is left alone.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from decimal import Decimal
from typing import Any
from uuid import UUID

from waarborg.demo.establishing import Agency
from waarborg.demo.offices import offices
from waarborg.demo.people import ClientStory, Stage
from waarborg.demo.standing import Standing, dossiers_made, standing_of
from waarborg.dossiers.assignments import assign
from waarborg.dossiers.catalogue import Entry, catalogue_of
from waarborg.dossiers.records import NewRecord, add_record
from waarborg.dossiers.services import NewTrajectory, open_trajectory
from waarborg.kernel import clock
from waarborg.kernel.errors import InvalidInput
from waarborg.policy.blocking import duty_rows
from waarborg.policy.possible import possible
from waarborg.work.handing_over import HandOver, ask_hand_over, hand_over
from waarborg.work.task_lists import Start, start_trajectory


def change_hands(agency: Agency, clients: Sequence[ClientStory]) -> None:
    """Let everything happen that is not there yet, each with a trajectory of its own."""
    left = _Running(agency, clients)
    for plan in offices()["hand_overs"]:
        _hand_over(agency, left, plan["from"], plan["to"], dt.timedelta(days=plan["days_ago"]))
    for plan in offices()["covers"]:
        for _each in range(plan["trajectories"]):
            _cover(agency, left, plan)
    for plan in offices()["asks_to_hand_over"]:
        _ask(agency, left, plan["by"], plan["reason"])
    for plan in offices()["second_commissions"]:
        _second(agency, left, plan)


class _Running:
    """The running dossiers of each coach that nothing else is said of, each given out once."""

    def __init__(self, agency: Agency, clients: Sequence[ClientStory]) -> None:
        self.agency = agency
        self._left: list[tuple[ClientStory, UUID]] = [
            (client, dossier_id)
            for client, dossier_id in zip(clients, dossiers_made(agency.id), strict=False)
            if client.stage is Stage.RUNNING and len(client.trajectories) == 1 and not client.cases
        ]

    def of(self, coach: str) -> Iterator[tuple[ClientStory, Standing]]:
        """The next one of a coach, who writes in it under this regulation; nothing when there is none left."""
        for client, dossier_id in self._left:
            if client.trajectories[0].coach == coach and self._writes(coach):
                self._left.remove((client, dossier_id))
                yield client, standing_of(dossier_id)
                return

    def _writes(self, coach: str) -> bool:
        agency = self.agency
        return coach in agency.accounts and possible(agency.in_force.policy, agency.actor(coach).roles, "write")


def _hand_over(agency: Agency, left: _Running, one: str, other: str, ago: dt.timedelta) -> None:
    for client, standing in left.of(one):
        trajectory_id = next(iter(standing.trajectories.values()))
        if other not in agency.accounts or (trajectory_id, agency.accounts[other]) in standing.workers:
            continue
        on = max(agency.population.seeded_on - ago, client.trajectories[0].referred_on)
        over = HandOver(from_account_id=agency.accounts[one], to_account_id=agency.accounts[other], from_on=on)
        with clock.travel(agency.moment(on, 9)):
            hand_over(agency.who_may("assign"), _dossier(standing), trajectory_id, over)


def _cover(agency: Agency, left: _Running, plan: Mapping[str, Any]) -> None:
    for client, standing in left.of(plan["ill"]):
        trajectory_id, by = next(iter(standing.trajectories.values())), plan["by"]
        if by not in agency.accounts or (trajectory_id, agency.accounts[by]) in standing.workers:
            continue
        today = agency.population.seeded_on
        since = max(today - dt.timedelta(days=plan["since"]), client.trajectories[0].referred_on)
        with clock.travel(agency.moment(since, 8, 15)):
            assign(
                agency.who_may("assign"),
                _dossier(standing),
                trajectory_id,
                agency.accounts[by],
                from_on=since,
                until_on=today + dt.timedelta(days=plan["until"]),
                covers_for=agency.accounts[plan["ill"]],
            )


def _ask(agency: Agency, left: _Running, by: str, reason: str) -> None:
    for _client, standing in left.of(by):
        trajectory_id = next(iter(standing.trajectories.values()))
        # It is asked once at a time.
        with clock.travel(agency.moment(agency.population.seeded_on, 8, 20)), suppress(InvalidInput):
            ask_hand_over(agency.actor(by), _dossier(standing), trajectory_id, reason=reason)


def _second(agency: Agency, left: _Running, plan: Mapping[str, Any]) -> None:
    """A further commission by another principal, guided by the same coach with a colleague beside."""
    found = next(((coach, each) for coach in plan["guided_by"] for each in left.of(coach)), None)
    if found is None or len(found[1][1].trajectories) > 1:
        return
    coach, (client, standing) = found
    first = client.trajectories[0]
    other = next(one for key, one in agency.commissioners.items() if key != first.principal)
    today = agency.population.seeded_on
    on = max(today - dt.timedelta(days=plan["started_ago"]), first.started_on or first.referred_on)
    new = NewTrajectory(
        principal_id=other.party_id,
        contract_id=other.contract_id,
        type=plan["type"],
        goal=plan["goal"],
        hours_granted=Decimal(plan["hours"]),
        referred_on=on,
        acts_as=agency.in_force.regulation.controller.acts_as.get(other.kind, "controller"),
    )
    with clock.travel(agency.moment(on, 11)):
        _open(agency, standing, coach, plan, new)


def _open(agency: Agency, standing: Standing, coach: str, plan: Mapping[str, Any], new: NewTrajectory) -> None:
    worker, assigns, dossier_id = agency.actor(coach), agency.who_may("assign"), _dossier(standing)
    opens = worker if possible(agency.in_force.policy, worker.roles, "open_dossier") else assigns
    made, on = open_trajectory(opens, dossier_id, new), new.referred_on
    assign(assigns, dossier_id, made, worker.somebody, from_on=on)
    part = [category for category in plan["part"] if category in agency.in_force.policy.categories]
    if plan["beside"] in agency.accounts:
        assign(assigns, dossier_id, made, agency.accounts[plan["beside"]], from_on=on, part=part)
    for row in duty_rows(agency.in_force.regulation):  # what the start of a trajectory waits for
        add_record(worker, dossier_id, _talk(agency, made, catalogue_of(agency.in_force).entry(row.category), plan, on))
    lasts = on + dt.timedelta(days=plan["lasts"])
    start_trajectory(worker, dossier_id, made, Start(started_on=on, planned_end_on=lasts))


def _talk(agency: Agency, trajectory_id: UUID, entry: Entry, plan: Mapping[str, Any], on: dt.date) -> NewRecord:
    """What was said at the start of the further commission."""
    asked = {name: rule for name, rule in entry.rule.fields.items() if rule.required}
    return NewRecord(
        category=entry.key,
        trajectory_id=trajectory_id if entry.of_trajectory else None,
        fields={name: on.isoformat() if rule.type == "date" else plan["said"] for name, rule in asked.items()},
        source=entry.sources[0],
        purpose=entry.serves(agency.in_force.main_purpose),
        occurred_on=on,
    )


def _dossier(standing: Standing) -> UUID:
    if standing.dossier_id is None:
        raise LookupError("The dossier is not open yet.")
    return standing.dossier_id
