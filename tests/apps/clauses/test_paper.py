"""Paper beside the screen: everybody guided has a paper part, who takes it out, and one end for both."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import DatabaseError

from tests.apps.clauses.carrying import carrying
from tests.apps.clauses.conftest import HouseOf
from tests.apps.clauses.house import House
from tests.apps.clauses.running import newcomer, started
from tests.policy.clauses.register import Registered
from waarborg.dossiers import looks
from waarborg.dossiers.services import Opened
from waarborg.gate.actors import Actor, actor_at
from waarborg.gate.door import open_door
from waarborg.kernel import clock
from waarborg.kernel.errors import InvalidInput, NotFound, Refused
from waarborg.ledger.vocabulary import Kind
from waarborg.paper import selectors, services
from waarborg.paper.models import Loan
from waarborg.paper.selectors import SeenPaper
from waarborg.work.choices import TaskKind
from waarborg.work.models import Task
from waarborg.work.selectors import deadlines
from waarborg.work.services import complete

OWNER = "owner"


def filed(house: House, made: Opened, *categories: str) -> SeenPaper:
    """A paper part in the cabinet, with reports and plans in it unless it is said to hold something else."""
    new = services.NewPaper(cabinet="A2", shelf="3", categories=categories or ("progress_report", "trajectory_plan"))
    number = services.file_paper(house.actor("coach"), made.dossier_id, new)
    return next(one for one in papers(house, made) if one.index_number == number)


def papers(house: House, made: Opened) -> list[SeenPaper]:
    return list(selectors.of_dossier(house.actor("coach"), made.dossier_id).papers)


@carrying({"click-re-integratie": ("CLICK-0.1a",)}, only=True)
def test_who_starts_somebodys_guidance_also_files_their_paper_dossier(here: Registered, house_of: HouseOf) -> None:
    house = house_of(here)
    coach, made = house.actor("coach"), started(house)
    asked = Task.objects.using(OWNER).get(dossier_id=made.dossier_id, kind=TaskKind.FILE_PAPER)
    assert (asked.for_account_id, asked.due_on) == (coach.account_id, clock.today())
    assert here.rules[asked.rule].clauses[0] == "CLICK-0.1a"
    assert asked.pk in {task.id for task in deadlines(coach).today}
    with pytest.raises(InvalidInput):
        complete(coach, asked.pk)
    filed(house, made)
    assert asked.pk not in {task.id for task in deadlines(coach).today}
    asked.refresh_from_db()
    assert asked.done_at is not None


@carrying({"click-re-integratie": ("CLICK-1.1c",)}, only=True)
def test_what_lies_in_the_cabinet_is_listed_with_the_dossier_and_of_the_same_kinds(
    here: Registered, house_of: HouseOf
) -> None:
    house = house_of(here)
    made = started(house)
    paper = filed(house, made)
    assert (paper.cabinet, paper.shelf) == ("A2", "3")
    assert paper.categories == ("progress_report", "trajectory_plan")
    known = house.catalogue.entries
    with pytest.raises(InvalidInput) as mistake:
        filed(house, made, "postcards")
    assert set(mistake.value.fields) == {"categories"}
    assert set(paper.categories) <= set(known), "of the same kinds of data, and so with the same terms"


@carrying({"click-re-integratie": ("CLICK-2.7b",)}, only=True)
def test_another_takes_a_dossier_out_once_the_director_let_them_and_for_no_longer(
    here: Registered, house_of: HouseOf
) -> None:
    house = house_of(here)
    made = started(house)
    paper, manager = filed(house, made), newcomer(house, "manager", "management")
    with pytest.raises((Refused, NotFound)):
        services.take_out(manager, made.dossier_id, paper.id)
    with pytest.raises((DatabaseError, NotFound)):
        past_the_service(manager, made, paper)
    asked = looks.ask(manager, made.dossier_id, reason="Controle van het dossier")
    director = house.actor("responsible")
    with pytest.raises((Refused, InvalidInput)):
        looks.grant(manager, made.dossier_id, asked, looks.Granting())
    ends_at = looks.grant(director, made.dossier_id, asked, looks.Granting())
    loan = services.take_out(manager, made.dossier_id, paper.id)
    assert loan.borrower_id == manager.account_id
    assert loan.due_on
    kinds = set(Task.objects.using(OWNER).filter(subject_id=loan.pk).values_list("kind", flat=True))
    assert kinds == {TaskKind.BRING_BACK, TaskKind.REVIEW_ACT}, "it comes back, and somebody looks back on it"
    services.bring_back(manager, made.dossier_id, paper.id)
    with clock.travel(ends_at + timedelta(seconds=1)):
        later = actor_at(manager.somebody, manager.organisation_id, strong=True)
        with pytest.raises((Refused, NotFound)):
            services.take_out(later, made.dossier_id, paper.id)


def past_the_service(who: Actor, made: Opened, paper: SeenPaper) -> None:
    """Write a loan as the application, without asking the rules."""
    with open_door(who, "lend", dossier_id=made.dossier_id) as door:
        decision = door.note(Kind.PAPER_TAKEN_OUT)
        loan = Loan(
            organisation_id=who.organisation_id,
            dossier_id=made.dossier_id,
            paper_id=paper.id,
            borrower_id=who.somebody,
            taken_at=clock.now(),
            decision_id=decision,
        )
        Loan.objects.bulk_create([loan])
