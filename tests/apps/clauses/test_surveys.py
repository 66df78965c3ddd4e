"""A survey to which the agency itself invites: by consent where an article asks that, else by a reading on record."""

from __future__ import annotations

import pytest
from django.db import DatabaseError
from django.urls import reverse

from tests.apps.clauses.conftest import HouseOf
from tests.apps.clauses.house import House
from tests.apps.clauses.running import signed_in
from tests.apps.clauses.test_several import KINDS, delivered, message, reached, to_several
from tests.apps.gate.populations import superuser
from tests.policy.clauses.register import Registered, register
from waarborg.dossiers.objections import lift_objection, record_objection
from waarborg.gate.actors import Actor
from waarborg.gate.door import open_door
from waarborg.kernel import clock
from waarborg.kernel.errors import Conflict, InvalidInput, NotFound, Refused
from waarborg.kernel.identifiers import new_id
from waarborg.ledger.vocabulary import Kind
from waarborg.mailings import invited
from waarborg.mailings.choices import Outcome
from waarborg.mailings.group_messages import NewGroupMessage, begin, progress_of
from waarborg.mailings.models import GroupMessage

WHY = "Wat mensen vinden hoort bij goede begeleiding, en nee zeggen kan altijd."


def under(name: str) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("here", [one for one in register() if one.name == name], ids=lambda one: one.name)


def invitation(house: House, reading: object) -> NewGroupMessage:
    one = message(house, offer=False, text="Beste {client}, vul de vragen in op https://meting.voorbeeld.invalid/")
    return NewGroupMessage(
        subject=one.subject, text=one.text, offer=False, dossier_ids=one.dossier_ids, sender=one.sender, reading=reading
    )  # type: ignore[arg-type]


@pytest.mark.clause("JMW-3.3e")
@under("jm-werkt")
def test_where_an_article_asks_consent_no_reading_stands_in_its_place(here: Registered, house_of: HouseOf) -> None:
    house = house_of(here)
    responsible = house.actor("responsible")
    assert invited.standing(responsible).consent_by == "3"
    with pytest.raises(Conflict, match="3"):
        invited.record_reading(responsible, article="2", reasons=WHY)
    with pytest.raises(Conflict):
        begin(house.actor("coach"), invitation(house, house.agency.organisation.pk))


@under("partner-in-werk")
def test_by_a_reading_with_reasons_clients_are_invited_and_what_came_back_outlives_their_dossiers(
    here: Registered, house_of: HouseOf
) -> None:
    house = house_of(here)
    coach, responsible = house.actor("coach"), house.actor("responsible")
    reached(house, coach)
    with pytest.raises(Conflict):
        invited.reading_to_invite_by(coach)
    for article, reasons, wrong in (("99.9", WHY, "article"), (first_article(coach), "Mag wel.", "reasons")):
        with pytest.raises(InvalidInput) as no:
            invited.record_reading(responsible, article=article, reasons=reasons)
        assert set(no.value.fields) == {wrong}
    with pytest.raises(Refused):
        invited.record_reading(coach, article=first_article(coach), reasons=WHY)
    reading = invited.record_reading(responsible, article=first_article(coach), reasons=WHY)
    with pytest.raises(Conflict):
        invited.record_reading(responsible, article=first_article(coach), reasons=WHY)

    objecting = house.dossiers[KINDS[0]].dossier_id
    record_objection(coach, objecting, form="any_form", on=clock.today())
    while delivered(house):
        continue  # what others left waiting goes first
    made = to_several(coach, invitation(house, reading))
    lift_objection(coach, objecting)
    assert progress_of(coach, made).outcomes == {Outcome.QUEUED: 1, Outcome.OBJECTS: 1}
    (sent,) = delivered(house)
    assert "hoeft niet mee te doen" in str(sent.body)

    with pytest.raises(InvalidInput):
        invited.count_answer(responsible, made, question="Tevreden?", answer="ja", people=2)
    with pytest.raises(Refused):
        invited.count_answer(coach, made, question="Tevreden?", answer="ja", people=1)
    invited.count_answer(responsible, made, question="Tevreden?", answer="ja", people=1)
    before = invited.surveys(responsible)
    assert [(one.figures.invited, one.figures.questions[0].people) for one in before] == [(1, 1)]
    with superuser(house.server, house.urls) as god:
        god.execute("delete from mailings_grouprecipient where message_id = %s", [made])
    assert invited.surveys(responsible) == before, "nobody stands behind the figures any more, and they are the same"

    browser = signed_in(responsible)
    page = browser.get(reverse("desk:surveys")).content.decode()
    assert WHY in page
    assert browser.get(reverse("desk:survey", args=[made])).status_code == 200
    assert browser.post(reverse("desk:survey_reading_end")).status_code == 302
    with pytest.raises(NotFound):
        invited.end_reading(responsible)
    with pytest.raises(Conflict):
        begin(coach, invitation(house, reading))
    with pytest.raises(DatabaseError):
        past_the_service(coach, invitation(house, reading))


def first_article(actor: Actor) -> str:
    return actor.in_force.regulation.articles[2].number


def past_the_service(coach: Actor, new: NewGroupMessage) -> None:
    with open_door(coach, "write", dossier_id=new.dossier_ids[0]) as door:
        row = GroupMessage(
            id=new_id(), organisation_id=coach.organisation_id, offer=True, reading_id=new.reading, made_at=clock.now(),
            made_by_id=coach.somebody,
        )  # fmt: skip
        row.decision_id = door.note(Kind.RECORDS_LISTED)
        GroupMessage.objects.bulk_create([row])
