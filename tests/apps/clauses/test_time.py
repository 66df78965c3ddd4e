"""Time spent on a trajectory stands under the rules of the regulation's own kind of data for hours."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
from django.db import IntegrityError, ProgrammingError, transaction

from tests.apps.clauses.carrying import carrying
from tests.apps.clauses.conftest import HouseOf
from tests.apps.clauses.house import House
from tests.policy.clauses.register import Registered
from waarborg.dossiers.catalogue import catalogue_of
from waarborg.gate.actors import Actor, actor_at
from waarborg.gate.door import open_door
from waarborg.kernel import clock
from waarborg.kernel.errors import InvalidInput, NotFound, Refused
from waarborg.ledger.models import Event
from waarborg.ledger.vocabulary import Kind
from waarborg.work.models import TimeEntry
from waarborg.work.selectors import Used, hours_used
from waarborg.work.time_entries import NewTime, add_time, claims_for_time, correct_time, governing, strike_time

TALK = NewTime(activity="talk", declarable=50, minutes=45, travel_minutes=15)


def used(actor: Actor, house: House, kind: str = "uwv") -> Used:
    """What this actor sees was spent on a trajectory."""
    opened = house.dossiers[kind]
    with open_door(actor, "read", dossier_id=opened.dossier_id) as door:
        door.note(Kind.DOSSIER_READ)
        return hours_used(door, [opened.trajectory_id]).get(opened.trajectory_id, Used())


def visitor(house: House) -> Actor:
    """A coach who works on none of these dossiers."""
    if "visiting" not in house.people:
        return house.let_in("visiting", "coach")
    return actor_at(house.people["visiting"], house.agency.organisation.pk, strong=True)


@carrying({"click-re-integratie": ("CLICK-S.6b",), "bijstand-naar-werk": ("BNW-A.trajectgegevens.5",)})
def test_time_is_recorded_per_trajectory_and_its_sum_comes_from_the_entries(
    here: Registered, house_of: HouseOf
) -> None:
    house = house_of(here)
    coach, opened = house.actor("coach"), house.dossiers["uwv"]
    before = used(coach, house)
    add_time(coach, opened.dossier_id, TALK)
    add_time(coach, opened.dossier_id, replace(TALK, minutes=30, travel_minutes=0))
    after = used(coach, house)
    assert after.minutes - before.minutes == 75
    assert after.travel_minutes - before.travel_minutes == 15
    assert after.declarable_minutes - before.declarable_minutes == 45
    with open_door(coach, "write", dossier_id=opened.dossier_id, claims=claims_for_time(coach)) as door:
        decision = door.note(Kind.DOSSIER_READ)
        (entry,) = TimeEntry.objects.filter(minutes=30)
        entry.pk, entry.trajectory_id, entry.decision_id = UUID(int=99), None, decision  # type: ignore[assignment]
        with pytest.raises((IntegrityError, ProgrammingError)), transaction.atomic():
            TimeEntry.objects.bulk_create([entry])


@carrying()
def test_its_kind_of_data_is_that_of_hours_or_else_of_the_contact_note(here: Registered, house_of: HouseOf) -> None:
    house = house_of(here)
    entry = governing(catalogue_of(house.anybody.in_force))
    assert entry is not None
    assert entry.rule.serves_as == ("hours" if house.catalogue.serving_as("hours") else "contact_note")
    coach, opened = house.actor("coach"), house.dossiers["insurer"]
    made = add_time(coach, opened.dossier_id, TALK)
    with open_door(coach, "read", dossier_id=opened.dossier_id) as door:
        door.note(Kind.DOSSIER_READ)
        kept = TimeEntry.objects.get(pk=made)
        event = Event.objects.filter(kind=Kind.TIME_ENTERED.value, dossier_id=opened.dossier_id).latest("id")
    assert kept.category == entry.key
    assert event.categories == [entry.key]


@carrying()
def test_who_does_not_work_on_it_enters_nothing_and_reads_nothing(here: Registered, house_of: HouseOf) -> None:
    house = house_of(here)
    stranger, opened = visitor(house), house.dossiers["uwv"]
    with pytest.raises(Refused):
        add_time(stranger, opened.dossier_id, TALK)
    add_time(house.actor("coach"), opened.dossier_id, TALK)
    assert used(stranger, house) == Used()


@carrying()
def test_the_database_itself_refuses_time_in_anothers_dossier(here: Registered, house_of: HouseOf) -> None:
    house = house_of(here)
    stranger, opened = visitor(house), house.dossiers["uwv"]
    made = add_time(house.actor("coach"), opened.dossier_id, TALK)
    with open_door(house.actor("coach"), "read", dossier_id=opened.dossier_id) as door:
        door.note(Kind.DOSSIER_READ)
        row = TimeEntry.objects.get(pk=made)
    row.pk, row.account_id = UUID(int=7), stranger.somebody
    with open_door(stranger, "write", dossier_id=opened.dossier_id, claims=claims_for_time(stranger)) as door:
        row.decision_id = door.note(Kind.DOSSIER_READ)
        with pytest.raises(ProgrammingError), transaction.atomic():
            TimeEntry.objects.bulk_create([row])


@carrying()
def test_a_correction_strikes_an_entry_and_enters_another(here: Registered, house_of: HouseOf) -> None:
    house = house_of(here)
    coach, opened = house.actor("coach"), house.dossiers["municipality"]
    before = used(coach, house, "municipality")
    made = add_time(coach, opened.dossier_id, TALK)
    better = correct_time(coach, opened.dossier_id, made, replace(TALK, minutes=60, travel_minutes=0))
    assert used(coach, house, "municipality").minutes - before.minutes == 60
    with open_door(coach, "read", dossier_id=opened.dossier_id) as door:
        door.note(Kind.DOSSIER_READ)
        old, new = TimeEntry.objects.get(pk=made), TimeEntry.objects.get(pk=better)
    assert (old.minutes, old.struck_at is not None, new.corrects_id) == (45, True, made)
    strike_time(coach, opened.dossier_id, better)
    assert used(coach, house, "municipality").minutes == before.minutes
    with pytest.raises(NotFound):
        strike_time(coach, opened.dossier_id, better)


@carrying()
def test_what_cannot_be_is_said_at_its_field(here: Registered, house_of: HouseOf) -> None:
    house = house_of(here)
    coach, opened = house.actor("coach"), house.dossiers["uwv"]
    tomorrow = clock.today() + timedelta(days=1)
    for wrong, field in (
        (replace(TALK, minutes=0, travel_minutes=0), "minutes"),
        (replace(TALK, minutes=1441), "minutes"),
        (replace(TALK, worked_on=tomorrow), "worked_on"),
    ):
        with pytest.raises(InvalidInput) as mistake:
            add_time(coach, opened.dossier_id, wrong)
        assert field in mistake.value.fields
