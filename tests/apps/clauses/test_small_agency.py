"""Destruction where few people work: somebody from outside looks too, and a deputy decides while they stand in."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
from django.db import DatabaseError
from django.urls import reverse

from tests.apps.clauses.carrying import carrying
from tests.apps.clauses.conftest import HouseOf
from tests.apps.clauses.ending import end, filled, leave_out_but, number_of, signed_again
from tests.apps.clauses.house import House
from tests.apps.clauses.running import signed_in
from tests.apps.gate.agencies import sign_everything
from tests.policy.clauses.register import Registered
from waarborg.accounts.choices import Basis
from waarborg.destruction.approving import approve
from waarborg.destruction.certifying import certify
from waarborg.destruction.doing import do
from waarborg.destruction.proposing import propose
from waarborg.destruction.selectors import one as one_list
from waarborg.disclosures.lookers import LOOKING
from waarborg.dossiers.selectors import dossier
from waarborg.gate.actors import Actor, actor_at, system_at
from waarborg.gate.authorisations import NewRole, give_role, open_account
from waarborg.kernel import clock
from waarborg.kernel.errors import NotFound, Refused


@carrying({"working-progression": ()}, only=True)
def test_in_a_small_agency_an_outsider_who_signed_approves_by_number_and_a_deputy_decides_as_long_as_they_stand_in(
    here: Registered, house_of: HouseOf
) -> None:
    house = house_of(here)
    made, system = filled(house), system_at(house.agency.organisation.pk, using="worker")
    end(house, made, clock.today())
    outsider = stands_in(house, "buitenstaander", "auditor", days=9 * 366)
    with clock.travel(clock.now() + timedelta(days=4 * 366)) as journey:
        signed_again(house)
        deputy = stands_in(house, "plaatsvervanger", "responsible", days=10)
        listed = propose(system)
        assert listed is not None
        with pytest.raises(DatabaseError):
            approve(outsider, listed)
        sign_everything(outsider)
        sign_everything(deputy)
        in_the_browser(outsider, listed)
        seen = one_list(outsider, listed)
        mine = number_of(house, made)
        assert mine in {line.number for line in seen.lines}
        assert "Proefpersoon" not in str(seen), "by number only"
        with pytest.raises((NotFound, Refused)):
            dossier(outsider, made.dossier_id)
        leave_out_but(house, deputy, listed, made)
        assert approve(outsider, listed) is None, "an outsider never decides"
        assert approve(deputy, listed) is not None
        journey.advance(timedelta(days=11))
        with pytest.raises(NotFound):
            one_list(standing(house, "plaatsvervanger"), listed)
        do(system, listed)
        assert certify(system, listed) == []


def in_the_browser(outsider: Actor, listed: UUID) -> None:
    browser = signed_in(outsider)
    lists = browser.get(reverse("desk:destructions"))
    assert reverse("desk:destruction", args=[listed]) in lists.content.decode(), "the program shows them the list"
    page = browser.get(reverse("desk:destruction", args=[listed])).content.decode()
    assert reverse("desk:destruction_approve", args=[listed]) in page
    assert reverse("desk:destructions") in browser.get(reverse("desk:registers")).content.decode(), "and the way to it"
    assert browser.get(reverse("desk:caseload")).status_code == NotFound.status, "and no dossier"


def stands_in(house: House, who: str, role: str, *, days: int) -> Actor:
    """Let somebody in for a while, who signed nothing yet."""
    by = house.first("authorise")
    account = open_account(by, login=f"{who}@{house.agency.organisation.slug}", display_name=who.title())
    basis, until = LOOKING.get(role, Basis.EMPLOYMENT), clock.today() + timedelta(days=days)
    give_role(by, NewRole(account_id=account.pk, role=role, from_on=clock.today(), until_on=until, basis=basis))
    house.people[who] = account.pk
    return standing(house, who)


def standing(house: House, who: str) -> Actor:
    return actor_at(house.people[who], house.agency.organisation.pk, strong=True)
