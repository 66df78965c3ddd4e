"""What is erased and restricted because a client asks it: what stands in the way, what is left, who is told."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
from django.core import mail
from django.db import DatabaseError
from django.urls import reverse

from tests.apps.clauses import test_disclosing as disclosing
from tests.apps.clauses.carrying import carrying
from tests.apps.clauses.conftest import HouseOf
from tests.apps.clauses.house import House, an_item
from tests.apps.clauses.running import opened, signed_in
from tests.apps.clauses.test_items_of_requests import answered, better, chosen, note_entry, noted
from tests.apps.clauses.test_requests import _end, answerer, asked, given, seen, taker, where
from tests.apps.gate.populations import superuser
from tests.policy.clauses.register import Registered
from waarborg.accounts.models import Account
from waarborg.desk.announcing import telling
from waarborg.disclosures.preparing import prepare
from waarborg.dossiers.items import one as record_of
from waarborg.dossiers.models import Record, RecordVersion
from waarborg.dossiers.records import Correction, add_record, correct_record
from waarborg.dossiers.selectors import category_of, dossier
from waarborg.dossiers.statements import NewStatement, add_statement
from waarborg.gate.actors import Actor, system_at
from waarborg.gate.door import open_door
from waarborg.kernel import clock
from waarborg.kernel.errors import Conflict, NotFound, Refused
from waarborg.ledger.vocabulary import Kind
from waarborg.letters import services as letters
from waarborg.letters.choices import Channel, LetterKind
from waarborg.letters.models import Letter
from waarborg.letters.outbox import send_waiting
from waarborg.policy.term_clock import ClockState
from waarborg.retention import holds
from waarborg.rights import (
    deciding,
    erasing,
    going_on,
    item_selectors,
    items,
    recipients,
    registering,
    restricting,
    selectors,
)
from waarborg.rights.choices import CameBy, Decided, Outcome
from waarborg.rights.item_rules import ERASES, article_of, refusals_of, rules_of
from waarborg.rights.item_selectors import OneItem
from waarborg.rights.models import RequestItem
from waarborg.rights.registering import NewRequest
from waarborg.work.appointments import NewAppointment
from waarborg.work.appointments import make as make_appointment

DAY = timedelta(days=1)
NEEDED = "no_longer_necessary"
UNLAWFUL = "unlawful"


def item_on(house: House, right: str, record_id: UUID, ground: str = UNLAWFUL) -> tuple[UUID, UUID]:
    """A request about one record, and its item."""
    (request_id,) = asked(house, right)
    about = items.Chosen(things=[items.Thing(record_id=record_id)], ground=known_ground(house, right, ground))
    (item_id,) = items.choose(taker(house), where(house), request_id, about)
    return request_id, item_id


def known_ground(house: House, right: str, ground: str = UNLAWFUL) -> str:
    """A reason to ask something, where the rules know it."""
    known = [word for one in rules_of(house.anybody.in_force, right) for word in one.rule.grounds]
    return ground if ground in known else ""


def looked(house: House, right: str, request_id: UUID, item_id: UUID) -> OneItem:
    return item_selectors.one_item(answerer(house, right), where(house), request_id, item_id)


def left_of(house: House, record_id: UUID) -> tuple[int, int, int]:
    """How much the database still has of it, whoever looks: history, tokens, the client's words."""
    tables = ("dossiers_recordversion", "dossiers_searchtoken", "dossiers_clientstatement")
    with superuser(house.server, house.urls) as god:
        rows = [
            god.execute(f"select count(*) from {one} where record_id = %s", [record_id]).fetchone() for one in tables
        ]
    return tuple(row[0] for row in rows)  # type: ignore[return-value, index]


