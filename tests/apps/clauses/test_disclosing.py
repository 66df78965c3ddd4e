"""What leaves: by a rule, to one recipient, on a ground, item by item; and what does not, with its article."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import pypdf
import pytest
from django.core import mail
from django.db import DatabaseError

from tests.apps.clauses.carrying import carrying
from tests.apps.clauses.conftest import HouseOf
from tests.apps.clauses.house import House
from tests.policy.clauses.register import Registered, register
from waarborg.disclosures import ways
from waarborg.disclosures.choices import BY_LINK, DisclosureState
from waarborg.disclosures.giving import agree, give, stop, told_before
from waarborg.disclosures.links import fetch, look
from waarborg.disclosures.models import Disclosure
from waarborg.disclosures.open_links import open_links, withdraw_link
from waarborg.disclosures.preparing import WHY, NewDisclosure, prepare
from waarborg.disclosures.register import SeenDisclosure, given_of
from waarborg.disclosures.ways import Way
from waarborg.disclosures.weighing import Asked, Weighed, WeighedItem, weigh
from waarborg.dossiers import declarations
from waarborg.dossiers.records import Correction, correct_record
from waarborg.dossiers.selectors import dossier
from waarborg.gate.actors import Actor, system_at
from waarborg.gate.door import open_door
from waarborg.kernel import clock
from waarborg.kernel.errors import Conflict, InvalidInput, NotFound, Refused
from waarborg.letters.outbox import send_waiting
from waarborg.parties.services import NewAssurance, assure, register_party

KIND = "uwv"
GIVERS = ("coach", "administration", "responsible")
ON_CONSENT = frozenset({"written_consent", "unambiguous_consent"})
PARTIES = ("partner", "processor", "training_institute", "subsidy_provider", "employer")
ASKS_OF_RECIPIENTS = {"click-re-integratie", "working-progression", "partner-in-werk"}
EMPLOYERS = ("employer", "next_employer", "insurer")


def where(house: House, kind: str = KIND) -> UUID:
    return house.dossiers[kind].dossier_id


def givers(house: House) -> list[Actor]:
    return [house.actor(who) for who in GIVERS if who in house.agency.accounts]


def fill(house: House, kind: str = KIND) -> None:
    """Something of every kind of data that can be recorded under this kind of principal, once per house."""
    done = house.__dict__.setdefault("_filled", set())
    if kind in done:
        return
    done.add(kind)
    for entry in house.catalogue:
        try:
            house.record(entry, kind=kind)
        except (Refused, InvalidInput, LookupError, Conflict):
            continue


def every_way(actor: Actor, *recipients: str) -> Iterator[Way]:
    for recipient in recipients or ways.recipients(actor):
        for purpose in ways.purposes(actor, recipient):
            for ground in ways.grounds(actor, recipient, purpose):
                for channel in ways.channels(actor, Way(recipient=recipient, purpose=purpose, ground=ground)):
                    yield Way(recipient=recipient, purpose=purpose, ground=ground, channel=channel)


def best(house: House, actor: Actor, way: Way, kind: str = KIND) -> Weighed:
    """Weighed with everything stated that can be. Raises `Refused` to who may read nothing."""
    return weigh(actor, where(house, kind), Asked(way=way, stated=frozenset(ways.statements(actor, way))))


def going(house: House, actor: Actor, way: Way) -> Sequence[WeighedItem]:
    """What may go; of a dossier that one may not read nothing can be chosen."""
    try:
        return best(house, actor, way).going
    except Refused:
        return ()


def open_way(house: House, *, grounds: frozenset[str] = frozenset(), channel: str = BY_LINK) -> tuple[Actor, Weighed]:
    """Somebody, and a way by which something goes."""
    fill(house)
    for actor in givers(house):
        tried = set()
        for way in every_way(actor):
            asked = way.recipient, way.ground
            if way.channel == channel and asked not in tried and (not grounds or way.ground in grounds):
                tried.add(asked)
                if going(house, actor, way):
                    return actor, best(house, actor, way)
    raise LookupError("nothing goes")


def ready(weighed: Weighed, **different: Any) -> NewDisclosure:
    """Everything filled in."""
    given: dict[str, Any] = {
        "asked": replace(weighed.asked, stated=frozenset(weighed.statements)),
        "records": frozenset(one.record.id for one in weighed.going),
        "name": "Ontvanger Proef",
        "address": "ontvanger@voorbeeld.invalid",
        "reasons": {
            **dict.fromkeys(weighed.statements, "Nagegaan: Participatiewet, artikel 53a."),
            WHY: "Nodig voor het werk.",
        },
        "told": "Wat er staat.",
        "scheme": "Loonkostensubsidie",
    }
    return NewDisclosure(**{**given, **different})


def seen(house: House, actor: Actor, disclosure_id: UUID, kind: str = KIND) -> SeenDisclosure:
    return next(one for one in given_of(actor, where(house, kind)).given if one.id == disclosure_id)


def go(house: House, actor: Actor, disclosure_id: UUID) -> str:
    """Give it, after what must come first; the code of the link."""
    try:
        return give(actor, where(house), disclosure_id).code
    except Conflict:
        pass
    waiting = seen(house, actor, disclosure_id)
    if "second_person_agreed" in waiting.claims:
        second(house, actor, disclosure_id)
    try:
        return give(actor, where(house), disclosure_id).code
    except Conflict:
        told_before(actor, where(house), disclosure_id)
    return give(actor, where(house), disclosure_id).code


def second(house: House, first: Actor, disclosure_id: UUID, kind: str = KIND) -> None:
    """Whoever else may read it agrees."""
    for who in house.agency.accounts:
        other = house.actor(who)
        if other.account_id != first.account_id:
            try:
                agree(other, where(house, kind), disclosure_id)
            except (Refused, NotFound):
                continue
            return
    raise LookupError("nobody may agree")


def sent(house: House) -> mail.EmailMessage:
    mail.outbox.clear()
    send_waiting(system_at(house.agency.organisation.pk, using="worker"), using="worker")
    return mail.outbox[-1]


def address_in(message: mail.EmailMessage) -> str:
    found = re.search(r"/ophalen/([\w-]+)/", str(message.body))
    assert found
    return found[1]


@carrying()
def test_what_was_chosen_goes_once_with_the_recipients_name_in_it(here: Registered, house_of: HouseOf) -> None:
    house = house_of(here)
    actor, weighed = open_way(house)
    disclosure_id = prepare(actor, where(house), ready(weighed))
    code = go(house, actor, disclosure_id)
    message = sent(house)
    assert message.to == ["ontvanger@voorbeeld.invalid"]
    assert weighed.name not in str(message.body) + str(message.subject)
    assert weighed.number not in str(message.body) + str(message.subject)
    address = address_in(message)
    assert look(address).organisation == house.agency.organisation.name
    with pytest.raises(InvalidInput):
        fetch(address, "00000000" if code != "00000000" else "11111111")
    text = "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(fetch(address, code).content)).pages)
    assert seen(house, actor, disclosure_id).name in text
    given = seen(house, actor, disclosure_id)
    assert given.state is DisclosureState.GIVEN
    assert given.fetched_at is not None
    for category in given.categories:
        assert house.catalogue.entries[category].rule.title.split()[0] in text
    for again in (lambda: look(address), lambda: fetch(address, code)):
        with pytest.raises(NotFound):
            again()


@carrying(
    {
        "bijstand-naar-werk": ("BNW-p07a",),
        "click-re-integratie": ("CLICK-2.6.1.1",),
        "jm-werkt": ("JMW-3.3d",),
        "partner-in-werk": ("PIW-5.3d",),
        "working-progression": ("WP-2.6.1.1",),
    }
)
def test_a_consent_that_is_withdrawn_stops_what_waits_and_what_nobody_fetched(
    here: Registered, house_of: HouseOf
) -> None:
    house = house_of(here)
    actor, weighed = open_way(house, grounds=ON_CONSENT)
    waiting, fetchable = (prepare(actor, where(house), ready(weighed)) for _time in range(2))
    code = go(house, actor, fetchable)
    address = address_in(sent(house))
    assert look(address)
    coach = house.actor("coach")
    declarations.withdraw(coach, where(house), "written_consent", on=clock.today())
    try:
        stopped = seen(house, actor, waiting)
        assert (stopped.state, stopped.why) == (DisclosureState.STOPPED, "consent_withdrawn")
        with pytest.raises(Conflict):
            give(actor, where(house), waiting)
        with pytest.raises(NotFound):
            fetch(address, code)
        assert not best(house, actor, weighed.asked.way).going
    finally:
        declarations.declare(coach, where(house), "written_consent", form="written", from_on=clock.today())


@carrying()
def test_the_same_link_in_other_hands_after_its_time_and_with_guessed_codes_gives_nothing(
    here: Registered, house_of: HouseOf
) -> None:
    house = house_of(here)
    actor, weighed = open_way(house)
    disclosure_id = prepare(actor, where(house), ready(weighed))
    code = go(house, actor, disclosure_id)
    address = address_in(sent(house))
    neighbour = address[:-1] + ("A" if address[-1] != "A" else "B")
    with pytest.raises(NotFound):
        fetch(neighbour, code)
    with clock.travel(clock.now() + timedelta(days=8)), pytest.raises(NotFound):
        look(address)
    wrong = f"{(int(code) + 1) % 10**8:08}"
    for _time in range(5):
        with pytest.raises(InvalidInput):
            fetch(address, wrong)
    with pytest.raises(NotFound):
        fetch(address, code)


@pytest.mark.parametrize("here", [each for each in register() if each.name == "jm-werkt"], ids=lambda each: each.name)
def test_a_link_that_nobody_used_stands_in_the_list_and_is_taken_back(here: Registered, house_of: HouseOf) -> None:
    house = house_of(here)
    actor, weighed = open_way(house)
    disclosure_id = prepare(actor, where(house), ready(weighed))
    code = go(house, actor, disclosure_id)
    address = address_in(sent(house))
    (one,) = [link for link in open_links(actor) if link.disclosure_id == disclosure_id]
    assert (one.recipient, one.wrong_codes) == (weighed.asked.way.recipient, 0)
    assert disclosure_id not in {link.disclosure_id for link in open_links(house.let_in("uninvolved", "coach"))}
    with clock.travel(clock.now() + timedelta(days=8)):
        assert disclosure_id not in {link.disclosure_id for link in open_links(actor)}, "over its time"
    withdraw_link(actor, where(house), disclosure_id)
    assert disclosure_id not in {link.disclosure_id for link in open_links(actor)}
    with pytest.raises(NotFound):
        fetch(address, code)
    assert seen(house, actor, disclosure_id).state is DisclosureState.GIVEN, "that it was given can always be told"
    assert not seen(house, actor, disclosure_id).link_works
    with pytest.raises(Conflict):
        withdraw_link(actor, where(house), disclosure_id)


@carrying()
def test_what_was_corrected_since_does_not_go_as_it_was(here: Registered, house_of: HouseOf) -> None:
    house = house_of(here)
    actor, weighed = open_way(house)
    disclosure_id = prepare(actor, where(house), ready(weighed))
    changed = next(one.record for one in weighed.going if _correct(house, one.record.id))
    with pytest.raises(Conflict):
        go(house, actor, disclosure_id)
    assert changed
    stop(actor, where(house), disclosure_id)
    assert seen(house, actor, disclosure_id).state is DisclosureState.STOPPED


def _correct(house: House, record_id: UUID) -> bool:
    """Correct a word of it, as whoever may. Whether anybody could."""
    return any(who in house.agency.accounts and _corrected_by(house, house.actor(who), record_id) for who in GIVERS)


def _corrected_by(house: House, actor: Actor, record_id: UUID) -> bool:
    try:
        record = next(one for one in dossier(actor, where(house)).records if one.id == record_id)
        rules = record.entry.rule.fields
        name = next(
            key for key in record.content.fields if rules[key].type in {"line", "text"} and not rules[key].choices
        )
        correct_record(
            actor,
            where(house),
            record_id,
            Correction(
                fields={**record.content.fields, name: "iets anders"},
                version=record.version,
                reason="Verbeterd.",
                source=record.source,
                purpose=record.purpose,
            ),
        )
    except (Refused, NotFound, InvalidInput, StopIteration):
        return False
    return True


@carrying()
def test_postgresql_lets_nothing_be_given_past_the_service(here: Registered, house_of: HouseOf) -> None:
    """Whoever writes "given" themself, without the colleague, the items or the act that it needs, is stopped."""
    house = house_of(here)
    actor, weighed = open_way(house)
    disclosure_id = prepare(actor, where(house), ready(weighed))
    given = {"state": "given", "given_at": clock.now(), "given_by_id": actor.account_id}
    for action in ("read", "write", "disclose"):
        with pytest.raises(DatabaseError), open_door(actor, action, dossier_id=where(house)):
            Disclosure.objects.filter(pk=disclosure_id).update(**given)
    assert seen(house, actor, disclosure_id).state is DisclosureState.PREPARED


@carrying(
    {
        "bijstand-naar-werk": ("BNW-p06d",),
        "click-re-integratie": ("CLICK-2.6.3.5", "CLICK-2.6.3.1"),
        "working-progression": ("WP-2.6.1.B4",),
    }
)
def test_an_employer_and_an_insurer_get_nothing_about_health_whatever_is_stated(
    here: Registered, house_of: HouseOf
) -> None:
    house = house_of(here)
    fill(house)
    tried = 0
    for actor in givers(house):
        for way in every_way(actor, *(one for one in EMPLOYERS if one in ways.recipients(actor))):
            if way.channel != "letter" or way.purpose != actor.in_force.main_purpose:
                continue
            if {"statutory_duty", "court_order", "acute_danger"} & {way.ground}:
                continue  # a law or a judge may ask it; that stands apart
            tried += 1
            health = [one for one in going(house, actor, way) if one.record.entry.rule.sensitivity == "health"]
            assert not health, (way, [one.record.entry.key for one in health])
    assert tried


@carrying(
    {
        "click-re-integratie": ("CLICK-2.6.3.2",),
        "working-progression": ("WP-2.6.1.B2",),
        "partner-in-werk": ("PIW-1.6",),
    }
)
def test_what_a_rule_asks_of_a_recipient_the_register_shows_or_it_is_not_so(
    here: Registered, house_of: HouseOf
) -> None:
    """Whoever gives cannot say it of a party that stands there; and what nobody looked at again no longer counts."""
    house = house_of(here)
    fill(house)
    who, asked = house.first("assign"), 0
    for actor in givers(house):
        for way in every_way(actor, *(one for one in PARTIES if one in ways.recipients(actor))):
            needed = set(ways.statements(actor, way)) & set(ways.ASSURED)
            if way.channel != "letter" or not needed or way.purpose != actor.in_force.main_purpose or asked:
                continue
            party = register_party(who, kind=way.recipient, name=f"Organisatie {way.ground}")
            stated = frozenset(ways.statements(actor, way))
            to_them = Asked(way=way, party_id=party, stated=stated)
            if not going(house, actor, way):
                continue
            before = {one.record.id for one in weigh(actor, where(house), to_them).going}
            until = clock.today() + timedelta(days=30)
            for fact in needed:
                new = NewAssurance(fact=fact, from_on=clock.today(), review_on=until, shown_by="Overeenkomst 7")
                assure(who, party, new)
            after = {one.record.id for one in weigh(actor, where(house), to_them).going}
            assert before <= after
            if before == after:
                continue  # what goes this way rests on something else
            with clock.travel(clock.now() + timedelta(days=31)):
                late = {one.record.id for one in weigh(actor, where(house), to_them).going}
            assert late <= before
            asked += 1
    assert asked or here.name not in ASKS_OF_RECIPIENTS


@carrying({"working-progression": ("WP-2.6.1.B1",)})
def test_a_principal_gets_what_is_of_its_own_commission(here: Registered, house_of: HouseOf) -> None:
    house = house_of(here)
    fill(house)
    other = register_party(house.first("assign"), kind=KIND, name="Een andere opdrachtgever")
    for actor in givers(house):
        for way in every_way(actor, *(one for one in ("principal",) if one in ways.recipients(actor))):
            with pytest.raises((NotFound, Refused)):
                weigh(actor, where(house), Asked(way=way, party_id=other))
            break
