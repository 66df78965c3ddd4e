"""Registers: what the regulation says and what was done, for who controls the agency; blind to dossiers."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Sequence
from datetime import timedelta

import pytest
from django.db import connection
from django.urls import reverse

from tests.apps.clauses.carrying import carrying
from tests.apps.clauses.conftest import HouseOf
from tests.apps.clauses.house import House
from tests.apps.clauses.running import opened, signed_in
from tests.apps.clauses.test_controls import FOUND, asked, open_tasks
from tests.apps.clauses.test_intake import handed
from tests.apps.gate.agencies import sign_everything
from tests.policy.clauses.register import Registered, register
from waarborg.accounts.choices import Basis
from waarborg.controls import services
from waarborg.disclosures import lookers
from waarborg.dossiers.handing_out import hand_to_client
from waarborg.dossiers.models import Record
from waarborg.gate.actors import Actor, actor_at
from waarborg.gate.authorisations import NewRole, give_role, open_account
from waarborg.gate.door import open_door
from waarborg.kernel import clock
from waarborg.kernel.errors import InvalidInput, NotFound
from waarborg.ledger.vocabulary import Kind
from waarborg.letters.models import Letter
from waarborg.policy.model.procedures import Measure
from waarborg.registers import dpv, files, tables, texts
from waarborg.registers.choices import WrittenKind
from waarborg.registers.tables import REGISTERS, Asked, Register
from waarborg.registers.words import NOT_YET

UNDER = pytest.mark.parametrize(
    "here", [each for each in register() if each.name == "partner-in-werk"], ids=lambda each: each.name
)
TERMS = {"dpv:" + name for name in (
    "DataProcessingRecord", "DataController", "Process", "Purpose", "DataSubject", "Client", "PersonalData",
    "SpecialCategoryPersonalData", "StorageCondition", "Recipient", "TechnicalOrganisationalMeasure",
    "hasDataController", "hasProcess", "hasPurpose", "hasDataSubject", "hasLegalBasis", "hasPersonalData",
    "hasStorageCondition", "hasRecipient", "hasTechnicalOrganisationalMeasure",
)} | {"pd:Health", "pd:Criminal", "pd:Income", "pd:OfficialID", "dct:title", "dct:valid", "dct:source",
      "skos:closeMatch", "eu-gdpr:A9-2-a", "eu-gdpr:A9-2-b"} | {
    f"eu-gdpr:A6-1-{letter}" for letter in "abcdef"}  # fmt: skip
"""Terms of the Data Privacy Vocabulary 2.3, and of Dublin Core and SKOS, that there are."""


MOST_WORDS = 50
"""So many samples hold every dossier of a house."""


def auditor(house: House) -> Actor:
    """Somebody from outside who comes to look, until a day."""
    if "auditor" not in house.people:
        by = house.first("authorise")
        account = open_account(by, login=f"auditor@{house.agency.organisation.slug}", display_name="Auditor")
        until = clock.today() + timedelta(days=30)
        basis = lookers.LOOKING["auditor"]
        assert basis is Basis.HIRING
        give_role(
            by, NewRole(account_id=account.pk, role="auditor", from_on=clock.today(), until_on=until, basis=basis)
        )
        house.people["auditor"] = account.pk
    return actor_at(house.people["auditor"], house.agency.organisation.pk, strong=True)


def read(actor: Actor, which: str, **asks: object) -> Register:
    return tables.register(actor, which, Asked(**asks), "nl")  # type: ignore[arg-type]


MEASURES = {
    "partner-in-werk": ("PIW-0.1", "PIW-6.1a", "PIW-6.1b"),
    "bijstand-naar-werk": ("BNW-0.4", "BNW-p09a", "BNW-p09e"),
    "click-re-integratie": ("CLICK-4.1",),
    "jm-werkt": ("JMW-4.1b",),
    "working-progression": ("WP-2.1.3a1", "WP-2.1.3a2"),
}


@carrying(MEASURES, only=True)
def test_a_measure_stands_in_the_register_with_its_owner_its_term_and_the_last_proof(
    here: Registered, house_of: HouseOf
) -> None:
    house = house_of(here)
    asked(house)
    shown = set()
    for rule, task in open_tasks(house).items():
        clauses = set(here.rules[rule].clauses) & set(MEASURES[here.name])
        if not clauses:
            continue
        services.done(house.actor(task.for_role), task.pk, FOUND)
        (measures,) = read(auditor(house), "maatregelen").tables
        title = here.rules[rule].title
        (line,) = (row for row in measures.rows if row[0] == title)
        assert line[3] != NOT_YET, "somebody answers for it"
        assert line[4] != NOT_YET, "it comes again"
        assert FOUND.signed_as in line[5]
        shown |= clauses
    assert shown == set(MEASURES[here.name])


@carrying({"bijstand-naar-werk": ("BNW-0.3",), "click-re-integratie": ("CLICK-S.3",)}, only=True)
def test_care_for_data_shows_as_measures_each_with_an_owner_a_term_and_the_last_check(
    here: Registered, house_of: HouseOf
) -> None:
    house = house_of(here)
    asked(house)
    for task in open_tasks(house).values():
        services.done(house.actor(task.for_role), task.pk, FOUND)
    (table,) = read(auditor(house), "maatregelen").tables
    lines = {row[0]: row for row in table.rows}
    wanted = [rule for rule in here.rules.values() if isinstance(rule, Measure) and rule.review]
    assert wanted
    for rule in wanted:
        line = lines[rule.title]
        assert NOT_YET not in line[3:], f"{rule.id}: whose it is, how often, and what was found last"
    asked(house)
    assert {rule.id for rule in wanted} <= set(open_tasks(house)), "and each is asked again by its day"


@UNDER
def test_an_auditor_reads_every_register_until_a_day_and_nothing_that_stands_in_a_dossier(
    here: Registered, house_of: HouseOf
) -> None:
    house = house_of(here)
    own = opened(house)
    house.record(house.catalogue.identity)
    somebody = auditor(house)
    for which in REGISTERS:
        found = read(somebody, which)
        assert any(table.rows for table in found.tables) or which in {"wetten", "kopieen", "bezoek"}, which
        assert "Robin" not in repr(found), "no name of a client"
    with open_door(somebody, "read") as door:
        door.note(Kind.REGISTERS_READ)
        assert (Record.objects.count(), Letter.objects.count()) == (0, 0), "PostgreSQL shows no content"
    with pytest.raises(NotFound):
        texts.write(somebody, WrittenKind.IMPACT, "Een auditor schrijft hier niets in.")
    sign_everything(somebody)
    browser = signed_in(somebody)
    assert browser.get(reverse("desk:today"))["Location"] == reverse("desk:registers")
    assert browser.get(reverse("desk:registers")).status_code == 200
    assert browser.get(reverse("desk:dossier", args=[own.number])).status_code == 404
    for other in (house.actor("coach"), house.actor("administration")):
        with pytest.raises(NotFound):
            read(other, "mensen")
        assert by_itself(other) == 0
    with clock.travel(clock.now() + timedelta(days=31)), pytest.raises(NotFound):
        actor_at(house.people["auditor"], house.agency.organisation.pk, strong=True)


def by_itself(actor: Actor) -> int:
    """Ask PostgreSQL as the application, as who reads no registers."""
    with open_door(actor, "read") as door:
        door.note(Kind.TASKS_READ)
        with connection.cursor() as cursor:
            cursor.execute("select count(*) from gate.register_sample('x', 50)")
            (count,) = cursor.fetchone()
    return int(count)


@UNDER
def test_a_sample_follows_from_a_word_and_shows_the_proof_that_regulation_and_procedure_were_given(
    here: Registered, house_of: HouseOf
) -> None:
    house = house_of(here)
    coach = house.actor("coach")
    given = [opened(house) for _each in range(3)]
    hand_to_client(coach, given[0].dossier_id, handed(coach, "client"))
    somebody = auditor(house)
    first, again, other = (read(somebody, "steekproef", word=word, most=3) for word in ("appel", "appel", "peer"))
    assert first == again
    assert [row[0] for row in first.tables[0].rows] != [row[0] for row in other.tables[0].rows]
    every: dict[str, Sequence[str]] = {}  # a sample has an end, and others have dossiers here too
    for turn in range(MOST_WORDS):
        if {one.number for one in given} <= every.keys():
            break
        sample = read(somebody, "steekproef", word=f"appel {turn}", most=50).tables[0].rows
        every |= {row[0]: row for row in sample}
    assert [every[one.number][2] != NOT_YET for one in given] == [True, False, False], "when it was given"
    counted = read(somebody, "aantallen", on=clock.today() + timedelta(days=1)).tables[0].rows
    assert int(counted[0][1]) >= 3, "dossiers opened"


@UNDER
def test_who_may_do_what_is_shown_as_it_was_on_a_day_and_everything_goes_in_one_file(
    here: Registered, house_of: HouseOf
) -> None:
    house = house_of(here)
    somebody = auditor(house)
    today, before = (
        {row[0] for row in read(somebody, "toegang", on=day).tables[0].rows}
        for day in (clock.today(), clock.today() - timedelta(days=1))
    )
    responsible = house.actor("responsible")
    assert "Responsible" in today - before, "whoever came today was not there yesterday"
    text = "Onze beoordeling: het risico is gedekt door de maatregelen."
    with pytest.raises(InvalidInput):
        texts.write(responsible, WrittenKind.IMPACT, "kort")
    texts.write(responsible, WrittenKind.IMPACT, text)
    seen = texts.text_of(somebody, WrittenKind.IMPACT)
    assert (seen.text, seen.written_by) == (text, "Responsible")
    with zipfile.ZipFile(io.BytesIO(files.pack(somebody, Asked(), "nl"))) as pack:
        names = set(pack.namelist())
        assert {f"{which}.pdf" for which in REGISTERS} | {"impact.txt", "SHA256SUMS"} <= names
        document = json.loads(pack.read("verwerkingen.jsonld"))
    assert terms_in(document) <= TERMS
    assert len(document["dpv:hasProcess"]) >= 1
    assert document["@context"] == dpv.CONTEXT


def terms_in(node: object) -> set[str]:
    """Every term of a vocabulary in a document: keys, types and references."""
    if isinstance(node, list):
        return set().union(*map(terms_in, node))
    if not isinstance(node, dict):
        return set()
    found = {key for key in node if ":" in key}
    for key in ("@type", "@id"):
        said = node.get(key, [])
        named = said if isinstance(said, list) else [said]
        found |= {one for one in named if not one.startswith("urn:")}
    return found.union(*(terms_in(value) for key, value in node.items() if key != "@context"))
