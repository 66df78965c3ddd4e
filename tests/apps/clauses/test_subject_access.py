"""A copy of everything for its client: with every part that the articles name, covered where it is about others by whom
the article has judge it, free of charge; and what can be taken along.
"""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

import pytest
from django.db import DatabaseError
from django.urls import reverse

from tests.apps.clauses.carrying import carrying
from tests.apps.clauses.conftest import HouseOf
from tests.apps.clauses.house import House, an_item, stated
from tests.apps.clauses.running import opened, signed_in
from tests.apps.clauses.test_complaints import made as complained
from tests.policy.clauses.register import Registered, register
from waarborg.disclosures.choices import DisclosureState
from waarborg.disclosures.models import Disclosure
from waarborg.disclosures.register import given_of
from waarborg.dossiers.catalogue import Entry
from waarborg.dossiers.covering import BLACKED
from waarborg.dossiers.records import write
from waarborg.gate.actors import Actor, system_at
from waarborg.gate.door import open_door
from waarborg.kernel import clock
from waarborg.kernel.errors import Conflict, InvalidInput, NotFound
from waarborg.ledger.vocabulary import Kind
from waarborg.policy.model.catalogue import OnlyFor
from waarborg.rights import registering
from waarborg.rights import selectors as requests
from waarborg.rights.choices import CameBy, Outcome
from waarborg.rights.clocks import judge_of
from waarborg.subject_access import asking, deciding, delivering, making, selectors
from waarborg.subject_access.choices import Cover, Form, PackageState, Way, Why
from waarborg.subject_access.contents import Contents
from waarborg.subject_access.models import Covering, Package, PackageFile
from waarborg.subject_access.rules import copy_by, price_of

SECRET = "Fleur Buurvrouw"
WORDS = {"line", "text", "name"}
PLAIN = ("ordinary", "ordinary", False, False, False, OnlyFor())
PARTS = {"overview", "purposes", "categories", "origin"}


@dataclass(frozen=True)
class Asked:
    """A dossier of a test's own, in which its client asked for something."""

    house: House
    dossier_id: UUID
    request_id: UUID

    @property
    def coach(self) -> Actor:
        return self.house.actor("coach")

    @property
    def responsible(self) -> Actor:
        return self.house.actor("responsible")

    def made(self, to: asking.To | None = None) -> UUID:
        package_id = asking.ask(self.coach, self.dossier_id, self.request_id, to=to)
        making.make(self.coach.organisation_id, package_id)
        return package_id

    def again(self, package_id: UUID) -> None:
        asking.again(self.coach, self.dossier_id, package_id)
        making.make(self.coach.organisation_id, package_id)

    def seen(self) -> selectors.SeenPackage:
        return selectors.of_request(self.responsible, self.dossier_id, self.request_id).packages[0]

    def contents(self, package_id: UUID) -> Contents:
        """As it goes: the program alone opens it whole whatever anybody may read."""
        with open_door(system_at(self.coach.organisation_id), "read", dossier_id=self.dossier_id) as door:
            door.note(Kind.DOSSIER_READ)
            pieces = delivering.pieces_of(door, Package.objects.get(pk=package_id), Form.ZIP)
        with zipfile.ZipFile(io.BytesIO(b"".join(pieces()))) as whole:
            return Contents.model_validate_json(whole.read("data.json"))

    def decide_all(self, cover: Cover = Cover.WHOLE) -> None:
        judge = deciding.judge_of_others(self.coach)
        who = self.house.actor(judge) if judge else self.responsible
        for one in self.seen().coverings:
            if one.decided is None:
                deciding.decide(who, self.dossier_id, one.id, deciding.Decision(cover=cover))

    def give(self, package_id: UUID, way: Way) -> delivering.Gone:
        judge = judge_of(self.coach.in_force, self.request.right)
        if judge and judge not in self.coach.roles:
            with pytest.raises(Conflict):
                delivering.deliver(self.coach, self.dossier_id, package_id, way)
            delivering.settle(self.house.actor(judge), self.dossier_id, package_id)
        return delivering.deliver(self.coach, self.dossier_id, package_id, way)

    @property
    def request(self) -> requests.SeenRequest:
        return requests.one(self.coach, self.dossier_id, self.request_id)


