"""Many dossiers in every state a rule can ask about, put straight into the tables by the superuser.

What stands in them opens with no key: here only rows are counted, never contents.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import psycopg

from tests.apps.gate.agencies import Agency
from waarborg.dossiers.facts import DECLARED
from waarborg.kernel import clock
from waarborg.kernel.database import cluster
from waarborg.kernel.database.logins import Login
from waarborg.kernel.database.server import EmbeddedServer
from waarborg.kernel.identifiers import new_id

Superuser = psycopg.Connection[Any]
KINDS = ("uwv", "municipality", "insurer", "employer")
AUTHOR_UNKNOWN = None


@contextmanager
def superuser(server: EmbeddedServer, urls: dict[Login, str]) -> Iterator[Superuser]:
    """A connection past every wall, which no part of the program has."""
    name = urls[Login.OWNER].rpartition("/")[2]
    with cluster.supervising(server.credentials, server.port, name) as connection:
        yield connection


@dataclass
class Population:
    """What was made: dossiers, and of each record what rules may ask."""

    dossiers: list[UUID] = field(default_factory=list)
    persons: list[UUID] = field(default_factory=list)
    records: dict[UUID, tuple[UUID, UUID, str, UUID | None, int]] = field(default_factory=dict)
    """Record → dossier, scope, category, author, marks."""
    linked: dict[UUID, set[UUID]] = field(default_factory=dict)
    """Account → the dossiers it has anything to do with."""


@dataclass(frozen=True, slots=True)
class Bases:
    """What every row rests on."""

    decision: UUID
    data_key: UUID
    parties: dict[str, UUID]
    ended: UUID
    running: UUID


def bases(connection: Superuser, organisation: UUID) -> Bases:
    """A decision, a key that opens nothing, a principal of each kind, a contract that ended and one that runs."""
    (decision,) = connection.execute(
        "select id from ledger_decision where organisation_id = %s limit 1", [organisation]
    ).fetchone()
    (wrapping,) = connection.execute(
        "select id from vault.organisation_key where organisation_id = %s and kind = 'wrapping'", [organisation]
    ).fetchone()
    key = new_id()
    connection.execute(
        "insert into vault.data_key (id, organisation_id, retention_class, own, wrapped_by_id, wrapped, created_at)"
        " values (%s, %s, 'proef', true, %s, 'x', now())",
        [key, organisation, wrapping],
    )
    parties = {kind: new_id() for kind in KINDS}
    for kind, party in parties.items():
        connection.execute(
            "insert into parties_party values (%s, %s, %s, %s)", [party, kind, kind.title(), organisation]
        )
    today = clock.today()
    ended, running = new_id(), new_id()
    for contract, last in ((ended, today - timedelta(days=1)), (running, None)):
        connection.execute(
            "insert into parties_contract (id, organisation_id, party_id, number, starts_on, ends_on, acts_as)"
            " values (%s, %s, %s, '1', %s, %s, 'controller')",
            [contract, organisation, parties["uwv"], today - timedelta(days=400), last],
        )
    return Bases(decision, key, parties, ended, running)


def copied(connection: Superuser, table: str, columns: str, rows: Sequence[Sequence[Any]]) -> None:
    """Put rows into a table, all at once."""
    with connection.cursor() as cursor, cursor.copy(f"copy {table} ({columns}) from stdin") as copy:
        for row in rows:
            copy.write_row(row)


def populate(
    connection: Superuser, here: Agency, *, dossiers: int, each: int, categories: Sequence[str], seed: int = 3
) -> Population:
    """Dossiers with everything that rules ask about decided by lot, and of each category `each` records."""
    chance, made = random.Random(seed), Population()
    organisation, rest = here.organisation.pk, bases(connection, here.organisation.pk)
    accounts = list(here.accounts.values())
    made.linked = {account: set() for account in accounts}
    lots = [_Lot(chance, rest, organisation, accounts, made, at) for at in range(dossiers)]
    for table, columns in COLUMNS.items():
        copied(connection, table, columns, [row for lot in lots for row in lot.rows[table]])
    rows = []
    for lot in lots:
        for category in categories:
            for _ in range(each):
                record, scope = new_id(), chance.choice(lot.scopes)
                author = chance.choice((*accounts, AUTHOR_UNKNOWN))
                marks = chance.choice((0, 0, 1, 2, 4, 8, 16, 32, 64, chance.randrange(128)))
                trajectory = scope if scope != lot.dossier else None
                made.records[record] = (lot.dossier, scope, category, author, marks)
                rows.append(
                    (record, organisation, lot.dossier, trajectory, scope, category, "proef", rest.data_key, b"x",
                     "client", "guidance", "", author, marks, False, False, clock.today(), 1, clock.now(), clock.now(),
                     rest.decision)
                )  # fmt: skip
    copied(connection, "dossiers_record", RECORD_COLUMNS, rows)
    _own_dossiers(connection, here, made, rest)
    connection.execute("analyze")
    return made


def _own_dossiers(connection: Superuser, here: Agency, made: Population, rest: Bases) -> None:
    """Clients have a dossier of their own, representatives somebody's, principals their commissions."""
    for at, (who, account) in enumerate(here.accounts.items()):
        if who.startswith(("client", "representative")):
            connection.execute(
                "update accounts_membership set person_id = %s where account_id = %s", [made.persons[at], account]
            )
            made.linked[account].add(made.dossiers[at])
        if who.startswith("principal"):
            connection.execute(
                "update accounts_membership set party_id = %s where account_id = %s", [rest.parties["uwv"], account]
            )
            found = connection.execute(
                "select distinct dossier_id from dossiers_trajectory where principal_id = %s", [rest.parties["uwv"]]
            )
            made.linked[account] |= {row[0] for row in found}