@carrying(
    {
        "bijstand-naar-werk": ("BNW-p13a3",),
        "click-re-integratie": ("CLICK-2.9.3a1",),
        "jm-werkt": ("JMW-6.3", "JMW-6.4"),
        "partner-in-werk": ("PIW-11.1d",),
        "working-progression": ("WP-2.9c2",),
    }
)
def test_what_is_erased_is_gone_at_once_and_a_note_without_content_stays_where_the_regulation_asks(
    here: Registered, house_of: HouseOf
) -> None:
    house = house_of(here)
    record_id = noted(house)
    correct_record(taker(house), where(house), record_id, better(house, record_id))
    add_statement(taker(house), where(house), NewStatement(words="Zo is het niet gegaan.", record_id=record_id))
    request_id, item_id = item_on(house, "erasure", record_id)
    erasing.erase(answerer(house, "erasure"), where(house), request_id, item_id, "Het hoort hier niet te staan.")

    assert left_of(house, record_id) == (0, 0, 0)
    stands = [one for one in dossier(taker(house), where(house)).of(note_entry(house).key) if one.id == record_id]
    note = any(one.rule.leaves == "content_free_note" for one in rules_of(house.anybody.in_force, "erasure"))
    assert [(one.content.fields, one.erased_on) for one in stands] == ([({}, clock.today())] if note else [])
    with pytest.raises((NotFound, Conflict)):
        correct_record(taker(house), where(house), record_id, better_of(house))
    answered(house, request_id, "erasure")
    assert seen(house, request_id).outcome is Outcome.GRANTED


@carrying({"partner-in-werk": ("PIW-11.2a",), "working-progression": ("WP-2.9c2",)})
def test_what_a_statute_keeps_is_refused_with_its_article_and_the_rest_is_erased(
    here: Registered, house_of: HouseOf
) -> None:
    house = house_of(here)
    kept = add_record(taker(house), where(house), an_item(note_entry(house), marks=frozenset({"kept_by_statute"})))
    other = noted(house)
    by = answerer(house, "erasure")
    request_id, item_id = item_on(house, "erasure", kept)
    (other_id,) = chosen(house, request_id, "erasure", other)
    found = looked(house, "erasure", request_id, item_id)
    assert found.proposal is not None
    assert (found.proposal.refuse, found.proposal.because) == (True, "statutory_term_runs")
    with pytest.raises(Conflict):
        erasing.erase(by, where(house), request_id, item_id)
    with pytest.raises(DatabaseError, match="a statute keeps it"):
        _past_python(house, request_id, item_id)
    deciding.refuse(by, where(house), request_id, item_id, "statutory_term_runs", "De wet vraagt dit te bewaren.")
    erasing.erase(by, where(house), request_id, other_id)
    said = answered(house, request_id, "erasure")
    assert "De wet vraagt dit te bewaren." in said
    assert seen(house, request_id).outcome is Outcome.PARTLY


@carrying({"click-re-integratie": (), "partner-in-werk": ()}, only=True)
def test_a_letter_is_erased_alone_and_one_that_shows_a_duty_done_is_not(here: Registered, house_of: HouseOf) -> None:
    house, made = house_of(here), opened(house_of(here))
    coach, by, at = house.actor("coach"), answerer(house, "erasure"), made.dossier_id
    soon = NewAppointment(kind="interview", starts_at=clock.now() + DAY, minutes=30, place="Kantoor")
    make_appointment(coach, at, soon, telling("letter"))
    asked_now = NewRequest(rights=("erasure",), received_on=clock.today(), words="Weg.", came_by=CameBy.IN_PERSON)
    (request_id,) = registering.register(coach, at, asked_now)
    there = {one.kind: one.id for one in letters.letters_of(coach, at)}
    for letter_id in there.values():
        letters.give(coach, at, letter_id, Channel.IN_PERSON)
    grounds = [word for one in rules_of(house.anybody.in_force, "erasure") for word in one.rule.grounds]
    things = [items.Thing(letter_id=there[kind]) for kind in (LetterKind.APPOINTMENT, LetterKind.REQUEST_RECEIPT)]
    about = items.Chosen(things=things, ground=UNLAWFUL if UNLAWFUL in grounds else "")
    appointment, receipt = items.choose(coach, at, request_id, about)
    with pytest.raises(Conflict):
        erasing.erase(by, at, request_id, receipt, "Het hoort hier niet te staan.")
    erasing.erase(by, at, request_id, appointment, "Het hoort hier niet te staan.")
    assert LetterKind.APPOINTMENT not in {one.kind for one in letters.letters_of(coach, at)}
    with pytest.raises(NotFound):
        letters.open_letter(coach, at, there[LetterKind.APPOINTMENT])
    row = Letter.objects.using("owner").get(pk=there[LetterKind.APPOINTMENT])
    assert (bytes(row.sealed), row.erased_on) == (b"", clock.today())


