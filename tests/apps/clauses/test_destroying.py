"""Destroying: two people, every step, paper too, nothing left, and proof at the end."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest
from django.db import DatabaseError, ProgrammingError
from django.urls import reverse
from django.utils.translation import override

from tests.apps.clauses.carrying import carrying
from tests.apps.clauses.conftest import HouseOf
from tests.apps.clauses.ending import (
    DAY,
    REASON,
    as_program,
    counted,
    due_in,
    end,
    filled,
    key_on,
    keys_of,
    leave_out_but,
    newcomer_with_keys,
    number_of,
    past_the_services,
    second_name,
    signed_again,
)
from tests.apps.clauses.house import House
from tests.apps.clauses.running import signed_in
from tests.apps.gate.populations import superuser
from tests.apps.settling import seal_settled
from tests.policy.clauses.register import Registered
from waarborg.accounts.models import Membership
from waarborg.destruction import doing
from waarborg.destruction.approving import approve, decline, no_more_asked
from waarborg.destruction.certifying import attach_proofs, certify, residue
from waarborg.destruction.choices import LeftOut, Measure, State
from waarborg.destruction.doing import do
from waarborg.destruction.models import KeptCount, Line
from waarborg.destruction.printing import certificate, certificate_pdf
from waarborg.destruction.proposing import leave_out, propose
from waarborg.destruction.remainder import keep_counts, kept_counts
from waarborg.destruction.selectors import odd_term
from waarborg.destruction.selectors import one as one_list
from waarborg.destruction.shredding import ask_for_paper, tick_off
from waarborg.dossiers.services import Opened
from waarborg.gate.actors import Actor, system_at
from waarborg.gate.door import Door, open_door
from waarborg.kernel import clock
from waarborg.kernel.errors import Conflict, InvalidInput, NotFound
from waarborg.kernel.identifiers import new_id
from waarborg.ledger.proofs import check
from waarborg.ledger.vocabulary import Kind
from waarborg.paper.models import PaperFile
from waarborg.paper.rules import paper_rules
from waarborg.paper.services import NewPaper, file_paper
from waarborg.policy.retention_rows import count_row
from waarborg.registers.tables import Asked, register
from waarborg.retention.holds import place
from waarborg.retention.rules import approval_of
from waarborg.vault.services import destroy
from waarborg.work.choices import TaskKind
from waarborg.work.models import Task
from waarborg.work.services import remind

TWICE = {
    "bijstand-naar-werk": ("BNW-p04b",),
    "click-re-integratie": ("CLICK-1.1c", "CLICK-2.5c", "CLICK-2.5d", "CLICK-S.8b"),
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
    file_on_paper(house, made)
    held = filled(house)
    for one in (made, held):
        end(house, one, clock.today())
    place(house.actor("coach"), held.dossier_id, REASON)
    before, period = keys_of(house, made), Asked(on=clock.today() + DAY)
    counted = register(house.actor("responsible"), "aantallen", period, "nl")
    assert before["alive"] > 0
    with clock.travel(clock.now() + timedelta(days=4 * 366)) as journey:
        signed_again(house)
        alone = [who for who in responsible(house) if who != house.people["responsible"]] == []
        listed = propose(system)
        assert listed is not None
        asked = listed in asked_of(house.actor("coach"))
        assert asked is alone, "where one person decides, who else may look is asked too"
        assert propose(system) is None, "what waits on a list is on no other"
        first, second = house.actor("responsible"), newcomer_with_keys(house)
        assert listed in asked_of(first)
        seen = one_list(first, listed)
        assert {line.number: line.left_out != "" for line in seen.lines}.get(number_of(house, held)) is True
        with pytest.raises(ProgrammingError, match="nobody destroys alone"), as_program(house, system) as door:
            destroy(system.organisation_id, [key_on(house, made)], using=door.using)
        assert approve(first, listed) is None, "nobody destroys alone"
        alone_by_no_route(house, system, first, listed)
        with pytest.raises(Conflict):
            approve(first, listed)
        assert do(system, listed) == 0
        not_before = approve(second, listed)
        assert not_before is not None
        assert not_before > clock.today(), "there are days to think it over"
        assert do(system, listed) == 0
        no_more_asked(system)
        assert listed not in {*asked_of(first), *asked_of(second)}, "what was decided is asked of nobody"
        journey.advance(timedelta(days=8))
        assert certify(system, listed), "there is no certificate while anything is left"
        stopped_at_every_point(house, system, listed, monkeypatch)
        shred(house, system, listed, made)
        assert certify(system, listed) == []
        done = one_list(house.actor("responsible"), listed)
        assert done.certificate is not None
        assert [one["name"] for one in done.certificate["approved_by"]] == ["Responsible", second_name(house)]
        assert date.fromisoformat(done.certificate["keys_gone_from_backups_by"]) > clock.today()
        proved_and_printed(house, system, listed)
    assert register(house.actor("responsible"), "aantallen", period, "nl") == counted, "a period counts as it did"
    after = keys_of(house, made)
    kept = {name for name, due in due_in(house, made).items() if due}
    assert after["alive"] == after["kept"], "what a statute keeps, stays; nothing else does"
    if here.name == "partner-in-werk":
        assert kept <= {"hours", "invoicing"}
    assert keys_of(house, held)["alive"] > 0, "and nothing goes while something stops it"


def asked_of(who: Actor) -> set[UUID | None]:
    with open_door(who, "read") as door:
        door.note(Kind.TASKS_READ)
        open_ones = Task.objects.using(door.using).filter(kind=TaskKind.APPROVE_DESTRUCTION, done_at__isnull=True)
        return set(open_ones.values_list("subject_id", flat=True))


def responsible(house: House) -> set[UUID]:
    """Who holds the role that decides, today."""
    running = Membership.objects.filter(organisation_id=house.agency.organisation.pk, role="responsible")
    return set(running.filter(until_on__isnull=True).values_list("account_id", flat=True))


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


def file_on_paper(house: House, made: Opened) -> None:
    """Two paper parts where the regulation knows paper: one goes whole, of one a statute keeps something."""
    if paper_rules(house.anybody.in_force) is None:
        return
    kinds = counted(house.actor("coach"), made)
    goes = next(name for name, one in kinds.items() if not one.shielded)
    stays = next((name for name, one in kinds.items() if one.shielded), goes)
    for categories in ((goes,), (goes, stays)):
        file_paper(house.actor("coach"), made.dossier_id, NewPaper(cabinet="B1", categories=categories))


def shred(house: House, system: Actor, listed: UUID, made: Opened) -> None:
    """Tick off the paper, by somebody with a name; before that there is no certificate."""
    who = house.actor("responsible")
    going = one_list(who, listed).paper
    assert bool(going) == (paper_rules(who.in_force) is not None)
    if not going:
        return
    assert [one.place for one in certify(system, listed)] == ["paper_paperfile"]
    assert ask_for_paper(system, listed)
    assert ask_for_paper(system, listed), "and it is asked once"
    waiting = Task.objects.using("owner").filter(kind=TaskKind.SHRED_PAPER, subject_id=listed, done_at=None)
    assert {one.for_role for one in waiting} == set(approval_of(who).decides)
    wholes = [tick_off(who, listed, one.id) for one in going]
    assert wholes == [not one.staying for one in going]
    with pytest.raises(NotFound):
        tick_off(who, listed, going[0].id)
    assert not waiting.all().exists()
    left = PaperFile.objects.using("owner").filter(dossier_id=made.dossier_id)
    assert {tuple(one.categories) for one in left} == {tuple(one.staying) for one in going}


def proved_and_printed(house: House, system: Actor, listed: UUID) -> None:
    """The certificate as data, with the proof that its event stands in the sealed ledger; and as accessible PDF."""
    seal_settled(system.organisation_id)
    assert attach_proofs(system) >= 1
    assert attach_proofs(system) == 0, "a proof is added once"
    who = house.actor("responsible")
    said = certificate(who, listed)
    head, proof = said["proof"]["head"], said["proof"]
    assert check(proof)
    assert json.loads(json.dumps(said))["proof"]["head"]["root"] == head["root"]
    paper = [(one["name"], one["whole"]) for one in said["paper"]]
    assert set(paper) <= {("Responsible", True), ("Responsible", False)}
    assert bool(paper) == (paper_rules(who.in_force) is not None)
    pdf = certificate_pdf(who, listed, "nl")
    assert b"<pdfuaid:part>1</pdfuaid:part>" in pdf
    assert pdf == certificate_pdf(who, listed, "nl"), "the same certificate is the same file"


@carrying({"jm-werkt": ()}, only=True)
def test_a_term_that_is_very_short_or_very_long_says_so_before_anybody_approves(here: Registered) -> None:
    due = date(2030, 1, 31)
    assert here.name
    with override("en"):
        assert "short" in odd_term(["2030-01-25", "2030-01-30"], due)
        assert "long" in odd_term(["2018-12-31"], due)
        assert odd_term(["2028-01-31"], due) == odd_term([], due) == ""


def alone_by_no_route(house: House, system: Actor, first: Actor, listed: UUID) -> None:
    """One person who approved once gets no further: by the form, by the services, or by SQL as the program itself."""
    browser = signed_in(first)
    browser.post(reverse("desk:destruction_approve", args=[listed]))
    assert one_list(first, listed).state is State.PROPOSED
    with pytest.raises(Conflict):
        decline(first, listed)
    another = "gen_random_uuid(), organisation_id, destruction_id, gen_random_uuid(), role, true, at, decision_id"
    moves = (
        ("default", "update destruction_destruction set state = 'approved', not_before = '2000-01-01'"),
        ("worker", "update destruction_destruction set state = 'approved'"),
        ("worker", "update destruction_line set step = 3"),
        ("worker", "update destruction_destruction set state = 'done'"),
        ("default", f"insert into destruction_approval select {another} from destruction_approval"),
    )
    for using, statement in moves:
        who = first if using == "default" else system
        with pytest.raises(DatabaseError):
            past_the_services(who, using, statement)
    assert do(system, listed) == 0


@carrying({"click-re-integratie": ("CLICK-2.5e",)}, only=True)
def test_counts_of_a_whole_year_stay_once_with_nobody_in_them_and_nothing_of_a_small_group(
    here: Registered, house_of: HouseOf
) -> None:
    house = house_of(here)
    made, system = filled(house), system_at(house.agency.organisation.pk, using="worker")
    end(house, made, clock.today())
    ended_like(house, made, paid_work=11, stopped=9, moved=1)
    year = clock.today().year
    with clock.travel(clock.now() + timedelta(days=4 * 366)) as journey:
        signed_again(house)
        listed = propose(system)
        assert listed is not None
        for who in (house.actor("responsible"), newcomer_with_keys(house)):
            approve(who, listed)
        journey.advance(timedelta(days=8))
        do(system, listed)
        kept = [one for one in kept_counts(house.actor("responsible")) if one.year == year]
        assert keep_counts(system, listed) == 0, "a year is counted once"
    rule = count_row(house.anybody.in_force.regulation)
    assert rule is not None
    assert {one.measure.value for one in kept} <= set(rule.measures)
    assert all(one.people >= rule.minimum_group for one in kept)
    outcomes = {one.value: one.people for one in kept if one.measure is Measure.OUTCOME}
    assert outcomes["paid_work"] >= 11
    assert "stopped" not in outcomes
    assert outcomes["other"] == 10, "what is too few on its own is kept together, where that is enough"
    columns = {one.name for one in KeptCount._meta.get_fields()}
    assert columns == {"id", "organisation", "year", "measure", "value", "people", "rule", "decision_id"}


def ended_like(house: House, made: Opened, **outcomes: int) -> None:
    """Further trajectories of the same year that ended, so many with each outcome."""
    with superuser(house.server, house.urls) as god:
        for outcome, many in outcomes.items():
            god.execute(
                "insert into dossiers_trajectory select (jsonb_populate_record(t, jsonb_build_object("
                "'id', gen_random_uuid(), 'outcome', %s::text, 'started_on', t.ended_on - 100))).*"
                " from dossiers_trajectory t, generate_series(1, %s) where t.id = %s",
                [outcome, many, made.trajectory_id],
            )


@carrying({"bijstand-naar-werk": ()}, only=True)
def test_of_somebody_of_whom_nothing_is_kept_not_even_a_frame_stays_and_nobody_signs_in_for_them(
    here: Registered, house_of: HouseOf
) -> None:
    house = house_of(here)
    made, system = filled(house), system_at(house.agency.organisation.pk, using="worker")
    kept, stays = filled(house), filled(house)
    browser = signed_in_for(house, made)
    for one in (made, kept, stays):
        end(house, one, clock.today())
    with clock.travel(clock.now() + timedelta(days=6 * 366)) as journey:
        signed_again(house)
        listed = propose(system)
        assert listed is not None
        first, second = house.actor("responsible"), newcomer_with_keys(house)
        with pytest.raises(InvalidInput):
            leave_out(first, listed, kept.dossier_id, LeftOut.JUDGED)
        leave_out(first, listed, kept.dossier_id, LeftOut.CLAIM)
        said = {line.left_out for line in one_list(first, listed).lines if line.number == number_of(house, kept)}
        assert said == {str(LeftOut.CLAIM.label)}, "nothing stays without a reason"
        for one in (first, second):
            approve(one, listed)
        journey.advance(timedelta(days=8))
        place(house.actor("responsible"), stays.dossier_id, replace(REASON, review_on=clock.today() + DAY))
        do(system, listed)
        assert certify(system, listed) == []
        assert frame_of(house, made) == {"assignments": 0, "endings": 0, "outcome": "", "sessions": 0, "active": 0}
        for one in (kept, stays):
            assert frame_of(house, one)["assignments"] > 0
            assert keys_of(house, one)["alive"] > 0
    assert browser


def signed_in_for(house: House, made: Opened) -> UUID:
    """Let somebody of the client's side have an account, a role and a visit."""
    account, today = new_id(), clock.today()
    with superuser(house.server, house.urls) as god:
        god.execute(
            "insert into accounts_account (id, login, display_name, kind, language, single_keys, is_active, created_at,"
            " password, mail_token) values (%s, %s, '', 'client', 'nl', true, true, now(), 'x', %s)",
            [account, str(account), str(account)],
        )
        decision = god.execute("select decision_id from dossiers_dossier where id = %s", [made.dossier_id]).fetchone()
        god.execute(
            "insert into accounts_membership (id, organisation_id, account_id, person_id, role, basis, from_on,"
            " bound_by_profession, health_domain, only_reads, decision_id)"
            " values (%s, %s, %s, %s, 'client', 'client', %s, false, false, false, %s)",
            [new_id(), house.agency.organisation.pk, account, made.person_id, today, decision and decision[0]],
        )
        god.execute(
            "insert into accounts_session (session_key, session_data, expire_date, account_id, began_at, seen_at)"
            " values (%s, '', now() + interval '9 years', %s, now(), now())",
            [str(account), account],
        )
    return account


