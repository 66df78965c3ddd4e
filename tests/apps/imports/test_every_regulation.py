"""Under every regulation what the dry run says is what happens, and the two enforcers agree on every row."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from pytest_django import DjangoDbBlocker

from tests.apps.cast import Cast, gather
from tests.apps.desk.conftest import a_database_of_its_own
from tests.apps.imports.lists import brought_in, everything, rows, tried, undone
from waarborg.demo.messy import HEADERS, messy_file
from waarborg.dossiers.catalogue import catalogue_of
from waarborg.gate.actors import Actor
from waarborg.imports.choices import Weight, WorksOnIt
from waarborg.kernel.errors import Refused
from waarborg.parties.services import NewContract, agree, register_party
from waarborg.policy.vocabulary import regulations_folder

NAMES = [folder.name for folder in sorted(regulations_folder().iterdir()) if (folder / "clauses.yaml").exists()]
ROWS = 120
PRINCIPALS = {"uwv": "UWV Oost", "municipality": "Gemeente Oost", "insurer": "Verzekeraar Oost"}


@pytest.fixture(scope="module", params=NAMES)
def anywhere(
    request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[Cast]:
    """The cast under each regulation in turn, with principals whose contracts have run for years."""
    with django_db_blocker.unblock(), a_database_of_its_own():
        cast = gather(request.param)
        for kind, name in PRINCIPALS.items():
            dina = cast.actor("dina")
            agree(
                dina, register_party(dina, kind=kind, name=name), NewContract(number=kind, starts_on=date(2020, 1, 1))
            )
        yield cast


@pytest.fixture(autouse=True)
def _with_the_database(anywhere: Cast, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with django_db_blocker.unblock():
        yield


def test_a_messy_file_is_tried_brought_in_and_undone(anywhere: Cast) -> None:
    for who in ("adam", "anna", "dina"):
        actor = anywhere.actor(who)
        before = everything()
        messy = messy_file(ROWS, list(PRINCIPALS.values()), seed=who)
        try:
            found = tried(actor, messy.content, works_on_it=WorksOnIt.ME)
        except Refused:
            continue
        comes_in_as_it_was_announced(actor, found, messy)
        assert undone(actor, found) == len(found.plan.dossiers)
        assert everything() | {"vault.blob": 0} == before | {"vault.blob": 0}
        return
    pytest.fail("nobody may bring anybody in")


def comes_in_as_it_was_announced(actor: Actor, found: object, messy: object) -> None:
    """Every row that was said to come in does, with the kinds of data that were said, and no other."""
    plan = found.plan  # type: ignore[attr-defined]
    assert len(plan.dossiers) == messy.rows - messy.twice  # type: ignore[attr-defined]
    catalogue = catalogue_of(actor.in_force)
    columns = {one.column: one for one in found.findings if one.weight is Weight.COLUMN}  # type: ignore[attr-defined]
    for foreign in ("Diagnose", "Godsdienst", "Haarkleur"):
        at = HEADERS.index(foreign)
        assert columns[at].article in {catalogue.closing_article, *catalogue.forbidden.values()}
        assert columns[at].article in columns[at].said
    brought_in(actor, found)  # type: ignore[arg-type]
    kinds = rows(
        """select r.category, count(*) from dossiers_record r
           join imports_importeddossier i on i.dossier_id = r.dossier_id group by 1"""
    )
    announced: dict[str, int] = {}
    for planned in plan.dossiers:
        for item in planned.items:
            announced[item.entry.key] = announced.get(item.entry.key, 0) + 1
    assert dict(kinds) == announced


def test_a_number_is_kept_only_for_principals_who_may_have_it(anywhere: Cast) -> None:
    actor = anywhere.actor("adam")
    try:
        found = tried(actor, messy_file(ROWS, list(PRINCIPALS.values())).content)
    except Refused:
        pytest.fail("administration may open no dossier here")
    entry = catalogue_of(actor.in_force).serving_as("national_number")
    assert entry is not None
    with_number = {
        one.frame.principal.kind for one in found.plan.dossiers if entry.key in {item.entry.key for item in one.items}
    }
    assert with_number <= set(entry.rule.only_for.principals or PRINCIPALS)
