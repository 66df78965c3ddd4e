"""Keeping and destroying: every date with its reason, what holds, two people, every step, and proof at the end."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest
from dateutil.relativedelta import relativedelta
from django.db import ProgrammingError

from tests.apps.clauses.carrying import carrying
from tests.apps.clauses.conftest import HouseOf
from tests.apps.clauses.house import House, an_item
from tests.apps.clauses.running import TYPE, consents, newcomer, opened
from tests.apps.gate.agencies import sign_everything
from tests.apps.gate.populations import superuser
from tests.policy.clauses.register import Registered
from waarborg.destruction import doing
from waarborg.destruction.approving import approve
from waarborg.destruction.certifying import certify, residue
from waarborg.destruction.doing import do
from waarborg.destruction.models import Line
from waarborg.destruction.proposing import propose
from waarborg.destruction.selectors import one as one_list
from waarborg.dossiers.assignments import assign
from waarborg.dossiers.closing import Closing, close_dossier_in, close_trajectory_in
from waarborg.dossiers.records import add_record
from waarborg.dossiers.retention_days import endings
from waarborg.dossiers.selectors import dossier
from waarborg.dossiers.services import NewDossier, NewTrajectory, Opened, open_dossier
from waarborg.gate.actors import Actor, system_at
from waarborg.gate.door import Claims, Door, open_door
from waarborg.kernel import clock
from waarborg.kernel.errors import Conflict, InvalidInput, NotFound, Refused
from waarborg.ledger.vocabulary import Kind
from waarborg.parties.services import NewContract, agree, end_agreement, register_party
from waarborg.retention.counting import count_due
from waarborg.retention.dates import Dates, dates_of
from waarborg.retention.holds import NewHold, lift, place
from waarborg.rights.choices import CameBy
from waarborg.rights.going_on import withdrawn
from waarborg.rights.registering import NewRequest, register
from waarborg.vault.services import destroy
from waarborg.work.services import remind

DAY = timedelta(days=1)
REASON = NewHold(hold="likely_claim", words="De cliënt gaat naar de rechter.", review_on=clock.today() + DAY)


def filled(house: House) -> Opened:
    """A dossier of a test's own with an item of every kind that its coach may record in it."""
    made = opened(house)
    record_what_may(house, made)
    return made


def record_what_may(house: House, made: Opened) -> None:
    """Write an item of every kind that the coach may record."""
    coach = house.actor("coach")
    for entry in house.catalogue:
        if entry.rule.serves_as != "own_note" and "uwv" in (entry.rule.only_for.principals or ("uwv",)):
            with suppress(Refused, InvalidInput):
                add_record(coach, made.dossier_id, an_item(entry))


def end(house: House, made: Opened, on: date, *, dossier_too: bool = True) -> None:
    """Close its trajectory, and the dossier, on a day."""
    with open_door(house.actor("coach"), "close", dossier_id=made.dossier_id) as door:
        door.require_anywhere()
        close_trajectory_in(
            door, made.trajectory_id, Closing(ended_on=on, outcome="paid_work", closing_reason="finished")
        )
    if dossier_too:
        with open_door(house.actor("coach"), "close", dossier_id=made.dossier_id) as door:
            door.require_anywhere()
            close_dossier_in(door, on=on)


def counted(actor: Actor, made: Opened) -> dict[str, Dates]:
    return {one.category: one for one in dates_of(actor, made.dossier_id).dates}


def as_python_counts(actor: Actor, made: Opened) -> dict[str, tuple[object, ...]]:
    return {
        one.record.entry.key: (str(one.fate.status), one.fate.earliest, one.fate.latest, one.fate.due)
        for one in endings(actor, dossier(actor, made.dossier_id))
    }


@carrying()
def test_every_record_has_its_dates_from_the_moment_it_is_written_and_they_follow_what_happens(
    here: Registered, house_of: HouseOf
) -> None:
    house = house_of(here)
    made, coach = filled(house), house.actor("coach")

    def agree() -> dict[str, Dates]:
        found = counted(coach, made)
        there = as_python_counts(coach, made)
        assert {name: (one.status, one.earliest, one.latest, one.due) for name, one in found.items()} == there
        assert all(one.rests_on and (one.changes_if or one.due) for one in found.values())
        return found

    running = agree()
    assert all(one.due is None for one in running.values() if "created" not in one.triggers)
    end(house, made, clock.today(), dossier_too=False)
    ended = agree()
    assert any(one.due for one in ended.values())


@carrying({"partner-in-werk": ("PIW-7.3c",)})
def test_a_contract_that_ends_sets_other_terms_aside_on_its_day_and_not_before(
    here: Registered, house_of: HouseOf
) -> None:
    house = house_of(here)
    contract, made = under_a_contract_of_its_own(house)
    coach, ends_on = house.actor("coach"), clock.today() + timedelta(days=10)
    before = counted(coach, made)
    end_agreement(house.first("assign"), contract, ends_on=ends_on)
    assert {name: one.due for name, one in counted(coach, made).items()} == {n: one.due for n, one in before.items()}
    with clock.travel(clock.now() + timedelta(days=11)):
        system = system_at(house.agency.organisation.pk, using="worker")
        assert count_due(system) > 0
        assert count_due(system) == 0, "what is counted costs one look-up"
        after = due_in(house, made)
    moved = {name for name, due in after.items() if due != before[name].due}
    if here.name == "partner-in-werk":
        month = relativedelta(months=1)
        assert {name: after[name] for name in moved} == dict.fromkeys(moved, ends_on + month)
        assert moved == {name for name in before if not before[name].shielded}, "and what a statute keeps, stays"


