"""Two people who do something at the same moment: one after the other, and neither is lost."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import date, timedelta
from functools import partial
from typing import Any
from uuid import UUID

import pytest
from django.db import DatabaseError, connections

from tests.apps.clauses import test_disclosing as disclosing
from tests.apps.clauses import test_lists as lists
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
from waarborg.gate.actors import Actor, system_at
from waarborg.gate.door import open_door
from waarborg.kernel import clock
from waarborg.kernel.errors import Conflict
from waarborg.ledger.vocabulary import Kind
from waarborg.letters.models import Mail
from waarborg.mailings import giving as list_giving
from waarborg.mailings.models import AddressList
from waarborg.mailings.preparing import prepare_list

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


@carrying({"working-progression": ("WP-2.6.5a",)}, only=True)
def test_a_list_given_by_two_at_the_same_moment_goes_once(
    here: Registered, house_of: HouseOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each on a connection of their own: one link is made, and who comes second hears that it was given."""
    house = house_of(here)
    giver = lists.giver(house)
    assert giver is not None
    asked = lists.asked_of(house, giver)
    list_id = prepare_list(giver, asked, lists.said(asked))
    link = list_giving._link
    came: list[Future[object]] = []

    def interrupted(*given: Any) -> str:
        code = link(*given)
        came.append(at_once(lambda: list_giving.give_list(giver, list_id)))
        return code

    monkeypatch.setattr(list_giving, "_link", interrupted)
    lists.gone(house, giver, list_id)
    (theirs,) = came
    with pytest.raises(Conflict):
        theirs.result(LONGEST)
    row = AddressList.objects.using("owner").get(pk=list_id)
    members = row.members.using("owner").values("disclosure_id")
    links = OneTimeLink.objects.using("owner").filter(disclosure_id__in=members)
    assert links.count() == row.people, "a link for each on it"
    mails = Mail.objects.using("owner").filter(decision_id=row.decision_id)
    assert mails.count() == 1, "and one message with the address"
    with pytest.raises(DatabaseError, match="stays so"):
        given_anew_past_the_service(giver, list_id)


def given_anew_past_the_service(actor: Actor, list_id: UUID) -> None:
    """Put another address in the place of the one that was made."""
    with open_door(actor, "disclose") as door:
        door.note(Kind.DISCLOSURES_READ)
        AddressList.objects.filter(pk=list_id).update(address_hash=b"x", code_hash=b"y")
