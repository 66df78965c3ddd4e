"""Controls: asked in time of whom the article names, done with findings and a name under it, and blind to content."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
from django.db import DatabaseError, connection

from tests.apps.clauses.carrying import carrying
from tests.apps.clauses.conftest import HouseOf
from tests.apps.clauses.house import House
from tests.apps.clauses.test_disclosing import KIND, where
from tests.policy.clauses.register import Registered
from waarborg.controls import asking, selectors, services
from waarborg.controls.choices import Finding
from waarborg.controls.models import Control
from waarborg.controls.rules import controls_of
from waarborg.controls.services import Done
from waarborg.dossiers.selectors import dossier
from waarborg.gate import staff
from waarborg.gate.actors import Actor, system_at
from waarborg.gate.authorisations import NewRole, end_role, give_role
from waarborg.gate.door import open_door
from waarborg.kernel import clock
from waarborg.kernel.errors import InvalidInput, NotFound, Refused
from waarborg.ledger.vocabulary import Kind
from waarborg.work.choices import TaskKind
from waarborg.work.models import Task
from waarborg.work.selectors import deadlines
from waarborg.work.services import complete

OWNER = "owner"
FOUND = Done(outcome=Finding.IN_ORDER, text="Nagelopen, niets gevonden.", signed_as="Proef Persoon")
ASKED = {
    "click-re-integratie": ("CLICK-0.2b", "CLICK-2.1.4a", "CLICK-2.1.4b", "CLICK-2.1.4c", "CLICK-2.1.6a"),
    "working-progression": ("WP-0.2a", "WP-2.1.3a1", "WP-2.1.3a2", "WP-2.1.3b1", "WP-2.1.3c"),
}
TERMS = {
    "CLICK-0.2b": 92, "CLICK-2.1.4a": 366, "CLICK-2.1.4b": 92, "CLICK-2.1.4c": 366, "CLICK-2.1.6a": 92,
    "WP-0.2a": 92, "WP-2.1.3a1": 366, "WP-2.1.3a2": 366, "WP-2.1.3b1": 92, "WP-2.1.3c": 184,
}  # fmt: skip
"""Within how many days each comes again, at the most."""


def asked(house: House) -> None:
    """What the worker does every night."""
    asking.ask(system_at(house.agency.organisation.pk, using="worker"))


def open_tasks(house: House) -> dict[str, Task]:
    """The controls that stand open, by rule."""
    tasks = Task.objects.using(OWNER).filter(
        organisation_id=house.agency.organisation.pk, kind=TaskKind.CONTROL, done_at__isnull=True
    )
    return {task.rule: task for task in tasks}


def doing(house: House, task: Task) -> Actor:
    return house.actor(task.for_role)


@carrying(ASKED, only=True)
def test_each_control_is_asked_of_whom_its_article_names_and_comes_again_in_time(
    here: Registered, house_of: HouseOf
) -> None:
    house = house_of(here)
    asked(house)
    shown = set()
    for rule, task in open_tasks(house).items():
        for clause in here.rules[rule].clauses:
            if clause not in ASKED[here.name]:
                continue
            actor = doing(house, task)
            assert task.pk in {one.id for one in deadlines(actor).today}, "what was never done is due at once"
            services.done(actor, task.pk, FOUND)
            asked(house)
            again = open_tasks(house)[rule]
            assert again.due_on
            assert 27 < (again.due_on - clock.today()).days <= TERMS[clause]
            asked(house)
            assert open_tasks(house)[rule].pk == again.pk, "it is asked once"
            with clock.travel(again.due_on + timedelta(days=1)):
                (line,) = (one for one in selectors.register(actor).lines if one.rule.rule == rule)
                assert line.is_late
            shown.add(clause)
    assert shown == set(ASKED[here.name])


@carrying(ASKED, only=True)
def test_a_control_is_over_when_what_was_found_stands_there_with_a_name_and_not_before(
    here: Registered, house_of: HouseOf
) -> None:
    house = house_of(here)
    asked(house)
    task = next(iter(open_tasks(house).values()))
    actor = doing(house, task)
    with pytest.raises(InvalidInput):
        complete(actor, task.pk)
    with pytest.raises(DatabaseError):
        past_the_service(actor, task)
    for wrong in (Done(outcome="", text="", signed_as=" "), Done(outcome="fine", text="in orde", signed_as="")):
        with pytest.raises(InvalidInput) as mistake:
            services.done(actor, task.pk, wrong)
        assert set(mistake.value.fields) == {"outcome", "text", "signed_as"}
    for who in set(house.agency.accounts) - {task.for_role}:
        with pytest.raises(NotFound):
            services.done(house.actor(who), task.pk, FOUND)
    made = services.done(actor, task.pk, Done(outcome=Finding.TO_MEND, text="Er moet iets beter.", signed_as="Proef"))
    kept = Control.objects.using(OWNER).get(pk=made)
    assert (kept.signed_as, kept.role, b"beter" in bytes(kept.sealed)) == ("Proef", task.for_role, False)
    mend = Task.objects.using(OWNER).get(kind=TaskKind.MEND, subject_id=made)
    assert mend.for_account_id == actor.account_id
    with pytest.raises(NotFound):
        services.done(actor, task.pk, FOUND)


def past_the_service(actor: Actor, task: Task) -> None:
    """Tick it off as the application."""
    with open_door(actor, "read") as door:
        decision = door.note(Kind.TASK_COMPLETED)
        Task.objects.filter(pk=task.pk).update(
            done_at=clock.now(), done_by_id=actor.account_id, done_by_decision_id=decision
        )


LOOKING = {
    "click-re-integratie": ("CLICK-0.2b", "CLICK-2.1.4b", "CLICK-2.1.6a"),
    "working-progression": ("WP-0.2a", "WP-2.1.3b1"),
}


@carrying(LOOKING, only=True)
def test_who_controls_the_log_sees_who_looked_where_and_why_and_never_what_stands_there(
    here: Registered, house_of: HouseOf
) -> None:
    house = house_of(here)
    house.record(house.catalogue.identity, kind=KIND)
    dossier(house.actor("coach"), where(house))
    stranger = house.let_in("passer-by", "coach") if "passer-by" not in house.people else None
    if stranger:
        with pytest.raises(Refused):
            dossier(stranger, where(house))
    asked(house)
    looked = 0
    for rule, task in open_tasks(house).items():
        if not set(here.rules[rule].clauses) & set(LOOKING[here.name]):
            continue
        found = services.looking(doing(house, task), task.pk)
        assert found.looks_at_log
        assert found.sample.lines
        assert all(line.who or line.kind for line in found.sample.lines)
        assert any(not line.allowed for line in found.sample.of("unusual")), "a refusal stands out"
        assert house.dossiers[KIND].number in {line.dossier for line in found.sample.lines}
        assert "Robin" not in repr(found), "no name, no content"
        for who in set(house.agency.accounts) - {task.for_role}:
            with pytest.raises(NotFound):
                services.looking(house.actor(who), task.pk)
            assert log_by_itself(house.actor(who), task.pk) == 0
        looked += 1
    assert looked == len(LOOKING[here.name])


def log_by_itself(actor: Actor, task_id: UUID) -> int:
    """Ask PostgreSQL for the lines as the application, for a control that is somebody else's."""
    with open_door(actor, "read") as door:
        door.note(Kind.TASKS_READ)
        with connection.cursor() as cursor:
            cursor.execute("select count(*) from gate.log_for_control(%s, true, true, '{}', '{}', 9)", [task_id])
            (count,) = cursor.fetchone()
    return int(count)


