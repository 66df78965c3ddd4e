"""Keeping: every date with its reason, what moves it, and what holds."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
from dateutil.relativedelta import relativedelta
from django.db import DatabaseError

from tests.apps.clauses.carrying import carrying
from tests.apps.clauses.conftest import HouseOf
from tests.apps.clauses.ending import (
    REASON,
    counted,
    due_in,
    end,
    filled,
    past_the_services,
    record_what_may,
    signed_again,
)
from tests.apps.clauses.house import House
from tests.apps.clauses.running import TYPE, consents
from tests.policy.clauses.register import Registered
from waarborg.destruction.closed_parts import kept_of
from waarborg.dossiers.assignments import assign
from waarborg.dossiers.retention_days import endings
from waarborg.dossiers.selectors import dossier
from waarborg.dossiers.services import NewDossier, NewTrajectory, Opened, open_dossier
from waarborg.gate.actors import Actor, system_at
from waarborg.gate.door import Claims, open_door
from waarborg.kernel import clock
from waarborg.kernel.errors import InvalidInput, NotFound, Refused
from waarborg.ledger.vocabulary import Kind
from waarborg.parties.models import Contract
from waarborg.parties.services import NewContract, agree, end_agreement, register_party
from waarborg.retention.counting import count_due
from waarborg.retention.dates import Dates
from waarborg.retention.holds import lift, place
from waarborg.retention.necessity import ask_to_weigh, weigh, weighed_of
from waarborg.rights.choices import CameBy
from waarborg.rights.going_on import withdrawn
from waarborg.rights.registering import NewRequest, register
from waarborg.work.choices import TaskKind
from waarborg.work.models import Task


def as_python_counts(actor: Actor, made: Opened) -> dict[str, tuple[object, ...]]:
    return {
        one.record.entry.key: (str(one.fate.status), one.fate.earliest, one.fate.latest, one.fate.due)
        for one in endings(actor, dossier(actor, made.dossier_id))
    }


@carrying()
def test_every_record_has_its_dates_from_the_moment_it_is_written_and_they_follow_what_happens(
    here: Registered, house_of: HouseOf
) -> None:
    house = house_of(here)
    made, coach = filled(house), house.actor("coach")

    def agree() -> dict[str, Dates]:
        found = counted(coach, made)
        there = as_python_counts(coach, made)
        assert {name: (one.status, one.earliest, one.latest, one.due) for name, one in found.items()} == there
        assert all(one.rests_on and (one.changes_if or one.due) for one in found.values())
        return found

    running = agree()
    assert all(one.due is None for one in running.values() if "created" not in one.triggers)
    end(house, made, clock.today(), dossier_too=False)
    ended = agree()
    assert any(one.due for one in ended.values())


@carrying({"partner-in-werk": ("PIW-7.3b", "PIW-7.3c")})
def test_a_contract_that_ends_sets_other_terms_aside_on_its_day_and_not_before(
    here: Registered, house_of: HouseOf
) -> None:
    house = house_of(here)
    contract, made = under_a_contract_of_its_own(house)
    coach, ends_on = house.actor("coach"), clock.today() + timedelta(days=10)
    before = counted(coach, made)
    end_agreement(house.first("assign"), contract, ends_on=ends_on)
    assert {name: one.due for name, one in counted(coach, made).items()} == {n: one.due for n, one in before.items()}
    with clock.travel(clock.now() + timedelta(days=11)):
        system = system_at(house.agency.organisation.pk, using="worker")
        assert count_due(system) > 0
        assert count_due(system) == 0, "what is counted costs one look-up"
        after = due_in(house, made)
    moved = {name for name, due in after.items() if due != before[name].due}
    if here.name == "partner-in-werk":
        month = relativedelta(months=1)
        assert {name: after[name] for name in moved} == dict.fromkeys(moved, ends_on + month)
        assert moved == {name for name in before if not before[name].shielded}, "and what a statute keeps, stays"


def under_a_contract_of_its_own(house: House) -> tuple[UUID, Opened]:
    """A dossier under a contract that no other test knows."""
    assigns, opens, coach = house.first("assign"), house.first("open_dossier"), house.actor("coach")
    party = register_party(assigns, kind="uwv", name="Een eigen opdrachtgever")
    contract = agree(assigns, party, NewContract(number="7", starts_on=clock.today() - timedelta(days=9)))
    trajectory = NewTrajectory(principal_id=party, contract_id=contract, type=TYPE, referred_on=clock.today())
    made = open_dossier(opens, NewDossier(trajectory=trajectory, handed_out_on=clock.today(), minor=False))
    assign(assigns, made.dossier_id, made.trajectory_id, coach.somebody, from_on=clock.today())
    consents(house, made)
    record_what_may(house, made)
    return contract, made


@carrying({"partner-in-werk": ("PIW-11.2c",)})
def test_who_works_with_a_dossier_stops_its_destruction_and_who_decides_lifts_that(
    here: Registered, house_of: HouseOf
) -> None:
    house = house_of(here)
    made, coach = filled(house), house.actor("coach")
    new = REASON
    for worse in (replace(new, words="zomaar"), replace(new, hold="x"), replace(new, review_on=clock.today())):
        with pytest.raises(InvalidInput):
            place(coach, made.dossier_id, worse)
    held = place(coach, made.dossier_id, new)
    (seen,) = kept_of(coach, made.dossier_id)[0].holds
    assert (seen.hold, seen.words, seen.placed_by, seen.article != "") == ("likely_claim", new.words, "Coach", True)
    assert "avg.17/held" in why_not(house, made) or "11/held" in why_not(house, made)
    with pytest.raises(NotFound):
        lift(coach, made.dossier_id, held)
    lift(house.actor("responsible"), made.dossier_id, held)
    assert not kept_of(coach, made.dossier_id)[0].holds
    assert why_not(house, made) == ()


@carrying({"partner-in-werk": ("PIW-11.2a",)})
def test_an_open_request_holds_until_it_is_answered_but_one_to_erase_does_not_hold_itself(
    here: Registered, house_of: HouseOf
) -> None:
    house = house_of(here)
    made, coach = filled(house), house.actor("coach")
    register(coach, made.dossier_id, asking("erasure"))
    assert not kept_of(coach, made.dossier_id)[0].holds
    assert why_not(house, made) == ()
    (asked,) = register(coach, made.dossier_id, asking("access"))
    assert [one.right for one in kept_of(coach, made.dossier_id)[0].holds] == ["access"]
    assert why_not(house, made) != ()
    withdrawn(coach, made.dossier_id, asked, clock.today())
    assert why_not(house, made) == ()


def asking(right: str) -> NewRequest:
    return NewRequest(rights=[right], received_on=clock.today(), words="Graag.", came_by=CameBy.LETTER)


def why_not(house: House, made: Opened) -> tuple[str, ...]:
    """By which rules the program may not destroy the person's name, though two people approved; none when it may."""
    system = system_at(house.agency.organisation.pk, using="worker")
    approved = Claims(facts=("destruction_approved",))
    with open_door(system, "destroy", dossier_id=made.dossier_id, claims=approved, using="worker") as door:
        door.note(Kind.RETENTION_SHOWN)
        answer = door.decide(house.catalogue.identity.key, door.scope())
        return () if answer.allowed else answer.rules