@carrying({"working-progression": ()}, only=True)
def test_who_sees_to_requests_and_reads_no_contents_decides_each_item_on_its_outside(
    here: Registered, house_of: HouseOf
) -> None:
    """The page says kind, day, what is asked and what stands in the way; no word of the item. In PostgreSQL alike."""
    house = house_of(here)
    kept = add_record(taker(house), where(house), an_item(note_entry(house), marks=frozenset({"kept_by_statute"})))
    words = [value for value in an_item(note_entry(house)).fields.values() if len(str(value)) > len("een")]
    request_id, kept_id = item_on(house, "erasure", kept)
    (item_id,) = chosen(house, request_id, "erasure", noted(house))
    named = house.actor("responsible")
    with pytest.raises(Refused):
        record_of(named, where(house), kept)
    browser = signed_in(named)
    page = browser.get(reverse("desk:judged_item", args=[request_id, kept_id])).content.decode()
    assert note_entry(house).rule.title in page
    assert [word for word in words if str(word) in page] == []
    refusal = {"because": "statutory_term_runs", "reasons": "De wet vraagt dit te bewaren."}
    for each, act, said in ((kept_id, "refuse", refusal), (item_id, "erase", {"reasons": "Het is niet meer nodig."})):
        url = reverse("desk:judged_item_act", args=[request_id, each, act])
        assert browser.post(url, {**said, "sure": "on"}).status_code == 302, act
    decided = {one.id: (one.decided, one.decided_by) for one in seen(house, request_id).items}
    name = Account.objects.get(pk=named.account_id).display_name
    assert decided == {kept_id: (Decided.REFUSED, name), item_id: (Decided.DONE, name)}
    assert (
        browser.post(
            reverse("desk:right_judged_act", args=[request_id, "answer_items"]), {"done": "Dit is gewist."}
        ).status_code
        == 302
    )
    letter = next(one for one in seen(house, request_id).letters if one.kind == LetterKind.REQUEST_ANSWER)
    letters.give(taker(house), where(house), letter.letter_id, Channel.IN_PERSON)
    assert seen(house, request_id).outcome is Outcome.PARTLY


