"""Who is reached at a party, sealed; and what has to be looked at again, with a task in time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import psycopg
import pytest

from tests.apps.gate.agencies import agency
from tests.apps.gate.raw_sql import acting
from tests.apps.parties.test_register import PEOPLE, agreed
from waarborg.gate.actors import system_at
from waarborg.kernel import clock
from waarborg.kernel.database.logins import Login
from waarborg.kernel.errors import InvalidInput, NotFound, Refused
from waarborg.parties.choices import PRINCIPALS, PartyKind
from waarborg.parties.models import ContactPerson
from waarborg.parties.reached import Reached, add_contact, contacts_of, take_contact_away
from waarborg.parties.reviewing import plan_review, to_review
from waarborg.parties.services import NewAssurance, assure, end_agreement
from waarborg.policy.model.procedures import Definition
from waarborg.policy.vocabulary import regulations_folder, standard_vocabulary
from waarborg.work.choices import TaskKind
from waarborg.work.models import Task
from waarborg.work.party_reviews import AHEAD, ask_reviews
from waarborg.work.selectors import deadlines
from waarborg.work.services import complete

pytestmark = pytest.mark.real_commits


def test_what_has_to_be_looked_at_again_brings_a_task_in_time_and_only_once() -> None:
    here = agency(regulations_folder() / "jm-werkt", PEOPLE)
    dina, system = here.actor("dina"), system_at(here.organisation.pk, using="worker")
    party, contract = agreed(dina)
    near, far = clock.today() + AHEAD, clock.today() + AHEAD + timedelta(days=30)
    for day in (far, near):  # looked at again meanwhile: the last one counts
        assure(
            dina, party, NewAssurance(fact="processing_agreement", from_on=clock.today(), shown_by="7", review_on=day)
        )
    plan_review(dina, contract, review_on=far)
    with pytest.raises(InvalidInput):
        plan_review(dina, contract, review_on=clock.today() - timedelta(days=1))
    with pytest.raises(Refused):
        plan_review(here.actor("anna"), contract, review_on=far)
    assert [(one.fact, one.review_on, one.late) for one in to_review(here.actor("anna"))] == [
        ("processing_agreement", near, False),
        ("", far, False),
    ]
    assert (ask_reviews(system), ask_reviews(system)) == (1, 0)
    (task,) = Task.objects.using("owner").filter(kind=TaskKind.REVIEW_PARTY)
    assert task.due_on == near
    assert any(one.kind is TaskKind.REVIEW_PARTY for one in deadlines(dina).later)
    complete(dina, task.pk)
    assert ask_reviews(system) == 0
    with clock.travel(near + timedelta(days=20)):
        assert to_review(dina)[0].late
        assert ask_reviews(system) == 1
    end_agreement(dina, contract, ends_on=clock.today())
    with clock.travel(clock.today() + timedelta(days=1)):
        assert [one.fact for one in to_review(dina)] == ["processing_agreement"]


def test_a_contact_person_is_sealed_seen_by_who_works_here_and_gone_when_taken_away(
    connect: Callable[[Login], psycopg.Connection[Any]],
) -> None:
    here = agency(regulations_folder() / "jm-werkt", PEOPLE)
    elsewhere = agency(regulations_folder() / "jm-werkt", {"olga": ("responsible",)}, slug="elders")
    dina, anna = here.actor("dina"), here.actor("anna")
    party, _contract = agreed(dina)
    who = Reached(name="Kanariena Vogelaar", position="inkoop", email="k@voorbeeld.nl")
    with pytest.raises(InvalidInput):
        add_contact(dina, party, Reached(name=" "))
    with pytest.raises(Refused):
        add_contact(anna, party, who)
    with pytest.raises(NotFound):
        add_contact(elsewhere.actor("olga"), party, who)
    made = add_contact(dina, party, who)
    (seen,) = contacts_of(anna, party)
    assert (seen.name, seen.position, seen.email) == (who.name, who.position, who.email)
    (row,) = ContactPerson.objects.using("owner").all()
    assert b"Vogelaar" not in bytes(row.sealed)
    application = connect(Login.APPLICATION)
    with acting(application, elsewhere.actor("olga")) as cursor:
        assert cursor.execute("select id from parties_contactperson").fetchall() == []
    with acting(application, anna, action="write") as cursor:
        assert cursor.execute("delete from parties_contactperson").rowcount == 0
    assert take_contact_away(dina, made) == party
    assert contacts_of(anna, party) == []


@pytest.mark.parametrize(
    ("regulation", "word"),
    [
        pytest.param("jm-werkt", "third_party", marks=pytest.mark.clause("JMW-1.6")),
        pytest.param("partner-in-werk", "third_party", marks=pytest.mark.clause("PIW-1.7")),
        pytest.param("partner-in-werk", "principal", marks=pytest.mark.clause("PIW-K1.2")),
    ],
)
def test_who_is_outside_is_a_party_and_never_somebody_who_works_here(regulation: str, word: str) -> None:
    here = agency(regulations_folder() / regulation, PEOPLE)
    version = here.actor("dina").in_force
    articles = [article for article in version.regulation.articles for rule in article.rules if says(rule, word)]
    assert len({rule.means for article in articles for rule in article.rules if says(rule, word)}) == 1
    assert articles[-1].number.startswith("K") == (word == "principal")
    staff = {role for role, kind in version.policy.kinds.items() if kind == "staff"}
    outside = set(standard_vocabulary().dimensions["recipients"])
    assert not staff & (outside | set(PartyKind.values))
    assert set(PRINCIPALS) <= set(PartyKind)
    assert PartyKind.PROCESSOR not in PRINCIPALS


def says(rule: object, word: str) -> bool:
    return isinstance(rule, Definition) and rule.define == word
