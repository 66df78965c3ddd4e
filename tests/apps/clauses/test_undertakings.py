"""What people and organisations undertake: who signs which text, how long that counts, and what goes to nobody else."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import psycopg
import pypdf
import pytest
from django.db import ProgrammingError, transaction

from tests.apps.clauses.carrying import carrying
from tests.apps.clauses.conftest import HouseOf
from tests.apps.clauses.house import House
from tests.apps.clauses.running import newcomer
from tests.apps.clauses.test_disclosing import KIND, every_way, fill, givers, going, ready, where
from tests.apps.gate.agencies import sign_everything
from tests.apps.gate.raw_sql import acting, rows
from tests.policy.clauses.register import Registered
from waarborg.accounts.choices import Audience, DeclarationKind
from waarborg.disclosures import ways
from waarborg.disclosures.preparing import prepare
from waarborg.disclosures.register import copy
from waarborg.disclosures.ways import Way
from waarborg.disclosures.weighing import Asked, weigh
from waarborg.dossiers import assignments
from waarborg.dossiers.models import Assignment, Trajectory
from waarborg.dossiers.selectors import dossier
from waarborg.gate.actors import Actor, actor_at, places_of
from waarborg.gate.declarations import declarations_due, sign_declaration
from waarborg.gate.door import open_door
from waarborg.gate.texts import NewText, own, publish, register, wording_for
from waarborg.kernel import clock
from waarborg.kernel.database.logins import Login
from waarborg.kernel.errors import InvalidInput, Refused
from waarborg.ledger.vocabulary import Kind
from waarborg.parties.choices import Assured
from waarborg.parties.services import NewAssurance, assure, pass_on, register_party
from waarborg.policy.names import Names

HIRED = ("bijstand-naar-werk", "jm-werkt", "partner-in-werk", "working-progression")
"""Where who is hired opens dossiers."""
USE_LIMITED = {
    "click-re-integratie": ("CLICK-2.1.5b",),
    "working-progression": ("WP-2.1.3b2",),
    "partner-in-werk": ("PIW-4.2",),
    "bijstand-naar-werk": ("BNW-p08a",),
    "jm-werkt": ("JMW-3.2",),
}
SECRECY = {"click-re-integratie": ("CLICK-2.6.2b",), "jm-werkt": ("JMW-3.3b",)}
WITHOUT = frozenset({"statutory_duty", "court_order", "acute_danger"})
OUTSIDE = ("processor", "partner", "training_institute", "subsidy_provider", "employer")


def opens(house: House, who: Actor) -> bool:
    """Does a dossier that they work on open for them? Both enforcers say the same."""
    with (
        psycopg.connect(house.urls[Login.APPLICATION], autocommit=True) as application,
        acting(application, who) as cursor,
    ):
        in_rows = bool(rows(cursor))
    try:
        dossier(who, where(house))
    except Refused:
        assert not in_rows
        return False
    assert in_rows
    return True


def everybody_signs(house: House) -> None:
    at = house.agency.organisation.pk
    for account in {*house.agency.accounts.values(), *house.people.values()}:
        if places_of(account):  # who left signs nothing
            sign_everything(actor_at(account, at, strong=True))


@pytest.fixture
def signed_again(request: pytest.FixtureRequest) -> Iterator[list[House]]:
    """Afterwards everybody has signed what was put in force meanwhile."""
    houses: list[House] = []
    yield houses
    for house in houses:
        everybody_signs(house)


@carrying(USE_LIMITED, only=True)
def test_what_people_sign_holds_the_words_of_the_regulation_and_a_new_version_is_signed_anew(
    here: Registered, house_of: HouseOf, signed_again: list[House]
) -> None:
    house = house_of(here)
    fill(house)
    signed_again.append(house)
    coach, by = house.actor("coach"), house.first("assign")
    words = wording_for(coach.in_force, DeclarationKind.CONFIDENTIALITY, Audience.STAFF)
    assert words
    first = next(one for one in register(by)[0] if one.kind is DeclarationKind.CONFIDENTIALITY)
    assert all(said in " ".join(first.text.split()) for _article, said in words)
    empty = NewText(kind="confidentiality", audience="staff", text="Ik houd het geheim.", in_force_from=clock.today())
    with pytest.raises(InvalidInput) as mistake:
        publish(by, empty)
    assert words[0][0] in mistake.value.fields["text"]
    assert opens(house, coach)
    full = "\n".join([*(said for _article, said in words), "Ook als ik hier niet meer werk."])
    new = NewText(kind="confidentiality", audience="staff", text=full, in_force_from=clock.today())
    with pytest.raises(Refused):
        publish(coach, new)
    made = publish(by, new)
    assert not opens(house, coach)
    assert [one.pk for one in declarations_due(coach)] == [made]
    with pytest.raises(Refused):
        register(by)
    sign_everything(by)
    lacking = {one.name: one.complete for one in register(by)[1]}
    assert lacking["Coach"] is False
    signed = sign_declaration(coach, text_id=made, signed_as="Proef Persoon")
    assert opens(house, coach)
    (mine,) = [one for one in own(coach).asked if one.text.id == made]
    assert (mine.signed_as, mine.signed_at, mine.wording_sha256) == (
        "Proef Persoon", signed.signed_at, signed.wording_sha256,
    )  # fmt: skip


@carrying(dict.fromkeys(HIRED, ()), only=True)
def test_who_is_hired_signs_their_own_text_and_who_is_employed_need_not(
    here: Registered, house_of: HouseOf, signed_again: list[House]
) -> None:
    house = house_of(here)
    fill(house)
    signed_again.append(house)
    by, coach, contractor = house.first("assign"), house.actor("coach"), house.actor("contractor")
    assert opens(house, contractor)
    words = wording_for(by.in_force, DeclarationKind.CONFIDENTIALITY, Audience.CONTRACTOR)
    text = "\n".join([*(said for _article, said in words), "Ik werk alleen met het deel dat mij is opgedragen."])
    publish(by, NewText(kind="confidentiality", audience="contractor", text=text, in_force_from=clock.today()))
    assert opens(house, coach)
    assert not opens(house, contractor)
    assert "Ik werk alleen met het deel" in declarations_due(contractor)[0].text
    sign_everything(contractor)
    assert opens(house, contractor)


@carrying(dict.fromkeys(HIRED, ()), only=True)
def test_who_is_hired_works_under_an_agreement_only_after_signing_the_duties_it_passes_on(
    here: Registered, house_of: HouseOf
) -> None:
    house = house_of(here)
    by, opened = house.first("assign"), house.dossiers["insurer"]
    contract = Trajectory.objects.using("owner").get(pk=opened.trajectory_id).contract_id
    assert contract is not None
    pass_on(by, contract, "Ik houd mij aan wat de verzekeraar van het bureau vraagt.")
    hired, employed = house.let_in("newly-hired", "contractor"), house.let_in("employed", "coach")
    about = opened.dossier_id, opened.trajectory_id
    with pytest.raises(InvalidInput) as mistake:
        assignments.assign(by, *about, hired.somebody, from_on=clock.today())
    assert "artikel" in mistake.value.fields["account"] or "article" in mistake.value.fields["account"]
    with open_door(by, "assign", dossier_id=opened.dossier_id) as door:
        decision = door.note(Kind.ASSIGNMENT_MADE)
        with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
            assignments.place(door, *about, hired.somebody, decision, from_on=clock.today())
    assignments.assign(by, *about, employed.somebody, from_on=clock.today(), part=["contact"])
    (duty,) = [one for one in own(hired).asked if one.text.contract_id == contract]
    sign_declaration(hired, text_id=duty.text.id, signed_as="Proef Persoon")
    assignments.assign(by, *about, hired.somebody, from_on=clock.today(), part=["contact"])
    assert Assignment.objects.using("owner").filter(account_id=hired.account_id).exists()


@carrying({"jm-werkt": ("JMW-4.1a",)}, only=True)
def test_the_working_instruction_is_confirmed_anew_every_year(here: Registered, house_of: HouseOf) -> None:
    house = house_of(here)
    fill(house)
    coach = newcomer(house, "instructed")  # nobody signed for them in a year to come
    one = house.dossiers[KIND]
    assignments.assign(house.first("assign"), one.dossier_id, one.trajectory_id, coach.somebody, from_on=clock.today())
    assert opens(house, coach)
    with clock.travel(clock.now() + timedelta(days=367)):
        assert not opens(house, coach)
        due = declarations_due(coach)
        assert [one.kind for one in due] == [DeclarationKind.INSTRUCTION]
        sign_everything(coach)
        assert opens(house, coach)


@carrying(SECRECY, only=True)
def test_nothing_goes_to_somebody_outside_who_is_not_bound_to_secrecy(here: Registered, house_of: HouseOf) -> None:
    house = house_of(here)
    fill(house)
    actor, way = a_way(house, Assured.UNDER_SECRECY)
    assert lacking(house, actor, way, Assured.UNDER_SECRECY)


@carrying({"click-re-integratie": ("CLICK-2.6.2c",)}, only=True)
def test_who_works_for_the_agency_uses_it_for_that_work_and_purpose_alone_and_the_extract_says_so(
    here: Registered, house_of: HouseOf
) -> None:
    house = house_of(here)
    fill(house)
    actor, way = a_way(house, Assured.PURPOSE_LIMITED)
    party = lacking(house, actor, way, Assured.PURPOSE_LIMITED)
    weighed = weigh(actor, where(house), asking(actor, way, party))
    made = prepare(actor, where(house), ready(weighed))
    text = "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(copy(actor, where(house), made))).pages)
    names = Names(actor.in_force.regulation, "nl")
    assert "alleen voor de ontvanger en het doel" in " ".join(text.split())
    assert names.purpose(way.purpose or "").split()[0] in text
    assert names.ground(way.ground or "").split()[0] in text


def asking(actor: Actor, way: Way, party: UUID) -> Asked:
    return Asked(way=way, party_id=party, stated=frozenset(ways.statements(actor, way)) - WITHOUT)


def a_way(house: House, fact: Assured) -> tuple[Actor, Way]:
    """Somebody, and a way to somebody outside of whom the rules ask this, by which something goes."""
    for actor in givers(house):
        for way in every_way(actor, *(one for one in OUTSIDE if one in ways.recipients(actor))):
            asked = set(ways.statements(actor, way))
            if way.channel == "letter" and fact in asked and going(house, actor, way):
                return actor, way
    raise LookupError(f"nothing goes by {fact}")


def lacking(house: House, actor: Actor, way: Way, fact: Assured) -> UUID:
    """Without this nothing goes, in either enforcer; with it something does."""
    by = house.first("assign")
    party = register_party(by, kind=way.recipient, name="Bureau Oeverwoude")
    since = clock.today()
    for other in set(ways.ASSURED) - {fact}:
        assure(by, party, NewAssurance(fact=other, from_on=since, shown_by="overeenkomst"))
    before = weigh(actor, where(house), asking(actor, way, party))
    assert before.items
    assert not [one for one in before.items if one.goes or one.let_go]
    assure(by, party, NewAssurance(fact=fact, from_on=since, shown_by="overeenkomst"))
    assert weigh(actor, where(house), asking(actor, way, party)).going
    return party


@carrying({"bijstand-naar-werk": ("BNW-p08b",)}, only=True)
def test_who_tells_something_does_so_since_a_law_or_the_task_asks_it_and_that_is_written_down(
    here: Registered, house_of: HouseOf
) -> None:
    house = house_of(here)
    fill(house)
    grounds = set()
    for actor in givers(house):
        for way in every_way(actor, "principal"):
            without = weigh(actor, where(house), Asked(way=replace(way, ground=""), stated=frozenset()))
            assert not without.going
            grounds.add(way.ground)
            break
    assert grounds
    words = dict(wording_for(house.anybody.in_force, DeclarationKind.CONFIDENTIALITY, Audience.STAFF))
    assert any("wet" in said and "taak" in said for said in words.values())
