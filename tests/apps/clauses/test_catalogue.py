"""What a clause names can be recorded, through the gate and in the database; what no article names cannot."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.utils import translation

from tests.apps.clauses.carrying import carrying
from tests.apps.clauses.conftest import HouseOf
from tests.apps.clauses.house import PRINCIPALS, House, an_item, stated
from tests.policy.clauses.promises import recordable
from tests.policy.clauses.register import Registered, register
from waarborg.dossiers.catalogue import Entry
from waarborg.dossiers.models import Record
from waarborg.dossiers.records import NewRecord, add_record
from waarborg.dossiers.sealing import opened
from waarborg.dossiers.values import checked
from waarborg.gate.door import open_door
from waarborg.kernel.errors import InvalidInput, Refused
from waarborg.ledger.vocabulary import Kind
from waarborg.policy.coverage import Clause
from waarborg.policy.decision import decide
from waarborg.policy.model.catalogue import CategoryRule, Forbid
from waarborg.policy.vocabulary import standard_vocabulary

OF_THE_CATALOGUE = {"data_category", "source", "purpose", "subsidy", "time_registration", "statement"}


WORKFLOW = {"BNW-A.overige.3", "CLICK-3.9"}
"""Clauses that people are driven through, and of which a form shows all: its note, its consent, its reader."""


def naming() -> Iterator[Any]:
    """Every clause that names kinds of data, with those."""
    for here in register():
        for clause in here.clauses.values():
            for category, fields in clause.promises.records.items():
                marks = pytest.mark.clause(clause.id) if clause.enforcement == "system" else []
                yield pytest.param(here, category, fields, marks=marks, id=f"{clause.id}: {category}")


def kinds(*, shut: bool) -> Iterator[Any]:
    """Every kind of data that somebody may record (or nobody, when shut), with the clauses about it of its rule."""
    for here in register():
        policy = here.standing().policy
        for rule in here.rules.values():
            if isinstance(rule, CategoryRule) and shut is not any(
                recordable(policy, rule.category, purpose) for purpose in policy.purposes
            ):
                carried = [name for name in rule.clauses if of_catalogue(here.clauses[name])]
                marks = pytest.mark.clause(*carried) if carried else []
                yield pytest.param(here, rule.category, marks=marks, id=f"{here.name}: {rule.category}")


def of_catalogue(clause: Clause) -> bool:
    in_full = clause.enforcement == "system" or clause.id in WORKFLOW
    return clause.kind in OF_THE_CATALOGUE and in_full


KINDS = pytest.mark.parametrize(("here", "category"), list(kinds(shut=False)))
SHUT = pytest.mark.parametrize(("here", "category"), list(kinds(shut=True)))


def said(mistake: pytest.ExceptionInfo[InvalidInput]) -> str:
    """The messages per field, together."""
    return " ".join(str(message) for message in mistake.value.fields.values())


@pytest.mark.parametrize(("here", "category", "fields"), list(naming()))
def test_what_a_clause_names_is_recorded_and_read_again(
    here: Registered, category: str, fields: tuple[str, ...], house_of: HouseOf
) -> None:
    house = house_of(here)
    entry = house.catalogue.entry(category)
    record = house.record(entry)
    kept = contents(house, entry, record)
    assert set(fields) <= set(kept)
    assert all(kept.values())


def contents(house: House, entry: Entry, record: Any) -> dict[str, str]:
    """What stands in a record, opened with its key as whoever may read it."""
    dossier = house.dossiers[house.kind_for(entry)].dossier_id
    for who in house.agency.accounts:
        actor = house.actor(who)
        with open_door(actor, "read", dossier_id=dossier) as door:
            door.note(Kind.DOSSIER_READ)
            rows = list(Record.objects.filter(pk=record).values())
            if rows:
                return dict(opened(actor.organisation_id, rows)[record].fields)
    raise LookupError(f"nobody may read {entry.key}")


@KINDS
def test_a_field_that_the_article_does_not_name_is_refused_with_the_article(
    here: Registered, category: str, house_of: HouseOf
) -> None:
    house = house_of(here)
    entry = house.catalogue.entry(category)
    more = {**an_item(entry).fields, "hobby": "zeilen"}
    with translation.override("en"), pytest.raises(InvalidInput) as mistake:
        house.record(entry, fields=more)
    assert f"Article {entry.article} does not name this" in said(mistake)


@KINDS
def test_a_source_that_the_article_does_not_name_is_refused(here: Registered, category: str, house_of: HouseOf) -> None:
    house = house_of(here)
    entry = house.catalogue.entry(category)
    others = [source for source in standard_vocabulary().words["sources"] if source not in entry.sources]
    for source in (*others[:1], ""):
        with translation.override("en"), pytest.raises(InvalidInput) as mistake:
            house.record(entry, source=source)
        assert f"Article {entry.article} does not allow this source" in said(mistake)


@KINDS
def test_a_purpose_that_it_does_not_serve_is_refused(here: Registered, category: str, house_of: HouseOf) -> None:
    house = house_of(here)
    entry = house.catalogue.entry(category)
    others = [each for each in house.anybody.in_force.policy.purposes if each not in (entry.rule.purposes or (each,))]
    for purpose in (*others[:1], "sport"):
        with pytest.raises((InvalidInput, Refused)):
            house.record(entry, purpose=purpose)


@KINDS
def test_what_its_rule_asks_before_it_is_recorded_must_be_so(
    here: Registered, category: str, house_of: HouseOf
) -> None:
    house = house_of(here)
    entry = house.catalogue.entry(category)
    rule, kind = entry.rule, house.kind_for(entry)
    filled = an_item(entry).fields
    for name in [name for name, field in rule.fields.items() if field.required]:
        with pytest.raises(InvalidInput) as mistake:
            checked(house.catalogue, category, {**filled, name: ""})
        assert name in mistake.value.fields
    if rule.needs_note:
        with pytest.raises(InvalidInput):
            house.record(entry, note=" ")
    for other in [each for each in PRINCIPALS if rule.only_for.principals and each not in rule.only_for.principals]:
        with pytest.raises(Refused) as refusal:
            house.record(entry, kind=other, by=house.writer(entry))
        assert rule.id in refusal.value.decision.rules
    actor, reason = house.writer(entry), (rule.only_for.reason,) if rule.only_for.reason else ()
    with open_door(actor, "write", dossier_id=house.dossiers[kind].dossier_id, claims=stated(entry, house)) as door:
        door.note(Kind.DOSSIER_READ)
        question = door.question(category, house.scope(door, entry, kind), author=True)
    for fact in (*rule.always_needs, *rule.only_for.facts, *reason):
        without = question._replace(true=question.true & ~standard_vocabulary().mask(fact))
        assert not decide(actor.in_force.policy, without).allowed, fact


@carrying({"working-progression": ("WP-2.1.3a4",)})
def test_a_field_with_a_fixed_list_takes_nothing_else(here: Registered, house_of: HouseOf) -> None:
    house = house_of(here)
    tried = 0
    for entry in house.catalogue:
        chosen = {name: rule.choices for name, rule in entry.rule.fields.items() if rule.choices}
        for name in chosen:
            with pytest.raises(InvalidInput) as mistake:
                checked(house.catalogue, entry.key, {**an_item(entry).fields, name: "iets anders"})
            assert set(mistake.value.fields) == {name}
            tried += 1
        assert all(rule.choices for rule in entry.rule.fields.values() if rule.type == "choice")
    assert tried


@carrying({"working-progression": ("WP-2.1.3a3",)})
def test_what_stands_on_no_list_does_not_exist_here(here: Registered, house_of: HouseOf) -> None:
    house = house_of(here)
    with pytest.raises(InvalidInput) as mistake:
        add_record(
            house.actor("coach"),
            house.dossiers["uwv"].dossier_id,
            NewRecord(category="horoscope", fields={"sign": "leeuw"}, source="client"),
        )
    assert house.catalogue.closing_article in said(mistake)


@SHUT
def test_what_is_on_the_list_but_off_is_recorded_by_nobody(here: Registered, category: str, house_of: HouseOf) -> None:
    house = house_of(here)
    entry = house.catalogue.entry(category)
    for who in house.agency.accounts:
        with pytest.raises(Refused):
            house.record(entry, by=house.actor(who))


@pytest.mark.parametrize("here", register(), ids=[here.name for here in register()])
def test_kinds_of_data_that_are_never_recorded_are_refused_with_the_article(
    here: Registered, house_of: HouseOf
) -> None:
    house = house_of(here)
    for article in here.regulation.articles:
        for word in [word for rule in article.rules if isinstance(rule, Forbid) for word in rule.forbid]:
            with pytest.raises(InvalidInput) as mistake:
                house.catalogue.entry(word)
            assert f"Article {article.number} " in said(mistake)
