"""Two people who do something at the same moment: one after the other, and neither is lost."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import date, timedelta
from functools import partial
from typing import Any

import pytest
from django.db import connections

from tests.apps.clauses import test_disclosing as disclosing
from tests.apps.clauses.carrying import carrying
from tests.apps.clauses.conftest import HouseOf
from tests.apps.clauses.ending import end, filled, leave_out_but, newcomer_with_keys, signed_again
from tests.policy.clauses.register import Registered
from waarborg.destruction import approving
from waarborg.destruction.choices import State
from waarborg.destruction.models import Destruction
from waarborg.destruction.proposing import propose
from waarborg.disclosures import giving
from waarborg.disclosures.models import OneTimeLink
from waarborg.disclosures.preparing import prepare
from waarborg.dossiers import declarations
from waarborg.gate.actors import system_at
from waarborg.gate.door import open_door
from waarborg.kernel import clock

MEANWHILE = 0.5
"""Seconds in which what does not wait would be done."""
LONGEST = 60


def at_once(act: Callable[[], object]) -> Future[object]:
    """Let somebody else do something while this is being done, and see that it waits."""

    def theirs() -> object:
        try:
            return act()
        finally:
            connections.close_all()

    came = ThreadPoolExecutor(1).submit(theirs)
    with pytest.raises(TimeoutError):
        came.result(MEANWHILE)
    return came


@carrying({"partner-in-werk": ("PIW-7.1b",)}, only=True)
def test_two_who_approve_a_list_at_the_same_moment_are_two(here: Registered, house_of: HouseOf) -> None:
    house = house_of(here)
    made, system = filled(house), system_at(house.agency.organisation.pk, using="worker")
    end(house, made, clock.today())
    with clock.travel(clock.now() + timedelta(days=4 * 366)):
        signed_again(house)
        listed = propose(system)
        assert listed is not None
        first, second = house.actor("responsible"), newcomer_with_keys(house)
        leave_out_but(house, first, listed, made)
        with open_door(first, "read") as door:
            found = approving._open_list(door, listed)
            approving._give(door, found, approved=True)
            theirs = at_once(lambda: approving.approve(second, listed))
        assert isinstance(theirs.result(LONGEST), date), "and sees that it was approved by two"
        assert Destruction.objects.using("owner").get(pk=listed).state == State.APPROVED


@carrying({"working-progression": ()}, only=True)
def test_a_consent_taken_back_while_something_is_given_closes_what_was_given(
    here: Registered, house_of: HouseOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    house = house_of(here)
    coach, at = house.actor("coach"), disclosing.where(house)
    giver, weighed = disclosing.open_way(house, grounds=frozenset({"written_consent"}))
    disclosure_id = prepare(giver, at, disclosing.ready(weighed))
    follow = giving._follow
    came: list[Future[object]] = []

    def interrupted(*given: Any) -> None:
        follow(*given)
        withdraw = partial(declarations.withdraw, coach, at, "written_consent", on=clock.today())
        came.append(at_once(withdraw))

    monkeypatch.setattr(giving, "_follow", interrupted)
    disclosing.go(house, giver, disclosure_id)
    (theirs,) = came
    theirs.result(LONGEST)
    link = OneTimeLink.objects.using("owner").get(disclosure_id=disclosure_id)
    assert link.closed_at is not None, "nobody fetches what they took back"
    declarations.declare(coach, at, "written_consent", form="written", from_on=clock.today())
