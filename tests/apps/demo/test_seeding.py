"""Filling an example agency: lifelike, by its own regulation, once, and going on where it was interrupted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from django.db.models import Model

from waarborg.accounts.models import Account, Membership
from waarborg.adoption.services import OWNER
from waarborg.demo import filing
from waarborg.demo.filling import records_of
from waarborg.demo.material import example_agencies
from waarborg.demo.outsiders import CLIENT, PRINCIPAL
from waarborg.demo.population import populate
from waarborg.demo.seeding import seed_agency
from waarborg.documents.models import Document
from waarborg.dossiers.caseloads import caseload
from waarborg.dossiers.catalogue import Catalogue, catalogue_of
from waarborg.dossiers.models import (
    Assignment,
    ClientDeclaration,
    Dossier,
    Exclusion,
    Record,
    RecordVersion,
    SavedList,
    Trajectory,
    View,
)
from waarborg.dossiers.records import NewRecord, write
from waarborg.gate.door import Door
from waarborg.incoming.models import IncomingMail, MailAddress
from waarborg.kernel import clock
from waarborg.ledger.models import Event
from waarborg.ledger.vocabulary import Kind
from waarborg.paper.models import Loan, PaperFile
from waarborg.parties.models import Contract, Party
from waarborg.work.models import Appointment, Task, TimeEntry

pytestmark = pytest.mark.real_commits

FEW = 2
TABLES: tuple[type[Model], ...] = (
    Account, Membership, Party, Contract, Dossier, Trajectory, Assignment, ClientDeclaration, Exclusion, Record,
    RecordVersion, View, Event, Appointment, Task, TimeEntry, PaperFile, Loan, SavedList, Document, MailAddress,
    IncomingMail,
)  # fmt: skip


class Interrupted(Exception):
    """Somebody pulled the plug."""


def counted() -> dict[str, int]:
    """How many rows there are of everything."""
    return {table.__name__: table._default_manager.using(OWNER).count() for table in TABLES}


def told(agency: str, catalogue: Catalogue) -> Counter[tuple[str, date]]:
    """What the stories of the first clients hold, as far as the catalogue has a place for it."""
    rules = [entry.rule for entry in catalogue]
    clients = populate(agency, clock.today()).clients[:FEW]
    return Counter((record.category, record.on) for client in clients for record in records_of(client, rules))


@pytest.mark.parametrize("agency", example_agencies())
def test_every_agency_is_filled_by_its_own_regulation_and_once(agency: str) -> None:
    """One test for each agency, since filling takes a while: what must be true of all of them."""
    seeded = seed_agency(agency, clock.today(), clients=FEW)
    here = seeded.agency
    catalogue = catalogue_of(here.in_force)
    records = list(Record.objects.using(OWNER).all())
    assert Dossier.objects.using(OWNER).count() == FEW
    assert {record.category for record in records} <= set(catalogue.entries)
    assert not seeded.unwritten
    assert len(records) > 10 * FEW
    assert all(record.created_at <= clock.now() for record in records)
    assert all(clock.day_of(record.created_at) >= here.starts_on for record in records)
    workers = set(Assignment.objects.using(OWNER).filter(until_on=None).values_list("account_id", flat=True))
    for worker in workers & {here.accounts[key] for key in here.accounts if key.startswith("coach")}:
        key = next(key for key, account_id in here.accounts.items() if account_id == worker)
        assert caseload(here.actor(key)).rows
    assert not Event.objects.using(OWNER).filter(kind=Kind.ACCESS_REFUSED).exists()
    held = set(Membership.objects.using(OWNER).values_list("role", flat=True))
    assert {"coach", "responsible", "system_administrator", CLIENT, PRINCIPAL} <= held
    before = counted()
    seed_agency(agency, clock.today(), clients=FEW)
    assert counted() == before, "a second start makes nothing new"


def test_an_interrupted_start_goes_on_where_it_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    agency, today = "partner-in-werk", clock.today()
    for records_until_the_plug_is_pulled in (0, 3, 17):
        with monkeypatch.context() as trouble:
            trouble.setattr(filing, "write", pulled_after(records_until_the_plug_is_pulled))
            with pytest.raises(Interrupted):
                seed_agency(agency, today, clients=FEW)
    seeded = seed_agency(agency, today, clients=FEW)
    assert not seeded.unwritten
    assert Dossier.objects.using(OWNER).count() == FEW
    written = Counter(Record.objects.using(OWNER).values_list("category", "occurred_on"))
    worked = Counter(TimeEntry.objects.using(OWNER).values_list("category", "worked_on"))
    catalogue = catalogue_of(seeded.agency.in_force)
    hours = catalogue.serving_as("hours")
    expected = told(agency, catalogue)
    spent = Counter({key: number for key, number in expected.items() if hours and key[0] == hours.key})
    assert written == expected - spent
    assert spent
    assert not spent - worked, "what a story says was spent is time, not a record"
    assert twice(Trajectory.objects.using(OWNER).values_list("dossier_id", "principal_id", "referred_on")) == []
    assert twice(Assignment.objects.using(OWNER).values_list("trajectory_id", "account_id")) == []
    assert twice(ClientDeclaration.objects.using(OWNER).values_list("dossier_id", "fact")) == []


def pulled_after(number: int) -> Callable[..., UUID]:
    """Write so many records, and then nothing any more."""
    left = iter(range(number))

    def interrupted(door: Door, new: NewRecord, **where: UUID) -> UUID:
        if next(left, None) is None:
            raise Interrupted
        return write(door, new, **where)

    return interrupted


def twice(rows: Iterable[Any]) -> list[Any]:
    """What occurs more than once."""
    return [row for row, number in Counter(rows).items() if number > 1]