def under_a_contract_of_its_own(house: House) -> tuple[UUID, Opened]:
    """A dossier under a contract that no other test knows."""
    assigns, opens, coach = house.first("assign"), house.first("open_dossier"), house.actor("coach")
    party = register_party(assigns, kind="uwv", name="Een eigen opdrachtgever")
    contract = agree(assigns, party, NewContract(number="7", starts_on=clock.today() - timedelta(days=9)))
    trajectory = NewTrajectory(principal_id=party, contract_id=contract, type=TYPE, referred_on=clock.today())
    made = open_dossier(opens, NewDossier(trajectory=trajectory, handed_out_on=clock.today(), minor=False))
    assign(assigns, made.dossier_id, made.trajectory_id, coach.somebody, from_on=clock.today())
    consents(house, made)
    record_what_may(house, made)
    return contract, made


def due_in(house: House, made: Opened) -> dict[str, date | None]:
    """The dates as they stand in the table, whoever may look."""
    with superuser(house.server, house.urls) as god:
        rows = god.execute("select category, due from retention_ending where dossier_id = %s", [made.dossier_id])
        return dict(rows.fetchall())


@carrying({"partner-in-werk": ("PIW-11.2c",)})
def test_who_works_with_a_dossier_stops_its_destruction_and_who_decides_lifts_that(
    here: Registered, house_of: HouseOf
) -> None:
    house = house_of(here)
    made, coach = filled(house), house.actor("coach")
    new = REASON
    for worse in (replace(new, words="zomaar"), replace(new, hold="x"), replace(new, review_on=clock.today())):
        with pytest.raises(InvalidInput):
            place(coach, made.dossier_id, worse)
    held = place(coach, made.dossier_id, new)
    (seen,) = dates_of(coach, made.dossier_id).holds
    assert (seen.hold, seen.words, seen.placed_by, seen.article != "") == ("likely_claim", new.words, "Coach", True)
    assert "avg.17/held" in why_not(house, made) or "11/held" in why_not(house, made)
    with pytest.raises(NotFound):
        lift(coach, made.dossier_id, held)
    lift(house.actor("responsible"), made.dossier_id, held)
    assert not dates_of(coach, made.dossier_id).holds
    assert why_not(house, made) == ()


@carrying({"partner-in-werk": ("PIW-11.2a",)})
def test_an_open_request_holds_until_it_is_answered_but_one_to_erase_does_not_hold_itself(
    here: Registered, house_of: HouseOf
) -> None:
    house = house_of(here)
    made, coach = filled(house), house.actor("coach")
    register(coach, made.dossier_id, asking("erasure"))
    assert not dates_of(coach, made.dossier_id).holds
    assert why_not(house, made) == ()
    (asked,) = register(coach, made.dossier_id, asking("access"))
    assert [one.right for one in dates_of(coach, made.dossier_id).holds] == ["access"]
    assert why_not(house, made) != ()
    withdrawn(coach, made.dossier_id, asked, clock.today())
    assert why_not(house, made) == ()


def asking(right: str) -> NewRequest:
    return NewRequest(rights=[right], received_on=clock.today(), words="Graag.", came_by=CameBy.LETTER)


def why_not(house: House, made: Opened) -> tuple[str, ...]:
    """By which rules the program may not destroy the person's name, though two people approved; none when it may."""
    system = system_at(house.agency.organisation.pk, using="worker")
    approved = Claims(facts=("destruction_approved",))
    with open_door(system, "destroy", dossier_id=made.dossier_id, claims=approved, using="worker") as door:
        door.note(Kind.RETENTION_SHOWN)
        answer = door.decide(house.catalogue.identity.key, door.scope())
        return () if answer.allowed else answer.rules


TWICE = {
    "bijstand-naar-werk": ("BNW-p04b",),
    "click-re-integratie": ("CLICK-2.5c", "CLICK-2.5d", "CLICK-S.8b"),
    "jm-werkt": ("JMW-8.2a",),
    "partner-in-werk": ("PIW-7.1a", "PIW-7.1b", "PIW-7.1c", "PIW-7.1d", "PIW-7.2"),
    "working-progression": ("WP-2.5c",),
}


