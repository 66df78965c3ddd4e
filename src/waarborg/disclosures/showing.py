"""A client lets somebody from outside look: at chosen items, in the portal, until a day. View only.

    choosable(in_force)                    the kinds of data that a rule opens to such a viewer, with that rule
    show(actor, dossier_id, new)           what the client consented to, written down; nothing shows yet
    shown_to(actor)                        what waits for the viewer
    look(actor, showing_id)                the items; the first look starts the time that the rule gives
    take_back(actor, dossier_id, id)       over, at once

The items are judged by the rules at every look, by both enforcers: a consent withdrawn or a dossier closed, and they
are not there.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.utils.translation import gettext as _

from waarborg.disclosures.lookers import ROLE, viewers
from waarborg.dossiers.catalogue import catalogue_of
from waarborg.dossiers.choices import GivenBy
from waarborg.dossiers.declarations import Giver, check_giver
from waarborg.dossiers.facts import SHOWN
from waarborg.dossiers.looks import end_of
from waarborg.dossiers.models import Record, Showing, ShownRecord
from waarborg.dossiers.selectors import SeenRecord, opened_records, rows_of
from waarborg.dossiers.standing import standing_in
from waarborg.gate.actors import Actor
from waarborg.gate.answers import Answer
from waarborg.gate.door import Door, in_context, open_door
from waarborg.gate.policies import InForce
from waarborg.gate.scopes import MARKS
from waarborg.kernel import clock
from waarborg.kernel.errors import InvalidInput, NotFound
from waarborg.kernel.identifiers import new_id
from waarborg.ledger.vocabulary import Kind
from waarborg.policy.compiled import Test
from waarborg.policy.possible import is_possible
from waarborg.work.choices import TaskKind
from waarborg.work.services import NewTask, create


@dataclass(frozen=True, slots=True, kw_only=True)
class NewShowing:
    """To which account, which records, by whose consent of which day, until which day (included)."""

    account_id: UUID
    records: frozenset[UUID]
    consented_on: date
    until_on: date
    given_by: str = GivenBy.CLIENT.value
    mandate_seen_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenShowing:
    """One showing: whose account, how many items, until when, when it was opened and whether it is over."""

    id: UUID
    name: str
    items: int
    ends_at: datetime
    opened_at: datetime | None
    runs_until: datetime | None
    ended_at: datetime | None
    dossier_id: UUID

    @property
    def is_over(self) -> bool:
        """Is there nothing to look at any more?"""
        return self.ended_at is not None or (self.runs_until or self.ends_at) <= clock.now()


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """The items as the viewer sees them, each with the yes that opens its kind; nothing of anything else."""

    until: datetime
    records: Sequence[SeenRecord]
    answers: Mapping[str, Answer]


def choosable(in_force: InForce) -> dict[str, Test]:
    """Per kind of data the rule by which somebody whom a client lets look may read it; empty where none says so."""
    found: dict[str, Test] = {}
    for category in in_force.policy.categories:
        cell = in_force.policy.cell(ROLE, "read", category)
        if cell.permits and is_possible(cell):
            found[category] = cell.permits[0]
    return found


def show(actor: Actor, dossier_id: UUID, new: NewShowing) -> UUID:
    """Write down what a client lets somebody look at. Raises `Refused`, `NotFound`, and `InvalidInput` per field."""
    able = choosable(actor.in_force)
    known = {account for account, _name in viewers(actor)}
    with open_door(actor, "write", dossier_id=dossier_id) as door:
        because = door.require_anywhere()
        chosen = list(standing_in(door).filter(pk__in=new.records))
        _check(door, new, known, chosen, able)
        rule = able[chosen[0].category]
        decision = door.note(Kind.SHOWING_MADE, categories=tuple(dict.fromkeys(one.category for one in chosen)))
        row = Showing(
            id=new_id(),
            organisation_id=actor.organisation_id,
            dossier_id=dossier_id,
            account_id=new.account_id,
            rule=rule.rule.id,
            consented_on=new.consented_on,
            given_by=new.given_by,
            made_by_id=actor.somebody,
            made_at=clock.now(),
            ends_at=clock.start_of(new.until_on + timedelta(days=1)),
            decision_id=decision,
        )
        Showing.objects.bulk_create([row])
        ShownRecord.objects.bulk_create([_item(row, one) for one in chosen])
        _tell_afterwards(door, row, rule, because)
    return row.pk


def take_back(actor: Actor, dossier_id: UUID, showing_id: UUID) -> None:
    """The client takes it back: over, at once. Raises `Refused`, `NotFound`."""
    with open_door(actor, "write", dossier_id=dossier_id) as door:
        door.require_anywhere()
        door.note(Kind.SHOWING_ENDED)
        running = Showing.objects.filter(pk=showing_id, dossier_id=dossier_id, ended_at__isnull=True)
        if not running.update(ended_at=clock.now()):
            raise NotFound("There is no such showing here.")


def showings_of(actor: Actor, dossier_id: UUID) -> list[SeenShowing]:
    """What this client lets others look at, the newest first. Raises `Refused`, `NotFound`."""
    with open_door(actor, "read", dossier_id=dossier_id) as door:
        door.require_anywhere()
        door.note(Kind.ACCESS_SHOWN)
        return _seen(Showing.objects.filter(dossier_id=dossier_id).order_by("-made_at"))


def shown_to(actor: Actor) -> list[SeenShowing]:
    """What waits for the actor, or is open: their own showings that are not over."""
    with in_context(actor):
        return [
            one
            for one in _seen(Showing.objects.filter(account_id=actor.somebody).order_by("ends_at"))
            if not one.is_over
        ]


def look(actor: Actor, showing_id: UUID) -> Looked:
    """The chosen items, as far as the rules let now. Raises `NotFound` when it is over or another's, and `Refused`."""
    with in_context(actor):
        row = Showing.objects.filter(pk=showing_id, account_id=actor.somebody).first()
        kinds = list(
            dict.fromkeys(ShownRecord.objects.filter(showing_id=showing_id).values_list("category", flat=True))
        )
    if row is None or row.ended_at is not None or (row.runs_until or row.ends_at) <= clock.now():
        raise NotFound("There is nothing to look at here.")
    if row.opened_at is None:
        _begin(actor, row, kinds)
    return _looked(actor, row.pk, row.dossier_id, kinds)


