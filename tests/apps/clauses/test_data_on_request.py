"""What a principal asks: data that a law lets it ask, within its term; a dossier that may not go, and why."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import pypdf
import pytest
from django.db import ProgrammingError
from django.urls import reverse

from tests.apps.clauses.conftest import HouseOf
from tests.apps.clauses.house import House
from tests.apps.clauses.running import signed_in
from tests.apps.clauses.test_disclosing import every_way, fill, givers, ready
from tests.policy.clauses.register import Registered, register
from waarborg.disclosures import ways
from waarborg.disclosures.giving import give, told_before
from waarborg.disclosures.preparing import prepare
from waarborg.disclosures.weighing import Asked, weigh
from waarborg.dossiers.frames import frame_of
from waarborg.enquiries.answering import Refusal, answer, refuse, withdrawn
from waarborg.enquiries.choices import AskedBy, Asks, EnquiryOutcome
from waarborg.enquiries.models import Enquiry
from waarborg.enquiries.registering import NewEnquiry
from waarborg.enquiries.registering import register as take_in
from waarborg.enquiries.selectors import SeenEnquiry, one
from waarborg.enquiries.watching import watch
from waarborg.gate.actors import system_at
from waarborg.gate.door import open_door
from waarborg.kernel import clock
from waarborg.kernel.errors import Conflict, InvalidInput, Refused
from waarborg.ledger.vocabulary import Kind
from waarborg.letters import services as letters
from waarborg.letters.choices import Channel
from waarborg.parties.services import NewAssurance, assure
from waarborg.policy.terms import dates
from waarborg.work.choices import ABOUT_ENQUIRIES, TaskKind
from waarborg.work.models import Task

MUNICIPALITY, INSURER = "municipality", "insurer"
UNDER = pytest.mark.parametrize(
    "here", [each for each in register() if each.name == "jm-werkt"], ids=lambda each: each.name
)


def asked(house: House, kind: str = MUNICIPALITY, **different: Any) -> UUID:
    made = house.dossiers[kind]
    said: dict[str, Any] = {
        "trajectory_id": made.trajectory_id,
        "asks": Asks.INFORMATION,
        "name": "P. de Vries, consulent",
        "words": "Welke uren zijn er in oktober gemaakt?",
        "ground": "Participatiewet, artikel 64",
        "reference": "PW-2026-77",
        "received_on": clock.today(),
        "came_by": AskedBy.LETTER,
    }
    return take_in(house.actor("coach"), made.dossier_id, NewEnquiry(**{**said, **different}))


def seen(house: House, enquiry_id: UUID, kind: str = MUNICIPALITY) -> SeenEnquiry:
    return one(house.actor("coach"), house.dossiers[kind].dossier_id, enquiry_id)


def waits(enquiry_id: UUID) -> list[Task]:
    return list(Task.objects.using("owner").filter(subject_id=enquiry_id, kind__in=ABOUT_ENQUIRIES, done_at=None))


def competent(house: House, party_id: UUID) -> None:
    for fact in ("recipient_competent", "recipient_under_secrecy"):
        new = NewAssurance(fact=fact, from_on=clock.today(), shown_by="Gebeld via het nummer van de gemeente zelf")
        assure(house.first("assign"), party_id, new)


def gave(house: House, party_id: UUID) -> UUID:
    """Something went to this very principal, as the regulation or the law lets."""
    fill(house, MUNICIPALITY)
    dossier_id = house.dossiers[MUNICIPALITY].dossier_id
    for actor in givers(house):
        for way in every_way(actor, MUNICIPALITY, "principal"):
            if way.channel != "letter":
                continue
            try:
                asks = Asked(way=way, party_id=party_id, stated=frozenset(ways.statements(actor, way)))
                weighed = weigh(actor, dossier_id, asks)
            except Refused:
                break
            first = [item for item in weighed.going if not item.needs_second][:1]
            if first:
                new = replace(ready(weighed), records=frozenset(item.record.id for item in first))
                made = prepare(actor, dossier_id, new)
                if first[0].answer.obligations.tell_client == "beforehand":
                    told_before(actor, dossier_id, made)
                give(actor, dossier_id, made)
                return made
    raise LookupError("nothing goes to the municipality")


@UNDER
def test_what_a_law_lets_a_municipality_ask_has_its_term_and_is_answered_with_what_left(
    here: Registered, house_of: HouseOf
) -> None:
    house = house_of(here)
    coach = house.actor("coach")
    dossier_id, received = house.dossiers[MUNICIPALITY].dossier_id, clock.today() - timedelta(days=2)
    for wrong in ({"ground": " "}, {"words": ""}, {"name": ""}, {"received_on": clock.today() + timedelta(days=1)}):
        with pytest.raises(InvalidInput) as no:
            asked(house, **wrong)
        assert set(no.value.fields) == set(wrong)
    with pytest.raises(InvalidInput) as no:
        asked(house, INSURER)
    assert set(no.value.fields) == {"asks"}, "no law lets an insurer ask it"
    made = asked(house, received_on=received)
    in_force = coach.in_force
    found = dates(in_force.regulation, in_force.laws, {"question_of_municipality": received}, day=received)
    (due,) = {date.date for date in found}
    assert seen(house, made).due_on == due == received + timedelta(weeks=4)
    tasks = waits(made)
    assert {(task.for_account_id, task.for_role) for task in tasks} == {(coach.account_id, ""), (None, "responsible")}
    for task in tasks:
        assert task.article == seen(house, made).article
        assert task.due_on is not None
        assert task.due_on <= due
    system = system_at(house.agency.organisation.pk, using="worker")
    assert watch(system) == 0, "there is time"
    for days, kind in ((24, TaskKind.ENQUIRY_SOON), (40, TaskKind.ENQUIRY_LATE)):
        with clock.travel(clock.now() + timedelta(days=days)):
            assert (watch(system), watch(system)) == (1, 0), "once"
            assert kind in {task.kind for task in waits(made)}
            assert seen(house, made).late is (kind is TaskKind.ENQUIRY_LATE)
    party_id = seen(house, made).party_id
    if "recipient_competent" in seen(house, made).missing:
        competent(house, party_id)
    assert seen(house, made).missing == frozenset()
    went = gave(house, party_id)
    with pytest.raises(InvalidInput):
        answer(coach, dossier_id, made, asked(house))  # something that is no giving at all
    answer(coach, dossier_id, made, went)
    after = seen(house, made)
    assert (after.outcome, after.disclosure_id, after.ended_on) == (EnquiryOutcome.ANSWERED, went, clock.today())
    assert waits(made) == []
    with pytest.raises(Conflict):
        withdrawn(coach, dossier_id, made)


@UNDER
def test_the_database_ends_no_question_without_what_left_or_a_letter_that_was_given(
    here: Registered, house_of: HouseOf
) -> None:
    house = house_of(here)
    made = asked(house)
    competent(house, seen(house, made).party_id)
    went = gave(house, seen(house, made).party_id)
    as_answer = {"outcome": "answered", "ended_on": clock.today(), "disclosure_id": went}

    for changes, said in (
        ({"outcome": "refused", "ended_on": clock.today()}, "refused by a letter"),
        ({**as_answer, "disclosure_id": None}, "answered with what was given"),
        ({"needs": []}, "permission denied"),
    ):
        with pytest.raises(ProgrammingError, match=said):
            past_the_service(house, made, **changes)
    with clock.travel(clock.now() + timedelta(days=1)):
        later = asked(house)
        with pytest.raises(ProgrammingError, match="given to who asked"):
            past_the_service(house, later, **as_answer)  # what went before it was asked is no answer
    assert past_the_service(house, made, **as_answer) == 1


def past_the_service(house: House, question: UUID, **changes: Any) -> int:
    with open_door(house.actor("coach"), "read", dossier_id=house.dossiers[MUNICIPALITY].dossier_id) as door:
        door.note(Kind.ENQUIRY_ENDED)
        return Enquiry.objects.filter(pk=question).update(**changes)


@UNDER
def test_a_dossier_that_may_not_go_elsewhere_is_refused_with_reasons_article_and_what_can_be(
    here: Registered, house_of: HouseOf
) -> None:
    house = house_of(here)
    coach, dossier_id = house.actor("coach"), house.dossiers[INSURER].dossier_id
    made = asked(house, INSURER, asks=Asks.TRANSFER, ground="", words="Stuurt u het dossier naar bureau Noord?")
    assert seen(house, made, INSURER).due_on is None
    article = coach.in_force.regulation.articles[-1].number
    with pytest.raises(InvalidInput) as no:
        refuse(coach, dossier_id, made, Refusal(articles=["99.9"], reasons="Nee", instead=" "))
    assert set(no.value.fields) == {"articles", "reasons", "instead"}
    said = Refusal(
        articles=[article],
        reasons="Zonder akkoord gaat een dossier niet naar een ander bureau.",
        instead="De klant kan de gegevens zelf meenemen.",
    )
    letter = refuse(coach, dossier_id, made, said)
    assert seen(house, made, INSURER).outcome is None, "a letter that lies in a drawer is no answer"
    with pytest.raises(InvalidInput):
        letters.give(coach, dossier_id, letter, Channel.EMAIL)
    text = words_of(letters.open_letter(coach, dossier_id, letter))
    for part in (article, "akkoord", "zelf meenemen", "PW-2026-77", "P. de Vries"):
        assert part in text, part
    name = frame_of(coach, dossier_id).name
    assert not name or name not in text, "nothing of the client stands in it"
    letters.give(coach, dossier_id, letter, Channel.LETTER)
    after = seen(house, made, INSURER)
    assert (after.outcome, after.letter_id) == (EnquiryOutcome.REFUSED, letter)
    assert waits(made) == []


@UNDER
def test_that_somebody_does_not_cooperate_is_reported_by_law_after_the_client_read_what_is_said(
    here: Registered, house_of: HouseOf
) -> None:
    house = house_of(here)
    coach, dossier_id = house.actor("coach"), house.dossiers[MUNICIPALITY].dossier_id
    own: dict[str, Any] = {
        "asks": Asks.COOPERATION,
        "came_by": AskedBy.OURSELVES,
        "ground": "",
        "words": "Drie keer niet gekomen zonder bericht: 2, 9 en 16 november.",
    }
    with pytest.raises(InvalidInput) as no:
        asked(house, INSURER, **own)
    assert set(no.value.fields) == {"asks"}, "no law has it reported to an insurer"
    with pytest.raises(InvalidInput) as no:
        asked(house, came_by=AskedBy.OURSELVES)
    assert set(no.value.fields) == {"came_by"}, "nothing else goes unasked"
    made = asked(house, **own)
    assert seen(house, made).article == "besluit_suwi 4.1"
    [letter] = [each for each in letters.letters_of(coach, dossier_id) if each.id == seen(house, made).letter_id]
    text = words_of(letters.open_letter(coach, dossier_id, letter.id))
    assert "Drie keer niet gekomen" in text
    assert "eigen verklaring" in text
    assert str(letter.id) in {str(task.subject_id) for task in to_give(letter.id)}, "whoever guides them gives it"

    party_id = seen(house, made).party_id
    competent(house, party_id)
    went = gave(house, party_id)
    with pytest.raises(Conflict):
        answer(coach, dossier_id, made, went)
    with pytest.raises(ProgrammingError, match="told before"):
        past_the_service(house, made, outcome="answered", ended_on=clock.today(), disclosure_id=went)
    with pytest.raises(Conflict):
        refuse(
            coach, dossier_id, made, Refusal(articles=["3"], reasons="Dat doen wij nooit.", instead="Vraag het zelf.")
        )
    page = reverse("desk:enquiry", args=[frame_of(coach, dossier_id).number, made])
    assert "hoort het eerst" in signed_in(coach).get(page).content.decode()
    letters.give(coach, dossier_id, letter.id, Channel.IN_PERSON)
    answer(coach, dossier_id, made, went)
    assert (seen(house, made).outcome, seen(house, made).told) == (EnquiryOutcome.ANSWERED, True)
    assert not waits(made)
    assert not to_give(letter.id)


def words_of(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages).split())


def to_give(letter_id: UUID) -> list[Task]:
    return list(Task.objects.using("owner").filter(subject_id=letter_id, kind=TaskKind.GIVE_LETTER, done_at=None))


@UNDER
def test_a_colleague_takes_it_in_on_a_page_and_finds_it_in_the_list(here: Registered, house_of: HouseOf) -> None:
    house = house_of(here)
    coach, made = house.actor("coach"), house.dossiers[MUNICIPALITY]
    number, browser = frame_of(coach, made.dossier_id).number, signed_in(coach)
    new = reverse("desk:enquiry_new", args=[number])
    said = {
        "trajectory_id": str(made.trajectory_id),
        "asks": "information",
        "name": "P. de Vries, consulent",
        "words": "Hoe gaat het?",
        "received_on": clock.today().isoformat(),
        "came_by": "telephone",
    }
    wrong = browser.post(new, said)
    assert wrong.status_code == InvalidInput.status
    assert "P. de Vries" in wrong.content.decode(), "nothing typed is lost"
    there = browser.post(new, said | {"ground": "Participatiewet 64"})
    assert there.status_code == 302
    page = browser.get(there["Location"]).content.decode()
    assert "Participatiewet 64" in page
    assert 'class="wb-art' in page, "the article of the duty"
    assert there["Location"] in browser.get(reverse("desk:enquiries", args=[number])).content.decode()
    assert there["Location"] in browser.get(reverse("desk:enquiries_open")).content.decode()
    assert browser.post(f"{there['Location']}ingetrokken/").status_code == 302
    assert there["Location"] not in browser.get(reverse("desk:enquiries_open")).content.decode()