def asked(house: House, right: str = "access") -> Asked:
    made = opened(house)
    new = registering.NewRequest(
        rights=(right,), received_on=clock.today(), words="Wat staat er over mij?", came_by=CameBy.IN_PERSON
    )
    (request_id,) = registering.register(house.actor("coach"), made.dossier_id, new)
    return Asked(house, made.dossier_id, request_id)


def record(one: Asked, entry: Entry, **different: object) -> UUID:
    """An item in this dossier, by whoever may record it."""
    by = one.coach
    with open_door(by, "write", dossier_id=one.dossier_id, claims=stated(entry, one.house)) as door:
        return write(door, an_item(entry, **different))


def entry_about_others(house: House) -> tuple[Entry, str]:
    """A kind of data with a field of words about other people, that the coach may record."""
    for entry in house.catalogue:
        others = [name for name, field in entry.rule.fields.items() if field.other_people]
        about = entry.rule.redacts or entry.rule.sensitivity == "third_person"
        named = (others or list(entry.rule.fields)) if about else []
        words = [
            name for name in named if entry.rule.fields[name].type in WORDS and not entry.rule.fields[name].choices
        ]
        if words and writes(house, entry) == house.actor("coach").account_id:
            return entry, words[0]
    raise LookupError("nothing in this catalogue is about other people")


def writes(house: House, entry: Entry) -> UUID | None:
    """Whoever may record it, if anybody may."""
    try:
        return house.writer(entry, "uwv").account_id
    except LookupError:
        return None


def ordinary(house: House, *, source: str) -> Entry:
    """A kind of data that the coach writes, given by this source."""
    coach = house.actor("coach")
    for entry in house.catalogue:
        rule = entry.rule
        told = (rule.sensitivity, rule.visibility, rule.single, rule.redacts, rule.masked, rule.only_for)
        if told == PLAIN and source in entry.sources and writes(house, entry) == coach.account_id:
            return entry
    raise LookupError(f"nothing comes from {source}")


@carrying(
    {
        "click-re-integratie": ("CLICK-2.9.1b", "CLICK-2.9.1c"),
        "jm-werkt": ("JMW-5.1b",),
        "working-progression": ("WP-2.9b",),
    }
)
def test_the_answer_holds_every_part_that_the_article_names_and_ends_the_request(
    here: Registered, house_of: HouseOf
) -> None:
    house = house_of(here)
    one = asked(house)
    rules = copy_by(house.anybody.in_force, "access")
    assert " " not in rules.articles[0]  # the regulation's own article comes first
    assert set(rules.gives) >= PARTS | {"recipients", "copy", "confirmation"}
    entry = ordinary(house, source="client")
    record_id = record(one, entry, source="client")
    package_id = one.made()
    contents = one.contents(package_id)
    item = next(each for each in contents.items if each.id == str(record_id))
    assert {value.name for value in item.values} >= set(entry.rule.fields)
    for kind in contents.kinds:
        assert kind.title
        assert kind.purposes
        assert kind.sources
        assert kind.keep
    assert next(kind for kind in contents.kinds if kind.key == entry.key).grounds
    assert contents.looked
    assert contents.ways_on
    one.decide_all()
    one.again(package_id)
    due = one.request.due_on
    one.give(package_id, Way.PAPER)
    answered = one.request
    assert (answered.outcome in {Outcome.GRANTED, Outcome.PARTLY}, answered.ended_on) == (True, clock.today())
    if here.name == "click-re-integratie":
        assert due == clock.today() + timedelta(weeks=4)


@carrying({"jm-werkt": ("JMW-5.1c",)}, only=True)
def test_nothing_is_put_together_without_a_request_that_runs(here: Registered, house_of: HouseOf) -> None:
    one = asked(house_of(here))
    assert judge_of(one.coach.in_force, "access") == "responsible"
    with pytest.raises(NotFound):
        asking.ask(one.coach, one.dossier_id, UUID(int=1))
    package_id = one.made()
    one.decide_all()
    one.again(package_id)
    one.give(package_id, Way.PORTAL)
    with pytest.raises(Conflict):
        asking.ask(one.coach, one.dossier_id, one.request_id)
    row = Package.objects.using("owner").get(pk=package_id)
    with pytest.raises(DatabaseError, match="row-level security"):
        past_the_program(one, row)