def _begin(actor: Actor, row: Showing, kinds: Sequence[str]) -> None:
    """Start the time that the rule gives, at the first look; not when nothing would open."""
    with open_door(actor, "read", dossier_id=row.dossier_id, narrow=kinds) as door:
        yes: Answer | None = None
        for category in kinds:
            for scope in door.scopes:
                answer = door.decide(category, scope, stating=(SHOWN,))
                if answer.allowed:
                    yes = door.require(category, scope, stating=(SHOWN,))
                    break
        if yes is None:
            door.require(kinds[0], door.scope(), stating=(SHOWN,))
        door.note(Kind.SHOWING_OPENED, categories=tuple(kinds))
        until = end_of(yes.obligations, row.ends_at) if yes else row.ends_at
        Showing.objects.filter(pk=row.pk).update(opened_at=door.context.moment, runs_until=min(until, row.ends_at))


def _looked(actor: Actor, showing_id: UUID, dossier_id: UUID, kinds: Sequence[str]) -> Looked:
    with open_door(actor, "read", dossier_id=dossier_id, narrow=kinds) as door:
        showing = Showing.objects.get(pk=showing_id)
        chosen = set(ShownRecord.objects.filter(showing_id=showing_id).values_list("record_id", flat=True))
        records = [one for one in opened_records(door, rows_of(door, set(kinds))) if one.id in chosen]
        answers: dict[str, Answer] = {}
        seen = []
        for one in records:
            answer = _of(door, one)
            if answer.allowed and one.moved_on is None:
                answers.setdefault(one.entry.key, answer)
                seen.append(one)
        if not seen:
            raise door.refuse()
        door.noting(answers.values())
        door.note(Kind.DOSSIER_READ, categories=tuple(answers))
        return Looked(until=showing.runs_until or showing.ends_at, records=seen, answers=answers)


def _of(door: Door, record: SeenRecord) -> Answer:
    scope = next((one for one in door.scopes if one.id == record.scope_id), None)
    return door.decide(record.entry.key, scope, author=record.own, marks=sum(MARKS[mark] for mark in record.marks))


def _seen(rows: object) -> list[SeenShowing]:
    found = list(rows.select_related("account"))  # type: ignore[attr-defined]
    items: dict[UUID, int] = {}
    for showing_id in ShownRecord.objects.filter(showing_id__in=[row.pk for row in found]).values_list(
        "showing_id", flat=True
    ):
        items[showing_id] = items.get(showing_id, 0) + 1
    return [
        SeenShowing(
            id=row.pk,
            name=row.account.display_name,
            items=items.get(row.pk, 0),
            ends_at=row.ends_at,
            opened_at=row.opened_at,
            runs_until=row.runs_until,
            ended_at=row.ended_at,
            dossier_id=row.dossier_id,
        )
        for row in found
    ]


def _item(row: Showing, record: Record) -> ShownRecord:
    return ShownRecord(
        id=new_id(),
        organisation_id=row.organisation_id,
        showing_id=row.pk,
        dossier_id=row.dossier_id,
        record_id=record.pk,
        category=record.category,
        decision_id=row.decision_id,
    )


def _check(door: Door, new: NewShowing, known: set[UUID], chosen: Sequence[Record], able: Mapping[str, Test]) -> None:
    """Everything that a form may get wrong, with a message per field."""
    today, wrong = clock.today(), {}
    check_giver(door, None, Giver(who=new.given_by, mandate_seen_on=new.mandate_seen_on))
    if new.account_id not in known:
        wrong["account"] = _("Choose somebody who was let in to look.")
    if not chosen or len(chosen) != len(new.records) or any(one.category not in able for one in chosen):
        wrong["records"] = _("Choose items from the list.")
    if new.consented_on > today:
        wrong["consented_on"] = _("This day has not been yet.")
    if new.until_on < today:
        wrong["until_on"] = _("Choose a day from today on.")
    if door.dossier["closed_on"] is not None:
        wrong["account"] = _("This dossier is closed: nobody looks along in it any more.")
    if wrong:
        raise InvalidInput(_("Some things are not right yet."), wrong)


def _tell_afterwards(door: Door, row: Showing, rule: Test, because: Answer) -> None:
    """Where the rule says that the client hears of it, whoever wrote it down tells them when it is over."""
    if rule.rule.obliges.tell_client:
        new = NewTask(
            kind=TaskKind.INFORM,
            for_account_id=row.made_by_id,
            opens_at=row.ends_at,
            subject_id=row.pk,
            rule=rule.rule.id,
            article=rule.rule.where,
        )
        create(door, new, [because])


def titles(in_force: InForce) -> dict[str, str]:
    """The kinds of data that can be chosen, by name."""
    entries = catalogue_of(in_force).entries
    return {key: entries[key].rule.title for key in choosable(in_force) if key in entries}
