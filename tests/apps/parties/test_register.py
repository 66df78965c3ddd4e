"""The register of principals: who may write in it, in Python and in the database, and what it never holds."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

import psycopg
import pytest

from tests.apps.gate.agencies import Agency, agency
from tests.apps.gate.raw_sql import acting
from waarborg.gate.actors import Actor
from waarborg.kernel import clock
from waarborg.kernel.database.logins import Login
from waarborg.kernel.errors import InvalidInput, NotFound, Refused
from waarborg.kernel.identifiers import new_id
from waarborg.parties import services
from waarborg.parties.selectors import principal, principals
from waarborg.policy.vocabulary import regulations_folder

pytestmark = pytest.mark.real_commits

REGULATIONS = sorted(path.parent.name for path in regulations_folder().glob("*/clauses.yaml"))
PEOPLE: dict[str, tuple[str, ...]] = {
    "anna": ("coach",),
    "dina": ("responsible",),
    "sam": ("system_administrator",),
}
INSERT = "insert into parties_party (id, organisation_id, kind, name) values (%s, %s, %s, %s)"


def agreed(by: Actor) -> tuple[UUID, UUID]:
    party = services.register_party(by, kind="municipality", name="Gemeente Oeverwoude")
    return party, services.agree(by, party, services.NewContract(number="2026-7", starts_on=clock.today()))


@pytest.mark.parametrize("regulation", REGULATIONS)
def test_who_gives_work_records_principals_and_nobody_else_does(
    regulation: str, connect: Callable[[Login], psycopg.Connection[Any]]
) -> None:
    here = agency(regulations_folder() / regulation, PEOPLE)
    party, _contract = agreed(here.actor("dina"))
    assert [one.id for one in principals(here.actor("anna"))] == [party]
    for who in ("anna", "sam"):
        with pytest.raises(Refused):
            services.register_party(here.actor(who), kind="uwv", name="UWV Vlietdam")
        with pytest.raises(Refused):
            services.agree(here.actor(who), party, services.NewContract(number="1", starts_on=clock.today()))
    application = connect(Login.APPLICATION)
    for who, action in (("anna", "assign"), ("anna", "write"), ("dina", "read"), ("sam", "authorise")):
        row = [new_id(), here.organisation.pk, "uwv", "UWV Vlietdam"]
        with (
            pytest.raises(psycopg.errors.InsufficientPrivilege),
            acting(application, here.actor(who), action=action) as cursor,
        ):
            cursor.execute(INSERT, row)
    with acting(application, here.actor("dina"), action="assign") as cursor:
        cursor.execute(INSERT, [new_id(), here.organisation.pk, "uwv", "UWV Vlietdam"])


def test_what_a_principal_is_and_what_was_agreed_is_written_once(
    connect: Callable[[Login], psycopg.Connection[Any]],
) -> None:
    here = agency(regulations_folder() / "jm-werkt", PEOPLE)
    agreed(here.actor("dina"))
    application = connect(Login.APPLICATION)
    for change in ("parties_party set name = 'Ander'", "parties_contract set number = '9'"):
        with (
            pytest.raises(psycopg.errors.InsufficientPrivilege),
            acting(application, here.actor("dina"), action="assign") as cursor,
        ):
            cursor.execute(f"update {change}")
    with acting(application, here.actor("anna"), action="write") as cursor:
        assert cursor.execute("update parties_contract set ends_on = starts_on").rowcount == 0


@pytest.fixture
def here() -> Agency:
    return agency(regulations_folder() / "partner-in-werk", PEOPLE)


@pytest.mark.clause("PIW-1.5")
def test_an_agreement_has_days_and_its_last_day_can_come_later(here: Agency) -> None:
    dina = here.actor("dina")
    party, contract = agreed(dina)
    (only,) = principal(dina, party).contracts
    assert (only.number, only.starts_on, only.ends_on) == ("2026-7", clock.today(), None)
    assert only.runs_on(clock.today() + timedelta(days=999))
    services.end_agreement(dina, contract, ends_on=clock.today())
    (only,) = principal(dina, party).contracts
    assert not only.runs_on(clock.today() + timedelta(days=1))
    with pytest.raises(InvalidInput):
        services.end_agreement(dina, contract, ends_on=clock.today() - timedelta(days=1))
    with pytest.raises(Refused):
        services.end_agreement(here.actor("anna"), contract, ends_on=clock.today())
    with pytest.raises(NotFound):
        services.end_agreement(dina, new_id(), ends_on=clock.today())


@pytest.mark.clause("JMW-1.4")
def test_people_may_commission_for_themselves_and_have_no_name_here(here: Agency) -> None:
    dina = here.actor("dina")
    with pytest.raises(InvalidInput):
        services.register_party(dina, kind="client", name="Roos Proefpersoon")
    oneself = services.register_party(dina, kind="client", name="")
    assert principals(dina) == [], "who came by themself is not listed"
    services.agree(dina, oneself, services.NewContract(number="zelf-1", starts_on=clock.today()))
    assert [(one.id, one.name) for one in principals(dina)] == [(oneself, "")]


@pytest.mark.parametrize(
    ("given", "wrong"),
    [({"kind": "shop", "name": "X"}, "kind"), ({"kind": "uwv", "name": "  "}, "name")],
)
def test_what_is_wrong_is_said_at_its_field(here: Agency, given: dict[str, str], wrong: str) -> None:
    with pytest.raises(InvalidInput) as mistake:
        services.register_party(here.actor("dina"), **given)
    assert set(mistake.value.fields) == {wrong}