LAID_DOWN = {"click-re-integratie": ("CLICK-2.1.4a",), "working-progression": ("WP-2.1.3a1", "WP-2.1.3a2")}


@carrying(LAID_DOWN, only=True)
def test_what_is_laid_down_has_versions_each_signed_by_whom_the_article_names(
    here: Registered, house_of: HouseOf
) -> None:
    house = house_of(here)
    laid = [one for one in controls_of(house.anybody.in_force) if one.lays_down]
    assert {clause for one in laid for clause in here.rules[one.rule].clauses} == set(LAID_DOWN[here.name])
    for one in laid:
        actor = house.actor(one.role)
        numbers = []
        for text in ("Alles staat versleuteld.", "Alles staat versleuteld, ook de kopie."):
            asked(house)
            task = open_tasks(house)[one.rule]
            services.done(actor, task.pk, Done(outcome=Finding.IN_ORDER, text=text, signed_as="Proef Persoon"))
            (line,) = (line for line in selectors.register(actor).lines if line.rule.rule == one.rule)
            assert line.last
            assert (line.last.text, line.last.signed_as) == (text, "Proef Persoon")
            numbers.append(line.last.number)
        assert numbers[1] == numbers[0] + 1
        asked(house)
        assert services.looking(actor, open_tasks(house)[one.rule].pk).text == text, "the next one begins with it"


