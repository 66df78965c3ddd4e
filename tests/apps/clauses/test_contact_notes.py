"""A contact note under every regulation: what was said, the next step and the time, all of it or nothing."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest

from tests.apps.clauses.carrying import carrying
from tests.apps.clauses.conftest import HouseOf
from tests.apps.clauses.house import House, typed
from tests.apps.clauses.test_time import TALK, used, visitor
from tests.policy.clauses.register import Registered
from waarborg.dossiers import items
from waarborg.dossiers.selectors import dossier
from waarborg.gate.door import open_door
from waarborg.kernel import clock
from waarborg.kernel.errors import InvalidInput, Refused
from waarborg.ledger.models import Event
from waarborg.ledger.vocabulary import Kind
from waarborg.work.choices import TaskKind
from waarborg.work.contact_notes import NewContactNote, add_contact_note, next_step_field, note_entry
from waarborg.work.selectors import deadlines

STEP = "Brief aan de werkgever schrijven"


def a_note(house: House, **different: object) -> NewContactNote:
    """A note with everything in it."""
    entry = note_entry(house.catalogue)
    own = {
        name: typed(rule)
        for name, rule in entry.rule.fields.items()
        if rule.type not in {"date", "minutes"} and name != next_step_field(entry)
    }
    given = {
        "fields": own,
        "next_step": STEP,
        "next_step_on": clock.today() + timedelta(days=3),
        "time": TALK,
    }
    return NewContactNote(**{**given, **different})  # type: ignore[arg-type]


def steps(house: House) -> list[str]:
    """The next steps on the coach's list."""
    found = deadlines(house.actor("coach"))
    every = [*found.late, *found.today, *found.this_week, *found.later, *found.without_term]
    return [task.note for task in every if task.kind is TaskKind.NEXT_STEP]


@carrying({"working-progression": ("WP-1.1g",), "bijstand-naar-werk": ("BNW-A.overige.8",)})
def test_one_note_is_a_record_a_task_and_time(here: Registered, house_of: HouseOf) -> None:
    house = house_of(here)
    coach, where = house.actor("coach"), house.dossiers["uwv"]
    before, there, earlier = used(coach, house).minutes, len(steps(house)), clock.now()
    record_id = add_contact_note(coach, where.dossier_id, a_note(house))
    _place, record, _earlier = items.history(coach, where.dossier_id, record_id)
    entry = note_entry(house.catalogue)
    assert (record.entry.key, record.author_name, record.own) == (entry.key, "Coach", True)
    assert record.occurred_on == clock.today()
    step = next_step_field(entry)
    assert step is None or record.content.fields[step] == STEP
    assert used(coach, house).minutes - before == 45
    assert len(steps(house)) == there + 1
    with open_door(coach, "read", dossier_id=where.dossier_id) as door:
        door.note(Kind.DOSSIER_READ)
        events = Event.objects.filter(dossier_id=where.dossier_id, at__gte=earlier)
        happened = set(events.values_list("kind", flat=True))
    assert happened >= {Kind.RECORD_CREATED.value, Kind.TASK_CREATED.value, Kind.TIME_ENTERED.value}


@carrying()
def test_when_one_part_fails_nothing_is_kept(here: Registered, house_of: HouseOf) -> None:
    house = house_of(here)
    coach, where = house.actor("coach"), house.dossiers["uwv"]
    before = (used(coach, house).minutes, len(steps(house)), len(dossier(coach, where.dossier_id).records))
    tomorrow = clock.today() + timedelta(days=1)
    too_long = TALK.__class__(activity="talk", declarable=100, minutes=0, travel_minutes=5000)
    for wrong in (a_note(house, time=too_long), a_note(house, on=tomorrow), a_note(house, next_step="")):
        with pytest.raises(InvalidInput):
            add_contact_note(coach, where.dossier_id, wrong)
    assert before == (used(coach, house).minutes, len(steps(house)), len(dossier(coach, where.dossier_id).records))


@carrying()
def test_who_does_not_work_on_it_writes_none(here: Registered, house_of: HouseOf) -> None:
    house = house_of(here)
    with pytest.raises(Refused):
        add_contact_note(visitor(house), house.dossiers["uwv"].dossier_id, a_note(house))


@carrying()
def test_a_next_step_carries_nothing_about_health(here: Registered, house_of: HouseOf) -> None:
    house = house_of(here)
    ill = a_note(house, next_step="Bellen over zijn epilepsie")
    with pytest.raises(InvalidInput) as mistake:
        add_contact_note(house.actor("coach"), house.dossiers["uwv"].dossier_id, ill)
    entry = note_entry(house.catalogue)
    assert entry.article in mistake.value.fields[next_step_field(entry) or "next_step"]


@carrying()
def test_a_note_without_time_and_without_a_step_is_a_note(here: Registered, house_of: HouseOf) -> None:
    house = house_of(here)
    coach, where = house.actor("coach"), house.dossiers["municipality"]
    plain = a_note(house, time=None, next_step="", next_step_on=None)
    entry = note_entry(house.catalogue)
    asked = {name for name, rule in entry.rule.fields.items() if rule.required and rule.type == "minutes"}
    assert asked == set(), "no regulation makes anybody write how long"
    assert isinstance(add_contact_note(coach, where.dossier_id, plain), UUID)