@carrying({"partner-in-werk": ("PIW-11.2b", "PIW-11.2c")})
def test_what_runs_what_is_pending_and_what_weighs_for_another_each_has_its_own_answer(
    here: Registered, house_of: HouseOf
) -> None:
    house = house_of(here)
    by, record_id = answerer(house, "erasure"), noted(house)
    request_id, item_id = item_on(house, "erasure", record_id, NEEDED)
    found = looked(house, "erasure", request_id, item_id)
    if found.item.ground in {"", NEEDED}:  # the trajectory runs, so it is still needed
        assert found.proposal is not None
        assert found.proposal.refuse
        assert found.proposal.article
    (other,) = asked(house, "access")
    with pytest.raises(Conflict):  # somebody still waits to see it
        erasing.erase(by, where(house), request_id, item_id)
    with pytest.raises(DatabaseError, match="waits to see it"):
        _past_python(house, request_id, item_id)
    going_on.withdrawn(taker(house), where(house), other, clock.today())
    assert not any(one.certain for one in looked(house, "erasure", request_id, item_id).obstacles)

    articles = refusals_of(house.anybody.in_force, "erasure")
    new = holds.NewHold(hold="likely_claim", words="Er komt een claim aan.", review_on=clock.today() + DAY)
    hold_id = holds.place(taker(house), where(house), new)
    found = looked(house, "erasure", request_id, item_id)
    assert found.proposal is not None
    assert (found.proposal.because, found.proposal.article) == ("likely_claim", articles["likely_claim"])
    with pytest.raises(Conflict):
        erasing.erase(by, where(house), request_id, item_id)
    with pytest.raises(DatabaseError, match="something pending stops it"):
        _past_python(house, request_id, item_id)
    decides = next(one for one in map(house.actor, house.agency.accounts) if holds.may_lift(one))
    holds.lift(decides, where(house), hold_id)
    for because in ("pending_complaint", "likely_claim", "interest_of_another"):
        if because not in articles:
            continue
        request_id, item_id = item_on(house, "erasure", noted(house))
        deciding.refuse(by, where(house), request_id, item_id, because, "Wij wachten de uitkomst daarvan af.")
        (one,) = selectors.one(taker(house), where(house), request_id).items
        assert (one.decided, one.article) == (Decided.REFUSED, articles[because])
        if because == "interest_of_another":
            assert one.waits_for_second
            with pytest.raises(Conflict):  # nobody agrees with themself
                deciding.agree(by, where(house), request_id, item_id)
            with pytest.raises(DatabaseError, match="agrees once, themself"):
                _agreed_in_the_name_of(_colleague(house, by), house, by, item_id)
            deciding.agree(_colleague(house, by), where(house), request_id, item_id)
        answered(house, request_id, "erasure")


@carrying({"partner-in-werk": ("PIW-11.4",)})
def test_everybody_who_got_what_was_erased_is_asked_to_erase_it_and_nothing_of_it_is_in_the_e_mail(
    here: Registered, house_of: HouseOf
) -> None:
    house = house_of(here)
    coach, at = taker(house), disclosing.where(house)
    giver, weighed = disclosing.open_way(house)
    entry = next(one.record.entry for one in weighed.going if not one.record.entry.rule.single)
    record_id = house.record(entry, kind=disclosing.KIND)
    weighed = disclosing.best(house, giver, weighed.asked.way)
    disclosure_id = prepare(giver, at, disclosing.ready(weighed, records=frozenset({record_id})))
    disclosing.go(house, giver, disclosure_id)
    new = NewRequest(rights=["erasure"], received_on=clock.today(), words="Haal dat weg.", came_by=CameBy.LETTER)
    (request_id,) = registering.register(coach, at, new)
    about = items.Chosen(things=[items.Thing(record_id=record_id)], ground=UNLAWFUL)
    (item_id,) = items.choose(coach, at, request_id, about)
    by = answerer(house, "erasure")
    erasing.erase(by, at, request_id, item_id)
    answered(house, request_id, "erasure", at=at)
    (told,) = selectors.one(coach, at, request_id).recipients
    assert told.name
    assert told.told_at is None
    assert recipients.open_notice(coach, at, told.id).startswith(b"%PDF")
    recipients.tell(coach, at, told.id, Channel.EMAIL)
    with pytest.raises(Conflict):
        recipients.tell(coach, at, told.id, Channel.LETTER)
    mail.outbox = []
    send_waiting(system_at(coach.organisation_id, using="worker"), using="worker")
    sent = [one.body for one in mail.outbox if one.to == [told.address]]
    assert sent
    assert not [body for body in sent if entry.rule.title in body]


