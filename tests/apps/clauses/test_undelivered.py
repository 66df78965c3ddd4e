"""An answer that nothing is kept, to an address that no mail server takes: a visible fact, and somebody sees to it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from aiosmtpd.smtp import Envelope
from django.db import DatabaseError
from django.urls import reverse

from tests.apps.clauses.carrying import carrying
from tests.apps.clauses.conftest import HouseOf
from tests.apps.clauses.house import House
from tests.apps.clauses.running import newcomer, signed_in
from tests.apps.clauses.test_terms_of_requests import sent_in
from tests.journeys.mailboxes import Mailbox, served
from tests.policy.clauses.register import Registered
from waarborg.gate.actors import Actor, system_at
from waarborg.gate.door import open_door
from waarborg.kernel import clock
from waarborg.kernel.errors import InvalidInput, NotFound
from waarborg.ledger.vocabulary import Kind
from waarborg.letters.outbox import MOST_ATTEMPTS
from waarborg.rights import sorting_in, undelivered
from waarborg.rights.choices import ToldBy
from waarborg.rights.models import IncomingRequest
from waarborg.rights.telling import tell_waiting
from waarborg.vault.models import DataKey
from waarborg.work.choices import TaskKind
from waarborg.work.models import Task
from waarborg.work.selectors import deadlines

GONE, RIGHT = "vertrokken@voorbeeld.invalid", "hier@voorbeeld.invalid"
ONE = carrying({"click-re-integratie": ("CLICK-2.9.1b",)}, only=True)


class Choosy(Mailbox):
    """Takes nothing for somebody who left (`gone`), or for now for nobody (`later`)."""

    later = False

    async def handle_RCPT(self, _server: Any, _session: Any, envelope: Envelope, to: str, _options: Any) -> str:  # noqa: N802
        if self.later:
            return "451 4.3.0 try again"
        if to == GONE:
            return "550 5.1.1 no such user"
        envelope.rcpt_tos.append(to)
        return "250 OK"


def kept(incoming: UUID) -> IncomingRequest:
    return IncomingRequest.objects.using("owner").get(pk=incoming)


def asked(incoming: UUID) -> list[str]:
    rows = Task.objects.using("owner").filter(subject_id=incoming, done_at__isnull=True)
    return sorted(rows.values_list("kind", flat=True))


def answered(house: House, email: str) -> UUID:
    """Somebody asked, and nothing is kept of them."""
    incoming = sent_in(house, "access", email=email)
    sorting_in.nothing_held(house.actor("responsible"), incoming)
    return incoming


@ONE
def test_an_answer_to_an_address_that_is_refused_for_good_ends_and_is_asked_of_who_sees_to_requests(
    here: Registered, house_of: HouseOf, settings: Any
) -> None:
    house = house_of(here)
    system, named = system_at(house.agency.organisation.pk, using="worker"), house.actor("responsible")
    with served(settings, Choosy()) as box:
        incoming = sent_in(house, "access", email=GONE)
        tell_waiting(system, using="worker")
        assert sorting_in.look(named, incoming).undelivered_on == clock.today(), "also of the one that says it came in"
        assert asked(incoming) == [TaskKind.SORT_REQUEST]
        sorting_in.nothing_held(named, incoming)
        tell_waiting(system, using="worker")
        for _again in range(3):
            assert tell_waiting(system, using="worker") == 0
        assert not [one for one in box.taken if GONE in one[0]]
    assert (kept(incoming).attempts, kept(incoming).told_at) == (1, None), "tried once, and no more"
    assert asked(incoming) == [TaskKind.TELL_UNDELIVERED]
    found = deadlines(named)
    mine = [one for one in (*found.late, *found.today, *found.this_week, *found.later) if one.subject_id == incoming]
    assert [one.kind for one in mine] == [TaskKind.TELL_UNDELIVERED]
    assert incoming in {one.id for one in undelivered.undelivered(named)}
    stranger = newcomer(house, "stranger")
    assert not undelivered.undelivered(stranger)
    with pytest.raises(NotFound):
        undelivered.told(stranger, incoming, ToldBy.TELEPHONE)
    with pytest.raises(DatabaseError):
        past_the_service(named, incoming)
    seen_to_on_the_page(named, incoming)
    assert kept(incoming).sealed is None
    assert DataKey.objects.using("owner").get(pk=kept(incoming).data_key_id).destroyed_at, "and its key with it"
    assert asked(incoming) == []


def seen_to_on_the_page(named: Actor, incoming: UUID) -> None:
    browser, page = signed_in(named), reverse("desk:incoming_undelivered", args=[incoming])
    assert page in browser.get(reverse("desk:incoming_requests")).content.decode()
    assert GONE in browser.get(page).content.decode()
    assert browser.post(page, {"how": "again", "email": ""}).status_code == InvalidInput.status
    assert browser.post(page, {"how": "telephone"}).status_code == 302
    assert browser.get(page).status_code == 404


def past_the_service(named: Actor, incoming: UUID) -> None:
    """Write as the application that they heard it, and keep what they sent."""
    with open_door(named, "read") as door:
        door.note(Kind.REQUESTS_READ)
        IncomingRequest.objects.filter(pk=incoming).update(told_at=clock.now(), told_by="telephone")


@ONE
def test_an_address_that_was_written_wrongly_gets_the_answer_when_somebody_mends_it(
    here: Registered, house_of: HouseOf, settings: Any
) -> None:
    house = house_of(here)
    system, named = system_at(house.agency.organisation.pk, using="worker"), house.actor("responsible")
    with served(settings, Choosy()) as box:
        incoming = answered(house, GONE)
        tell_waiting(system, using="worker")
        with pytest.raises(InvalidInput):
            undelivered.send_again(named, incoming, "geen adres")
        undelivered.send_again(named, incoming, RIGHT)
        assert asked(incoming) == []
        box.taken.clear()
        tell_waiting(system, using="worker")
        assert [to for to, _words in box.taken] == [[RIGHT]]
    assert kept(incoming).sealed is None
    assert kept(incoming).told_at is not None


@ONE
def test_what_is_refused_for_now_is_tried_with_growing_pauses_and_given_up_in_the_end(
    here: Registered, house_of: HouseOf, settings: Any
) -> None:
    house = house_of(here)
    system = system_at(house.agency.organisation.pk, using="worker")
    box = Choosy()
    box.later = True
    with served(settings, box), clock.travel(clock.now()) as journey:
        incoming = answered(house, RIGHT)
        pauses = []
        while kept(incoming).undelivered_at is None:
            assert len(pauses) < MOST_ATTEMPTS
            tell_waiting(system, using="worker")
            tell_waiting(system, using="worker")
            row = kept(incoming)
            pauses.append((row.next_attempt_at or clock.now()) - clock.now())
            journey.advance(max(pauses[-1], timedelta()))
        assert kept(incoming).attempts == MOST_ATTEMPTS
        assert pauses[:-1] == sorted(pauses[:-1])
        assert asked(incoming) == [TaskKind.TELL_UNDELIVERED]
