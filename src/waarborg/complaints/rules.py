"""The procedure under which complaints go at an organisation, and what its regulation lets whom do with one."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cache
from pathlib import Path
from typing import Final
from uuid import UUID

from pydantic import Field

from waarborg.accounts.models import Account
from waarborg.complaints.choices import Complainant, Instance
from waarborg.dossiers.catalogue import catalogue_of
from waarborg.dossiers.covering import covers
from waarborg.gate.actors import Actor
from waarborg.gate.door import Claims, Door
from waarborg.gate.policies import InForce
from waarborg.gate.stating import answer_stating
from waarborg.kernel.errors import Refused
from waarborg.policy.calendar import day_of, shipped_calendar
from waarborg.policy.complaints import Procedure, procedure_of, with_terms
from waarborg.policy.model.base import Key, Part, Period
from waarborg.policy.model.procedures import ComplaintProcedure
from waarborg.policy.possible import is_possible
from waarborg.policy.reading import read_text
from waarborg.policy.terms import dates
from waarborg.policy.terms_written import Kind
from waarborg.policy.vocabulary import regulations_folder
from waarborg.practice.selectors import Practice, practice_of

SHIPPED: Final = "practice/complaints.yaml"
CATEGORY: Final = "complaint"
ASKED_FOR: Final = "access_request_open"
"""The fact that somebody asked to see what is known of them."""
"""The kind of data that a regulation may have for complaints; what it says of that decides here too."""
PURPOSE: Final = "complaint_handling"
COVERS: Final = {
    "complainant": ("name", "acts_for", "email", "found_by"),
    "address": ("address", "place"),
    "phone": ("phone",),
}
"""The fields of that kind of data that say who complains, and what of a complaint each of them is."""
CLOSED: Final = "complaint_closed"


class Body(Part):
    """Somebody to turn to after a decision; one that is `ended` is offered no more."""

    key: Key
    step: Instance
    name: str = Field(min_length=1)
    reach: str = ""
    ended: bool = False


class ShippedComplaints(Part):
    """What comes along: the procedure, how long a complaint is kept, and whom one can turn to."""

    procedure: ComplaintProcedure
    kept_for: Period
    bodies: tuple[Body, ...]


@cache
def shipped() -> ShippedComplaints:
    """What came along with the program."""
    file = regulations_folder() / SHIPPED
    document = read_text(file.read_text(encoding="utf-8"), Path(SHIPPED))
    return ShippedComplaints.model_validate(document.value)


def procedure(in_force: InForce, practice: Practice) -> Procedure:
    """The procedure in force: the regulation's own, or else the one that comes along with the agency's own terms."""
    own = practice.way.complaints.model_dump(exclude={"kept_for"})
    given = {name: getattr(practice.way.complaints, name) for name in own}
    return procedure_of(in_force.regulation, with_terms(shipped().procedure, given))


def procedure_for(actor: Actor, *, using: str = "default") -> Procedure:
    """The same, for who acts."""
    return procedure(actor.in_force, practice_of(actor.organisation_id, using=using))


def keep_until(in_force: InForce, practice: Practice, closed_on: date) -> date:
    """The last day on which the file of a complaint is kept: by a rule of the regulation, or else as comes along."""
    found = [
        day_of(one.date)
        for one in dates(in_force.regulation, in_force.laws, {CLOSED: closed_on}, day=closed_on)
        if one.event == CLOSED and one.kind is Kind.DESTROY_BY and one.date is not None
    ]
    kept = practice.way.complaints.kept_for or shipped().kept_for
    return min(found, default=shipped_calendar().add(kept, closed_on))


def handles_complaints(actor: Actor) -> bool:
    """Does this actor hold a role of which somebody handles complaints? No statement: an agency sets no roles."""
    steps = procedure_of(actor.in_force.regulation, shipped().procedure).steps
    return bool({*steps.handled_by, *steps.about_leader_by} & set(actor.roles))


def may_complain(in_force: InForce) -> tuple[str, ...]:
    """Who may complain by the procedure in force, in its words. No statement: an agency sets no people."""
    return procedure_of(in_force.regulation, shipped().procedure).steps.who


def principals_complain(in_force: InForce) -> bool:
    """May a principal complain about work that was done on its commission?"""
    return Complainant.PRINCIPAL in may_complain(in_force)


def may_open_any(actor: Actor) -> bool:
    """May this actor open any complaint at all: do they handle them, and do the rules let one of their roles read?

    What is only read while somebody's request is answered opens no register: it is about that one person.
    """
    policy = actor.in_force.policy
    if not handles_complaints(actor) or CATEGORY not in policy.categories:
        return handles_complaints(actor)
    asked = policy.vocabulary.mask(ASKED_FOR)
    cells = (policy.cell(role, "read", CATEGORY) for role in actor.roles)
    return any(is_possible(cell) and any(not asked & test.rule.when for test in cell.permits) for cell in cells)


def looks_back(actor: Actor) -> bool:
    """Does this actor hold a role that looks at what was decided about who complains? No statement."""
    flagged_to = procedure_of(actor.in_force.regulation, shipped().procedure).steps.flagged_to
    return bool(set(flagged_to) & set(actor.roles))


def claims_for(actor: Actor) -> Claims | None:
    """What is claimed at the door: that it is about a complaint, where the regulation has a purpose for that."""
    return Claims(purpose=PURPOSE) if CATEGORY in actor.in_force.policy.categories else None


def covered_of(actor: Actor) -> frozenset[str]:
    """What of a complainant stays covered until it is looked at with a reason, by the catalogue of the regulation."""
    catalogue = catalogue_of(actor.in_force)
    if CATEGORY not in {entry.key for entry in catalogue}:
        return frozenset()
    under = covers(catalogue.entry(CATEGORY))
    return frozenset(part for name, parts in COVERS.items() if name in under for part in parts)


def require(
    door: Door, action: str, *, true: Iterable[str] = (), false: Iterable[str] = ("assigned", "restricted")
) -> None:
    """The regulation's yes, where it has a kind of data for complaints. Raises `Refused`.

    What is known of a complaint is not known of a dossier, so the facts come from here: by the time this is asked,
    the program looked whether whoever acts has worked on it.
    """
    if CATEGORY not in door.actor.in_force.policy.categories:
        return
    answer = answer_stating(door, CATEGORY, action, true=true, false=false)
    if not answer.allowed:
        raise Refused(answer)
    door.noting([answer])


def names_of(account_ids: Iterable[UUID | None], *, using: str) -> dict[UUID, str]:
    """The names of people who work here, by their accounts. One statement."""
    wanted = {one for one in account_ids if one is not None}
    return dict(Account.objects.using(using).filter(pk__in=wanted).values_list("pk", "display_name"))
