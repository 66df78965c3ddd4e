"""The example agencies as offices: who works there, what they sign, how old they are (`data/offices.yaml`)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from waarborg.accounts.choices import Basis, DeclarationKind
from waarborg.demo.identities import plain
from waarborg.demo.material import material
from waarborg.demo.people import Population, StaffMember
from waarborg.demo.population import populate


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """Somebody who works at an agency: the name they sign in with, their roles, what they signed."""

    key: str
    name: str
    login: str
    roles: tuple[str, ...]
    signed: bool = True
    """Somebody who starts today has not signed yet, and sees nothing until then."""
    health_domain: bool = False

    @property
    def basis(self) -> Basis:
        """What the roles rest on."""
        return Basis.HIRING if "contractor" in self.roles else Basis.EMPLOYMENT


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """Somebody asked to look along in a colleague's dossier, and how that went."""

    asked: int
    """Days before today."""
    by: str
    in_dossier_of: str
    ends: str
    """`granted`, `refused` or `open`."""
    reason: str
    answer: str = ""
    review: str = ""


def offices() -> Mapping[str, Any]:
    """The whole file."""
    found: Mapping[str, Any] = material("offices")
    return found


def office(agency: str) -> Mapping[str, Any]:
    """What is of one agency alone: `prefix`, `place`, `phone`, `email`, `sentence`."""
    found: Mapping[str, Any] = offices()["offices"][agency]
    return found


def texts() -> dict[DeclarationKind, str]:
    """What everybody signs before they see anything."""
    return {DeclarationKind(kind): text for kind, text in offices()["texts"].items()}


def looks() -> tuple[Look, ...]:
    """Who asked to look along, at every agency."""
    return tuple(Look(**given) for given in offices()["looks"])


def members(population: Population) -> tuple[Member, ...]:
    """Everybody who works at an agency: its own staff, who works at another agency too the last."""
    return tuple(_members(population))


def _members(population: Population) -> Iterator[Member]:
    own = population.staff
    domain = own[0].email.rpartition("@")[2]
    for each in own:
        yield _member(each, each.role)
    for extra in offices()["extra_staff"]:
        name = extra["names"][population.agency]
        login = f"{plain(name.split()[0])}.{extra['key']}@{domain}"
        yield Member(
            key=extra["key"], name=name, login=login, roles=(extra["role"],), signed=not extra.get("unsigned", False)
        )
    for shared in offices()["also_at"]:
        if shared["at"] == population.agency:
            yield _shared(shared, population.seeded_on)


def _member(staff: StaffMember, role: str) -> Member:
    second = offices()["also"].get(staff.key)
    return Member(
        key=staff.key,
        name=staff.name,
        login=staff.email,
        roles=(role, second) if second else (role,),
        health_domain=staff.key in offices()["health_domain"],
    )


def _shared(shared: Mapping[str, str], today: dt.date) -> Member:
    elsewhere = populate(shared["of"], today).staff
    found = next(each for each in elsewhere if each.key == shared["member"])
    return Member(key=f"{shared['of']}/{found.key}", name=found.name, login=found.email, roles=(shared["role"],))
