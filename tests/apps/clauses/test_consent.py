"""A consent: in the form that its article asks, from then on, for what it opens, and gone as easily as it came."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.utils import translation

from tests.apps.clauses.carrying import carrying
from tests.apps.clauses.conftest import HouseOf
from tests.apps.clauses.house import House
from tests.policy.clauses.register import Registered, register
from waarborg.dossiers import declarations
from waarborg.dossiers.consent_forms import ENOUGH, FACTS
from waarborg.gate.door import Claims, open_door
from waarborg.kernel import clock
from waarborg.kernel.errors import InvalidInput, Refused
from waarborg.ledger.vocabulary import Kind
from waarborg.policy.decision import decide
from waarborg.policy.question import Question
from waarborg.policy.vocabulary import standard_vocabulary

WEAKER = ("oral", "unambiguous", "explicit")
NEVER_BY_CONSENT = {"acute_danger", "court_order", "statutory_duty", "recipient_is_uwv"}


def consents() -> Iterator[Any]:
    """Every consent that a clause speaks of."""
    for here in register():
        for clause in here.clauses.values():
            for consent in clause.promises.consent:
                marks = pytest.mark.clause(clause.id) if clause.enforcement == "system" else []
                yield pytest.param(here, consent.to, consent.form, marks=marks, id=f"{clause.id}: {consent.to}")


@pytest.mark.parametrize(("here", "to", "form"), list(consents()))
def test_it_counts_in_the_form_that_its_article_asks_and_in_no_weaker_one(
    here: Registered, to: str, form: str, house_of: HouseOf
) -> None:
    house = house_of(here)
    coach, where, fact = house.actor("coach"), house.dossiers["municipality"].dossier_id, FACTS.get(to, f"{to}_consent")
    declarations.withdraw(coach, where, fact, on=clock.today())
    for weaker in [each for each in WEAKER if each not in ENOUGH[form]]:
        with translation.override("en"), pytest.raises(InvalidInput) as mistake:
            declarations.declare(coach, where, fact, form=weaker, from_on=clock.today())
        assert "asks another form" in mistake.value.fields["form"]
        assert fact not in known_true(house, where)
    declarations.declare(coach, where, fact, form="written", from_on=clock.today())
    assert fact in known_true(house, where)


def known_true(house: House, where: Any) -> frozenset[str]:
    """What the door knows to be true of a dossier."""
    with open_door(house.actor("coach"), "read", dossier_id=where) as door:
        door.note(Kind.DOSSIER_READ)
        return door.scope().true


DISCLOSING = {
    "bijstand-naar-werk": ("BNW-p07a",),
    "click-re-integratie": ("CLICK-2.6.1.1",),
    "jm-werkt": ("JMW-3.3d",),
    "partner-in-werk": ("PIW-5.2b", "PIW-5.3a"),
    "working-progression": ("WP-2.6.1.1",),
}


@carrying(DISCLOSING)
def test_what_consent_opens_to_others_is_shut_again_by_withdrawing_it(here: Registered, house_of: HouseOf) -> None:
    house = house_of(here)
    coach, where = house.actor("coach"), house.dossiers["municipality"].dossier_id
    opened = disclosures(house, where)
    assert opened
    declarations.withdraw(coach, where, "written_consent", on=clock.today())
    assert disclosures(house, where) & opened == set()
    declarations.declare(coach, where, "written_consent", form="written", from_on=clock.today())
    assert disclosures(house, where) == opened


def disclosures(house: House, where: Any) -> set[tuple[str, str]]:
    """What a coach may now give to whom on the strength of consent: each permit that needs it, at its best."""
    coach, vocabulary = house.actor("coach"), standard_vocabulary()
    policy, bit = coach.in_force.policy, vocabulary.mask("written_consent")
    stated = [
        fact.key for fact in vocabulary.facts.values() if fact.scope == "claim" and fact.key not in NEVER_BY_CONSENT
    ]
    found = set()
    with open_door(coach, "disclose", dossier_id=where, claims=Claims(facts=tuple(stated))) as door:
        door.note(Kind.DOSSIER_READ)
        for category in policy.categories:
            scope = door.scope(house.dossiers["municipality"].trajectory_id)
            asked = door.question(category, scope, author=True)
            for permit in policy.cell("coach", "disclose", category).permits:
                named = {Question._fields[at]: min(words) for at, words in permit.named}
                named.setdefault("channel", "letter")
                question = asked._replace(**named)
                if permit.when & bit and decide(policy, question).allowed:
                    found.add((permit.rule.id, category))
    return found


@carrying({"jm-werkt": ("JMW-3.3c",)}, only=True)
def test_without_consent_to_keep_it_only_the_least_is_recorded_and_withdrawing_shuts_the_dossier_for_more(
    here: Registered, house_of: HouseOf
) -> None:
    house = house_of(here)
    coach, where = house.actor("coach"), house.dossiers["municipality"].dossier_id
    kinds = [
        entry for entry in house.catalogue if house.kind_for(entry) == "insurer" or not entry.rule.only_for.principals
    ]
    declarations.withdraw(coach, where, "storage_consent", on=clock.today())
    recorded = {entry.key for entry in kinds if records(house, entry)}
    assert house.catalogue.identity.key in recorded
    assert len(recorded) < len(kinds) / 2
    declarations.declare(coach, where, "storage_consent", form="written", from_on=clock.today())
    assert {entry.key for entry in kinds if records(house, entry)} == {entry.key for entry in kinds}


def records(house: House, entry: Any) -> bool:
    try:
        house.record(entry, kind="municipality", by=house.writer(entry, "insurer"))
    except Refused:
        return False
    return True