COLUMNS = {
    "dossiers_person": "id, organisation_id, minor, decision_id, created_at",
    "dossiers_dossier": "id, organisation_id, person_id, number, opened_on, closed_on, regulation_handed_out_on,"
    " version, decision_id",
    "dossiers_trajectory": "id, organisation_id, dossier_id, principal_id, principal_kind, contract_id, acts_as, type,"
    " phase, own_phase, goal, outcome, closing_reason, for_illness, referred_on, placed_on, version, decision_id",
    "dossiers_assignment": "id, organisation_id, dossier_id, trajectory_id, account_id, part, from_on, until_on,"
    " decision_id",
    "dossiers_view": "id, organisation_id, dossier_id, account_id, state, rule, categories, on_the_spot, asked_at,"
    " decided_at, ends_at, ended_at, data_key_id, sealed, decision_id",
    "dossiers_exclusion": "id, organisation_id, dossier_id, account_id, since, lifted_at, decision_id,"
    " lifted_decision_id",
    "dossiers_clientdeclaration": "id, organisation_id, dossier_id, fact, form, from_on, ended_on, decision_id",
}
RECORD_COLUMNS = (
    "id, organisation_id, dossier_id, trajectory_id, scope_id, category, retention_class, data_key_id, sealed, source,"
    " purpose, ground, author_id, marks, only_one, erased_note, occurred_on, version, created_at, changed_at,"
    " decision_id"
)
PART = ["identity", "contact", "progress", "report"]