@carrying({"click-re-integratie": ("CLICK-2.9.3a2",), "working-progression": ("WP-2.9c3",)})
def test_what_is_restricted_is_out_of_sight_until_the_client_was_told_that_it_ends(
    here: Registered, house_of: HouseOf
) -> None:
    house = house_of(here)
    record_id, by, coach = noted(house), answerer(house, "restriction"), taker(house)
    correct_record(coach, where(house), record_id, better(house, record_id))
    request_id, item_id = item_on(house, "restriction", record_id)
    restriction_id = restricting.restrict(by, where(house), request_id, item_id, "Wij zoeken het uit.")
    assert not in_sight(house, record_id)
    with open_door(coach, "read", dossier_id=where(house)) as door:
        door.note(Kind.DOSSIER_READ)
        assert not Record.objects.filter(pk=record_id).exists()
        assert not RecordVersion.objects.filter(record_id=record_id).exists()
    (line,) = [one for one in dossier(coach, where(house)).restricted if one["record"] == str(record_id)]
    assert line["article"] == article_of(house.anybody.in_force, "restriction")

    with pytest.raises(Conflict):
        restricting.lift(by, where(house), restriction_id)
    tomorrow = clock.today() + timedelta(days=1)
    letter = restricting.announce(by, where(house), restriction_id, tomorrow, "Wij zochten het uit: het klopt.")
    given(house, letter)
    with pytest.raises(Conflict):  # not before the day that the client was told
        restricting.lift(by, where(house), restriction_id)
    with clock.travel(clock.now() + timedelta(days=1)):
        restricting.lift(by, where(house), restriction_id)
    assert in_sight(house, record_id)
    answered(house, request_id, "restriction")


@carrying({"partner-in-werk": ("PIW-9.1a",)})
def test_who_asks_to_see_everything_asks_that_of_what_is_restricted_too_and_gets_an_answer(
    here: Registered, house_of: HouseOf
) -> None:
    house = house_of(here)
    request_id, item_id = item_on(house, "objection", noted(house))
    assert "objection" in ERASES
    restricting.restrict(answerer(house, "objection"), where(house), request_id, item_id)
    answered(house, request_id, "objection")
    (asking,) = asked(house, "access")
    with pytest.raises(DatabaseError, match="answer that was given"):
        _end(house, asking)
    going_on.withdrawn(taker(house), where(house), asking, clock.today())


@carrying({"bijstand-naar-werk": ("BNW-p13b", "BNW-p13c")}, only=True)
def test_also_after_the_trajectory_somebody_can_ask_by_e_mail_to_see_correct_and_erase(
    here: Registered, house_of: HouseOf
) -> None:
    house = house_of(here)
    ended = clock.now() + timedelta(days=400)
    with clock.travel(ended):
        ids = asked(house, "access", "rectification", "erasure")
        for request_id in ids:
            one = seen(house, request_id)
            assert (one.state, one.received_on) == (ClockState.RUNNING, clock.today())
            assert one.due_on is not None
            going_on.withdrawn(taker(house), where(house), request_id, clock.today())


def better_of(house: House) -> Correction:
    entry = note_entry(house)
    return Correction(fields=dict(an_item(entry).fields), reason="Toch weer.", source=entry.sources[0], version=3)


def in_sight(house: House, record_id: UUID) -> bool:
    found = category_of(taker(house), where(house), note_entry(house).key)
    return any(one.id == record_id for one in found.records)


def _colleague(house: House, by: Actor) -> Actor:
    """Somebody else who may read who the client is."""
    for who in house.agency.accounts:
        other = house.actor(who)
        if other.account_id != by.account_id:
            try:
                dossier(other, where(house))
            except (Refused, NotFound):
                continue
            return other
    raise LookupError("nobody else reads here")


def _agreed_in_the_name_of(colleague: Actor, house: House, by: Actor, item_id: UUID) -> None:
    """Write down, as whoever decided, that a colleague agreed."""
    with open_door(by, "read", dossier_id=where(house)) as door:
        door.note(Kind.REQUESTS_READ)
        RequestItem.objects.filter(pk=item_id).update(agreed_by_id=colleague.account_id)


def _past_python(house: House, request_id: UUID, item_id: UUID) -> None:
    """Decide, and let the database erase without what Python asks first."""
    with open_door(answerer(house, "erasure"), "read", dossier_id=where(house)) as door:
        row, item = deciding.require_judged(door, request_id, item_id)
        deciding.settle(door, row, item, Decided.DONE)
        erasing._carry_out(door, row, item, erasing.frame_of(door, item))
