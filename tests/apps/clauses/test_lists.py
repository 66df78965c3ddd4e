"""Lists of addresses and of who may be asked: none unless the regulation has them, of who agreed, its fields alone."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

import pytest
from django.db import DatabaseError, connections
from python_calamine import CalamineWorkbook

from tests.apps.clauses.carrying import carrying
from tests.apps.clauses.conftest import HouseOf
from tests.apps.clauses.house import House, an_item
from tests.apps.clauses.test_disclosing import address_in, fill, sent, where
from tests.apps.gate.agencies import sign_everything
from tests.policy.clauses.register import Registered
from waarborg.disclosures import ways
from waarborg.disclosures.choices import DisclosureState
from waarborg.disclosures.models import Disclosure
from waarborg.disclosures.preparing import WHY
from waarborg.dossiers import declarations
from waarborg.dossiers.objections import lift_objection, record_objection
from waarborg.gate.actors import Actor, actor_at
from waarborg.gate.door import open_door
from waarborg.kernel import clock
from waarborg.kernel.errors import Conflict, InvalidInput, NotFound
from waarborg.ledger.vocabulary import Kind
from waarborg.letters.choices import Channel
from waarborg.letters.services import give as give_letter
from waarborg.letters.services import letters_of
from waarborg.mailings.fetching import fetch_list, look_list
from waarborg.mailings.giving import agree_list, give_list, stop_list
from waarborg.mailings.models import AddressList
from waarborg.mailings.preparing import SaidOfList, prepare_list
from waarborg.mailings.register import one_list
from waarborg.mailings.rules import lists_open
from waarborg.mailings.surveys import count_answer, figures_of
from waarborg.mailings.telling import tell_list
from waarborg.mailings.weighing import AskedList, weigh_list
from waarborg.parties.services import NewAssurance, assure, register_party

KINDS = ("insurer", "municipality")
ADDRESS = "afnemer@voorbeeld.invalid"
LISTED = {
    "click-re-integratie": ("CLICK-2.6.7a",),
    "working-progression": ("WP-2.6.5a",),
    "jm-werkt": ("JMW-3.3e",),
}


def giver(house: House) -> Actor | None:
    return next((actor for who in house.agency.accounts if lists_open(actor := house.actor(who))), None)


def asked_of(house: House, actor: Actor, kind: str = "") -> AskedList:
    """The list that this regulation has, on a ground and for a purpose by which somebody stands on it."""
    for who in house.agency.accounts:
        sign_everything(house.actor(who))  # what is asked every year is signed in that year
    for kind_of in KINDS:
        fill(house, kind_of)
    rule = lists_open(actor)[0]
    party = house.__dict__.get("_taker") or register_party(
        house.first("assign"), kind=rule.recipient, name="Afnemer Proef"
    )
    house.__dict__["_taker"] = party
    for fact in ways.ASSURED:
        assure(house.first("assign"), party, NewAssurance(fact=fact, from_on=clock.today(), shown_by="Overeenkomst 7"))
    for purpose in ways.purposes(actor, rule.recipient):
        for ground in ways.grounds(actor, rule.recipient, purpose):
            asked = AskedList(rule=rule, party_id=party, purpose=purpose, ground=ground)
            stated = frozenset(ways.statements(actor, asked.way)) - {"statutory_duty", "court_order", "acute_danger"}
            asked = AskedList(rule=rule, party_id=party, purpose=purpose, ground=ground, stated=stated)
            if weigh_list(actor, asked).people:
                return asked
    raise LookupError(f"nobody may stand on it: {weigh_list(actor, asked).off}")


def said(asked: AskedList) -> SaidOfList:
    reasons = {**dict.fromkeys(asked.stated, "Nagegaan en opgeschreven."), WHY: "Voor een aanbod in de regio."}
    return SaidOfList(address=ADDRESS, reasons=reasons)


@carrying(LISTED)
def test_a_list_holds_who_agreed_and_only_the_fields_of_its_article_and_goes_once(
    here: Registered, house_of: HouseOf
) -> None:
    house = house_of(here)
    actor = giver(house)
    if actor is None:
        assert here.name not in LISTED, "a regulation that has no list offers none"
        return
    asked = asked_of(house, actor)
    with pytest.raises(InvalidInput):
        prepare_list(actor, asked, SaidOfList(address=ADDRESS))
    list_id = prepare_list(actor, asked, said(asked))
    code = gone(house, actor, list_id)
    address = address_in(sent(house))
    assert look_list(address).organisation == house.agency.organisation.name
    with pytest.raises(InvalidInput):
        fetch_list(address, "no code")
    rows = rows_in(fetch_list(address, code).content)
    allowed = {
        house.catalogue.entry(category).rule.fields[name].label
        for category, names in asked.rule.fields.items()
        for name in names
    }
    assert set(rows[0]) <= allowed
    given = [one for one in one_list(actor, list_id).members if one.state is DisclosureState.GIVEN]
    assert len(rows) - 1 == len(given) > 0, "what left is what the register says"
    with pytest.raises(NotFound):
        fetch_list(address, code)


@carrying(
    {**LISTED, "working-progression": ("WP-2.6.5a", "WP-2.6.5b"), "click-re-integratie": ("CLICK-2.6.7b",)}, only=True
)
def test_who_objects_or_withdraws_is_off_every_list_also_one_that_is_ready_or_not_fetched(
    here: Registered, house_of: HouseOf
) -> None:
    house = house_of(here)
    actor = giver(house)
    assert actor is not None
    with clock.travel(clock.now() + timedelta(days=400)):
        _objects_while_it_is_ready(house, actor, here)


def _objects_while_it_is_ready(house: House, actor: Actor, here: Registered) -> None:
    asked = asked_of(house, actor)
    coach, client = house.actor("coach"), where(house, KINDS[0])
    before = {one.dossier_id for one in weigh_list(actor, asked).people}
    assert client in before
    list_id = prepare_list(actor, asked, said(asked))
    off(coach, client, here)
    try:
        assert {one.dossier_id for one in weigh_list(actor, asked).people} == before - {client}
        assert given_of(coach, client, state="stopped"), "in the same act"
    finally:
        on(coach, client, here)
    stop_list(actor, list_id)
    with pytest.raises(Conflict):
        give_list(actor, list_id)
    list_id = prepare_list(actor, asked, said(asked))
    code = gone(house, actor, list_id)
    address = address_in(sent(house))
    off(coach, client, here)
    try:
        rows = rows_in(fetch_list(address, code).content)
        assert len(rows) == len(before), "a line for each but the one who said no"
        assert given_of(coach, client, link__closed_at__isnull=False, link__fetched_at__isnull=True)
    finally:
        on(coach, client, here)


@carrying({"click-re-integratie": ("CLICK-2.6.7a",)}, only=True)
def test_without_a_colleague_nothing_goes_also_past_the_service(here: Registered, house_of: HouseOf) -> None:
    house = house_of(here)
    actor = giver(house)
    assert actor is not None
    asked = asked_of(house, actor)
    list_id = prepare_list(actor, asked, said(asked))
    with pytest.raises(Conflict):
        give_list(actor, list_id)
    with pytest.raises(Conflict):
        agree_list(actor, list_id)
    with pytest.raises(DatabaseError):
        past_the_service(actor, list_id)
    stop_list(actor, list_id)


@carrying({"jm-werkt": ("JMW-3.3e",)}, only=True)
def test_who_was_asked_is_asked_again_only_after_the_term(here: Registered, house_of: HouseOf) -> None:
    house = house_of(here)
    actor = giver(house)
    assert actor is not None
    with clock.travel(clock.now() + timedelta(days=900)):
        asked = asked_of(house, actor)
        gone(house, actor, prepare_list(actor, asked, said(asked)))
        weighed = weigh_list(actor, asked)
        assert not weighed.people
        assert any("frequency" in one.missing for one in weighed.off)
    with clock.travel(clock.now() + timedelta(days=900 + 366)):
        assert asked_of(house, actor), "somebody may stand on it again"


def given_of(coach: Actor, dossier_id: UUID, **such: object) -> bool:
    """Does a disclosure of this dossier stand so?"""
    with open_door(coach, "read", dossier_id=dossier_id) as door:
        door.note(Kind.DISCLOSURES_READ)
        return Disclosure.objects.filter(dossier_id=dossier_id, **such).exists()


def rows_in(content: bytes) -> Sequence[Sequence[object]]:
    return CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()


@carrying({"jm-werkt": ("JMW-3.3e",)}, only=True)
def test_what_came_back_is_numbers_alone_and_the_same_after_destruction(here: Registered, house_of: HouseOf) -> None:
    house = house_of(here)
    actor = giver(house)
    assert actor is not None
    with clock.travel(clock.now() + timedelta(days=2000)):
        asked = asked_of(house, actor)
        list_id = prepare_list(actor, asked, said(asked))
        with pytest.raises(NotFound):
            count_answer(actor, list_id, question="Tevreden?", answer="ja", people=1)
        gone(house, actor, list_id)
        before = figures_of(actor, list_id)
        assert before is not None
        with pytest.raises(InvalidInput):
            count_answer(actor, list_id, question="Tevreden?", answer="ja", people=before.invited + 1)
        count_answer(actor, list_id, question="Tevreden?", answer="ja", people=before.invited)
        counted = figures_of(actor, list_id)
        assert counted is not None
        assert [(one.people, one.answers[0].share) for one in counted.questions] == [(before.invited, 100)]
    with connections["owner"].cursor() as cursor:
        cursor.execute("select column_name from information_schema.columns where table_name = 'mailings_surveycount'")
        columns = {row[0] for row in cursor.fetchall()}
    assert not columns & {"dossier_id", "person_id", "disclosure_id"}, "nothing of it can go with anybody's dossier"


@carrying({"working-progression": ("WP-2.6.5a",)}, only=True)
def test_who_has_no_e_mail_address_is_told_by_a_letter_before_the_list_goes(
    here: Registered, house_of: HouseOf
) -> None:
    house = house_of(here)
    actor, coach, kind = giver(house), house.actor("coach"), KINDS[1]
    assert actor
    asked = asked_of(house, actor)
    entry = next(
        one for one in house.catalogue if any(rule.type == "email" for rule in one.rule.fields.values())
        and one.key in asked.rule.fields
    )  # fmt: skip
    item = an_item(entry)
    without = {name: said for name, said in item.fields.items() if entry.rule.fields[name].type != "email"}
    house.record(entry, kind=kind, fields=without)
    try:
        list_id = prepare_list(actor, asked, said(asked))
        told = tell_list(actor, list_id)
        assert told.letters == 1
        assert tell_list(actor, list_id).letters == 0, "one letter, however often it is asked"
        [letter] = [
            one for one in letters_of(coach, where(house, kind)) if one.kind == "address_list" and not one.given_at
        ]
        give_letter(coach, where(house, kind), letter.id, Channel.IN_PERSON)
        assert all(one.told for one in one_list(actor, list_id).members)
        stop_list(actor, list_id)
    finally:
        house.record(entry, kind=kind)


def past_the_service(actor: Actor, list_id: UUID) -> None:
    with open_door(actor, "disclose") as door:
        door.note(Kind.DISCLOSURES_READ)
        AddressList.objects.filter(pk=list_id).update(state="given", given_by_id=actor.account_id, given_at=clock.now())


def gone(house: House, actor: Actor, list_id: UUID) -> str:
    """Give it after what must come first."""
    whole = one_list(actor, list_id)
    if whole.seen.needs_second:
        colleague = house.people.get("tweede") or house.let_in("tweede", actor.roles[0]).somebody
        agree_list(actor_at(colleague, actor.organisation_id, strong=True), list_id)
    if whole.seen.told_before:
        with pytest.raises(Conflict):
            give_list(actor, list_id)
        assert tell_list(actor, list_id).mails > 0
        assert "organisatie" not in str(sent(house).subject)
    return give_list(actor, list_id)


def off(coach: Actor, client: UUID, here: Registered) -> None:
    if here.name == "jm-werkt":
        declarations.withdraw(coach, client, "survey_consent", on=clock.today())
    else:
        record_objection(coach, client, form="any_form", on=clock.today())


def on(coach: Actor, client: UUID, here: Registered) -> None:
    if here.name == "jm-werkt":
        declarations.declare(coach, client, "survey_consent", form="written", from_on=clock.today())
    else:
        lift_objection(coach, client)
