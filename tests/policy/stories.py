"""Life stories of dossiers by table, a file per regulation: what happened, and when everything then ends, and why."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from waarborg.policy.model.catalogue import CategoryRule
from waarborg.policy.model.regulation import Regulation
from waarborg.policy.retention_order import Subject
from waarborg.policy.terms_places import placed

FOLDER = Path(__file__).parent / "life_stories"
Events = dict[str, dt.date]


@dataclass(frozen=True)
class Story:
    """One dossier: its trajectories, and the day on which it was closed."""

    told: str
    trajectories: tuple[Mapping[str, Any], ...]
    closed: dt.date | None
    item: Events
    purpose: str
    statutory: bool
    holds: tuple[str, ...]
    ends: tuple[Mapping[str, Any], ...]

    def subjects(self, regulation: Regulation) -> Iterator[Subject]:
        """Every kind of data of it, as a record of its first trajectory or of the dossier."""
        kind = self.trajectories[0].get("kind", "uwv")
        for entry in placed(regulation, CategoryRule):
            yield Subject(
                entry.rule.category,
                flags=frozenset({"statutory"} if self.statutory else ()),
                purposes=frozenset({self.purpose}),
                principal=kind,
                of_trajectory=entry.rule.per_trajectory or bool(entry.rule.only_for.principals),
            )

    def happened(self) -> list[Events]:
        """What happened in each trajectory, in the words that terms count from."""
        return [self._of(each) for each in self.trajectories]

    def _of(self, trajectory: Mapping[str, Any]) -> Events:
        found: Events = {}
        if ended := trajectory.get("ended"):
            found |= dict.fromkeys(("trajectory_ended", "guidance_ended", "commission_ended", "agreement_ended"), ended)
            found["financial_year_ended"] = dt.date(ended.year, 12, 31)
        if contract := trajectory.get("contract_ended"):
            found["principal_contract_ended"] = contract
        if self.closed:
            found |= dict.fromkeys(("service_ended", "deregistration"), self.closed)
        return found

    def own_and_others(self, subject: Subject) -> tuple[Events, list[Events]]:
        """The events of a record of the first trajectory, or of the dossier, and those of the other trajectories."""
        each = self.happened()
        if subject.of_trajectory:
            return {**each[0], **self.item}, each[1:]
        common = set.intersection(*(set(events) for events in each))
        return {**{word: max(events[word] for events in each) for word in common}, **self.item}, each


def stories(name: str) -> list[Story]:
    """The stories of one regulation."""
    told = yaml.safe_load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))
    return [
        Story(
            told=one["story"],
            trajectories=tuple(one["trajectories"]),
            closed=one.get("closed"),
            item=one.get("item", {}),
            purpose=one.get("purpose", "-"),
            statutory=one.get("statutory", False),
            holds=tuple(one.get("holds", ())),
            ends=tuple(one.get("ends", ())),
        )
        for one in told
    ]