def past_the_program(one: Asked, row: Package) -> None:
    with open_door(one.coach, "read", dossier_id=one.dossier_id) as door:
        row.pk, row.state, row.asked_by_id = UUID(int=2), PackageState.MAKING, one.coach.somebody
        row.given_by_id = row.given_at = row.ended_at = None
        row.channel, row.decision_id = "", door.note(Kind.DOSSIER_READ)
        Package.objects.bulk_create([row])


@carrying({"partner-in-werk": ("PIW-9.2c",)}, only=True)
def test_what_is_about_somebody_else_is_covered_until_whom_the_article_names_decides(
    here: Registered, house_of: HouseOf
) -> None:
    house = house_of(here)
    one = asked(house)
    entry, field = entry_about_others(house)
    fields = {**an_item(entry).fields, field: f"{SECRET} helpt haar"}
    record(one, entry, fields=fields)
    package_id = one.made()
    assert SECRET not in one.contents(package_id).model_dump_json()
    covering = next(each for each in one.seen().coverings if each.field == field and each.category == entry.key)
    assert covering.why in {Why.FIELD, Why.KIND}
    assert one.seen().state is PackageState.DECIDING
    with pytest.raises(Conflict):
        delivering.settle(one.responsible, one.dossier_id, package_id)
    judge = deciding.judge_of_others(one.coach)
    assert judge == "responsible"
    with pytest.raises(Conflict):
        deciding.decide(one.coach, one.dossier_id, covering.id, deciding.Decision(cover=Cover.GIVE))
    who = house.actor(judge)
    with pytest.raises(InvalidInput):
        deciding.decide(who, one.dossier_id, covering.id, deciding.Decision(cover=Cover.WORDS))
    deciding.decide(who, one.dossier_id, covering.id, deciding.Decision(cover=Cover.WORDS, words=SECRET))
    one.decide_all()
    with pytest.raises(Conflict):  # what was decided is not in it yet
        delivering.settle(one.responsible, one.dossier_id, package_id)
    with pytest.raises(DatabaseError, match="decided on"):
        given_past_the_program(one, package_id)
    one.again(package_id)
    said = one.contents(package_id)
    shown = [value.shown for item in said.items if item.kind == entry.key for value in item.values]
    assert f"{BLACKED} helpt haar" in shown
    assert SECRET not in said.model_dump_json()
    assert said.covered_by
    one.give(package_id, Way.PORTAL)
    assert one.request.outcome is Outcome.PARTLY
    kept = Covering.objects.using("owner").get(pk=covering.id)
    assert (kept.decided, kept.decided_by_id) == (Cover.WORDS, who.account_id)


def given_past_the_program(one: Asked, package_id: UUID) -> None:
    with open_door(one.coach, "read", dossier_id=one.dossier_id) as door:
        door.note(Kind.DOSSIER_READ)
        Package.objects.filter(pk=package_id).update(
            state=PackageState.GIVEN, channel=Way.PAPER, given_by_id=one.coach.somebody, given_at=clock.now()
        )


@carrying()
def test_what_only_its_writer_saw_stays_out_and_the_client_hears_how_much(here: Registered, house_of: HouseOf) -> None:
    house = house_of(here)
    left_out = copy_by(house.anybody.in_force, "access").left_out
    notes = [house.catalogue.entries[kind] for kind, _article in left_out if kind in house.catalogue.entries]
    one = asked(house)
    for entry in notes:
        record(one, entry)
    contents = one.contents(one.made())
    assert not {item.kind for item in contents.items} & {entry.key for entry in notes}
    assert {each.what: each.items for each in contents.left_out} == {entry.rule.title: 1 for entry in notes}
    assert all(each.article for each in contents.left_out)


@carrying({"partner-in-werk": ("PIW-10.1a",)}, only=True)
def test_what_the_client_or_the_principal_gave_can_be_taken_along_and_nothing_else(
    here: Registered, house_of: HouseOf
) -> None:
    house = house_of(here)
    one = asked(house, "portability")
    given = copy_by(house.anybody.in_force, "portability").provided_by
    assert given >= {"client", "uwv", "principal"}
    ours, theirs = ordinary(house, source="staff"), ordinary(house, source="client")
    record(one, ours, source="staff")
    mine = record(one, theirs, source="client")
    contents = one.contents(one.made())
    assert {item.provided_by for item in contents.items} <= given
    assert str(mine) in {item.id for item in contents.items}
    assert {item.table for item in contents.items} <= {"dossiers.Record", "documents.Document"}
    assert contents.about == "portability"


