"""Documents made from templates: records of the right kind, filled from what may be read, with what they inherit."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from uuid import UUID

import pypdf
import pytest

from tests.apps.clauses.carrying import carrying
from tests.apps.clauses.conftest import HouseOf
from tests.apps.clauses.house import House, typed
from tests.apps.clauses.test_way_of_working import DECIDES
from tests.policy.clauses.register import Registered
from waarborg.composing.filling import Filled
from waarborg.composing.services import Order, choices, make, prepare
from waarborg.composing.taking import Form, piece_of, take
from waarborg.documents.selectors import files_of, open_file
from waarborg.documents.services import file_fields
from waarborg.dossiers.catalogue import Entry
from waarborg.dossiers.records import NewRecord
from waarborg.dossiers.selectors import SeenRecord, category_of
from waarborg.dossiers.statements import NewStatement, add_statement
from waarborg.gate.actors import Actor, actor_at
from waarborg.gate.door import open_door
from waarborg.kernel.errors import InvalidInput, NotFound, Refused
from waarborg.ledger.models import Event
from waarborg.ledger.vocabulary import Kind
from waarborg.practice.document import with_template
from waarborg.practice.selectors import practice_of
from waarborg.practice.services import approve, propose
from waarborg.work.time_entries import NewTime, add_time

KIND = "uwv"
NAMES_STAY_IN = {"partner-in-werk"}
"""Where no coach may print who a client is: the number says whose it is."""
FROM_OUTSIDE = ("referral", "commission")
"""What a kind of data serves as that a principal gives."""


OWN_WORDS = "Zo is het niet gegaan, zegt de cliënt zelf."


def coach(house: House) -> Actor:
    return house.actor("coach")


def written_by(house: House, key: str, serves_as: str, text: str) -> str:
    """An agency's own template, proposed by a coach and decided by whom the regulation names."""
    way = practice_of(house.agency.organisation.pk).way
    own = {"key": key, "nl": key.title(), "serves_as": serves_as, "text_nl": text}
    approve(house.actor(DECIDES[house.agency.organisation.slug]), propose(coach(house), with_template(way, own)))
    return key


def dossier_id(house: House) -> UUID:
    return house.dossiers[KIND].dossier_id


def a_record(house: House, entry: Entry, **different: object) -> NewRecord:
    fields = {name: typed(rule) for name, rule in entry.rule.fields.items() if rule.type != "file"}
    new = NewRecord(
        category=entry.key,
        fields=fields,
        source="staff" if "staff" in entry.sources else entry.sources[0],
        note="Nodig voor het werk.",
        trajectory_id=house.dossiers[KIND].trajectory_id,
    )
    return replace(new, **different)  # type: ignore[arg-type]


def made(house: House, template: str, entry: Entry, **different: object) -> UUID:
    order = Order(template=template, language="nl", record=a_record(house, entry, **different), written="Hoe het gaat.")
    return make(coach(house), dossier_id(house), order)


def seen(house: House, entry: Entry, record_id: UUID) -> SeenRecord:
    found = category_of(coach(house), dossier_id(house), entry.key)
    return next(one for one in found.records if one.id == record_id)


def text_of(document: Filled) -> str:
    return "\n".join(word for part in document.parts for word in (*part.lines, *(" ".join(row) for row in part.rows)))


def a_template(house: House, entry: Entry) -> str:
    """One of a kind of data."""
    every = practice_of(house.agency.organisation.pk).templates.values()
    return next(one.key for one in every if one.serves_as == entry.rule.serves_as)


def named(house: House) -> None:
    """The client of this dossier has a name."""
    house.record(house.catalogue.identity, kind=KIND)


def use_here(house: House, *uses: str) -> Entry:
    return next(entry for use in uses if (entry := house.catalogue.serving_as(use)))