class _Lot:
    """One dossier, drawn by lot."""

    def __init__(
        self,
        chance: random.Random,
        rest: Bases,
        organisation: UUID,
        accounts: Sequence[UUID],
        made: Population,
        at: int,
    ) -> None:
        self.chance, self.rest, self.organisation = chance, rest, organisation
        self.rows: dict[str, list[tuple[Any, ...]]] = {table: [] for table in COLUMNS}
        self.today, self.moment = clock.today(), clock.now()
        person, self.dossier = new_id(), new_id()
        made.persons.append(person)
        made.dossiers.append(self.dossier)
        self._add(
            "dossiers_person",
            person,
            organisation,
            chance.choice((None, None, True, False)),
            rest.decision,
            self.moment,
        )
        closed = chance.choice((None, None, self.today, self.today - timedelta(days=1)))
        handed_out = chance.choice((None, self.today))
        self._add(
            "dossiers_dossier", self.dossier, organisation, person, f"P-{at:05}", date(2020, 1, 1), closed, handed_out,
            1, rest.decision,
        )  # fmt: skip
        self.trajectories = [self._trajectory() for _ in range(chance.choice((0, 1, 1, 2, 3)))]
        self.scopes = [self.dossier, *self.trajectories]
        for account in accounts:
            if self._links(account):
                made.linked[account].add(self.dossier)
        for fact in sorted(DECLARED):
            self._declared(fact)

    def _add(self, table: str, *row: Any) -> None:
        self.rows[table].append(row)

    def _trajectory(self) -> UUID:
        trajectory, kind = new_id(), self.chance.choice(KINDS)
        contract = self.chance.choice((None, None, self.rest.ended, self.rest.running))
        self._add(
            "dossiers_trajectory", trajectory, self.organisation, self.dossier, self.rest.parties[kind], kind, contract,
            self.chance.choice(("controller", "controller", "processor")), "werkfit", "running", *[""] * 4,
            self.chance.choice((True, False, False)), date(2020, 1, 1), self.chance.choice((None, self.today)), 1,
            self.rest.decision,
        )  # fmt: skip
        return trajectory

    def _links(self, account: UUID) -> bool:
        """Work on it, or a look at it; or neither, or one that has ended. Whether there is one today."""
        linked = False
        for trajectory in self.trajectories:
            what = self.chance.choice(("whole", "part", "ended", "not yet", *["none"] * 4))
            if what == "none":
                continue
            part = self.chance.sample(PART, 2) if what == "part" else None
            from_on = self.today + timedelta(days=1) if what == "not yet" else date(2020, 1, 1)
            until_on = self.today - timedelta(days=1) if what == "ended" else self.chance.choice((None, self.today))
            if what == "not yet":
                until_on = None
            self._add(
                "dossiers_assignment", new_id(), self.organisation, self.dossier, trajectory, account, part, from_on,
                until_on, self.rest.decision,
            )  # fmt: skip
            linked |= what in {"whole", "part"}
        for _ in range(self.chance.choice((0, 0, 0, 1, 2))):
            linked |= self._looks(account)
        if self.chance.random() < 0.1:
            lifted = self.chance.choice((None, None, self.moment))
            self._add(
                "dossiers_exclusion", new_id(), self.organisation, self.dossier, account, self.moment, lifted,
                self.rest.decision, self.rest.decision if lifted else None,
            )  # fmt: skip
        return linked

    def _looks(self, account: UUID) -> bool:
        state = self.chance.choice(("granted", "granted", "granted", "requested", "refused"))
        ends_at = self.moment + timedelta(hours=self.chance.choice((-1, 1)))
        ended_at = self.chance.choice((None, None, self.moment - timedelta(minutes=1)))
        categories = self.chance.choice((None, PART[:2], PART[2:]))
        self._add(
            "dossiers_view", new_id(), self.organisation, self.dossier, account, state, "rule", categories,
            self.chance.choice((True, False)), self.moment, None, ends_at, ended_at, self.rest.data_key, b"x",
            self.rest.decision,
        )  # fmt: skip
        return state == "granted" and ends_at > self.moment and ended_at is None

    def _declared(self, fact: str) -> None:
        when = self.chance.choice(("never", "now", "ended", "not yet"))
        if when == "never":
            return
        from_on = self.today + timedelta(days=1) if when == "not yet" else self.today
        if when == "ended":
            from_on = self.today - timedelta(days=9)
        ended_on = self.today if when == "ended" else None
        self._add(
            "dossiers_clientdeclaration", new_id(), self.organisation, self.dossier, fact, "written", from_on, ended_on,
            self.rest.decision,
        )  # fmt: skip