@carrying({"partner-in-werk": ("PIW-10.1b",)}, only=True)
def test_it_goes_straight_to_another_body_by_a_written_instruction_and_to_nobody_no_article_names(
    here: Registered, house_of: HouseOf
) -> None:
    house = house_of(here)
    one = asked(house, "portability")
    entry = ordinary(house, source="client")
    mine = record(one, entry, source="client")
    to = asking.To(recipient="other_third_party", name="Bureau Elders", address="in@elders.invalid", instructed_on=None)
    with pytest.raises(InvalidInput) as wrong:
        one.made(to)
    assert "instructed_on" in wrong.value.fields
    with pytest.raises(InvalidInput):
        one.made(asking.To(recipient="police", name="P", address="p@p.invalid", instructed_on=clock.today()))
    instructed = asking.To(
        recipient="other_third_party", name="Bureau Elders", address="in@elders.invalid", instructed_on=clock.today()
    )
    package_id = one.made(instructed)
    one.decide_all()
    one.again(package_id)
    with pytest.raises(Conflict):
        one.give(package_id, Way.PAPER)
    assert one.give(package_id, Way.LINK).code
    goes = one.seen().goes
    assert goes is not None
    assert (goes.name, goes.instructed_on) == ("Bureau Elders", clock.today().isoformat())
    (went,) = given_of(one.coach, one.dossier_id).given
    assert (went.name, went.recipient, went.state) == ("Bureau Elders", "other_third_party", DisclosureState.GIVEN)
    assert (went.articles[0], went.has_copy, went.linked) == ("10", False, False)
    item = next(each for each in went.items if each.record_id == mine)
    assert (item.category, item.version, list(item.fields)) == (entry.key, 1, list(entry.rule.fields))
    with pytest.raises(DatabaseError, match="row-level security"):
        written_down_of_nothing(one, went.id)


def written_down_of_nothing(one: Asked, disclosure_id: UUID) -> None:
    """As given straight to a body, under a decision by which nothing was."""
    with open_door(one.coach, "read", dossier_id=one.dossier_id) as door:
        row = Disclosure.objects.get(pk=disclosure_id)
        row.pk, row.decision_id = UUID(int=3), door.note(Kind.DOSSIER_READ)
        Disclosure.objects.bulk_create([row])


@carrying({"bijstand-naar-werk": ("BNW-p14",), "partner-in-werk": ("PIW-9.3",)})
def test_a_copy_costs_nothing_by_the_article_or_since_the_law_sets_the_fee_aside(
    here: Registered, house_of: HouseOf
) -> None:
    in_force = house_of(here).anybody.in_force
    for right in ("access", "copy"):
        price = price_of(in_force, right)
        assert price.is_free
        assert "avg 12" in price.articles
        if here.name == "partner-in-werk":
            assert price.articles[0] == "9"
        if here.name == "bijstand-naar-werk":
            assert price.articles[0] == "avg 12.5"  # p14 asks money, and the law sets that aside
    named = {field.name for model in (Package, Covering) for field in model._meta.get_fields()}
    assert not {name for name in named if "fee" in name or "price" in name or "invoice" in name or "cents" in name}


@pytest.mark.parametrize("here", register(), ids=lambda each: each.name)
def test_who_handles_a_request_does_not_read_in_the_package_what_the_client_complained_of(
    here: Registered, house_of: HouseOf
) -> None:
    """The file of a complaint stands apart from the dossier; the client gets the package whole."""
    house = house_of(here)
    one = asked(house)
    before = one.made()
    assert one.seen().forms, "without a complaint it opens"
    asking.stop(one.coach, one.dossier_id, before)
    complained(house, dossier_id=one.dossier_id, about_id=one.responsible.account_id)
    package_id = one.made()
    assert one.seen().forms == []
    with pytest.raises(NotFound):
        selectors.open_package(one.responsible, one.dossier_id, one.request_id, package_id, Form.ZIP)
    with open_door(one.responsible, "read", dossier_id=one.dossier_id) as door:
        door.note(Kind.DOSSIER_READ)
        assert not PackageFile.objects.filter(package_id=package_id).exists(), "nor past the program"
        number = door.dossier["number"]
    page = signed_in(one.responsible).get(reverse("desk:package", args=[number, one.request_id])).content.decode()
    assert "dat u niet mag lezen" in page
    assert "niemand belde" in one.contents(package_id).model_dump_json()
