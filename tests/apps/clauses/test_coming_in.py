"""Who comes in: signed secrecy before anything opens, roles from who sees no content, and an end to every role."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from tests.apps.clauses.carrying import carrying
from tests.apps.clauses.conftest import HouseOf
from tests.apps.gate.agencies import sign_everything
from tests.policy.clauses.register import Registered, register
from waarborg.accounts.models import Declaration
from waarborg.dossiers import assignments
from waarborg.dossiers.caseloads import caseload
from waarborg.dossiers.selectors import dossier
from waarborg.gate import staff
from waarborg.gate.actors import actor_at
from waarborg.gate.authorisations import NewRole, end_role, give_role
from waarborg.gate.declarations import declaration_due, sign_declaration
from waarborg.gate.door import in_context
from waarborg.kernel import clock
from waarborg.kernel.errors import ConfigurationError, InvalidInput, NotFound, Refused

WORKERS = ("coach", "contractor")
SECRECY = {
    "bijstand-naar-werk": ("BNW-p08a",),
    "click-re-integratie": ("CLICK-2.1.5a",),
    "jm-werkt": ("JMW-3.2",),
    "partner-in-werk": ("PIW-4.2", "PIW-6.2a", "PIW-6.2b"),
    "working-progression": ("WP-2.1.3b2",),
}
SIGNATURE = {"partner-in-werk": ("PIW-6.2b",), "working-progression": ("WP-2.1.3b4",)}
REGISTER = {"jm-werkt": ("JMW-4.4",)}
EMPLOYED = {
    "bijstand-naar-werk": ("BNW-p06a",),
    "click-re-integratie": ("CLICK-2.7f",),
    "jm-werkt": ("JMW-3.1a",),
    "partner-in-werk": ("PIW-4.1a",),
}
VERSION = {"bijstand-naar-werk": ("BNW-p11e",), "jm-werkt": ("JMW-4.5",)}


def workers() -> Iterator[Any]:
    """Under every regulation those who open a dossier by working on it, own people and hired ones."""
    for here in register():
        policy = here.standing().policy
        for role in WORKERS:
            if any(policy.cell(role, "read", category).permits for category in policy.categories):
                yield pytest.param(here, role, marks=pytest.mark.clause(*SECRECY[here.name]), id=f"{here.name}: {role}")


@pytest.mark.parametrize(("here", "role"), list(workers()))
def test_nothing_opens_before_secrecy_is_signed_also_not_for_who_is_hired(
    here: Registered, role: str, house_of: HouseOf
) -> None:
    house = house_of(here)
    new = house.let_in(f"new-{role}", role, signed=False)
    opened = house.dossiers["uwv"]
    assignments.assign(
        house.first("assign"), opened.dossier_id, opened.trajectory_id, new.somebody, from_on=clock.today()
    )
    assert declaration_due(new) is not None
    with pytest.raises(Refused):
        dossier(new, opened.dossier_id)
    sign_everything(new)
    assert declaration_due(new) is None
    assert dossier(new, opened.dossier_id).number == opened.number


@carrying(SIGNATURE)
def test_a_declaration_has_a_name_and_a_day_or_does_not_count(here: Registered, house_of: HouseOf) -> None:
    house = house_of(here)
    new = house.let_in("signer", "coach", signed=False)
    due = declaration_due(new)
    assert due is not None
    with pytest.raises(InvalidInput):
        sign_declaration(new, text_id=due.pk, signed_as="  ")
    assert declaration_due(new) == due
    signed = sign_declaration(new, text_id=due.pk, signed_as="Proef Persoon")
    with in_context(new):
        kept = Declaration.objects.get(pk=signed.pk)
    assert (kept.signed_as, clock.day_of(kept.signed_at)) == ("Proef Persoon", clock.today())


@carrying(REGISTER)
def test_the_register_shows_of_staff_and_of_who_is_hired_who_signed_and_who_did_not(
    here: Registered, house_of: HouseOf
) -> None:
    house = house_of(here)
    for role in WORKERS:
        for signed in (True, False):
            house.let_in(f"{role}-{signed}", role, signed=signed)
    shown = {member.account_id: member.signed_on for member in staff.members(house.first("authorise"))}
    for role in WORKERS:
        assert shown[house.people[f"{role}-True"]] == clock.today()
        assert shown[house.people[f"{role}-False"]] is None


@carrying({"working-progression": ("WP-2.7e",)})
def test_who_gives_roles_sees_no_content_and_gives_none_to_themself(here: Registered, house_of: HouseOf) -> None:
    house = house_of(here)
    gives = house.actor("system_administrator")
    with pytest.raises(InvalidInput):
        give_role(gives, NewRole(account_id=gives.somebody, role="coach", from_on=clock.today()))
    for opened in house.dossiers.values():
        with pytest.raises(Refused):
            dossier(gives, opened.dossier_id)
    with contextlib.suppress(Refused):
        assert caseload(gives).rows == []


@carrying(EMPLOYED)
def test_when_a_role_has_ended_its_holder_is_at_no_door(here: Registered, house_of: HouseOf) -> None:
    house = house_of(here)
    leaver, gives = house.let_in("leaver", "coach"), house.first("authorise")
    (member,) = [one for one in staff.members(gives) if one.account_id == leaver.account_id]
    end_role(gives, member.roles[0].id, until_on=clock.today())
    assert actor_at(leaver.somebody, leaver.organisation_id, strong=True).roles == ("coach",)
    with clock.travel(clock.today() + timedelta(days=1)), pytest.raises(NotFound):
        actor_at(leaver.somebody, leaver.organisation_id, strong=True)


@carrying(VERSION)
def test_before_a_version_is_in_force_there_is_nothing_to_be_judged_by(here: Registered, house_of: HouseOf) -> None:
    house = house_of(here)
    before = house.anybody.in_force.regulation.in_force_from - timedelta(days=1)
    with clock.travel(before), pytest.raises((ConfigurationError, NotFound)):
        house.actor("coach")
