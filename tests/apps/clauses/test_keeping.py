"""What a record remembers, how a correction leaves the old words, and the one dossier that a person has."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.db import IntegrityError

from tests.apps.clauses.carrying import carrying
from tests.apps.clauses.conftest import HouseOf
from tests.apps.clauses.ending import filled
from tests.apps.clauses.house import an_item, stated
from tests.apps.gate.populations import superuser
from tests.policy.clauses.register import Registered
from waarborg.dossiers import items, services
from waarborg.dossiers.models import Dossier, Trajectory
from waarborg.dossiers.records import Correction, correct_record
from waarborg.dossiers.selectors import dossier
from waarborg.gate.actors import Actor
from waarborg.gate.door import Claims, open_door
from waarborg.kernel import clock
from waarborg.kernel.errors import InvalidInput, Refused
from waarborg.kernel.identifiers import new_id
from waarborg.ledger.models import Decision
from waarborg.ledger.vocabulary import Kind


@carrying({"working-progression": ("WP-2.9c1",)})
def test_a_correction_leaves_the_old_words_with_who_changed_them_and_why(here: Registered, house_of: HouseOf) -> None:
    house = house_of(here)
    entry, name = house.catalogue.identity, house.catalogue.name_fields[0]
    writer, where = house.actor("coach"), house.dossiers["uwv"].dossier_id
    record, old = house.record(entry, kind="uwv", by=writer), dict(an_item(entry).fields)
    better = Correction(
        fields={**old, name: "Robin Beterpersoon"},
        reason="Zo staat het in het paspoort.",
        source=entry.sources[0],
        version=1,
        purpose=stated(entry, house).purpose,
    )
    for worse in (replace(better, reason=" "), replace(better, source="")):
        with pytest.raises(InvalidInput):
            correct_record(writer, where, record, worse)
    assert correct_record(writer, where, record, better) == 2
    _place, now, (earlier,) = items.history(writer, where, record)
    assert (now.content.fields[name], now.content.reason) == ("Robin Beterpersoon", better.reason)
    assert (earlier.content.fields[name], earlier.corrected_by) == (old[name], "Coach")


@carrying({"click-re-integratie": ("CLICK-1.1b", "CLICK-2.4c")})
def test_a_record_remembers_who_gave_it_who_wrote_it_and_the_day(here: Registered, house_of: HouseOf) -> None:
    house = house_of(here)
    entry, writer = house.catalogue.identity, house.actor("coach")
    record = house.record(entry, kind="uwv", by=writer, source=entry.sources[-1])
    (seen,) = [one for one in dossier(writer, house.dossiers["uwv"].dossier_id).records if one.id == record]
    assert (seen.source, seen.author_name, seen.own) == (entry.sources[-1], "Coach", True)
    assert (seen.occurred_on, clock.day_of(seen.created_at)) == (clock.today(), clock.today())


@carrying({"click-re-integratie": ("CLICK-S.5",), "working-progression": ("WP-0.1a",)})
def test_a_person_has_one_dossier_and_no_trajectory_stands_outside_one(here: Registered, house_of: HouseOf) -> None:
    house = house_of(here)
    opens, there = house.first("open_dossier"), house.dossiers["uwv"]
    today = clock.today()
    for row in (
        Dossier(id=new_id(), person_id=there.person_id, number="X-1", opened_on=today),
        Trajectory(id=new_id(), dossier_id=new_id(), principal_id=new_id(), type="x", referred_on=today),
    ):
        with pytest.raises(IntegrityError):
            put_in(opens, row)


def put_in(opens: Actor, row: Dossier | Trajectory) -> None:
    """Write a row as the program would, past every service."""
    with open_door(opens, "open_dossier", claims=Claims(facts=("contract_running",))) as door:
        row.organisation_id, row.decision_id = opens.organisation_id, door.note(Kind.DOSSIER_OPENED)
        type(row).objects.bulk_create([row])


@carrying({"click-re-integratie": ("CLICK-2.3",)})
def test_without_a_trajectory_for_a_principal_no_dossier_opens(here: Registered, house_of: HouseOf) -> None:
    house = house_of(here)
    opens = house.first("open_dossier")
    nobodys = services.NewTrajectory(principal_id=new_id(), type="werkfit", referred_on=clock.today())
    with pytest.raises((InvalidInput, Refused)):
        services.open_dossier(opens, services.NewDossier(trajectory=nobodys))


@carrying({"click-re-integratie": ("CLICK-5",)})
def test_what_happens_is_judged_by_the_version_of_its_day_and_the_ledger_says_which(
    here: Registered, house_of: HouseOf
) -> None:
    house = house_of(here)
    writer, where = house.actor("coach"), house.dossiers["uwv"].dossier_id
    dossier(writer, where)
    with open_door(writer, "read", dossier_id=where) as door:
        decision = door.note(Kind.DOSSIER_READ)
        kept = Decision.objects.get(pk=decision)
    version = here.regulation
    assert kept.regulation == f"{version.regulation}@{version.in_force_from}"
    assert kept.regulation_hash == writer.in_force.policy.sha256


@carrying({"partner-in-werk": ("PIW-6.1c",)}, only=True)
def test_what_is_written_of_a_client_stands_nowhere_in_the_database_in_clear(
    here: Registered, house_of: HouseOf
) -> None:
    house = house_of(here)
    filled(house)
    words = ("Robin Proefpersoon", "Proefstraat", "111222333")
    patterns = [f"%{form}%" for word in words for form in (word, word.encode().hex())]
    with superuser(house.server, house.urls) as god:
        tables = god.execute(
            "select format('%I.%I', n.nspname, c.relname) from pg_class c join pg_namespace n on n.oid = c.relnamespace"
            " where c.relkind = 'r' and n.nspname not in ('pg_catalog', 'information_schema')"
        ).fetchall()
        said = {
            str(table): god.execute(
                f"select count(*) from {table} t where t::text ilike any (%s)",  # type: ignore[arg-type]
                [patterns],
            ).fetchone()
            for (table,) in tables
        }
    assert len(said) > 100
    assert {table: found for table, found in said.items() if found != (0,)} == {}
