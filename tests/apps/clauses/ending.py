"""Dossiers that were filled and ended, and what is left of them: for tests of keeping and of destroying."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import date, timedelta
from uuid import UUID

from django.db import connections

from tests.apps.clauses.house import House, an_item
from tests.apps.clauses.running import newcomer, opened
from tests.apps.gate.agencies import sign_everything
from tests.apps.gate.populations import superuser
from waarborg.destruction.choices import LeftOut
from waarborg.destruction.closed_parts import kept_of
from waarborg.destruction.proposing import leave_out
from waarborg.destruction.selectors import one as one_list
from waarborg.dossiers.closing import Closing, close_dossier_in, close_trajectory_in
from waarborg.dossiers.records import add_record
from waarborg.dossiers.services import Opened
from waarborg.gate.actors import Actor
from waarborg.gate.door import Door, open_door
from waarborg.kernel import clock
from waarborg.kernel.errors import InvalidInput, Refused
from waarborg.ledger.vocabulary import Kind
from waarborg.retention.dates import Dates
from waarborg.retention.holds import NewHold

DAY = timedelta(days=1)


REASON = NewHold(hold="likely_claim", words="De cliënt gaat naar de rechter.", review_on=clock.today() + 2 * DAY)


def filled(house: House) -> Opened:
    """A dossier of a test's own with an item of every kind that its coach may record in it."""
    made = opened(house)
    record_what_may(house, made)
    return made


def record_what_may(house: House, made: Opened) -> None:
    """Write an item of every kind that the coach may record."""
    coach = house.actor("coach")
    for entry in house.catalogue:
        if entry.rule.serves_as != "own_note" and "uwv" in (entry.rule.only_for.principals or ("uwv",)):
            with suppress(Refused, InvalidInput):
                add_record(coach, made.dossier_id, an_item(entry))


def end(house: House, made: Opened, on: date, *, dossier_too: bool = True) -> None:
    """Close its trajectory, and the dossier, on a day."""
    with open_door(house.actor("coach"), "close", dossier_id=made.dossier_id) as door:
        door.require_anywhere()
        close_trajectory_in(
            door, made.trajectory_id, Closing(ended_on=on, outcome="paid_work", closing_reason="finished")
        )
    if dossier_too:
        with open_door(house.actor("coach"), "close", dossier_id=made.dossier_id) as door:
            door.require_anywhere()
            close_dossier_in(door, on=on)


def counted(actor: Actor, made: Opened) -> dict[str, Dates]:
    return {one.category: one for one in kept_of(actor, made.dossier_id)[0].dates}


def due_in(house: House, made: Opened) -> dict[str, date | None]:
    """The dates as they stand in the table, whoever may look."""
    with superuser(house.server, house.urls) as god:
        rows = god.execute("select category, due from retention_ending where dossier_id = %s", [made.dossier_id])
        return dict(rows.fetchall())


def keys_of(house: House, made: Opened) -> dict[str, int]:
    """How many keys of a person still open something, and how many rows and tokens still say something."""
    with superuser(house.server, house.urls) as god:
        found = god.execute(
            "select (select count(*) from vault.data_key where person_id = %(person)s and destroyed_at is null),"
            " (select count(*) from dossiers_record where dossier_id = %(dossier)s and octet_length(sealed) > 0),"
            " (select count(*) from dossiers_searchtoken where dossier_id = %(dossier)s),"
            " (select count(distinct data_key_id) from retention_ending where dossier_id = %(dossier)s and shielded)",
            {"person": made.person_id, "dossier": made.dossier_id},
        ).fetchone()
    assert found is not None
    return dict(zip(("alive", "sealed", "tokens", "kept"), found, strict=True))


def key_on(house: House, made: Opened) -> UUID:
    with superuser(house.server, house.urls) as god:
        row = god.execute(
            "select data_key_id from retention_ending where dossier_id = %s", [made.dossier_id]
        ).fetchone()
    assert row is not None
    return UUID(str(row[0]))


def number_of(house: House, made: Opened) -> str:
    with superuser(house.server, house.urls) as god:
        row = god.execute("select number from dossiers_dossier where id = %s", [made.dossier_id]).fetchone()
    assert row is not None
    return str(row[0])


def leave_out_but(house: House, who: Actor, listed: UUID, made: Opened) -> None:
    """Let every other dossier stay, each once: one may have several lines, and what is held is left out already."""
    number = number_of(house, made)
    for other in {
        line.dossier_id for line in one_list(who, listed).lines if line.number != number and not line.left_out
    }:
        leave_out(who, listed, other, LeftOut.GOES_ON)


def past_the_services(who: Actor, using: str, statement: str) -> None:
    with open_door(who, "read", using=using) as door:
        door.note(Kind.DESTRUCTIONS_READ)
        with connections[using].cursor() as cursor:
            cursor.execute(statement)


@contextmanager
def as_program(house: House, system: Actor) -> Iterator[Door]:
    """The program itself at work on a dossier, past every service."""
    with open_door(system, "read", dossier_id=house.dossiers["uwv"].dossier_id, using="worker") as door:
        door.note(Kind.DOSSIER_READ)
        yield door


def signed_again(house: House) -> None:
    """Years later who works here signs secrecy again where that ran out."""
    for who in ("responsible",):
        sign_everything(house.actor(who))


def newcomer_with_keys(house: House, who: str = "mede-beslisser") -> Actor:
    """A second person who decides."""
    actor = newcomer(house, who, "responsible")
    sign_everything(actor)
    return actor


def second_name(house: House) -> str:
    return "Mede-Beslisser"
