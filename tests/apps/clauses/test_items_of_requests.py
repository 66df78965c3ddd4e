"""A request decided item by item: corrected, added to, with reasons where it is refused; and the client's own words."""

from __future__ import annotations

from uuid import UUID

import pytest
from django.db import DatabaseError

from tests.apps.clauses.carrying import carrying
from tests.apps.clauses.conftest import HouseOf
from tests.apps.clauses.house import House, an_item
from tests.apps.clauses.test_requests import _words, answerer, asked, taker, where
from tests.policy.clauses.register import Registered
from waarborg.dossiers.catalogue import Entry
from waarborg.dossiers.choices import SaidAs
from waarborg.dossiers.items import history
from waarborg.dossiers.records import Correction, add_record
from waarborg.dossiers.selectors import SeenRecord, category_of
from waarborg.dossiers.statements import NewStatement, add_statement
from waarborg.gate.door import open_door
from waarborg.kernel.errors import Conflict, InvalidInput
from waarborg.ledger.vocabulary import Kind
from waarborg.letters import services as letters
from waarborg.letters.choices import Channel
from waarborg.rights import answering, deciding, items, selectors
from waarborg.rights.choices import GROUNDS, NOT_SO, Decided, Outcome
from waarborg.rights.item_rules import grounds_of, refusals_of
from waarborg.rights.models import RequestItem

WANTED = "Ik heb dat niet zo gezegd. Ik wil wel werken, maar in deeltijd."


def note_entry(house: House) -> Entry:
    """The kind of data in which is written down what was said."""
    entry = house.catalogue.serving_as("contact_note")
    assert entry is not None
    return entry


def noted(house: House) -> UUID:
    return add_record(taker(house), where(house), an_item(note_entry(house)))


def record_now(house: House, record_id: UUID) -> SeenRecord:
    seen = category_of(taker(house), where(house), note_entry(house).key)
    return next(one for one in seen.records if one.id == record_id)


def ground(house: House, right: str) -> str:
    return next(iter(grounds_of(house.anybody.in_force, right)), "")


def chosen(house: House, request_id: UUID, right: str, *record_ids: UUID, wanted: str = WANTED) -> list[UUID]:
    things = [items.Thing(record_id=one) for one in record_ids]
    what = items.Chosen(things=things, ground=ground(house, right), wanted=wanted)
    return list(items.choose(taker(house), where(house), request_id, what))


def better(house: House, record_id: UUID) -> Correction:
    now = record_now(house, record_id)
    entry = note_entry(house)
    name = next(name for name, rule in entry.rule.fields.items() if rule.type in {"text", "line"})
    fields = {**dict(an_item(entry).fields), name: "Wil in deeltijd werken."}
    return Correction(
        fields=fields, reason="De cliënt zegt het anders.", source=entry.sources[0], version=now.version,
        purpose=now.purpose,
    )  # fmt: skip


def answered(house: House, request_id: UUID, right: str, *, at: UUID | None = None) -> str:
    """The letter with the answer, in words; given to the client."""
    by, at = answerer(house, right), at or where(house)
    letter = answering.answer(by, at, request_id, answering.Decision(outcome=Outcome.GRANTED))
    letters.give(taker(house), at, letter, Channel.IN_PERSON)
    return " ".join(_words(letters.open_letter(taker(house), at, letter)).split())


