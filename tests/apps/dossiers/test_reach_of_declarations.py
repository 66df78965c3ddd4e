"""A consent reaches the recipients, the kinds of data, the purposes and the days that it names, and nothing else;
Python and PostgreSQL agree on that.
"""

from __future__ import annotations

from datetime import date, timedelta
from hashlib import sha256
from itertools import product
from uuid import UUID

import pytest
from django.db import connection
from django.utils import translation

from tests.apps.dossiers.agreement import opened, principal_with_contract
from tests.apps.gate.agencies import Agency
from waarborg.desk.forms.intake import YES
from waarborg.desk.pages.consents import consents_page, parties_for
from waarborg.desk.views.consents import answered, consent_form, consent_parts
from waarborg.dossiers.declarations import Reach, declare
from waarborg.dossiers.intake import intake_of
from waarborg.gate.door import Claims, open_door
from waarborg.kernel import clock
from waarborg.ledger.vocabulary import Kind
from waarborg.parties.services import register_party

pytestmark = pytest.mark.real_commits

RECIPIENTS, CATEGORIES, PURPOSES = ("employer", "uwv", None), ("plan", "progress"), ("new_work", "reintegration")
NEXT_WEEK = timedelta(days=7)
FACT = "written_consent"


@pytest.fixture
def dossier(here: Agency) -> UUID:
    return opened(here, *principal_with_contract(here, ends_on=None)).dossier_id


def consent(here: Agency, dossier: UUID, reach: Reach) -> None:
    declare(here.actor("anna"), dossier, FACT, form="written", from_on=clock.today(), reach=reach)


def reached(here: Agency, dossier: UUID, party: UUID | None = None) -> set[tuple[str | None, str, str]]:
    """Where the consent holds, asked of both."""
    found = set()
    for recipient, category, purpose in product(RECIPIENTS, CATEGORIES, PURPOSES):
        claims = Claims(recipient=recipient, purpose=purpose, party=party)
        with open_door(here.actor("anna"), "disclose", dossier_id=dossier, narrow=[category], claims=claims) as door:
            true, false = door.scope().about(category)
            assert (FACT in true) != (FACT in false)
            assert (FACT in true) == (FACT in facts_in_sql())
            if FACT in true:
                found.add((recipient, category, purpose))
            door.note(Kind.DOSSIER_READ)
    return found


def facts_in_sql() -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute("select true_facts from gate.scopes() where scope_id = dossier_id")
        (facts,) = cursor.fetchone()
    return set(facts)


@pytest.mark.clause("PIW-5.3b", "PIW-5.3c")
def test_a_consent_reaches_what_it_names_and_nothing_else(here: Agency, dossier: UUID) -> None:
    assert reached(here, dossier) == set()
    consent(here, dossier, Reach(recipients=("employer",), categories=("plan",), purposes=("new_work",)))
    assert reached(here, dossier) == {("employer", "plan", "new_work")}
    consent(here, dossier, Reach(recipients=("uwv",), categories=("progress",)))
    assert reached(here, dossier) == {
        ("employer", "plan", "new_work"), ("uwv", "progress", "new_work"), ("uwv", "progress", "reintegration"),
    }  # fmt: skip


def test_two_consents_together_cover_two_kinds_of_data(here: Agency, dossier: UUID) -> None:
    claims = Claims(recipient="employer")
    for category in CATEGORIES:
        with open_door(here.actor("anna"), "disclose", dossier_id=dossier, narrow=CATEGORIES, claims=claims) as door:
            assert FACT not in facts_in_sql()
            door.note(Kind.DOSSIER_READ)
        consent(here, dossier, Reach(recipients=("employer",), categories=(category,)))
    with open_door(here.actor("anna"), "disclose", dossier_id=dossier, narrow=CATEGORIES, claims=claims) as door:
        assert FACT in facts_in_sql()
        door.note(Kind.DOSSIER_READ)


def test_a_consent_to_one_party_is_none_to_another(here: Agency, dossier: UUID) -> None:
    party, _contract = principal_with_contract(here, ends_on=None)
    other, _contract = principal_with_contract(here, ends_on=None)
    consent(here, dossier, Reach(party_id=party))
    assert len(reached(here, dossier, party)) == len(RECIPIENTS) * len(CATEGORIES) * len(PURPOSES)
    assert reached(here, dossier, other) == reached(here, dossier) == set()


@pytest.mark.clause("PIW-5.3b")
def test_a_consent_asked_for_one_party_names_it_and_lets_nothing_go_to_another_of_its_kind(
    here: Agency, dossier: UUID
) -> None:
    anna, dina = here.actor("anna"), here.actor("dina")
    named = register_party(dina, kind="employer", name="Rijwielfabriek Zuiderdiep")
    other = register_party(dina, kind="employer", name="Bakkerij Noorderhaven")
    seen = intake_of(anna, dossier)
    one = seen.consent(FACT)
    party = next(each for each in parties_for(anna, one) if each.id == named)
    with translation.override("en"):
        lines = consent_parts(anna, one, party)["consent"]["lines"]
        bare = consent_form(anna, seen, one, {"answer": YES}, party)
        assert "recipients" not in bare.fields
        yes = {
            "answer": YES, "who": "client", "form": "written", "on": clock.today().isoformat(), "proof": "on_screen",
            "signed": "on", "information_given": "on", "free_choice": "on",
            "kinds": list(CATEGORIES), "purposes": list(PURPOSES[:1]),
        }  # fmt: skip
        form = consent_form(anna, seen, one, yes, party)
        assert form.is_valid(), form.errors
        assert answered(anna, dossier, one, form, party)
        after = intake_of(anna, dossier)
        (listed,) = (each["answer"] for each in consents_page(anna, after)["consents"] if each["answer"])
    kept = after.consent(FACT).last
    assert kept is not None
    assert "Rijwielfabriek Zuiderdiep" in lines[1]
    assert kept.wording_sha256 == sha256("\n".join(lines).encode()).hexdigest()
    assert listed["recipients"] == ["Rijwielfabriek Zuiderdiep"]
    assert reached(here, dossier, named) == {("employer", category, "new_work") for category in CATEGORIES}
    assert reached(here, dossier, other) == reached(here, dossier) == set()


def test_a_consent_ends_after_its_last_day(here: Agency, dossier: UUID) -> None:
    last: date = clock.today() + NEXT_WEEK
    consent(here, dossier, Reach(until_on=last))
    with clock.travel(last):
        assert reached(here, dossier)
    with clock.travel(last + timedelta(days=1)):
        assert reached(here, dossier) == set()
