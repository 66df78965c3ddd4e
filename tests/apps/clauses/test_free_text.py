"""Under every regulation: text of a field that forbids health or national numbers is never stored as it is found."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.apps.clauses.carrying import carrying
from tests.apps.clauses.conftest import HouseOf
from tests.apps.clauses.house import House, an_item, stated
from tests.policy.clauses.register import Registered
from waarborg.dossiers import items
from waarborg.dossiers.catalogue import Entry
from waarborg.dossiers.free_text import ForbiddenInText
from waarborg.dossiers.records import Correction, correct_record
from waarborg.gate.door import open_door
from waarborg.kernel.errors import InvalidInput
from waarborg.ledger.models import Event, EventContent
from waarborg.ledger.vocabulary import Kind

ILL = "Zij heeft last van haar rug"
NUMBERED = "Zijn bsn is 111222333"
WHY = "Zij verkoopt rugzakken; het gaat om de voorraad."


def shy(house: House, forbidden: str) -> Iterator[tuple[Entry, str]]:
    """Every field that forbids something in its text, of the kinds that the coach may record."""
    for entry in house.catalogue:
        for name, field in entry.rule.fields.items():
            if forbidden in field.forbids and not field.choices:
                try:
                    by_coach = house.writer(entry) == house.actor("coach")
                except LookupError:
                    continue
                if by_coach:
                    yield entry, name


@carrying({"bijstand-naar-werk": ("BNW-A.overige.9",)})
def test_what_seems_to_be_about_health_comes_back_with_the_article(here: Registered, house_of: HouseOf) -> None:
    house = house_of(here)
    found = list(shy(house, "medical"))
    assert found
    for entry, name in found:
        fields = {**an_item(entry).fields, name: ILL}
        with pytest.raises(ForbiddenInText) as mistake:
            house.record(entry, fields=fields)
        assert entry.article in mistake.value.fields[name]
        assert [one.words(ILL) for one in mistake.value.found[name]] == ["rug"]


@carrying()
def test_a_national_number_in_text_is_taken_out_whatever_is_said(here: Registered, house_of: HouseOf) -> None:
    house = house_of(here)
    for entry, name in shy(house, "bsn"):
        fields = {**an_item(entry).fields, name: NUMBERED}
        with pytest.raises(InvalidInput) as mistake:
            house.record(entry, fields=fields, judged={name: WHY})
        assert name in mistake.value.fields


@carrying()
def test_with_a_reason_it_is_stored_and_the_reason_with_it(here: Registered, house_of: HouseOf) -> None:
    house = house_of(here)
    note = house.catalogue.serving_as("contact_note")
    assert note is not None
    name = next(name for name, field in note.rule.fields.items() if "medical" in field.forbids)
    item = {**an_item(note).fields, name: ILL}
    record = house.record(note, kind="uwv", by=house.actor("coach"), fields=item, judged={name: WHY})
    where = house.dossiers["uwv"].dossier_id
    _place, seen, _earlier = items.history(house.actor("coach"), where, record)
    assert seen.content.judged == {name: WHY}
    with open_door(house.actor("coach"), "read", dossier_id=where) as door:
        door.note(Kind.DOSSIER_READ)
        made = Event.objects.filter(dossier_id=where, kind=Kind.RECORD_CREATED.value).latest("id")
        details = EventContent.objects.get(event_id=made.pk)
    assert name in str(details.details)
    assert WHY not in str(details.details), "the ledger says that it was judged, not why"
    better = Correction(
        fields=item, reason="Verkeerde dag.", source="staff", version=1, purpose=stated(note, house).purpose
    )
    with pytest.raises(ForbiddenInText):
        correct_record(house.actor("coach"), where, record, better)


@carrying()
def test_a_reason_where_nothing_was_found_is_not_kept(here: Registered, house_of: HouseOf) -> None:
    house = house_of(here)
    note = house.catalogue.serving_as("contact_note")
    assert note is not None
    name = next(name for name, field in note.rule.fields.items() if "medical" in field.forbids)
    record = house.record(note, kind="uwv", by=house.actor("coach"), judged={name: WHY})
    _place, seen, _earlier = items.history(house.actor("coach"), house.dossiers["uwv"].dossier_id, record)
    assert seen.content.judged == {}