def frame_of(house: House, made: Opened) -> dict[str, object]:
    with superuser(house.server, house.urls) as god:
        found = god.execute(
            "select (select count(*) from dossiers_assignment where dossier_id = %(dossier)s),"
            " (select count(*) from retention_ending where dossier_id = %(dossier)s),"
            " (select max(outcome) from dossiers_trajectory where dossier_id = %(dossier)s),"
            " (select count(*) from accounts_session s join accounts_membership m on m.account_id = s.account_id"
            "  where m.person_id = %(person)s),"
            " (select count(*) from accounts_account a join accounts_membership m on m.account_id = a.id"
            "  where m.person_id = %(person)s and (a.is_active or a.mail_token is not null))",
            {"person": made.person_id, "dossier": made.dossier_id},
        ).fetchone()
    assert found is not None
    return dict(zip(("assignments", "endings", "outcome", "sessions", "active"), found, strict=True))


@carrying({"click-re-integratie": ()}, only=True)
def test_a_list_of_which_everything_stays_by_now_ends_without_a_certificate(
    here: Registered, house_of: HouseOf
) -> None:
    house = house_of(here)
    made, system = filled(house), system_at(house.agency.organisation.pk, using="worker")
    end(house, made, clock.today())
    with clock.travel(clock.now() + timedelta(days=4 * 366)) as journey:
        signed_again(house)
        listed = propose(system)
        assert listed is not None
        who = house.actor("responsible")
        leave_out_but(house, who, listed, made)
        for one in (who, newcomer_with_keys(house)):
            approve(one, listed)
        journey.advance(timedelta(days=8))
        place(who, made.dossier_id, replace(REASON, review_on=clock.today() + DAY))
        assert do(system, listed) == 0
        assert certify(system, listed) == []
        seen = one_list(who, listed)
        assert (seen.state, seen.certificate) == (State.NOTHING, None)
        assert do(system, listed) == 0