@carrying({"click-re-integratie": ("CLICK-2.1.4d",)}, only=True)
def test_what_is_done_to_the_system_stands_in_a_log_of_its_own_without_any_dossier(
    here: Registered, house_of: HouseOf
) -> None:
    house = house_of(here)
    administrator = house.actor("system_administrator")
    house.record(house.catalogue.identity, kind=KIND)
    house.let_in(f"newcomer-{clock.now():%H%M%S%f}", "coach")
    for who in ("system_administrator", "responsible"):
        found = selectors.operations(house.actor(who))
        assert {Kind.ACCOUNT_OPENED, Kind.ROLE_GIVEN} <= {one.kind for one in found}
        assert {one.kind for one in found} <= set(selectors.OPERATIONS)
        assert "System_Administrator" in {one.who for one in found}
    assert administrator.account_id
    with pytest.raises(NotFound):
        selectors.operations(house.actor("coach"))
    with pytest.raises(Refused):
        dossier(administrator, where(house))


@carrying({"bijstand-naar-werk": ("BNW-C.2",)}, only=True)
def test_somebody_by_name_answers_for_requests_and_an_empty_place_is_a_task(
    here: Registered, house_of: HouseOf
) -> None:
    house = house_of(here)
    asked(house)
    named = {role: names for role, _article, names in selectors.register(house.actor("responsible")).holders}
    assert named["responsible"], "by name"
    gives = house.first("authorise")
    holder = next(one for one in staff.members(gives) if one.account_id == house.agency.accounts["responsible"])
    end_role(gives, next(one.id for one in holder.roles if one.role == "responsible"), until_on=clock.today())
    with clock.travel(clock.now() + timedelta(days=1)):
        asked(house)
        task = Task.objects.using(OWNER).get(
            organisation_id=house.agency.organisation.pk, kind=TaskKind.NAME_HOLDER, done_at__isnull=True
        )
        assert "BNW-C.2" in here.rules[task.rule].clauses
        assert task.pk in {one.id for one in deadlines(house.actor(task.for_role)).today}
        give_role(
            house.actor(task.for_role),
            NewRole(account_id=holder.account_id, role="responsible", from_on=clock.today()),
        )
        asked(house)
        task.refresh_from_db()
        assert task.done_at is not None


@carrying({"click-re-integratie": ("CLICK-0.6b",), "partner-in-werk": ("PIW-0.2a", "PIW-K7.1a")}, only=True)
def test_each_version_is_laid_where_anybody_can_read_it_and_signed_for_once(
    here: Registered, house_of: HouseOf
) -> None:
    house = house_of(here)
    laid = [one for one in controls_of(house.anybody.in_force) if one.since]
    assert laid
    asked(house)
    for one in laid:
        task = open_tasks(house).get(one.rule)
        if task is not None:
            services.done(doing(house, task), task.pk, FOUND)
    asked(house)
    assert not {one.rule for one in laid} & set(open_tasks(house)), "until there is another version"
    signed = Control.objects.using(OWNER).filter(organisation_id=house.agency.organisation.pk)
    assert {one.rule for one in laid} <= set(signed.values_list("rule", flat=True)), "somebody signed for each"
    for one in laid:
        assert one.since
        assert one.next_after(clock.today()) is None
        assert one.next_after(one.since - timedelta(days=1)) == clock.today(), "a new version has to be laid there anew"
