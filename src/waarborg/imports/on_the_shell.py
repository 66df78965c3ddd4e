"""A dry run for whoever runs the installation: by a role instead of by somebody, with nobody's dossiers looked at.

Who is here already is not asked: that is for who may open dossiers, signed in.
"""

from __future__ import annotations

from typing import Any

from waarborg.accounts.choices import AT_THE_DOOR
from waarborg.accounts.models import Organisation
from waarborg.dossiers.catalogue import catalogue_of
from waarborg.gate.actors import Actor, system_at
from waarborg.gate.door import in_context
from waarborg.imports.headings import guesses
from waarborg.imports.judging import Judge
from waarborg.imports.known import known
from waarborg.imports.mapping import Mapped
from waarborg.imports.sheets import template
from waarborg.imports.tables import read
from waarborg.imports.trying import planned
from waarborg.kernel.errors import InvalidInput, NotFound


def look_at(content: bytes, organisation: str, role: str) -> dict[str, Any]:
    """What a file would bring in at an organisation, for somebody in this role who signed and signed in strongly.

    Raises `NotFound` for an unknown organisation, and `InvalidInput` for an unknown role or a file that is no list.
    """
    actor = _in_role(organisation, role)
    table, catalogue = read(content), catalogue_of(actor.in_force)
    guessed = guesses(table.headers, actor.in_force, catalogue)
    mapped = Mapped(columns={at: one.target for at, one in enumerate(guessed) if one.target})
    with in_context(actor):
        here = known(actor)
    shut = {at: one.forbidden for at, one in enumerate(guessed) if one.forbidden}
    plan = planned(table, Judge(actor, _given(role)), here, mapped, shut)
    return {
        "rows": plan.rows,
        "coming_in": len(plan.dossiers),
        "parkable": len(plan.parked),
        "columns": [
            {"header": header, "target": str(one.target) if one.target else "", "forbidden": one.forbidden}
            for header, one in zip(table.headers, guessed, strict=True)
        ],
        "findings": [
            {
                "weight": one.weight.value,
                "row": one.row or None,
                "column": table.headers[one.column] if one.column >= 0 else "",
                "said": one.said,
                "article": one.article,
            }
            for one in plan.findings
        ],
    }


def empty_template(organisation: str, role: str) -> bytes:
    """An empty workbook with a column for everything that somebody in this role may bring in."""
    return template(_in_role(organisation, role))


def _in_role(organisation: str, role: str) -> Actor:
    rows = Organisation.objects.order_by("slug")
    known_here = list(rows.filter(slug=organisation) if organisation else rows)
    if not known_here:
        raise NotFound(f"There is no organisation {organisation}.")
    if len(known_here) > 1:
        raise InvalidInput(f"Say which organisation: {', '.join(one.slug for one in known_here)}.")
    found = known_here[0]
    system = system_at(found.pk)
    if role not in system.in_force.policy.roles:
        known_roles = ", ".join(system.in_force.policy.roles)
        raise InvalidInput(f"The regulation does not know the role {role}; it knows {known_roles}.")
    return Actor(organisation_id=found.pk, account_id=None, roles=(role,), in_force=system.in_force, strong=True)


def _given(role: str) -> dict[str, Any]:
    """What the door would know of somebody in this role, who signed what there is to sign."""
    member = {"role": role, "basis": "employment", "person": None, "party": None, "profession": False, "health": False}
    member |= {"categories": None, "only_reads": False}
    signed = [{"id": kind, "kind": kind, "audience": "everybody", "signed": True} for kind in AT_THE_DOOR]
    return {
        "memberships": [member],
        "texts": signed,
        "maintenance": False,
        "agreed": None,
        "showings": [],
        "restricted": [],
        "asked": [],
        "held": [],
    }
