"""Why something is kept or given: a law is named with its article; a consent is specific, informed and free."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.apps import apps
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import translation

from tests.apps.clauses.carrying import carrying
from tests.apps.clauses.conftest import HouseOf
from tests.apps.clauses.running import opened
from tests.apps.clauses.test_disclosing import best, open_way, ready, where
from tests.policy.clauses.register import Registered
from waarborg.desk.forms.intake import YES, ConsentForm
from waarborg.desk.views.consents import answered, consent_form, consent_parts
from waarborg.disclosures.models import DisclosedItem, Disclosure
from waarborg.disclosures.preparing import prepare
from waarborg.disclosures.weighing import Asked, weigh
from waarborg.dossiers import declarations
from waarborg.dossiers.intake import intake_of
from waarborg.kernel import clock
from waarborg.kernel.errors import InvalidInput
from waarborg.policy.model.catalogue import PurposeRule
from waarborg.publication.models import Visits

OWNER = "owner"
STATUTE = "statutory_duty"


@carrying({"bijstand-naar-werk": ("BNW-p03b",)}, only=True)
def test_what_is_kept_because_a_law_asks_it_says_which_law_and_article(here: Registered, house_of: HouseOf) -> None:
    house = house_of(here)
    (rule,) = (one for one in here.rules.values() if "BNW-p03b" in one.clauses)
    purpose = rule.purpose  # type: ignore[attr-defined]
    entry = next(
        one
        for one in house.catalogue
        if not (one.asks_why or one.rule.single or one.rule.always_needs or one.rule.only_for.facts)
        and purpose in (one.rule.purposes or (purpose,))
    )
    for vague in ("", "Een wet vraagt dit."):
        with translation.override("en"), pytest.raises(InvalidInput) as mistake:
            house.record(entry, purpose=purpose, note=vague)
        assert set(mistake.value.fields) == {"note"}
        assert "p03" in mistake.value.fields["note"]
    assert house.record(entry, purpose=purpose, note="Participatiewet, artikel 53a.")
    assert house.record(entry, note=""), "for the guidance itself no law is asked"


NAMES_THE_LAW = {"click-re-integratie": ("CLICK-2.6.1.5",), "partner-in-werk": ("PIW-5.1",)}


@carrying(NAMES_THE_LAW, only=True)
def test_what_a_law_asks_goes_without_consent_with_the_law_and_the_items_named(
    here: Registered, house_of: HouseOf
) -> None:
    house = house_of(here)
    actor, weighed = open_way(house, grounds=frozenset({STATUTE}))
    coach = house.actor("coach")
    declarations.withdraw(coach, where(house), "written_consent", on=clock.today())
    try:
        new = ready(best(house, actor, weighed.asked.way))
        assert new.records
        vague = replace(new, reasons={**new.reasons, STATUTE: "De wet vraagt dit."})
        for wrong, field in ((vague, f"reason_{STATUTE}"), (replace(new, records=frozenset()), "records")):
            with pytest.raises(InvalidInput) as mistake:
                prepare(actor, where(house), wrong)
            assert set(mistake.value.fields) == {field}
        chosen = frozenset(sorted(new.records)[:1])
        made = prepare(actor, where(house), replace(new, records=chosen))
    finally:
        declarations.declare(coach, where(house), "written_consent", form="written", from_on=clock.today())
    given = Disclosure.objects.using(OWNER).get(pk=made)
    assert (given.ground, STATUTE in given.claims) == (STATUTE, True)
    assert (
        set(DisclosedItem.objects.using(OWNER).filter(disclosure=given).values_list("record_id", flat=True)) == chosen
    )
    unstated = weigh(actor, where(house), Asked(way=weighed.asked.way))
    assert not {one.record.id for one in unstated.going} & chosen, "without the law nothing goes"


@carrying({"partner-in-werk": ("PIW-1.8",)}, only=True)
def test_a_consent_says_what_for_and_how_far_that_it_was_explained_and_that_no_was_possible(
    here: Registered, house_of: HouseOf
) -> None:
    house = house_of(here)
    coach, made = house.actor("coach"), opened(house)
    seen = intake_of(coach, made.dossier_id)
    one = seen.consent("written_consent")
    signed = {"proof": "on_screen", "signed": "on"}
    yes = {"answer": YES, "who": "client", "form": "written", "on": clock.today().isoformat(), **signed}
    bare = consent_form(coach, seen, one, yes)
    assert not bare.is_valid()
    assert {"recipients", "kinds", "purposes", "information_given", "free_choice"} <= set(bare.errors)
    specific = {
        "recipients": ["employer"],
        "kinds": [next(iter(dict(bare.fields["kinds"].choices)))],
        "purposes": [next(iter(dict(bare.fields["purposes"].choices)))],
    }
    full = yes | specific | {"information_given": "on", "free_choice": "on"}
    with pytest.raises(InvalidInput) as mistake:
        declarations.declare(
            coach,
            made.dossier_id,
            "written_consent",
            form="written",
            from_on=clock.today(),
            giver=declarations.Giver(who="client"),
        )
    assert set(mistake.value.fields) == {"information_given", "free_choice"}
    assert answered(coach, made.dossier_id, one, valid(consent_form(coach, seen, one, full)))
    kept = intake_of(coach, made.dossier_id).consent("written_consent").last
    assert kept
    assert (kept.recipients, kept.categories, kept.purposes) == (["employer"], specific["kinds"], specific["purposes"])
    with translation.override("en"):
        page = consent_parts(coach, one)["consent"]
    assert page["lines"][1] == "It holds for what is ticked below, and for nothing else.", "what for"
    assert page["lines"][0], "on which words"


def valid(form: ConsentForm) -> ConsentForm:
    assert form.is_valid(), form.errors
    return form


@carrying({"click-re-integratie": ("CLICK-4.2",)}, only=True)
def test_of_who_visits_the_website_nothing_is_kept_that_no_purpose_asks(here: Registered, house_of: HouseOf) -> None:
    house = house_of(here)
    visitor, before = Client(), kept_of_visitors()
    for address in (reverse("site:front"), reverse("site:regulation", args=[house.agency.organisation.slug])):
        answer = visitor.get(address, REMOTE_ADDR="203.0.113.77", HTTP_USER_AGENT="Proefbrowser/1.0")
        assert answer.status_code == 200
        assert set(answer.cookies) <= {settings.CSRF_COOKIE_NAME}, "against forgery, drawn by lot, of nobody"
    after = kept_of_visitors()
    grown = {table for table, rows in after.items() if rows != before[table]}
    assert grown <= {Visits._meta.label}, "numbers of visits, where a rule describes them, and nothing else"
    for rule in here.rules.values():
        if isinstance(rule, PurposeRule) and "CLICK-4.2" in rule.clauses:
            assert rule.purpose in house.anybody.in_force.policy.purposes


def kept_of_visitors() -> dict[str, int]:
    """How many rows stand in every table of the program."""
    return {model._meta.label: model._default_manager.using(OWNER).count() for model in apps.get_models()}
