"""Numbers, what stands on an identity document, and what is about others: covered until somebody opens one item with a
reason, which is an event of its own. And kinds of data that may hold no file.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from tests.apps.clauses.conftest import HouseOf
from tests.apps.clauses.house import House, an_item
from tests.policy.clauses.register import Registered, register
from waarborg.dossiers import items, selectors
from waarborg.dossiers.catalogue import Catalogue, Entry, catalogue_of
from waarborg.dossiers.choices import RevealReason
from waarborg.dossiers.covering import covers
from waarborg.dossiers.prints import print_dossier
from waarborg.dossiers.values import checked
from waarborg.gate.actors import Actor
from waarborg.gate.door import in_context
from waarborg.kernel import clock
from waarborg.kernel.errors import InvalidInput, NotFound, Refused
from waarborg.ledger.models import Event, EventContent
from waarborg.ledger.vocabulary import Kind
from waarborg.policy.model.catalogue import CategoryRule
from waarborg.policy.possible import is_possible

SHOWS = {
    "contact_persons": ("BNW-A.trajectgegevens.4",),
    "household": ("BNW-A.persoonsgegevens.5",),
    "employer_information": ("CLICK-3.10",),
    "family": ("WP-2.3b",),
}
"""Clauses of kinds of data that are about others: what shows them is that they are covered."""


def kinds_covered() -> Iterator[Any]:
    """Every kind of data with something covered that anybody may read."""
    for here in register():
        policy = here.standing().policy
        for rule in here.rules.values():
            if not isinstance(rule, CategoryRule) or not (rule.masked or rule.redacts or rule.in_vault):
                continue
            if any(is_possible(policy.cell(role, "write", rule.category)) for role in policy.roles):
                marks = pytest.mark.clause(*SHOWS[rule.category]) if rule.category in SHOWS else []
                yield pytest.param(here, rule.category, marks=marks, id=f"{here.name}: {rule.category}")


COVERED = pytest.mark.parametrize(("here", "category"), list(kinds_covered()))


def readers(house: House, entry: Entry) -> Iterator[Actor]:
    """Everybody whom the regulation lets read it."""
    for who in house.agency.accounts:
        actor = house.actor(who)
        try:
            selectors.category_of(actor, house.dossiers[house.kind_for(entry)].dossier_id, entry.key)
        except Refused:
            continue
        yield actor


@COVERED
def test_who_reads_it_reads_nothing_of_what_is_covered(here: Registered, category: str, house_of: HouseOf) -> None:
    house = house_of(here)
    entry = house.catalogue.entry(category)
    record = house.record(entry)
    typed = {name: str(an_item(entry).fields[name]) for name in covers(entry)}
    assert typed
    seen = 0
    for actor in readers(house, entry):
        dossier = selectors.category_of(actor, house.dossiers[house.kind_for(entry)].dossier_id, category)
        for one in [one for one in dossier.of(category) if one.id == record]:
            seen += 1
            assert not {name for name in typed if typed[name] in one.content.fields.get(name, "")}
    assert seen


@COVERED
def test_on_paper_it_stays_covered(here: Registered, category: str, house_of: HouseOf) -> None:
    house = house_of(here)
    entry = house.catalogue.entry(category)
    record = house.record(entry)
    typed = {name: str(an_item(entry).fields[name]) for name in covers(entry)}
    purpose = entry.serves(house.anybody.in_force.main_purpose) or ""
    dossier = house.dossiers[house.kind_for(entry)].dossier_id
    for who in house.agency.accounts:
        try:
            made = print_dossier(house.actor(who), dossier, purpose=purpose, categories=[category])
        except Refused:
            continue
        for one in [one for _entry, records in made.records for one in records if one.id == record]:
            assert not {name for name in typed if typed[name] in one.content.fields.get(name, "")}


@COVERED
def test_it_is_opened_item_by_item_with_a_reason_and_an_event(
    here: Registered, category: str, house_of: HouseOf
) -> None:
    house = house_of(here)
    entry = house.catalogue.entry(category)
    dossier = house.dossiers[house.kind_for(entry)].dossier_id
    record = house.record(entry, fields=an_item(entry).fields | valid_until(entry, days=1))
    opened = []
    for who in house.agency.accounts:
        try:
            _where, whole = items.reveal(house.actor(who), dossier, record, RevealReason.CONTACT)
        except (Refused, NotFound):
            continue
        opened.append(who)
        assert whole.content.fields == {**whole.content.fields, **normal_of(house.catalogue, entry)}
        with in_context(house.actor(who)):
            event = Event.objects.filter(kind=Kind.RECORD_REVEALED, dossier_id=dossier).latest("id")
            said = EventContent.objects.get(event_id=event.pk).details
        assert (category in event.categories, said["reason"]) == (True, "contact")
    assert opened, "somebody may open it"


def valid_until(entry: Entry, *, days: int) -> dict[str, str]:
    """The day after which it holds no longer, so many days from now, where it has one."""
    day = clock.today() + timedelta(days=days)
    return {name: day.isoformat() for name, field in entry.rule.fields.items() if field.expires}


@COVERED
def test_what_holds_no_longer_is_not_opened_any_more(here: Registered, category: str, house_of: HouseOf) -> None:
    house = house_of(here)
    entry = house.catalogue.entry(category)
    if past := valid_until(entry, days=-1):
        record = house.record(entry, fields=an_item(entry).fields | past)
        with pytest.raises(InvalidInput):
            items.reveal(
                house.writer(entry), house.dossiers[house.kind_for(entry)].dossier_id, record, RevealReason.STATUTE
            )


def normal_of(catalogue: Catalogue, entry: Entry) -> dict[str, str]:
    """What was typed in the covered fields, as it is kept."""
    kept = checked(catalogue, entry.key, an_item(entry).fields)
    return {name: kept[name] for name in covers(entry)}


@pytest.mark.parametrize("here", register(), ids=[here.name for here in register()])
def test_a_kind_of_data_that_may_hold_no_file_has_none(here: Registered, house_of: HouseOf) -> None:
    without = [entry for entry in catalogue_of(house_of(here).anybody.in_force) if entry.rule.holds_no_file]
    assert all(not field.type.endswith("file") for entry in without for field in entry.rule.fields.values())
    if here.name == "bijstand-naar-werk":
        assert {"vog", "identity_papers"} <= {entry.key for entry in without}