@carrying(
    {
        "click-re-integratie": ("CLICK-2.9.2", "CLICK-2.9.3b", "CLICK-2.9.3d"),
        "partner-in-werk": ("PIW-11.1a", "PIW-11.1b", "PIW-11.3b"),
        "working-progression": ("WP-2.9c1",),
    }
)
def test_what_is_wrong_is_corrected_item_by_item_with_its_history_and_the_rest_refused_with_reasons(
    here: Registered, house_of: HouseOf
) -> None:
    house = house_of(here)
    wrong, right = noted(house), noted(house)
    (request_id,) = asked(house, "rectification")
    with pytest.raises(InvalidInput) as missing:  # it says what it should become, and why
        chosen(house, request_id, "rectification", wrong, wanted=" ")
    assert "wanted" in missing.value.fields
    assert set(grounds_of(house.anybody.in_force, "rectification")) <= set(GROUNDS)
    first, second = chosen(house, request_id, "rectification", wrong, right)

    by = answerer(house, "rectification")
    version = deciding.correct(by, where(house), request_id, first, better(house, wrong))
    with pytest.raises(Conflict):  # one item is still open
        answering.answer(by, where(house), request_id, answering.Decision(outcome=Outcome.GRANTED))
    with pytest.raises(InvalidInput) as without:
        deciding.refuse(by, where(house), request_id, second, NOT_SO, "nee")
    assert "reasons" in without.value.fields
    deciding.refuse(by, where(house), request_id, second, NOT_SO, "Zo staat het in de brief die u zelf schreef.")
    with pytest.raises(Conflict):
        deciding.refuse(by, where(house), request_id, first, NOT_SO, "Toch maar niet, bij nader inzien.")

    _place, now, earlier = history(taker(house), where(house), wrong)
    assert (now.version, len(earlier)) == (version, 1)
    one, other = selectors.one(taker(house), where(house), request_id).items
    assert (one.decided, one.wanted, other.decided) == (Decided.DONE, WANTED, Decided.REFUSED)
    assert other.article == refusals_of(house.anybody.in_force, "rectification")[NOT_SO]
    said = answered(house, request_id, "rectification")
    assert note_entry(house).rule.title in said
    assert "Zo staat het in de brief die u zelf schreef." in said
    assert "Autoriteit Persoonsgegevens" in said
    assert selectors.one(taker(house), where(house), request_id).outcome is Outcome.PARTLY


@carrying({"partner-in-werk": ("PIW-11.1c",), "click-re-integratie": ("CLICK-2.9.2",)})
def test_what_was_missing_is_added_to_the_item_and_stands_there(here: Registered, house_of: HouseOf) -> None:
    house = house_of(here)
    record_id = noted(house)
    (request_id,) = asked(house, "supplement")
    (item_id,) = chosen(house, request_id, "supplement", record_id)
    deciding.add_words(answerer(house, "supplement"), where(house), request_id, item_id)
    (said,) = record_now(house, record_id).said
    assert (said.words, said.said_as) == (WANTED, SaidAs.SUPPLEMENT)
    answered(house, request_id, "supplement")
    assert selectors.one(taker(house), where(house), request_id).outcome is Outcome.GRANTED


@carrying({"jm-werkt": ("JMW-6.1",), "partner-in-werk": ("PIW-11.1c",)})
def test_what_the_client_says_of_an_item_is_added_at_once_unaltered_and_is_never_changed(
    here: Registered, house_of: HouseOf
) -> None:
    house = house_of(here)
    record_id = noted(house)
    with pytest.raises(InvalidInput):
        add_statement(taker(house), where(house), NewStatement(words=" ", record_id=record_id))
    add_statement(taker(house), where(house), NewStatement(words=WANTED, record_id=record_id))
    (said,) = record_now(house, record_id).said
    assert (said.words, said.said_as, said.of_dossier) == (WANTED, SaidAs.STATEMENT, False)


@carrying()
def test_what_was_decided_on_an_item_stays_decided_whoever_asks_the_database(
    here: Registered, house_of: HouseOf
) -> None:
    house = house_of(here)
    (request_id,) = asked(house, "rectification")
    (item_id,) = chosen(house, request_id, "rectification", noted(house))
    deciding.refuse(
        answerer(house, "rectification"), where(house), request_id, item_id, NOT_SO, "Het klopt zoals het er staat."
    )
    with pytest.raises(DatabaseError, match="stays decided"):
        _undo(house, item_id)


def _undo(house: House, item_id: UUID) -> None:
    with open_door(answerer(house, "rectification"), "read", dossier_id=where(house)) as door:
        door.note(Kind.REQUESTS_READ)
        RequestItem.objects.filter(pk=item_id).update(decided=Decided.DONE)
