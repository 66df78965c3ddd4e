"""Given without consent: for danger, by order of a judge, because a law or an agreement asks it; and looked back on."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pypdf
import pytest
from django.db import DatabaseError

from tests.apps.clauses.carrying import carrying
from tests.apps.clauses.conftest import HouseOf
from tests.apps.clauses.house import House
from tests.apps.clauses.test_disclosing import fill, go, ready, seen, where
from tests.apps.gate.agencies import sign_everything
from tests.policy.clauses.register import Registered
from waarborg.disclosures import ways
from waarborg.disclosures.choices import DisclosureState, ReviewReason
from waarborg.disclosures.giving import give, told_before
from waarborg.disclosures.hiding import SAYS_NOBODY
from waarborg.disclosures.models import Disclosure, DisclosureReview
from waarborg.disclosures.overseeing import Period, as_csv, left
from waarborg.disclosures.prepared import claims_in
from waarborg.disclosures.preparing import WHY, prepare
from waarborg.disclosures.refusing import refuse
from waarborg.disclosures.register import copy
from waarborg.disclosures.reviewing import OVERSEES, SeenReview, review, reviews
from waarborg.disclosures.ways import HAND_OVER, Way
from waarborg.disclosures.weighing import Asked, Weighed, weigh
from waarborg.dossiers import assignments, declarations
from waarborg.dossiers.looks import FOR_ANOTHER
from waarborg.gate.actors import Actor, actor_at
from waarborg.gate.authorisations import NewRole, give_role
from waarborg.gate.door import open_door
from waarborg.kernel import clock
from waarborg.kernel.errors import Conflict, InvalidInput, NotFound, Refused
from waarborg.ledger.vocabulary import Kind
from waarborg.parties.services import NewAssurance, assure, register_party
from waarborg.work.choices import TaskKind
from waarborg.work.selectors import deadlines

DANGER = {"click-re-integratie": ("CLICK-2.6.1.3",), "working-progression": ("WP-2.6.1.4",)}
WITHIN = {"click-re-integratie": 7, "working-progression": 3}


def weighed_by(house: House, actor: Actor, *facts: str, kind: str = "uwv", **way: str) -> Weighed:
    """Weighed for a way, with only these facts stated."""
    fill(house, kind)
    chosen = {"purpose": actor.in_force.main_purpose, "channel": "letter", **way}
    return weigh(actor, where(house, kind), Asked(way=Way(**chosen), stated=frozenset(facts)))


def given(house: House, actor: Actor, weighed: Weighed) -> UUID:
    made = prepare(actor, weighed.dossier_id, ready(weighed))
    go(house, actor, made)
    return made


def waiting(house: House, disclosure_id: UUID, by: str = "responsible") -> SeenReview:
    return next(one for one in reviews(house.actor(by)) if one.disclosure_id == disclosure_id)


@contextmanager
def without_consent(house: House) -> Iterator[None]:
    coach = house.actor("coach")
    declarations.withdraw(coach, where(house), "written_consent", on=clock.today())
    try:
        yield
    finally:
        declarations.declare(coach, where(house), "written_consent", form="written", from_on=clock.today())


@carrying(DANGER, only=True)
def test_what_goes_in_acute_danger_is_looked_back_on_in_time_by_somebody_who_did_not_give_it(
    here: Registered, house_of: HouseOf
) -> None:
    house = house_of(here)
    coach, responsible = house.actor("coach"), house.actor("responsible")
    to = {"recipient": "emergency_service", "ground": "acute_danger"}
    assert not weighed_by(house, coach, **to).going, "without danger nothing goes"
    assert not weighed_by(house, coach, recipient="emergency_service", ground="vital_interest").going, "nor beforehand"
    made = given(house, coach, weighed_by(house, coach, "acute_danger", **to))
    asked = waiting(house, made)
    assert asked.why is ReviewReason.DANGER
    assert asked.due_on == clock.today() + timedelta(days=WITHIN[here.name])
    assert asked.reasons["acute_danger"], "whoever looks back reads why"
    assert any(task.kind is TaskKind.REVIEW_GIVING for task in [*deadlines(responsible).this_week, *later(responsible)])
    with clock.travel(clock.now() + timedelta(days=10)):
        assert waiting(house, made).overdue
    with pytest.raises(Refused):
        review(coach, asked.id, outcome="right", found="Het was nodig.")
    with pytest.raises(InvalidInput):
        review(responsible, asked.id, outcome="right", found="ja")
    review(responsible, asked.id, outcome="too_much", found="Het adres alleen was genoeg geweest.")
    done = waiting(house, made)
    assert (done.outcome, done.found) == ("too_much", "Het adres alleen was genoeg geweest.")
    with pytest.raises(Conflict):
        review(responsible, asked.id, outcome="right", found="Bij nader inzien wel.")


def later(actor: Actor) -> list[object]:
    return list(deadlines(actor).later)


@carrying({"click-re-integratie": ("CLICK-2.6.1.4",)}, only=True)
def test_what_goes_by_order_of_a_judge_is_never_looked_back_on_by_who_gave_it(
    here: Registered, house_of: HouseOf
) -> None:
    house = house_of(here)
    gave = house.actor("responsible")
    to = {"recipient": "court", "ground": "court_order"}
    assert not weighed_by(house, gave, **to).going
    weighed = weighed_by(house, gave, "court_order", **to)
    assert weighed.going
    with pytest.raises(InvalidInput) as mistake:
        prepare(gave, weighed.dossier_id, ready(weighed, reasons={WHY: "Het moet."}))
    assert "reason_court_order" in mistake.value.fields, "which order it is, is written down"
    asked = waiting(house, given(house, gave, weighed))
    assert asked.why is ReviewReason.COURT
    with pytest.raises(Conflict):
        review(gave, asked.id, outcome="right", found="Het moest van de rechter.")
    with open_door(gave, OVERSEES, claims=FOR_ANOTHER) as door:
        door.note(Kind.DISCLOSURES_READ)
        changed = DisclosureReview.objects.filter(pk=asked.id).update(outcome="right", reviewed_by_id=gave.account_id)
    assert not changed, "PostgreSQL does not let it be changed by who gave it"
    review(house.let_in("rik", "responsible"), asked.id, outcome="right", found="De beschikking noemt precies dit.")
    assert waiting(house, asked.disclosure_id).reviewed_by == "Rik"


@carrying(
    {"click-re-integratie": ("CLICK-2.6.1.5", "CLICK-S.1b"), "partner-in-werk": ("PIW-5.1",)},
    only=True,
)
def test_what_a_law_asks_goes_without_consent_when_the_law_is_named(here: Registered, house_of: HouseOf) -> None:
    house = house_of(here)
    actor = house.actor("responsible")
    to = {"recipient": "tax_authority", "ground": "statutory_duty"}
    with without_consent(house):
        assert not weighed_by(house, actor, **to).going
        weighed = weighed_by(house, actor, "statutory_duty", **to)
        assert weighed.going
        nothing_said = ready(weighed, reasons={WHY: "Nodig voor het werk."})
        with pytest.raises(InvalidInput) as mistake:
            prepare(actor, weighed.dossier_id, nothing_said)
        assert "reason_statutory_duty" in mistake.value.fields
        made = given(house, actor, weighed)
    if any(one.disclosure_id == made for one in reviews(actor)):
        assert waiting(house, made).why is ReviewReason.PAST_A_RULE
    today = Period(from_on=clock.today(), until_on=clock.today(), recipient="tax_authority")
    line = left(actor, today).left[0]
    assert line.ground == "statutory_duty"
    sheet = as_csv(actor, today, actor.in_force.main_purpose, "nl")
    assert "Belastingdienst" in sheet
    for hidden in (weighed.name, weighed.number, "Ontvanger Proef"):
        assert hidden not in sheet
    for who in ("coach", "administration"):
        with pytest.raises(Refused):
            left(house.actor(who), today)


@carrying({"partner-in-werk": ("PIW-5.2a",), "click-re-integratie": ("CLICK-S.1b",)}, only=True)
def test_what_an_agreement_asks_goes_to_who_commissioned_it_when_it_is_necessary(
    here: Registered, house_of: HouseOf
) -> None:
    """To nobody else on that ground, and not without saying why it is necessary."""
    house = house_of(here)
    coach = house.actor("coach")
    recipient = "principal" if here.name == "partner-in-werk" else "uwv"
    with without_consent(house):
        assert weighed_by(house, coach, "necessity_recorded", recipient=recipient, ground="execution").going
        assert not weighed_by(house, coach, recipient=recipient, ground="execution").going
        other = {"partner-in-werk": "employer", "click-re-integratie": "next_employer"}[here.name]
        assert not weighed_by(house, coach, "necessity_recorded", recipient=other, ground="execution").going
    assert {"uwv", "municipality", "employer"} <= set(ways.recipients(coach))


def partner_who_coaches(house: House) -> Actor:
    """Somebody who answers for the agency and works on the dossier too, and so reads in it."""
    account_id = house.let_in("vera", "responsible").account_id
    assert account_id
    give_role(house.first("authorise"), NewRole(account_id=account_id, role="coach", from_on=clock.today()))
    sign_everything(actor_at(account_id, house.agency.organisation.pk, strong=True))
    here = house.dossiers["uwv"]
    assigns = house.first("assign")
    assignments.assign(assigns, here.dossier_id, here.trajectory_id, account_id, from_on=clock.today())
    return actor_at(account_id, house.agency.organisation.pk, strong=True)


@carrying({"working-progression": ("WP-2.6.4a", "WP-2.6.4b", "WP-2.6.4c")}, only=True)
def test_for_research_goes_what_tells_nobody_who_it_is_of_who_said_yes_after_weighing(
    here: Registered, house_of: HouseOf
) -> None:
    house = house_of(here)
    actor = partner_who_coaches(house)
    to = {"recipient": "researcher", "purpose": "research", "ground": "written_consent"}
    asked = ("proportionality_weighed", "identity_hidden", "compatibility_tested")
    weighed = weighed_by(house, actor, *asked, **to)
    assert weighed.going
    for one in weighed.going:
        rules = one.record.entry.rule.fields
        assert not one.record.entry.rule.identifies
        assert {rules[name].type for name in one.fields if not rules[name].choices} <= SAYS_NOBODY
        assert not one.files
    for without in asked:
        assert not weighed_by(house, actor, *(set(asked) - {without}), **to).going, without
    made = prepare(actor, weighed.dossier_id, ready(weighed))
    text = "".join(
        page.extract_text() for page in pypdf.PdfReader(io.BytesIO(copy(actor, weighed.dossier_id, made))).pages
    )
    for hidden in (weighed.name, weighed.number, "een paar woorden", "1989"):
        assert hidden not in text
    assert "iemand van wie de naam verborgen blijft" in text
    told_before(actor, weighed.dossier_id, made)
    coach = house.actor("coach")
    declarations.withdraw(coach, weighed.dossier_id, "research_consent", on=clock.today())
    try:
        with pytest.raises(Conflict):
            give(actor, weighed.dossier_id, made)
        assert not weighed_by(house, actor, *asked, **to).going
    finally:
        declarations.declare(coach, weighed.dossier_id, "research_consent", form="written", from_on=clock.today())


@carrying({"click-re-integratie": ("CLICK-2.6.6",)}, only=True)
def test_for_research_goes_nothing_of_one_person_whatever_is_stated(here: Registered, house_of: HouseOf) -> None:
    """Only numbers in which nobody is recognised: that is no giving from a dossier."""
    house = house_of(here)
    actor = house.actor("responsible")
    stated = ("proportionality_weighed", "identity_hidden", "compatibility_tested", "necessity_recorded")
    for ground in ("anonymous", "legitimate_interest"):
        for purpose in ("management_information", actor.in_force.main_purpose):
            weighed = weighed_by(house, actor, *stated, recipient="researcher", ground=ground, purpose=purpose)
            assert not weighed.going, (ground, purpose)


@carrying({"partner-in-werk": ("PIW-5.4a", "PIW-5.4b", "PIW-5.4c")}, only=True)
def test_another_agency_gets_a_dossier_when_the_client_agrees_and_it_protects_what_it_gets(
    here: Registered, house_of: HouseOf
) -> None:
    """Nothing is handed over by itself; a request is refused in one step; each client is asked apart."""
    house = house_of(here)
    actor, coach = house.actor("responsible"), house.actor("coach")
    fill(house)
    agency = register_party(actor, kind="successor_agency", name="Volgend Bureau")
    asked = Asked(
        way=Way(
            act=HAND_OVER,
            recipient="successor_agency",
            purpose=actor.in_force.main_purpose,
            ground="execution",
            channel="letter",
        ),
        party_id=agency,
    )
    assert not weigh(actor, where(house), asked).going, "not by its word alone"
    stated = replace(asked, stated=frozenset({"adequate_protection"}))
    assert not weigh(actor, where(house), stated).going, "nor because somebody says so of a party that stands there"
    assure(
        actor,
        agency,
        NewAssurance(fact="adequate_protection", from_on=clock.today(), shown_by="Beoordeeld op 27 november."),
    )
    weighed = weigh(actor, where(house), asked)
    assert weighed.going
    assert not {"internal_note", "bsn", "complaint"} & {one.record.entry.key for one in weighed.going}
    with pytest.raises(InvalidInput):
        prepare(actor, where(house), ready(weighed, reasons={}))
    made = prepare(actor, where(house), ready(weighed))
    with pytest.raises(DatabaseError), open_door(actor, "disclose", dossier_id=where(house)):
        Disclosure.objects.filter(pk=made).update(state="given", given_at=clock.now(), given_by_id=actor.account_id)
    go(house, actor, made)
    assert seen(house, actor, made).state is DisclosureState.GIVEN
    declarations.withdraw(coach, where(house), "successor_agreed", on=clock.today())
    try:
        assert not weigh(actor, where(house), asked).going, "of who did not agree nothing"
    finally:
        declarations.declare(coach, where(house), "successor_agreed", form="written", from_on=clock.today())
    assert refuse(actor, where(house), recipient="successor_agency", name="Volgend Bureau", channel="letter")


OF_A_PRINCIPAL = {
    "identity", "trajectory", "plan", "principal_report", "trajectory_change", "principal_contact", "placement",
    "hours", "invoicing",
}  # fmt: skip
"""What the article lets a principal hold."""


@carrying({"partner-in-werk": ("PIW-7.3a",)}, only=True)
def test_at_the_end_a_principal_gets_what_it_may_hold_of_its_own_clients_and_they_hear_it_first(
    here: Registered, house_of: HouseOf
) -> None:
    house = house_of(here)
    actor = house.actor("administration")
    fill(house)
    asked = Asked(
        way=Way(
            act=HAND_OVER,
            recipient="principal",
            purpose=actor.in_force.main_purpose,
            ground="contract",
            channel="letter",
        )
    )
    weighed = weigh(actor, where(house), asked)
    kinds = {one.record.entry.key for one in weighed.going}
    assert "principal_report" in kinds
    assert kinds <= OF_A_PRINCIPAL
    made = prepare(actor, where(house), ready(weighed))
    with pytest.raises(Conflict):
        give(actor, where(house), made)
    with pytest.raises(DatabaseError, match="told first"):
        given_past_the_service(actor, where(house), made)
    told_before(actor, where(house), made)
    give(actor, where(house), made)
    assert seen(house, actor, made).state is DisclosureState.GIVEN
    other = parties_of(house, "insurer")
    with pytest.raises(NotFound):
        weigh(actor, where(house), replace(asked, party_id=other))


def given_past_the_service(actor: Actor, dossier_id: UUID, disclosure_id: UUID) -> None:
    """Write that it was given, as the application, without the checks of the service."""
    with open_door(actor, HAND_OVER, dossier_id=dossier_id) as door:
        row = Disclosure.objects.defer("sealed_copy").get(pk=disclosure_id)
        door.turn_to(row.act, dossier_id, claims=claims_in(row))
        door.noting([door.require_anywhere()])
        decision = door.note(Kind.DISCLOSURE_MADE)
        Disclosure.objects.filter(pk=disclosure_id).update(
            state=DisclosureState.GIVEN, given_at=clock.now(), given_by_id=actor.account_id, decision_id=decision
        )


def parties_of(house: House, kind: str) -> UUID:
    """The principal of another dossier."""
    found = weigh(house.actor("coach"), where(house, kind), Asked(way=Way(recipient="principal")))
    return UUID(found.trajectories[0]["principal"])