@carrying({"jm-werkt": (), "partner-in-werk": ()}, only=True)
def test_every_year_somebody_weighs_whether_it_is_still_needed_and_what_is_not_ends_that_day(
    here: Registered, house_of: HouseOf
) -> None:
    house = house_of(here)
    made, system = filled(house), system_at(house.agency.organisation.pk, using="worker")
    end(house, made, clock.today())
    with clock.travel(clock.now() + timedelta(days=364)) as journey:
        signed_again(house)
        who, coach = house.actor("responsible"), house.actor("coach")
        assert not weighed_of(who, made.dossier_id).kinds, "it is not a year yet"
        journey.advance(timedelta(days=3))
        assert ask_to_weigh(system) >= 1
        assert ask_to_weigh(system) == 0, "it is asked once"
        assert asked_of(made) == [who.roles[0]]
        kinds = [one.category for one in weighed_of(who, made.dossier_id).kinds]
        before = due_in(house, made)
        assert not {name for name in kinds if before[name] is None}
        for nobody in (lambda: weighed_of(coach, made.dossier_id), lambda: weigh(coach, made.dossier_id, {})):
            with pytest.raises((NotFound, Refused)):
                nobody()
        with pytest.raises(InvalidInput):
            weigh(who, made.dossier_id, dict.fromkeys(kinds[1:], True))
        with pytest.raises(DatabaseError):
            past_the_services(coach, "default", weighing_of(made, coach))
        gone, *kept = kinds
        weigh(who, made.dossier_id, {gone: False, **dict.fromkeys(kept, True)})
        after = due_in(house, made)
        assert after == {**before, gone: clock.today()}
        assert not weighed_of(who, made.dossier_id).kinds
        assert asked_of(made) == []
        journey.advance(timedelta(days=366))
        signed_again(house)
        assert {one.category for one in weighed_of(who, made.dossier_id).kinds} <= set(kept)


def asked_of(made: Opened) -> list[str]:
    """Of which roles it is asked to weigh what is in a dossier."""
    asked = Task.objects.using("owner").filter(kind=TaskKind.WEIGH_NECESSITY, dossier_id=made.dossier_id)
    return list(asked.filter(done_at__isnull=True).values_list("for_role", flat=True))


def weighing_of(made: Opened, who: Actor) -> str:
    """What somebody would write past the services, who does not decide on destruction."""
    return (
        "insert into dossiers_weighing (id, organisation_id, dossier_id, scope_id, category, needed, weighed_on,"
        f" account_id, decision_id) values (gen_random_uuid(), '{who.organisation_id}', '{made.dossier_id}',"
        f" '{made.dossier_id}', 'identity', false, current_date, '{who.account_id}', gen_random_uuid())"
    )


@carrying({"partner-in-werk": ("PIW-7.1a",), "working-progression": ("WP-2.5c",)}, only=True)
def test_a_renewed_contract_never_lengthens_what_is_kept_of_a_trajectory_that_was_closed(
    here: Registered, house_of: HouseOf
) -> None:
    house = house_of(here)
    contract, made = under_a_contract_of_its_own(house)
    assigns, coach = house.first("assign"), house.actor("coach")
    end(house, made, clock.today())
    before = {name: one.due for name, one in counted(coach, made).items()}
    party = Contract.objects.using("owner").get(pk=contract).party_id
    with clock.travel(clock.now() + timedelta(days=20)):
        agree(assigns, party, NewContract(number="8", starts_on=clock.today()))
        count_due(system_at(house.agency.organisation.pk, using="worker"))
        assert {name: one.due for name, one in counted(coach, made).items()} == before
