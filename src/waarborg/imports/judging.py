"""What the regulation says of each row, asked once per situation and not per row.

Two dossiers of which the same is known get the same answer. A situation is everything that a rule may ask about a
dossier that somebody opens now; thousands of rows make some tens of situations.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from waarborg.dossiers.catalogue import NECESSITY, Entry
from waarborg.gate.actors import Actor
from waarborg.gate.answers import Answer
from waarborg.gate.door import Claims
from waarborg.gate.prospects import prospect
from waarborg.gate.scopes import Scope
from waarborg.gate.unit import Door
from waarborg.kernel import clock
from waarborg.kernel.errors import Refused

_DOSSIER, _TRAJECTORY, _PERSON, _PARTY = (UUID(int=number) for number in range(1, 5))
"""Numbers of nobody: rules ask of a situation, and never which dossier it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """What rules may ask of a dossier before it is there."""

    principal_kind: str
    acts_as: str = "controller"
    for_illness: bool = False
    placed: bool = False
    contract_ran: bool = False
    """On the day of referral: what opening a dossier may rest on."""
    contract_runs: bool = True
    """Today, or it has no end."""
    minor: bool | None = None
    handed_out: bool = False
    closed: bool = False
    """It comes in as closed. Not so when the actor may close it, last of all, when everything is in it."""
    mine: bool = False
    """The actor works on it from the start."""
    declared: frozenset[str] = frozenset()


@dataclass
class Judge:
    """Asks the rules about situations, and remembers what they said."""

    actor: Actor
    given: Mapping[str, Any]
    """The actor's own memberships and signed texts, as the door's outline has them."""
    moment: datetime = field(default_factory=clock.now)
    _answers: dict[tuple[Any, ...], Answer] = field(default_factory=dict)
    _doors: dict[tuple[Any, ...], Door] = field(default_factory=dict)

    def opens(self, situation: Situation) -> Answer:
        """May a dossier be opened, when this is so of its agreement?"""
        claims = opening(situation)
        key = ("open_dossier", claims)
        if key not in self._answers:
            door = prospect(self.actor, "open_dossier", claims, {**self.given, "dossier": None}, self.moment)
            self._answers[key] = anywhere(door)
        return self._answers[key]

    def acts(self, action: str, situation: Situation) -> Answer:
        """May this be done with the frame of such a dossier: assign, close, or write down what was declared?"""
        key = (action, situation)
        if key not in self._answers:
            self._answers[key] = anywhere(self._door(action, situation, Claims()))
        return self._answers[key]

    def writes(self, situation: Situation, entry: Entry, marks: int) -> Answer:
        """May a record of this kind, with these marks, be written in such a dossier by who brings it in?"""
        key = ("write", situation, entry.key, marks)
        if key not in self._answers:
            door = self._door("write", situation, writing(self.actor, entry))
            self._answers[key] = door.decide(entry.key, scope_in(door, entry), author=True, marks=marks)
        return self._answers[key]

    def scope(self, situation: Situation, entry: Entry) -> Scope:
        """Where a record of this kind hangs in such a dossier: on the trajectory, or on the dossier."""
        return scope_in(self._door("write", situation, writing(self.actor, entry)), entry)

    def _door(self, action: str, situation: Situation, claims: Claims) -> Door:
        key = (action, situation, claims)
        if key not in self._doors:
            given = {**self.given, **_outlined(situation, self.actor, self.moment)}
            self._doors[key] = prospect(self.actor, action, claims, given, self.moment)
        return self._doors[key]


def anywhere(door: Door) -> Answer:
    """The answer to the door's action in whatever kind of data: a yes, or else the nearest no."""
    try:
        return door.require_anywhere()
    except Refused as no:
        answer: Answer = no.decision
        return answer


def opening(situation: Situation) -> Claims:
    """What may be stated of a dossier before there is anything to read it from."""
    return Claims(facts=("contract_running",)) if situation.contract_ran else Claims()


def writing(actor: Actor, entry: Entry) -> Claims:
    """What is stated by writing a record of this kind: its purpose, and that its necessity is written down."""
    purpose = entry.serves(actor.in_force.main_purpose)
    return Claims(purpose=purpose, facts=(NECESSITY,) if entry.asks_why else ())


def undeclared(situation: Situation) -> Situation:
    """The same before anything was declared, as it is when the declarations are written down."""
    return replace(situation, declared=frozenset())


def scope_in(door: Door, entry: Entry) -> Scope:
    """Where a record hangs: on the trajectory when its category does, else on the dossier."""
    wanted = _TRAJECTORY if entry.of_trajectory else _DOSSIER
    return next(scope for scope in door.scopes if scope.id == wanted)


def _outlined(situation: Situation, actor: Actor, moment: datetime) -> dict[str, Any]:
    """The situation in the shape of a dossier's outline (`gate.outline` in PostgreSQL)."""
    today = clock.day_of(moment)
    yesterday = (today - timedelta(days=1)).isoformat()
    declared = {"recipients": None, "purposes": None, "party": None, "categories": None}
    return {
        "dossier": {
            "id": str(_DOSSIER),
            "number": "",
            "person": str(_PERSON),
            "opened_on": yesterday,
            "closed_on": yesterday if situation.closed else None,
            "handed_out_on": yesterday if situation.handed_out else None,
            "minor": situation.minor,
            "version": 1,
        },
        "trajectories": [
            {
                "id": str(_TRAJECTORY),
                "principal": str(_PARTY),
                "kind": situation.principal_kind,
                "acts_as": situation.acts_as,
                "for_illness": situation.for_illness,
                "placed_on": yesterday if situation.placed else None,
                "contract_ends_on": None if situation.contract_runs else yesterday,
            }
        ],
        "assignments": [
            {
                "trajectory": str(_TRAJECTORY),
                "account": str(actor.account_id),
                "part": None,
                "from_on": yesterday,
                "until_on": None,
            }
        ]
        if situation.mine and actor.account_id
        else [],
        "views": [],
        "declared": [{"fact": fact, **declared} for fact in sorted(situation.declared)],
        "excluded": False,
    }
