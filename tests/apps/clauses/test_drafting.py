"""The regulation itself is changed by two people: a draft put forward by one, approved by another, adopted."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction

from tests.apps.clauses.carrying import carrying
from tests.apps.clauses.conftest import HouseOf
from tests.apps.clauses.ending import end, filled
from tests.apps.clauses.house import House
from tests.policy.clauses.register import Registered
from waarborg.adoption.models import Cell, Version
from waarborg.adoption.selectors import adopted, adopted_days
from waarborg.adoption.services import adopt
from waarborg.drafting.adopting import adopt_approved
from waarborg.drafting.examining import examine
from waarborg.drafting.impact import Impact, impact_of
from waarborg.drafting.models import Draft
from waarborg.drafting.selectors import draft_in_hand, drafts, text_in_force
from waarborg.drafting.services import approve, begin, decline, keep, put_forward
from waarborg.gate.actors import Actor, system_at
from waarborg.gate.door import Claims, in_context, open_door
from waarborg.gate.policies import in_force
from waarborg.kernel import clock
from waarborg.kernel.by_calendar import organisations
from waarborg.kernel.errors import Conflict, InvalidInput, Refused
from waarborg.kernel.identifiers import new_id
from waarborg.ledger.vocabulary import Kind
from waarborg.letters.models import Round
from waarborg.policy.amending import terms_in, with_head, with_term
from waarborg.policy.model.base import Period, Unit
from waarborg.publication.first_day import tell_on_first_day
from waarborg.work.choices import TaskKind
from waarborg.work.models import Task

SECOND = Claims(facts=("second_person_agreed",))


def decides(house: House) -> Actor:
    return house.actor("responsible")


def coach(house: House) -> Actor:
    return house.actor("coach")


def first_day(house: House) -> date:
    return max(adopted_days(house.agency.organisation.pk)[0], clock.today()) + timedelta(days=30)


def changed(house: House) -> str:
    """The version in force with the term of keeping a trajectory one year shorter, from a day to come."""
    held = draft_in_hand(coach(house))
    assert held
    term = next(one for one in terms_in(held.source) if one.rule == "2.5/trajectory")
    text = with_term(held.source, term, Period(number=1, unit=Unit.YEARS))
    return with_head(text, "in_force_from", first_day(house).isoformat())


@carrying({"working-progression": ("WP-2.1.3a4",)}, only=True)
def test_a_draft_becomes_a_version_once_another_agreed(here: Registered, house_of: HouseOf) -> None:
    house = house_of(here)
    organisation = house.agency.organisation.pk
    assert begin(coach(house)) >= 1
    with pytest.raises(Conflict):
        begin(coach(house))
    base = drafts(coach(house))[0].number
    number = keep(coach(house), changed(house), base=base)
    with pytest.raises(Conflict):
        keep(decides(house), "regulation: x\n", base=base)
    held = draft_in_hand(coach(house))
    assert held
    assert held.number == number
    with pytest.raises(Conflict):
        approve(decides(house), held.id)
    put_forward(decides(house), held.id)
    with pytest.raises(Conflict, match=r"yourself|zelf"):
        approve(decides(house), held.id)
    with pytest.raises(Refused) as refusal:
        approve(coach(house), held.id)
    assert refusal.value.decision.question.action == "define"
    assert adopt_approved(organisation) == 0
    decline(decides(house), held.id)
    assert draft_in_hand(coach(house)) is None
    keep(coach(house), held.source)
    again = draft_in_hand(coach(house))
    assert again
    put_forward(coach(house), again.id)
    approve(decides(house), again.id)
    before = in_force(organisation)
    assert adopt_approved(organisation) == 1
    assert adopt_approved(organisation) == 0
    assert again.in_force_from in adopted_days(organisation)
    assert in_force(organisation).version_id == before.version_id, "it waits for its day"
    kept = {rule.id: rule for article in adopted(organisation, again.id).regulation.articles for rule in article.rules}
    assert kept["2.5/trajectory"].at_most == Period(number=1, unit=Unit.YEARS)  # type: ignore[attr-defined]
    assert in_force(organisation, again.in_force_from).version_id == again.id


def put_forward_for_another(house: House, number: int) -> None:
    """A draft that is put forward the moment it is made, in the name of somebody else."""
    with open_door(coach(house), "propose") as door:
        door.require_anywhere()
        decision = door.note(Kind.REGULATION_DRAFT_MADE)
        Draft.objects.bulk_create([Draft(
            id=new_id(), organisation_id=house.agency.organisation.pk, number=number, sha256="0" * 64, source="x",
            why="text", made_by_id=coach(house).somebody, made_at=clock.now(), decision_id=decision,
            proposed_by_id=decides(house).somebody, proposed_at=clock.now(),
        )])  # fmt: skip


def approve_alone(house: House, draft_id: UUID, **forged: object) -> None:
    """What the service refuses, written by hand."""
    with open_door(decides(house), "define", claims=SECOND) as door:
        door.require_anywhere()
        decision = door.note(Kind.REGULATION_DRAFT_APPROVED)
        Draft.objects.filter(pk=draft_id).update(
            approved_by_id=decides(house).somebody, approved_at=clock.now(), decided_decision_id=decision, **forged
        )


@carrying({"working-progression": ("WP-2.1.3a4",)}, only=True)
def test_postgresql_lets_nobody_adopt_alone(here: Registered, house_of: HouseOf) -> None:
    house = house_of(here)
    organisation = house.agency.organisation.pk
    keep(coach(house), changed_again(house))
    held = draft_in_hand(coach(house))
    assert held
    with pytest.raises(ProgrammingError):
        put_forward_for_another(house, held.number + 1)
    put_forward(decides(house), held.id)
    with pytest.raises((ProgrammingError, IntegrityError)):
        approve_alone(house, held.id)
    with pytest.raises(ProgrammingError, match="put forward once"):
        approve_alone(house, held.id, proposed_by_id=coach(house).somebody)  # as if a colleague had put it forward
    with pytest.raises(ProgrammingError), in_context(system_at(organisation, using="worker"), "adopt", using="worker"):
        Version.objects.using("worker").bulk_create([Version(
            id=held.id, organisation_id=organisation, regulation="x", in_force_from=first_day(house), sha256="0" * 64,
            source=held.source, laws={}, adopted_at=clock.now(),
        )])  # fmt: skip
    standing = in_force(organisation).version_id
    with pytest.raises(ProgrammingError), in_context(system_at(organisation, using="worker"), "adopt", using="worker"):
        Cell.objects.using("worker").bulk_create([Cell(
            organisation_id=organisation, version_id=standing, role="coach", action="read", category="x", group=1,
        )])  # fmt: skip
    with pytest.raises(ProgrammingError), transaction.atomic(), in_context(decides(house), "define"):
        Version.objects.filter(pk=standing).update(source="x")
    decline(decides(house), held.id)


def changed_again(house: House) -> str:
    return with_head(text_in_force(coach(house)), "in_force_from", (first_day(house) + timedelta(days=1)).isoformat())


@carrying({"working-progression": ("WP-2.1.3a4",)}, only=True)
def test_what_is_not_right_is_kept_and_does_not_go_on(here: Registered, house_of: HouseOf) -> None:
    house = house_of(here)
    keep(coach(house), "regulation: klein\n  title: x")
    held = draft_in_hand(coach(house))
    assert held
    assert [one.line for one in examine(held.source).mistakes] == [2]
    with pytest.raises(InvalidInput):
        put_forward(coach(house), held.id)
    keep(coach(house), text_in_force(coach(house)))
    held = draft_in_hand(coach(house))
    assert held
    with pytest.raises(InvalidInput, match=r"come|komt"):
        put_forward(coach(house), held.id)


def under(house: House, years: int) -> Impact:
    """What it would mean if a trajectory stayed so many years."""
    text = text_in_force(coach(house))
    term = next(one for one in terms_in(text) if one.rule == "2.5/trajectory")
    ready = examine(with_term(text, term, Period(number=years, unit=Unit.YEARS))).ready
    assert ready
    return impact_of(coach(house), ready, first_day(house))


@carrying({"working-progression": ()}, only=True)
def test_another_term_says_of_how_many_dossiers_something_ends_earlier_later_or_at_once(
    here: Registered, house_of: HouseOf
) -> None:
    house = house_of(here)
    before = {years: under(house, years) for years in (2, 1, 3, 0)}  # what others ended in this house
    made = filled(house)
    end(house, made, clock.today())
    now = {years: under(house, years) for years in before}
    more = {
        years: tuple(
            getattr(now[years], what) - getattr(before[years], what) for what in ("earlier", "later", "at_once")
        )
        for years in before
    }
    assert more[2] == (0, 0, 0), "the same plans give the same dates"
    assert more[1] == (1, 0, 0)
    assert more[0][2] == 1
    assert more[3] == (0, 1, 0)
    same = now[2]
    assert same.closed >= 1
    assert same.open >= 1
    ready = examine(text_in_force(coach(house))).ready
    assert ready
    with (
        pytest.raises(ProgrammingError),
        in_context(system_at(house.agency.organisation.pk)),
        connection.cursor() as cursor,
    ):
        cursor.execute("select * from gate.dossiers_under('[]', current_date)")


@carrying({"bijstand-naar-werk": ("BNW-p11d",), "click-re-integratie": ("CLICK-4.7b",)}, only=True)
def test_on_the_first_day_of_a_version_clients_are_told_without_anybody_pressing(
    here: Registered, house_of: HouseOf
) -> None:
    house = house_of(here)
    organisation = house.agency.organisation.pk
    day = first_day(house) + timedelta(days=60)
    text = with_head(text_in_force(decides(house)), "in_force_from", day.isoformat())
    adopt(organisation, text, in_force_from=day, by=decides(house).somebody)
    assert organisation not in organisations("organisations_with_a_first_day", clock.today())
    with clock.travel(day):
        assert organisation in organisations("organisations_with_a_first_day", clock.today())
        began = tell_on_first_day(organisation)
        rounds = Round.objects.using("owner").filter(organisation_id=organisation, pk=began)
        asked = Task.objects.using("owner").filter(organisation_id=organisation, kind=TaskKind.TELL_CHANGED)
        assert asked.exists() or all(one.total >= 1 for one in rounds), "who decided tells all, or others are asked"
        assert began is None or rounds.get().account_id == decides(house).account_id
        assert began or {task.for_role for task in asked} >= {"coach"}
        assert organisation not in organisations("organisations_with_a_first_day", clock.today()), "once"
