"""Paper dossiers filed, moved, taken out, brought back and destroyed. Whoever takes one out is who the rules let."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import IntegrityError, connections
from django.utils.translation import gettext as _

from waarborg.dossiers.catalogue import catalogue_of
from waarborg.gate.actors import Actor
from waarborg.gate.answers import Answer
from waarborg.gate.door import Door, open_door
from waarborg.kernel import clock
from waarborg.kernel.errors import Conflict, InvalidInput, NotFound
from waarborg.kernel.identifiers import new_id
from waarborg.ledger.vocabulary import Kind
from waarborg.paper.models import PLACE, Loan, PaperFile
from waarborg.paper.rules import PaperRules, paper_rules
from waarborg.paper.starting import waiting_for_paper
from waarborg.work.choices import TaskKind
from waarborg.work.models import Task
from waarborg.work.obligations import after_act
from waarborg.work.services import NewTask, create, finish


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPaper:
    """A paper part to file: where it stands, and which kinds of data lie in it."""

    cabinet: str
    shelf: str = ""
    categories: Sequence[str] = ()


def file_paper(actor: Actor, dossier_id: UUID, new: NewPaper) -> int:
    """File a paper part of a dossier; returns the number for its cover.

    Raises `Refused`, `NotFound` and `InvalidInput`.
    """
    _rules(actor)
    with open_door(actor, "write", dossier_id=dossier_id) as door:
        door.require_anywhere()
        cabinet, shelf = _place(new.cabinet, new.shelf)
        known = catalogue_of(actor.in_force).entries
        if not new.categories or set(new.categories) - known.keys():
            said = _("Choose what lies in it.")
            raise InvalidInput(_("Some things are not right yet."), {"categories": said})
        number = _next_number(door)
        decision = door.note(Kind.PAPER_FILED, categories=tuple(new.categories), details={"number": number})
        made = PaperFile(
            organisation_id=actor.organisation_id,
            dossier_id=dossier_id,
            index_number=number,
            cabinet=cabinet,
            shelf=shelf,
            categories=list(dict.fromkeys(new.categories)),
            filed_on=clock.today(),
            decision_id=decision,
        )
        PaperFile.objects.using(door.using).bulk_create([made])
        finish(door, waiting_for_paper(door, dossier_id))
    return number


def move_paper(actor: Actor, dossier_id: UUID, paper_id: UUID, *, cabinet: str, shelf: str, version: int) -> None:
    """Say where a paper part stands now. Raises `Refused`, `NotFound`, `InvalidInput`, `Conflict`."""
    with open_door(actor, "write", dossier_id=dossier_id) as door:
        door.require_anywhere()
        placed = _place(cabinet, shelf)
        paper = _paper(door, dossier_id, paper_id)
        door.note(Kind.PAPER_MOVED, details={"number": paper.index_number})
        changed = PaperFile.objects.using(door.using).filter(pk=paper_id, version=version)
        if not changed.update(cabinet=placed[0], shelf=placed[1], version=version + 1):
            raise Conflict("This paper dossier was moved by somebody else in the meantime.")


def take_out(actor: Actor, dossier_id: UUID, paper_id: UUID) -> Loan:
    """Take a paper part out of the cabinet, oneself: for every kind of data in it the rules must say yes.

    It is back by the day of the regulation: until then that is a task. Raises `Refused`, `NotFound`, `Conflict`.
    """
    rules = _rules(actor)
    with open_door(actor, "lend", dossier_id=dossier_id) as door:
        paper = _paper(door, dossier_id, paper_id)
        answers = [_require_carrying(door, category) for category in paper.categories]
        decision = door.note(
            Kind.PAPER_TAKEN_OUT, categories=tuple(paper.categories), details={"number": paper.index_number}
        )
        loan = Loan(
            id=new_id(),
            organisation_id=actor.organisation_id,
            dossier_id=dossier_id,
            paper_id=paper.pk,
            borrower_id=actor.somebody,
            taken_at=clock.now(),
            due_on=rules.due(clock.today()),
            decision_id=decision,
        )
        try:
            Loan.objects.using(door.using).bulk_create([loan])
        except IntegrityError:
            raise Conflict("Somebody took this paper dossier out already.") from None
        _bring_back_in_time(door, loan, rules, answers)
    return loan


def bring_back(actor: Actor, dossier_id: UUID, paper_id: UUID) -> None:
    """Write that a paper part is back, by whoever took it out or may take it out. Its task is done.

    Raises `Refused`, `NotFound`.
    """
    with open_door(actor, "lend", dossier_id=dossier_id) as door:
        paper = _paper(door, dossier_id, paper_id)
        loan = Loan.objects.using(door.using).filter(paper_id=paper_id, back_at__isnull=True).first()
        if loan is None:
            raise NotFound("This paper dossier is in its cabinet.")
        answer = door.require_anywhere()
        decision = door.note(Kind.PAPER_BACK, details={"number": paper.index_number})
        Loan.objects.using(door.using).filter(pk=loan.pk).update(back_at=clock.now(), back_decision_id=decision)
        tasks = Task.objects.using(door.using).filter(
            subject_id=loan.pk, kind=TaskKind.BRING_BACK, done_at__isnull=True
        )
        finish(door, tasks, [answer])


def destroy_paper(door: Door, paper_ids: Iterable[UUID], *, dossier_id: UUID | None = None) -> UUID:
    """Write, in the unit of work of a destruction, that paper parts were shredded. Returns the decision that says so.

    Raises `Conflict` when one of them is not in its cabinet, and `NotFound` when one of them may not be shredded.
    """
    wanted = list(paper_ids)
    _in_its_cabinet(door, wanted)
    decision = door.note(Kind.PAPER_DESTROYED, dossier_id=dossier_id, details={"parts": len(wanted)})
    left = PaperFile.objects.using(door.using).filter(pk__in=wanted, destroyed_on__isnull=True)
    if left.update(destroyed_on=clock.today()) != len(wanted):
        raise NotFound("There is no such paper dossier to shred.")
    return decision


def take_pages_out(door: Door, paper_id: UUID, dossier_id: UUID, going: Sequence[str], staying: Sequence[str]) -> UUID:
    """Write, in the unit of work of a destruction, that pages were shredded. Returns and raises as `destroy_paper`."""
    _in_its_cabinet(door, [paper_id])
    decision = door.note(Kind.PAPER_PAGES_DESTROYED, dossier_id=dossier_id, categories=tuple(going))
    left = PaperFile.objects.using(door.using).filter(pk=paper_id, destroyed_on__isnull=True)
    if not left.update(categories=list(staying)):
        raise NotFound("There is no such paper dossier to shred.")
    return decision


def _in_its_cabinet(door: Door, paper_ids: Sequence[UUID]) -> None:
    if Loan.objects.using(door.using).filter(paper_id__in=paper_ids, back_at__isnull=True).exists():
        raise Conflict(_("This paper dossier is not back in its cabinet. What is out cannot be shredded."))


def _rules(actor: Actor) -> PaperRules:
    rules = paper_rules(actor.in_force)
    if rules is None:
        raise NotFound("This regulation knows no paper dossiers.")
    return rules


def _place(cabinet: str, shelf: str) -> tuple[str, str]:
    wrong = {}
    said = _("A few letters and digits, for example A2.")
    if not re.fullmatch(PLACE, cabinet.strip()):
        wrong["cabinet"] = said
    if shelf.strip() and not re.fullmatch(PLACE, shelf.strip()):
        wrong["shelf"] = said
    if wrong:
        raise InvalidInput(_("Some things are not right yet."), wrong)
    return cabinet.strip(), shelf.strip()


def _paper(door: Door, dossier_id: UUID, paper_id: UUID) -> PaperFile:
    found = PaperFile.objects.using(door.using).filter(pk=paper_id, dossier_id=dossier_id, destroyed_on__isnull=True)
    paper = found.first()
    if paper is None:
        if not door.permitted():
            raise door.refuse()
        raise NotFound("There is no such paper dossier here.")
    return paper


def _require_carrying(door: Door, category: str) -> Answer:
    """A yes to taking this kind of data out, in some part of the dossier. Raises `Refused`."""
    for scope in door.scopes:
        if door.decide(category, scope).allowed:
            return door.require(category, scope)
    return door.require(category, door.scope())


def _bring_back_in_time(door: Door, loan: Loan, rules: PaperRules, answers: Sequence[Answer]) -> None:
    new = NewTask(
        kind=TaskKind.BRING_BACK,
        for_account_id=loan.borrower_id,
        due_on=loan.due_on,
        subject_id=loan.pk,
        rule=rules.lending_rule,
        article=rules.lending_article,
    )
    create(door, new, answers)
    obliging = {answer.rules: answer for answer in answers}
    for answer in obliging.values():
        after_act(door, answer, subject_id=loan.pk)


def _next_number(door: Door) -> int:
    with connections[door.using].cursor() as cursor:
        cursor.execute("select gate.next_paper_number()")
        (number,) = cursor.fetchone()
    return int(number)
