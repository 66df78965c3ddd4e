"""What stands in the way of erasing an item: a statute's term, what is pending, others; and what is proposed.

Who knows of something else that is pending says so with `when_holding`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import connections

from waarborg.dossiers.catalogue import Catalogue, catalogue_of
from waarborg.dossiers.retention_days import events_in
from waarborg.gate.door import Door
from waarborg.gate.scopes import MARKS
from waarborg.kernel import clock
from waarborg.kernel.errors import NotFound
from waarborg.policy.retention_fates import Fate
from waarborg.policy.retention_order import Subject, is_statutory
from waarborg.policy.terms_places import StandsIn
from waarborg.rights.choices import NOT_SO
from waarborg.rights.item_rules import article_in, article_of, holding_article, refusals_of
from waarborg.rights.models import Request, RequestItem

FRAME = """
select record_id, scope_id, category, marks, purpose, occurred_on, created_at, version, data_key_id
from gate.frame_of_item(%s)
"""
LOOKS = frozenset({"access", "copy", "portability", "information"})
"""Rights of which an open request keeps everything there is: it must still be there when it is answered."""
STILL_NEEDED = frozenset({"", "no_longer_necessary", "irrelevant"})
"""Why somebody asks erasure that does not hold while what it serves goes on."""
STATUTE = "statutory_term_runs"


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """The outside of the record that an item is about: nothing of what it says."""

    record_id: UUID
    scope_id: UUID
    category: str
    marks: int
    purpose: str
    occurred_on: date
    created_at: datetime
    version: int
    data_key_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class Obstacle:
    """One thing that stands in the way, by which article, until when; a `certain` one is not for anybody to weigh."""

    word: str
    article: str
    certain: bool
    until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """What is proposed on an item: erase it, or refuse it for this reason, by this article."""

    refuse: bool
    because: str
    article: str


Holding = Callable[[Door], Iterable[str]]
_HOLDING: list[Holding] = []


def when_holding(find: Holding) -> None:
    """Ask this too: it yields what is pending about the dossier in focus, in words of holds."""
    if find not in _HOLDING:
        _HOLDING.append(find)


def frame_of(door: Door, item: RequestItem) -> Frame:
    """The outside of an item's record, for whom the article names, also where they may not read it.

    Raises `NotFound`.
    """
    with connections[door.using].cursor() as cursor:
        cursor.execute(FRAME, [item.pk])
        row = cursor.fetchone()
        names = [column.name for column in cursor.description]
    if row is None:
        raise NotFound("This record has been destroyed.")
    return Frame(**dict(zip(names, row, strict=True)))


def obstacles(door: Door, row: Request, item: RequestItem, frame: Frame) -> Sequence[Obstacle]:
    """Everything that stands in the way of erasing it, the certain first."""
    found = [
        *_statutes(door, frame),
        *pending(door, row),
        *_of_others(door, row, frame),
        *_going_on(door, item, frame),
    ]
    return sorted(found, key=lambda one: not one.certain)


def proposed(door: Door, row: Request, found: Sequence[Obstacle]) -> Proposal:
    """What the rules make of it; whoever decides confirms that, or weighs it otherwise."""
    stands = next((one for one in found if one.certain or one.word == NOT_SO), None)
    if stands is None:
        return Proposal(refuse=False, because="", article=article_of(door.actor.in_force, row.right))
    return Proposal(refuse=True, because=stands.word, article=stands.article)


def fate_of(door: Door, frame: Frame) -> Fate:
    """When the record ends, by which article."""
    catalogue, given = catalogue_of(door.actor.in_force), door.outline.given["trajectories"]
    trajectory = next((one for one in given if one["id"] == str(frame.scope_id)), None)
    kinds = {one["kind"] for one in given}
    subject = Subject(
        frame.category,
        purposes=frozenset({frame.purpose}),
        flags=frozenset({"statutory"} if frame.marks & MARKS["kept_by_statute"] else ()),
        principal=trajectory["kind"] if trajectory else (next(iter(kinds)) if len(kinds) == 1 else None),
        of_trajectory=trajectory is not None,
    )
    events, others = events_in(door.outline, trajectory, category=frame.category, occurred_on=frame.occurred_on)
    return catalogue.retention.fate_of(subject, events, others=others)


def _statutes(door: Door, frame: Frame) -> Iterator[Obstacle]:
    """A term of the law that still runs, or has still to begin."""
    fate = fate_of(door, frame)
    by = _statute(catalogue_of(door.actor.in_force), fate)
    kept = bool(frame.marks & MARKS["kept_by_statute"])
    if by is not None and (fate.earliest is None or fate.earliest > clock.today()):
        yield Obstacle(word=STATUTE, article=article_in(by), certain=True, until=fate.earliest)
    elif kept:
        article = fate.article or refusals_of(door.actor.in_force, "erasure").get(STATUTE, "")
        yield Obstacle(word=STATUTE, article=article, certain=True, until=fate.earliest)


def _statute(catalogue: Catalogue, fate: Fate) -> StandsIn | None:
    """The rule that keeps data because a law says so, among those that decide."""
    minimum = [reason.at for reason in fate.reasons if reason.said == "law_minimum" and reason.at]
    statutory = {each.at.rule for each in catalogue.retention.every_rule() if is_statutory(each.rule)}
    own = [at for at in fate.rests_on if at.rule in statutory]
    return next(iter([*own, *minimum]), None)


def pending(door: Door, row: Request) -> Iterator[Obstacle]:
    """What is open about this dossier; what asks the erasure does not stand in its own way."""
    in_force = door.actor.in_force
    others = Request.objects.using(door.using).filter(dossier_id=row.dossier_id, ended_on=None).exclude(pk=row.pk)
    if others.filter(right__in=LOOKS).exists():
        yield Obstacle(word="access_request", article=holding_article(in_force, "access_request"), certain=True)
    if others.filter(right="objection_to_decision").exists():
        yield Obstacle(word="pending_procedure", article=holding_article(in_force, "pending_procedure"), certain=True)
    for find in _HOLDING:
        for word in find(door):
            yield Obstacle(word=word, article=holding_article(in_force, word), certain=True)


def _of_others(door: Door, row: Request, frame: Frame) -> Iterator[Obstacle]:
    """It speaks of somebody else too: whether that weighs more, a person says, and a colleague agrees."""
    refusals = refusals_of(door.actor.in_force, row.right)
    if frame.marks & MARKS["about_third_person"] and "interest_of_another" in refusals:
        yield Obstacle(word="interest_of_another", article=refusals["interest_of_another"], certain=False)


def _going_on(door: Door, item: RequestItem, frame: Frame) -> Iterator[Obstacle]:
    """What it is kept for goes on: then it is still needed, whatever else may be the matter with it."""
    running = [one for one in door.outline.given["trajectories"] if one["ended_on"] is None]
    mine = [one for one in running if one["id"] == str(frame.scope_id) or frame.scope_id == UUID(door.dossier["id"])]
    if mine and item.ground in STILL_NEEDED:
        fate = fate_of(door, frame)
        article = article_in(fate.rests_on[0]) if fate.rests_on else _retaining(door, frame)
        yield Obstacle(word=NOT_SO, article=article, certain=False)


def _retaining(door: Door, frame: Frame) -> str:
    """The article about keeping this kind of data, whose term has still to begin."""
    rules: list[Any] = catalogue_of(door.actor.in_force).retention.every_rule()
    found = [one for one in rules if "all" in one.rule.retain or frame.category in one.rule.retain]
    own = [one for one in found if frame.category not in one.rule.excepts]
    return article_in(own[0].at) if own else article_of(door.actor.in_force, "erasure")
