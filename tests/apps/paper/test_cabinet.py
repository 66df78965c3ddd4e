"""The cabinet: every paper dossier has its place and a number without a name; who may takes one out, until a day."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
from django.db import ProgrammingError
from django.urls import reverse

from tests.apps.cast import NAME, Cast
from waarborg.dossiers.catalogue import catalogue_of
from waarborg.dossiers.history import who_looked
from waarborg.gate.door import open_door
from waarborg.kernel import clock
from waarborg.kernel.errors import Conflict, InvalidInput, NotFound, Refused
from waarborg.ledger.vocabulary import Kind
from waarborg.paper import selectors, services
from waarborg.paper.models import Loan, PaperFile
from waarborg.paper.rules import paper_rules
from waarborg.work.selectors import deadlines

HOLDS = ("conversation_report", "correspondence")
IN_IT = services.NewPaper(cabinet="A2", shelf="3", categories=HOLDS)
CABINET = pytest.mark.clause("CLICK-1.1d", "BNW-p09c")


def filed(cast: Cast, new: services.NewPaper = IN_IT) -> UUID:
    number = services.file_paper(cast.actor("anna"), cast.dossier_id, new)
    return next(one.id for one in papers(cast) if one.index_number == number)


def papers(cast: Cast, who: str = "anna") -> list[selectors.SeenPaper]:
    return selectors.register(cast.actor(who))


@CABINET
def test_every_paper_dossier_has_a_place_and_a_number_that_says_nothing(cast: Cast) -> None:
    one, other = filed(cast), filed(cast)
    seen = {paper.id: paper for paper in papers(cast)}
    assert seen[other].index_number == seen[one].index_number + 1
    assert (seen[one].cabinet, seen[one].shelf, seen[one].name) == ("A2", "3", NAME)
    with open_door(cast.actor("anna"), "read", dossier_id=cast.dossier_id) as door:
        door.note(Kind.DOSSIER_READ)
        assert {paper.id for paper in selectors.papers_of(door, cast.dossier_id)} >= {one, other}


@pytest.mark.parametrize("place", ["", "kast van Kanariena", "../..", "A" * 13])
def test_a_place_is_a_few_letters_and_digits_in_which_no_name_fits(cast: Cast, place: str) -> None:
    with pytest.raises(InvalidInput) as mistake:
        services.file_paper(cast.actor("anna"), cast.dossier_id, services.NewPaper(cabinet=place, categories=HOLDS))
    assert set(mistake.value.fields) == {"cabinet"}


@pytest.mark.clause("CLICK-2.7a", "CLICK-2.7e")
def test_who_may_takes_it_out_in_their_own_name_and_it_is_back_in_time_or_a_task(cast: Cast) -> None:
    anna, paper = cast.actor("anna"), filed(cast)
    rules = paper_rules(anna.in_force)
    assert rules
    loan = services.take_out(anna, cast.dossier_id, paper)
    assert loan.due_on == rules.due(clock.today())
    (seen,) = [one for one in papers(cast) if one.id == paper]
    assert (seen.borrower, seen.is_out, seen.is_late) == ("Anna", True, False)
    tasks = deadlines(anna)
    mine = [task for group in (tasks.today, tasks.this_week, tasks.later, tasks.without_term) for task in group]
    assert loan.pk in {task.subject_id for task in mine}
    if loan.due_on:
        with clock.travel(clock.now() + timedelta(days=10)):
            assert loan.pk in {task.subject_id for task in deadlines(anna).late}
            assert next(one for one in papers(cast) if one.id == paper).is_late
    with pytest.raises(Conflict):
        services.take_out(anna, cast.dossier_id, paper)
    services.bring_back(anna, cast.dossier_id, paper)
    assert not next(one for one in papers(cast) if one.id == paper).is_out
    assert loan.pk not in {task.subject_id for task in deadlines(anna).without_term + deadlines(anna).later}
    with pytest.raises(NotFound):
        services.bring_back(anna, cast.dossier_id, paper)
    kinds = [event.kind for event in who_looked(anna, cast.dossier_id).events]
    assert {Kind.PAPER_FILED, Kind.PAPER_TAKEN_OUT, Kind.PAPER_BACK} <= set(kinds)


@pytest.mark.clause("CLICK-2.7a", "BNW-p09c")
@pytest.mark.parametrize("who", ["bram", "dina", "sam"])
def test_who_may_not_takes_nothing_out(cast: Cast, who: str) -> None:
    paper = filed(cast)
    with pytest.raises((Refused, NotFound)):
        services.take_out(cast.actor(who), cast.dossier_id, paper)


def test_nobody_takes_out_what_they_may_not_carry(cast: Cast) -> None:
    """One kind of data that a rule keeps in is enough: what holds it stays where it is."""
    anna = cast.actor("anna")
    with open_door(anna, "lend", dossier_id=cast.dossier_id) as door:
        door.note(Kind.DOSSIER_READ)
        carried = {category for _scope, category in door.permitted()}
    for closed in sorted(set(catalogue_of(anna.in_force).entries) - carried):
        paper = filed(cast, services.NewPaper(cabinet="B1", categories=(*HOLDS, closed)))
        with pytest.raises(Refused):
            services.take_out(anna, cast.dossier_id, paper)


def test_of_two_who_move_it_the_second_is_told(cast: Cast) -> None:
    anna, paper = cast.actor("anna"), filed(cast)
    services.move_paper(anna, cast.dossier_id, paper, cabinet="B4", shelf="", version=1)
    with pytest.raises(Conflict):
        services.move_paper(anna, cast.dossier_id, paper, cabinet="C4", shelf="", version=1)
    assert next(one for one in papers(cast) if one.id == paper).cabinet == "B4"


def test_nobody_knows_of_paper_of_dossiers_that_are_not_theirs(cast: Cast) -> None:
    filed(cast)
    assert papers(cast, "bram") == []
    with open_door(cast.actor("bram"), "read") as door:
        door.note(Kind.CASELOAD_READ)
        assert not PaperFile.objects.exists()
        assert not Loan.objects.exists()


def test_the_index_to_print_goes_by_the_alphabet_and_is_an_event(cast: Cast) -> None:
    filed(cast)
    page = cast.browser("anna").post(reverse("desk:paper_index")).content.decode()
    assert NAME in page
    assert Kind.PRINT_MADE in {event.kind for event in who_looked(cast.actor("anna"), cast.dossier_id).events[:3]}
    with pytest.raises(Refused):
        selectors.index(cast.actor("dina"))


def test_what_is_out_is_not_shredded_and_nobody_shreds_alone(cast: Cast) -> None:
    anna, paper = cast.actor("anna"), filed(cast)
    services.take_out(anna, cast.dossier_id, paper)
    with pytest.raises(Conflict), open_door(anna, "write", dossier_id=cast.dossier_id) as door:
        services.destroy_paper(door, [paper])
    services.bring_back(anna, cast.dossier_id, paper)
    with (
        pytest.raises(ProgrammingError, match="nobody destroys alone"),
        open_door(anna, "write", dossier_id=cast.dossier_id) as door,
    ):
        services.destroy_paper(door, [paper])
    assert paper in {one.id for one in papers(cast)}


def test_in_the_browser_it_is_filed_taken_out_and_brought_back(cast: Cast) -> None:
    anna, url = cast.browser("anna"), reverse("desk:dossier_paper", args=[cast.number])
    assert anna.post(url, {"cabinet": "kast van Jan de Vries", "categories": list(HOLDS)}).status_code == 422
    page = anna.post(url, {"cabinet": "Z-9", "categories": list(HOLDS)}, follow=True).content.decode()
    assert "Z-9" in page
    paper = next(one for one in papers(cast) if one.cabinet == "Z-9")
    take = reverse("desk:paper_take", args=[cast.number, paper.id])
    assert take in page
    assert "Anna" in anna.post(take, follow=True).content.decode()
    assert take not in anna.get(url).content.decode()
    anna.post(reverse("desk:paper_move", args=[cast.number, paper.id]), {"cabinet": "Y-1", "version": "1"})
    back = anna.post(reverse("desk:paper_back", args=[cast.number, paper.id]), follow=True).content.decode()
    assert "Y-1" in back
    assert "Z-9" not in back
    assert NAME in anna.get(reverse("desk:paper_register")).content.decode()
