"""A message to several at once: rendered for each, to each alone, nothing attached; an offer never to who objects."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
from django.core import mail
from django.db import DatabaseError

from tests.apps.clauses.carrying import carrying
from tests.apps.clauses.conftest import HouseOf
from tests.apps.clauses.damaging import damaged
from tests.apps.clauses.house import House
from tests.apps.clauses.running import opened, signed_in
from tests.apps.clauses.test_disclosing import fill
from tests.apps.clauses.test_own_pages import come_in
from tests.policy.clauses.register import Registered
from waarborg.dossiers.addresses import addresses_of, confirm
from waarborg.dossiers.objections import lift_objection, record_objection
from waarborg.gate.actors import Actor, system_at
from waarborg.gate.door import open_door
from waarborg.kernel import clock
from waarborg.kernel.errors import InvalidInput
from waarborg.letters.choices import Channel, LetterKind
from waarborg.letters.keeping import keep
from waarborg.letters.outbox import send_waiting
from waarborg.letters.services import letters_of
from waarborg.mailings import group_rounds, jobs
from waarborg.mailings.choices import Outcome
from waarborg.mailings.group_messages import NewGroupMessage, begin, preview, progress_of
from waarborg.mailings.models import GroupMessage

KINDS = ("insurer", "municipality")


def message(house: House, *, offer: bool, text: str = "Beste {client},\n\nGroet van {sender}.") -> NewGroupMessage:
    ids = tuple(house.dossiers[kind].dossier_id for kind in KINDS)
    return NewGroupMessage(subject="Over volgende week", text=text, offer=offer, dossier_ids=ids, sender="Coach")


def delivered(house: House) -> list[mail.EmailMessage]:
    mail.outbox.clear()
    send_waiting(system_at(house.agency.organisation.pk, using="worker"), using="worker")
    return list(mail.outbox)


def to_several(coach: Actor, new: NewGroupMessage) -> UUID:
    """Begun, and sent by the worker."""
    made = begin(coach, new)
    while group_rounds.step(coach.organisation_id, made):
        pass
    return made


def reached(house: House, coach: Actor) -> None:
    """Each has an address that was asked after."""
    for kind in KINDS:
        fill(house, kind)
        for one in addresses_of(coach, house.dossiers[kind].dossier_id):
            confirm(coach, house.dossiers[kind].dossier_id, one.record.id)


@carrying({"jm-werkt": ("JMW-7.2",)}, only=True)
def test_each_gets_their_own_and_who_objects_gets_no_offer_also_not_one_that_waits(
    here: Registered, house_of: HouseOf
) -> None:
    house = house_of(here)
    coach = house.actor("coach")
    reached(house, coach)
    with pytest.raises(InvalidInput):
        preview(coach, message(house, offer=False, text="Uw nummer is {bsn}."))
    each = preview(coach, message(house, offer=False))
    assert [one.outcome for one in each] == [Outcome.QUEUED] * 2
    assert all("{" not in one.text and one.text.startswith("Beste ") for one in each)
    made = to_several(coach, message(house, offer=False))
    sent = delivered(house)
    assert [len(one.to + one.cc + one.bcc) for one in sent] == [1, 1], "nobody sees who else got it"
    assert not any(one.attachments for one in sent)
    assert progress_of(coach, made).mails == {"sent": 2}
    objecting = house.dossiers[KINDS[0]].dossier_id
    waiting = to_several(coach, message(house, offer=True))
    record_objection(coach, objecting, form="any_form", on=clock.today())
    try:
        assert len(delivered(house)) == 1, "what waited for who objects by now does not go"
        assert progress_of(coach, waiting).mails == {"sent": 1, "stopped": 1}
        again = to_several(coach, message(house, offer=True))
        assert progress_of(coach, again).outcomes == {Outcome.QUEUED: 1, Outcome.OBJECTS: 1}
        with pytest.raises(DatabaseError):
            past_the_service(coach, objecting)
        assert [one.outcome for one in preview(coach, message(house, offer=False))] == [Outcome.QUEUED] * 2
    finally:
        lift_objection(coach, objecting)
    on_their_own_pages(house, coach)


def on_their_own_pages(house: House, coach: Actor) -> None:
    """Who has no e-mail address but comes to their own pages finds it there."""
    apart = opened(house)
    new = replace(message(house, offer=False, text="Groet van {sender}."), dossier_ids=(apart.dossier_id,))
    assert [one.outcome for one in preview(coach, new)] == [Outcome.NO_ADDRESS]
    signed_in(come_in(house, apart))
    assert [one.outcome for one in preview(coach, new)] == [Outcome.ON_PAGES]
    assert progress_of(coach, to_several(coach, new)).outcomes == {Outcome.ON_PAGES: 1}
    [letter] = [one for one in letters_of(coach, apart.dossier_id) if one.kind is LetterKind.GROUP_MESSAGE]
    assert (letter.channel, letter.given_at is not None) == (Channel.PORTAL, True)


def past_the_service(coach: Actor, dossier_id: UUID) -> None:
    said = {"organisation": "x", "title": "x", "date": "x", "number": "x", "lines": ["x"]}
    with open_door(coach, "write", dossier_id=dossier_id) as door:
        keep(door, LetterKind.GROUP_OFFER, "nl", said)


@carrying({"jm-werkt": ("JMW-7.2",)}, only=True)
def test_one_client_for_whom_it_fails_stops_no_other_and_is_reported(here: Registered, house_of: HouseOf) -> None:
    """And a worker that was killed is followed by another, who goes on where it stopped."""
    house = house_of(here)
    coach = house.actor("coach")
    reached(house, coach)
    made = begin(coach, message(house, offer=False))
    assert progress_of(coach, made).running
    with damaged(house, house.dossiers[KINDS[0]].dossier_id):
        assert group_rounds.step(coach.organisation_id, made)
    with clock.travel(clock.now() + timedelta(minutes=6)):
        assert jobs.go_on_in(str(coach.organisation_id)) == 1
    assert not group_rounds.step(coach.organisation_id, made)
    found = progress_of(coach, made)
    assert found.outcomes == {Outcome.QUEUED: 1, Outcome.FAILED: 1}
    assert not found.running
    delivered(house)
    assert progress_of(coach, made).mails == {"sent": 1}
    row = GroupMessage.objects.using("owner").get(pk=made)
    assert row.sealed is None, "its words end when everybody was looked at"