@carrying({"click-re-integratie": ("CLICK-3.8",), "working-progression": ("WP-1.1h",)})
def test_every_template_that_came_along_makes_a_record_of_its_kind_or_says_that_there_is_none(
    here: Registered, house_of: HouseOf
) -> None:
    house = house_of(here)
    named(house)
    _where, found = choices(coach(house), dossier_id(house))
    assert any(one.may_make for one in found)
    for one in found:
        if one.entry is None:
            with pytest.raises(InvalidInput, match=house.catalogue.closing_article):
                prepare(coach(house), dossier_id(house), Order(template=one.template.key, language="nl"))
            continue
        record_id = made(house, one.template.key, one.entry)
        assert seen(house, one.entry, record_id).entry.key == one.entry.key
        if file_fields(one.entry):
            (file,) = [each for each in files_of(coach(house), dossier_id(house)).filed if each.version == 1][:1]
            pdf = b"".join(open_file(coach(house), dossier_id(house), file.id).pieces())
            assert house.agency.organisation.name in pypdf.PdfReader(io.BytesIO(pdf)).pages[0].extract_text()


@carrying()
def test_it_is_filled_with_name_days_and_hours_and_what_is_typed(here: Registered, house_of: HouseOf) -> None:
    house = house_of(here)
    entry = use_here(house, "report", "progress")
    named(house)
    add_time(coach(house), dossier_id(house), NewTime(activity="talk", minutes=75))
    text = (
        "{client.name}, {period.from} tot {period.until}: {hours.in_period}.\n{this}\n{hours}\n- {trajectory.ended_on}"
    )
    template = written_by(house, "all_of_it", entry.rule.serves_as or "", text)
    order = Order(template=template, language="nl", record=a_record(house, entry))
    prepared = prepare(coach(house), dossier_id(house), order)
    said = text_of(prepared.document)
    assert "Robin Proefpersoon" in said
    assert "een paar woorden" in said
    assert " uur" in said
    assert "{" not in said
    assert [str(one.slot) for one in prepared.document.empty] == ["{trajectory.ended_on}"], "nothing ended yet"
    first = prepare(coach(house), dossier_id(house), Order(template=template, language="nl"))
    days = {rule.serves_as for name, rule in entry.rule.fields.items() if name in first.fields}
    assert days & {"day", "period", "period_until"}


@carrying({"jm-werkt": ("JMW-4.2",)})
def test_what_is_made_from_a_principals_data_stays_theirs(here: Registered, house_of: HouseOf) -> None:
    house = house_of(here)
    source = use_here(house, *FROM_OUTSIDE)
    given = next(one for one in ("uwv", "principal") if one in source.sources)
    theirs = house.record(source, kind=KIND, source=given)
    add_statement(coach(house), dossier_id(house), NewStatement(words=OWN_WORDS, record_id=theirs))
    entry = use_here(house, "report", "progress")
    use = entry.rule.serves_as or ""
    with_it = written_by(house, "with_theirs", use, f"{{{source.key}}}\n\n{{this}}")
    without = written_by(house, "without_theirs", use, "{this}")
    marks = {template: seen(house, entry, made(house, template, entry)).marks for template in (with_it, without)}
    assert {"origin_principal", "origin_uwv"} <= marks[with_it]
    assert not {"origin_principal", "origin_uwv"} & marks[without]
    said = {
        template: text_of(
            prepare(
                coach(house),
                dossier_id(house),
                Order(template=template, language="nl", record=a_record(house, entry)),
            ).document
        )
        for template in marks
    }
    assert OWN_WORDS in said[with_it], "what the client says of an item stands wherever the item stands"
    assert OWN_WORDS not in said[without]


@carrying()
def test_who_may_not_write_it_makes_nothing_and_reads_nothing(here: Registered, house_of: HouseOf) -> None:
    house = house_of(here)
    entry = use_here(house, "report", "progress")
    key = a_template(house, entry)
    stranger = (
        actor_at(house.people["passing"], house.agency.organisation.pk, strong=True)
        if "passing" in house.people
        else house.let_in("passing", "coach")
    )
    order = Order(template=key, language="nl", record=a_record(house, entry))
    for act in (prepare, make):
        with pytest.raises((Refused, NotFound)):
            act(stranger, dossier_id(house), order)
    with pytest.raises((Refused, NotFound)):
        choices(stranger, dossier_id(house))
    record_id = made(house, key, entry)
    for look in (piece_of, lambda *given: take(*given, Form.PDF)):
        with pytest.raises((Refused, NotFound)):
            look(stranger, dossier_id(house), record_id)


