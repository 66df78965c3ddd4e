"""Whom a breach concerns, found in the log and in what was given: who opened what between two moments.

openers(actor, breach_id, since, until)       which accounts opened dossiers, and from where
search(actor, breach_id, Search(...))         which dossiers, which kinds of data, how often, seen by whom
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connections
from django.utils.translation import gettext as _

from waarborg.breaches.models import Breach
from waarborg.breaches.rules import require_handler
from waarborg.gate.actors import Actor
from waarborg.gate.door import Door, open_door
from waarborg.kernel.errors import InvalidInput, NotFound
from waarborg.ledger.vocabulary import Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """Between two moments: opened by which account and from where, or (`given`) given to which party; None: any."""

    since: datetime
    until: datetime
    given: bool = False
    account_id: UUID | None = None
    from_where: str = ""
    party_id: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One dossier, by number: the kinds of data, how often, when first and last, and by whom or to whom."""

    dossier_id: UUID
    number: str
    categories: tuple[str, ...] = ()
    times: int = 0
    first_at: datetime | None = None
    last_at: datetime | None = None
    accounts: tuple[UUID, ...] = ()
    parties: tuple[UUID, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Opener:
    """An account that opened dossiers from one place, so many times."""

    account_id: UUID
    name: str
    from_where: str
    times: int


def openers(actor: Actor, breach_id: UUID, since: datetime, until: datetime) -> Sequence[Opener]:
    """Who opened dossiers between two moments, and from where, as an event. Raises `NotFound`."""
    with _looking(actor, breach_id) as door, connections[door.using].cursor() as cursor:
        cursor.execute("select * from gate.breach_openers(%s, %s)", [since, until])
        return [
            Opener(account_id=account, name=name, from_where=place, times=times)
            for account, name, place, times in cursor.fetchall()
        ]


def search(actor: Actor, breach_id: UUID, asked: Search) -> Sequence[Found]:
    """What the log or the register of what was given shows, as an event. Raises `NotFound` and `InvalidInput`."""
    check_times(asked)
    with _looking(actor, breach_id) as door:
        return found_in(door, asked)


def check_times(asked: Search) -> None:
    """Raises `InvalidInput` for a time that ends before it begins."""
    if asked.until <= asked.since:
        raise InvalidInput(_("Some things are not right yet."), {"until_on": _("This is before the beginning.")})


def found_in(door: Door, asked: Search) -> list[Found]:
    """What a search finds, in an open unit of work of who weighs breaches. One statement."""
    with connections[door.using].cursor() as cursor:
        if asked.given:
            cursor.execute("select * from gate.breach_given(%s, %s, %s)", [asked.since, asked.until, asked.party_id])
        else:
            cursor.execute(
                "select * from gate.breach_opened(%s, %s, %s, %s)",
                [asked.since, asked.until, asked.account_id, asked.from_where],
            )
        return [
            Found(
                dossier_id=dossier,
                number=number,
                categories=tuple(kinds),
                times=times,
                first_at=first,
                last_at=last,
                accounts=() if asked.given else tuple(whom),
                parties=tuple(whom) if asked.given else (),
            )
            for dossier, number, kinds, times, first, last, whom in cursor.fetchall()
        ]


@contextmanager
def _looking(actor: Actor, breach_id: UUID) -> Iterator[Door]:
    require_handler(actor)
    with open_door(actor, "read") as door:
        if not Breach.objects.using(door.using).filter(pk=breach_id).exists():
            raise NotFound("There is no such breach here.")
        door.note(Kind.BREACH_SEARCHED, details={"breach": str(breach_id)})
        yield door
