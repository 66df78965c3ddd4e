"""Lists of what is to be destroyed, for whose approval counts: dossiers by number, kinds of data, and no content."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import connections

from waarborg.accounts.models import Account
from waarborg.destruction.choices import LeftOut, State
from waarborg.destruction.models import Approval, Destruction, Line
from waarborg.destruction.proposing import may_look
from waarborg.gate.actors import Actor
from waarborg.gate.door import Door, open_door
from waarborg.kernel.errors import NotFound
from waarborg.ledger.vocabulary import Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenLine:
    """What of one dossier ends: its number, kinds of data, how many, since when it is due, by which articles."""

    dossier_id: UUID
    number: str
    categories: Sequence[str]
    records: int
    files: int
    due: date
    articles: Sequence[Mapping[str, Any]]
    left_out: str
    ended: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenApproval:
    """Who approved or declined, in which role, when."""

    account_id: UUID
    name: str
    role: str
    approved: bool
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenDestruction:
    """One list, where it stands, and its certificate once it is done."""

    id: UUID
    number: int
    state: State
    article: str
    approvals_asked: int
    proposed_at: datetime
    not_before: date | None
    ended_at: datetime | None
    lines: Sequence[SeenLine]
    approvals: Sequence[SeenApproval]
    certificate: Mapping[str, Any] | None
    proof: Mapping[str, Any] | None


def destructions(actor: Actor) -> list[SeenDestruction]:
    """Every list, the newest first, without its lines. Raises `NotFound` for whose approval does not count."""
    with _looking(actor) as door:
        rows = list(Destruction.objects.using(door.using).order_by("-number"))
        return [_seen(row, [], []) for row in rows]


def one(actor: Actor, destruction_id: UUID) -> SeenDestruction:
    """One list with its lines. Raises `NotFound`."""
    with _looking(actor) as door:
        row = Destruction.objects.using(door.using).filter(pk=destruction_id).first()
        if row is None:
            raise NotFound("There is no such list.")
        given = list(Approval.objects.using(door.using).filter(destruction_id=row.pk).order_by("at"))
        names = dict(
            Account.objects.using(door.using)
            .filter(pk__in=[one.account_id for one in given])
            .values_list("pk", "display_name")
        )
        approvals = [
            SeenApproval(
                account_id=one.account_id,
                name=names.get(one.account_id, ""),
                role=one.role,
                approved=one.approved,
                at=one.at,
            )
            for one in given
        ]
        return _seen(row, _lines(door, row), approvals)


def _lines(door: Door, row: Destruction) -> list[SeenLine]:
    lines = list(Line.objects.using(door.using).filter(destruction_id=row.pk).order_by("dossier_id", "due", "pk"))
    with connections[door.using].cursor() as cursor:
        cursor.execute("select id, number from gate.numbers_on_list(%s)", [row.pk])
        numbers = dict(cursor.fetchall())
    found: dict[tuple[UUID, str], list[Line]] = {}
    for line in lines:
        found.setdefault((line.dossier_id, line.left_out), []).append(line)
    return [
        SeenLine(
            dossier_id=dossier_id,
            number=numbers.get(dossier_id, ""),
            categories=sorted({one for line in several if not line.follows for one in line.categories}),
            records=sum(line.records for line in several),
            files=sum(len(line.files) for line in several),
            due=max(line.due for line in several),
            articles=_articles(several),
            left_out=str(LeftOut(left_out).label) if left_out else "",
            ended=all(line.ended_at for line in several),
        )
        for (dossier_id, left_out), several in found.items()
    ]


def _articles(lines: Sequence[Line]) -> list[Mapping[str, Any]]:
    places = {place["rule"]: place for line in lines for place in line.rests_on[:1]}
    return list(places.values())


def _seen(row: Destruction, lines: Sequence[SeenLine], approvals: Sequence[SeenApproval]) -> SeenDestruction:
    return SeenDestruction(
        id=row.pk,
        number=row.number,
        state=State(row.state),
        article=row.article,
        approvals_asked=row.approvals,
        proposed_at=row.proposed_at,
        not_before=row.not_before,
        ended_at=row.ended_at,
        lines=lines,
        approvals=approvals,
        certificate=row.certificate,
        proof=row.proof,
    )


@contextmanager
def _looking(actor: Actor) -> Iterator[Door]:
    if not may_look(actor):
        raise NotFound("There are no lists for you to look at.")
    with open_door(actor, "read") as door:
        door.note(Kind.DESTRUCTIONS_READ)
        yield door
