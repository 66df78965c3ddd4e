"""Who works for the agency from outside: an agreement and secrecy first, and only while maintenance is announced."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from uuid import UUID

import psycopg
import pytest
from django.db import ProgrammingError, transaction

from tests.apps.clauses.conftest import HouseOf
from tests.apps.clauses.house import House
from tests.apps.gate.agencies import sign_everything
from tests.apps.gate.raw_sql import acting, rows
from tests.policy.clauses.register import Registered, register
from waarborg.accounts.choices import AccountKind, Basis
from waarborg.accounts.models import Membership
from waarborg.dossiers.selectors import dossier
from waarborg.gate.actors import Actor, actor_at
from waarborg.gate.authorisations import NewRole, give_role, open_account
from waarborg.gate.door import Claims, open_door
from waarborg.kernel import clock
from waarborg.kernel.database.logins import Login
from waarborg.kernel.errors import InvalidInput, NotFound, Refused
from waarborg.kernel.identifiers import new_id
from waarborg.ledger.vocabulary import Kind
from waarborg.parties.choices import Assured
from waarborg.parties.services import NewAssurance, assure, end_assurance, register_party
from waarborg.work.maintenance import (
    NewWindow,
    close_window,
    latest_end,
    open_window,
    own_window,
    rule_of,
    what_happened,
    windows,
)
from waarborg.work.models import Task

MAINTENANCE = {
    "click-re-integratie": ("CLICK-2.7g", "CLICK-2.7h"),
    "working-progression": ("WP-2.7f", "WP-2.7g"),
}
BOTH = (Assured.PROCESSING_AGREEMENT, Assured.UNDER_SECRECY)


def with_maintenance() -> Iterator[object]:
    for here in register():
        if here.name in MAINTENANCE:
            yield pytest.param(here, marks=pytest.mark.clause(*MAINTENANCE[here.name]), id=here.name)


def organisation(house: House, *assured: Assured) -> tuple[UUID, dict[Assured, UUID]]:
    """A supplier in the register, and what was made sure of about it."""
    by = house.first("assign")
    party = register_party(by, kind="supplier", name="Systeemhuis Oeverwoude")
    made = {
        one: assure(by, party, NewAssurance(fact=one, from_on=clock.today(), shown_by="contract van vandaag"))
        for one in assured
    }
    return party, made


def engineer(house: House, party: UUID, *, signed: bool = True) -> Actor:
    """An account of somebody who works there."""
    by, at = house.first("authorise"), house.agency.organisation
    account = open_account(by, login=f"{new_id()}@{at.slug}", display_name="Storm de Vries", kind=AccountKind.OUTSIDER)
    new = NewRole(account_id=account.pk, role="supplier", from_on=clock.today(), basis=Basis.COMMISSION, party_id=party)
    give_role(by, new)
    actor = actor_at(account.pk, at.pk, strong=True)
    if signed:
        sign_everything(actor)
    return actor


def announced(house: House, who: Actor, **about: object) -> UUID:
    wanted = {
        "account_id": who.somebody,
        "reason": "Bijwerken van de server",
        "ends_at": clock.now() + timedelta(hours=1),
    }
    return open_window(house.first("assign"), NewWindow(**{**wanted, **about}))


def seen_in_rows(house: House, who: Actor, **context: object) -> set[UUID]:
    """What PostgreSQL shows whatever the program says: asked past it, and with the agreement merely stated."""
    stating = {"claims": ("processing_agreement",), **context}
    with (
        psycopg.connect(house.urls[Login.APPLICATION], autocommit=True) as application,
        acting(application, who, **stating) as cursor,
    ):
        return rows(cursor)


def number(house: House) -> UUID:
    return next(iter(house.dossiers.values())).dossier_id


@contextmanager
def closed_to(house: House, who: Actor) -> Iterator[None]:
    """Nothing is there for them, in either enforcer; then what is done may let them in."""
    with pytest.raises((Refused, NotFound)):
        dossier(who, number(house))
    assert seen_in_rows(house, who) == set()
    yield


@pytest.mark.parametrize("here", list(with_maintenance()))
def test_a_supplier_sees_something_only_while_maintenance_is_announced_and_all_of_it_is_written_down(
    here: Registered, house_of: HouseOf
) -> None:
    house = house_of(here)
    who = engineer(house, organisation(house, *BOTH)[0])
    _article, rule = rule_of(who.in_force)  # type: ignore[misc]
    open_kind, closed_kind = house.catalogue.entry("contact"), house.catalogue.entry("bsn")
    assert closed_kind.key in rule.excepts
    one, never = house.record(open_kind, kind="uwv"), house.record(closed_kind, kind="uwv")
    with closed_to(house, who):
        window = announced(house, who)
    assert own_window(who).id == window  # type: ignore[union-attr]
    opened = dossier(who, number(house))
    assert open_kind.key in opened.answers
    assert not set(rule.excepts) & set(opened.answers)
    shown = seen_in_rows(house, who)
    assert one in shown
    assert never not in shown
    assert seen_in_rows(house, who, strong=False) == set()
    for act in ("write", "print", "download", "export", "reveal"):
        with pytest.raises(Refused), open_door(who, act, dossier_id=number(house)) as door:
            door.require_anywhere()
    tasks = Task.objects.using("owner").filter(subject_id=window)
    assert {one.for_role for one in tasks} == {*rule.obliges.tell, "responsible"}
    close_window(house.first("assign"), window)
    with closed_to(house, who):
        seen, events = what_happened(house.first("assign"), window)
    assert seen.closed_at
    assert Kind.DOSSIER_READ in {event.kind for event in events}
    assert {event.actor_id for event in events} == {who.account_id}
    assert window in {one.id for one in windows(house.first("assign"))[1]}


@pytest.mark.parametrize("here", list(with_maintenance()))
def test_a_window_closes_by_itself_by_the_one_who_is_done_and_is_never_open_longer_than_the_rule_lets(
    here: Registered, house_of: HouseOf
) -> None:
    house = house_of(here)
    who = engineer(house, organisation(house, *BOTH)[0])
    house.record(house.catalogue.entry("contact"), kind="uwv")
    with pytest.raises(InvalidInput) as mistake:
        announced(house, who, ends_at=latest_end(who.in_force) + timedelta(minutes=1))
    assert set(mistake.value.fields) == {"ends_at"}
    announced(house, who)
    assert seen_in_rows(house, who) != set()
    with clock.travel(clock.now() + timedelta(hours=1, minutes=1)), closed_to(house, who):
        assert own_window(who) is None
    close_window(who, own_window(who).id)  # type: ignore[union-attr]
    with closed_to(house, who):
        assert own_window(who) is None


@pytest.mark.parametrize("here", list(with_maintenance()))
def test_without_an_agreement_and_secrecy_no_supplier_comes_in_and_nothing_stays_open(
    here: Registered, house_of: HouseOf
) -> None:
    house = house_of(here)
    for some in ((), *((one,) for one in BOTH)):
        party, _made = organisation(house, *some)
        with pytest.raises(InvalidInput) as mistake:
            engineer(house, party)
        assert "2.7" in mistake.value.fields["role"] or "28 AVG" in mistake.value.fields["role"]
        past_the_service(house, party)
    party, made = organisation(house, *BOTH)
    who = engineer(house, party)
    house.record(house.catalogue.entry("contact"), kind="uwv")
    announced(house, who)
    assert seen_in_rows(house, who) != set()
    end_assurance(house.first("assign"), made[Assured.PROCESSING_AGREEMENT], ended_on=clock.today())
    with closed_to(house, who), pytest.raises(InvalidInput) as mistake:
        announced(house, who)
    assert set(mistake.value.fields) == {"account"}
    unsigned = engineer(house, organisation(house, *BOTH)[0], signed=False)
    announced(house, unsigned)
    with closed_to(house, unsigned):
        pass


def past_the_service(house: House, party: UUID) -> None:
    """PostgreSQL does not take the role either."""
    by = house.first("authorise")
    stranger = open_account(by, login=str(new_id()), display_name="Storm", kind=AccountKind.OUTSIDER)
    row = Membership(
        id=new_id(), organisation_id=by.organisation_id, account=stranger, role="supplier", from_on=clock.today(),
        given_by_id=by.account_id, party_id=party, basis=Basis.COMMISSION,
    )  # fmt: skip
    with open_door(by, "authorise", claims=Claims(facts=("not_oneself",))) as door:
        row.decision_id = door.note(Kind.ROLE_GIVEN)
        with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
            row.save(force_insert=True)


@pytest.mark.parametrize("here", [pytest.param(one, id=one.name) for one in register() if one.name not in MAINTENANCE])
def test_where_the_regulation_lets_no_supplier_in_no_window_is_ever_opened(here: Registered, house_of: HouseOf) -> None:
    house = house_of(here)
    who = engineer(house, organisation(house, *BOTH)[0])
    assert rule_of(who.in_force) is None
    with closed_to(house, who), pytest.raises(InvalidInput):
        announced(house, who)
