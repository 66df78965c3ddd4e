"""Lists of what is to be destroyed, for whose approval counts: dossiers by number, kinds of data, and no content."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connections
from django.utils.translation import gettext as _

from waarborg.accounts.models import Account
from waarborg.destruction.choices import Fate, LeftOut, State
from waarborg.destruction.models import Approval, Destruction, Line
from waarborg.destruction.proposing import may_look
from waarborg.destruction.shredding import paper_of
from waarborg.gate.actors import Actor
from waarborg.gate.door import Door, open_door
from waarborg.kernel import clock
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
    put_away_until: date | None = None
    """Where it is put away and not destroyed: until when nobody reads it."""
    by_statute: bool = False
    may_be_put_away: bool = False
    handed_over: date | None = None
    """When a principal received what it may hold of this dossier."""
    odd: str = ""
    """Why whoever approves had better look twice: it was kept very shortly, or very long."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenApproval:
    """Who approved or declined, in which role, when."""

    account_id: UUID
    name: str
    role: str
    approved: bool
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenPaper:
    """A paper part to shred: its number, where it stands, of which dossier; what goes of it and what stays."""

    id: UUID
    number: int
    place: str
    dossier_number: str
    going: Sequence[str]
    staying: Sequence[str]
    held: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenRest:
    """What of a dossier on the list is not on it: its kinds, until when it stays (None: not decided yet), why."""

    number: str
    categories: Sequence[str]
    due: date | None
    article: str


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
    paper: Sequence[SeenPaper] = ()
    """What has still to be shredded, once the day of the list has come."""
    rest: Sequence[SeenRest] = ()


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
        return replace(_seen(row, _lines(door, row), approvals), paper=_paper(door, row), rest=_rest(door, row))


def _lines(door: Door, row: Destruction) -> list[SeenLine]:
    lines = list(Line.objects.using(door.using).filter(destruction_id=row.pk).order_by("dossier_id", "due", "pk"))
    numbers = _numbers(door, row)
    found: dict[tuple[UUID, str, str, date | None], list[Line]] = {}
    for line in lines:
        until = line.closed_until if line.fate == Fate.PUT_AWAY else None
        found.setdefault((line.dossier_id, line.left_out, line.fate, until), []).append(line)
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
            put_away_until=until,
            by_statute=all(line.closed_by_statute for line in several),
            may_be_put_away=any(line.fate == Fate.DESTROY and line.closed_until for line in several),
            handed_over=several[0].handed_over,
            odd="" if until else _odd(several),
        )
        for (dossier_id, left_out, _fate, until), several in found.items()
    ]


def _rest(door: Door, row: Destruction) -> list[SeenRest]:
    """What of these dossiers stays where it is, by number."""
    numbers = _numbers(door, row)
    with connections[door.using].cursor() as cursor:
        cursor.execute("select dossier_id, categories, due, article from gate.stays_on_list(%s)", [row.pk])
        found = [
            SeenRest(number=numbers.get(dossier_id, ""), categories=sorted(kinds), due=due, article=article)
            for dossier_id, kinds, due, article in cursor.fetchall()
        ]
    return sorted(found, key=lambda one: (one.number, one.due or date.max))


def _paper(door: Door, row: Destruction) -> list[SeenPaper]:
    """The paper that may be shredded now; what a dossier that is held has in the cabinet says so."""
    if row.state != State.APPROVED or row.not_before is None or row.not_before > clock.today():
        return []
    with connections[door.using].cursor() as cursor:
        cursor.execute("select gate.paper_to_shred()")
        free = {found for (found,) in cursor.fetchall()}
    numbers = _numbers(door, row)
    return [
        SeenPaper(
            id=one.id,
            number=one.number,
            place=f"{one.cabinet} {one.shelf}".strip(),
            dossier_number=numbers.get(one.dossier_id, ""),
            going=one.going,
            staying=one.staying,
            held=one.id not in free,
        )
        for one in paper_of(row.pk, using=door.using)
    ]


def _numbers(door: Door, row: Destruction) -> dict[UUID, str]:
    with connections[door.using].cursor() as cursor:
        cursor.execute("select id, number from gate.numbers_on_list(%s)", [row.pk])
        return dict(cursor.fetchall())


VERY_SHORT = timedelta(days=28)
VERY_LONG = timedelta(days=11 * 366)
"""What stayed shorter or longer than this is more often a mistake than a rule."""


def odd_term(triggers: Iterable[str], due: date) -> str:
    """What is odd about a term that counts from these days; empty when nothing is, or when no event started it."""
    days = [date.fromisoformat(day) for day in triggers]
    kept = due - min(days) if days else None
    if kept is not None and kept < VERY_SHORT:
        return _("kept very shortly: look twice")
    if kept is not None and kept > VERY_LONG:
        return _("kept very long: look twice")
    return ""


def _odd(lines: Sequence[Line]) -> str:
    found = (odd_term(line.triggers.values(), line.due) for line in lines if not line.follows)
    return next((said for said in found if said), "")


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