@carrying(TWICE)
def test_what_is_due_goes_by_two_people_step_by_step_whoever_is_stopped_and_nothing_is_left(
    here: Registered, house_of: HouseOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    house = house_of(here)
    made, system = filled(house), system_at(house.agency.organisation.pk, using="worker")
    remind(house.actor("coach"), made.dossier_id, note="Bellen over de fiets")
    held = filled(house)
    for one in (made, held):
        end(house, one, clock.today())
    place(house.actor("coach"), held.dossier_id, REASON)
    before = keys_of(house, made)
    assert before["alive"] > 0
    with clock.travel(clock.now() + timedelta(days=4 * 366)) as journey:
        signed_again(house)
        listed = propose(system)
        assert listed is not None
        assert propose(system) is None, "what waits on a list is on no other"
        first, second = house.actor("responsible"), newcomer_with_keys(house)
        seen = one_list(first, listed)
        assert {line.number: line.left_out != "" for line in seen.lines}.get(number_of(house, held)) is True
        with pytest.raises(ProgrammingError, match="nobody destroys alone"), as_program(house, system) as door:
            destroy(system.organisation_id, [key_on(house, made)], using=door.using)
        assert approve(first, listed) is None, "nobody destroys alone"
        with pytest.raises(Conflict):
            approve(first, listed)
        assert do(system, listed) == 0
        not_before = approve(second, listed)
        assert not_before is not None
        assert not_before > clock.today(), "there are days to think it over"
        assert do(system, listed) == 0
        journey.advance(timedelta(days=8))
        assert certify(system, listed), "there is no certificate while anything is left"
        stopped_at_every_point(house, system, listed, monkeypatch)
        shred(house, made)
        assert certify(system, listed) == []
        done = one_list(house.actor("responsible"), listed)
        assert done.certificate is not None
        assert [one["name"] for one in done.certificate["approved_by"]] == ["Responsible", second_name(house)]
        assert date.fromisoformat(done.certificate["keys_gone_from_backups_by"]) > clock.today()
    after = keys_of(house, made)
    kept = {name for name, due in due_in(house, made).items() if due}
    assert after["alive"] == after["kept"], "what a statute keeps, stays; nothing else does"
    if here.name == "partner-in-werk":
        assert kept <= {"hours", "invoicing"}
    assert keys_of(house, held)["alive"] > 0, "and nothing goes while something stops it"


def keys_of(house: House, made: Opened) -> dict[str, int]:
    """How many keys of a person still open something, and how many rows and tokens still say something."""
    with superuser(house.server, house.urls) as god:
        found = god.execute(
            "select (select count(*) from vault.data_key where person_id = %(person)s and destroyed_at is null),"
            " (select count(*) from dossiers_record where dossier_id = %(dossier)s and octet_length(sealed) > 0),"
            " (select count(*) from dossiers_searchtoken where dossier_id = %(dossier)s),"
            " (select count(distinct data_key_id) from retention_ending where dossier_id = %(dossier)s and shielded)",
            {"person": made.person_id, "dossier": made.dossier_id},
        ).fetchone()
    assert found is not None
    return dict(zip(("alive", "sealed", "tokens", "kept"), found, strict=True))


def key_on(house: House, made: Opened) -> UUID:
    with superuser(house.server, house.urls) as god:
        row = god.execute(
            "select data_key_id from retention_ending where dossier_id = %s", [made.dossier_id]
        ).fetchone()
    assert row is not None
    return UUID(str(row[0]))


def number_of(house: House, made: Opened) -> str:
    with superuser(house.server, house.urls) as god:
        row = god.execute("select number from dossiers_dossier where id = %s", [made.dossier_id]).fetchone()
    assert row is not None
    return str(row[0])


@contextmanager
def as_program(house: House, system: Actor) -> Iterator[Door]:
    """The program itself at work on a dossier, past every service."""
    with open_door(system, "read", dossier_id=house.dossiers["uwv"].dossier_id, using="worker") as door:
        door.note(Kind.DOSSIER_READ)
        yield door


def signed_again(house: House) -> None:
    """Years later who works here signs secrecy again where that ran out."""
    for who in ("responsible",):
        sign_everything(house.actor(who))


def newcomer_with_keys(house: House) -> Actor:
    """A second person who decides."""
    actor = newcomer(house, "mede-beslisser", "responsible")
    sign_everything(actor)
    return actor


def second_name(house: House) -> str:
    return "Mede-Beslisser"


def stopped_at_every_point(house: House, system: Actor, listed: UUID, monkeypatch: pytest.MonkeyPatch) -> None:
    """Stop the program in the middle of each step of the first line, and then let it go on to the end."""
    steps = doing.STEPS
    for at, (step, does) in enumerate(steps):

        def stopped(door: Door, line: Line, does: Callable[[Door, Line], None] = does) -> None:
            does(door, line)
            raise Stopped

        monkeypatch.setattr(doing, "STEPS", (*steps[:at], (step, stopped), *steps[at + 1 :]))
        with pytest.raises(Stopped):
            do(system, listed)
        assert residue(system, listed)
    monkeypatch.setattr(doing, "STEPS", steps)
    assert do(system, listed) > 0
    assert do(system, listed) == 0, "what is done is done once"


class Stopped(BaseException):
    """The machine went off."""


def shred(house: House, made: Opened) -> None:
    """Tick off the paper of a dossier where there is any."""