@carrying()
def test_the_document_of_a_record_is_made_when_it_is_asked_and_taking_it_is_an_event(
    here: Registered, house_of: HouseOf
) -> None:
    house = house_of(here)
    entry = use_here(house, "report", "progress")
    key = a_template(house, entry)
    record_id = made(house, key, entry)
    named(house)
    piece = piece_of(coach(house), dossier_id(house), record_id, key)
    assert piece.taking.allowed
    assert "Robin Proefpersoon" in text_of(piece.document)
    assert ("Robin Proefpersoon" in text_of(piece.on_paper)) == (here.name not in NAMES_STAY_IN)
    pdf = take(coach(house), dossier_id(house), record_id, Form.PDF, key)
    reader = pypdf.PdfReader(io.BytesIO(pdf))
    assert "een paar woorden" in " ".join(page.extract_text() for page in reader.pages)
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"], "a screen reader can follow it"  # type: ignore[index]
    text = take(coach(house), dossier_id(house), record_id, Form.TEXT, key)
    assert "een paar woorden" in zipfile.ZipFile(io.BytesIO(text)).read("word/document.xml").decode()
    with open_door(coach(house), "read", dossier_id=dossier_id(house)) as door:
        door.note(Kind.DOSSIER_READ)
        taken = Event.objects.filter(kind=Kind.PIECE_TAKEN.value, dossier_id=dossier_id(house))
        assert [event.categories for event in taken.order_by("-id")[:2]] == [[entry.key], [entry.key]]


@carrying()
def test_what_is_covered_stays_covered(here: Registered, house_of: HouseOf) -> None:
    house = house_of(here)
    number = house.catalogue.serving_as("national_number")
    if number is None:
        pytest.fail("every regulation has a kind of data for the national number")
    house.record(number, kind=KIND)
    entry = use_here(house, "report", "progress")
    field = next(iter(number.rule.fields))
    template = written_by(house, "with_number", entry.rule.serves_as or "", f"{{{number.key}.{field}}}\n\n{{this}}")
    order = Order(template=template, language="nl", record=a_record(house, entry))
    said = text_of(prepare(coach(house), dossier_id(house), order).document)
    assert "111222333" not in said


@carrying()
def test_a_text_that_stands_in_the_file_alone_carries_no_number(here: Registered, house_of: HouseOf) -> None:
    house = house_of(here)
    entry = use_here(house, "correspondence")
    clean = a_record(house, entry)
    body = next((name for name, rule in entry.rule.fields.items() if rule.serves_as == "body"), None)
    number = "Uw burgerservicenummer is 111222333."
    order = Order(template="letter", language="nl", record=clean, written=number)
    if body:
        order = replace(order, record=replace(clean, fields={**clean.fields, body: number}))
    with pytest.raises(InvalidInput) as refused:
        make(coach(house), dossier_id(house), order)
    assert (body or "written") in refused.value.fields
    with pytest.raises(InvalidInput):
        make(coach(house), dossier_id(house), replace(order, record=None))


@carrying()
def test_a_template_or_a_trajectory_that_is_not_there_is_not_found(here: Registered, house_of: HouseOf) -> None:
    house = house_of(here)
    entry = use_here(house, "report", "progress")
    with pytest.raises(NotFound):
        prepare(coach(house), dossier_id(house), Order(template="nothing", language="nl"))
    key = a_template(house, entry)
    elsewhere = house.dossiers["insurer"].trajectory_id
    with pytest.raises(NotFound):
        prepare(coach(house), dossier_id(house), Order(template=key, language="nl", trajectory_id=elsewhere))
