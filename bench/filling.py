"""Many dossiers at once: rows as the services make them, sealed and with their tokens, put in past the walls."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import UUID

import psycopg
from django.db import connections

from bench.agency import Agency
from waarborg.dossiers.catalogue import Catalogue, Entry, catalogue_of
from waarborg.dossiers.facts import DECLARED
from waarborg.dossiers.sealing import Content, place, tokens_of
from waarborg.gate.door import in_context
from waarborg.kernel import clock
from waarborg.kernel.identifiers import new_id
from waarborg.policy.retention_order import Subject
from waarborg.vault.choices import KeyKind
from waarborg.vault.envelope import new_key
from waarborg.vault.index_keys import INDEX_KEYS
from waarborg.vault.key_cache import CACHE, WrappedKey, wrapped_data_key
from waarborg.vault.keyring import Epoch
from waarborg.vault.open_key import OpenKey

CASELOAD = 200
"""Dossiers of one coach."""
RECORDS = 3
THICK = 50
"""Records of the dossier that is opened."""
LARGE = 500
"""Records of the largest dossiers that there are: years of guidance."""
LARGEST = 3
FIRST = ("Aaltje", "Bilal", "Chantal", "Dilara", "Emre", "Fenna", "Gijs", "Hanneke", "Ilse", "Joost", "Karim", "Loes")
LAST = ("Akkerman", "Brandsma", "Coskun", "Dijkema", "Elberts", "Feenstra", "Grootveld", "Hoekstra", "Idrissi")

TABLES = {
    "accounts_account": "id, login, password, display_name, kind, language, single_keys, is_active, created_at",
    "accounts_membership": "id, organisation_id, account_id, role, basis, from_on, bound_by_profession, health_domain,"
    " only_reads",
    "dossiers_person": "id, organisation_id, minor, decision_id, created_at",
    "dossiers_dossier": "id, organisation_id, person_id, number, opened_on, version, decision_id",
    "dossiers_trajectory": "id, organisation_id, dossier_id, principal_id, principal_kind, acts_as, type, phase,"
    " own_phase, goal, outcome, closing_reason, for_illness, referred_on, started_on, version, decision_id",
    "dossiers_assignment": "id, organisation_id, dossier_id, trajectory_id, account_id, from_on, decision_id",
    "dossiers_clientdeclaration": "id, organisation_id, dossier_id, fact, form, from_on, decision_id",
    "vault.data_key": "id, organisation_id, person_id, scope_id, retention_class, own, wrapped_by_id, wrapped,"
    " created_at",
    "dossiers_record": "id, organisation_id, dossier_id, trajectory_id, scope_id, category, retention_class,"
    " data_key_id, sealed, source, purpose, ground, author_id, marks, only_one, erased_note, occurred_on, version,"
    " created_at, changed_at, decision_id",
    "dossiers_searchtoken": "organisation_id, dossier_id, record_id, kind, token",
}
BATCH = 2000


@dataclass
class Filled:
    """What stands where, for who measures."""

    thick: list[tuple[UUID, str]] = field(default_factory=list)
    """Dossiers of the measured coach with many records: identifier and number."""
    large: list[tuple[UUID, str]] = field(default_factory=list)
    """The same, with as many as there ever are."""
    names: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Dossier:
    """The identifiers of one dossier."""

    id: UUID
    person: UUID
    trajectory: UUID


def fill(superuser: psycopg.Connection[Any], agency: Agency, dossiers: int, readable: Sequence[str]) -> Filled:
    """Put `dossiers` dossiers into an agency; the first caseload is the measured coach's."""
    made = Filled()
    filling = _Filling(agency, readable)
    superuser.execute("set session_replication_role = replica")  # references are right by construction
    for start in range(0, dossiers, BATCH):
        rows: dict[str, list[tuple[Any, ...]]] = {table: [] for table in TABLES}
        filling.find_index_key()
        for at in range(start, min(start + BATCH, dossiers)):
            filling.dossier(at, rows, made)
        for table, columns in TABLES.items():
            with superuser.cursor() as cursor, cursor.copy(f"copy {table} ({columns}) from stdin") as copy:
                copy.write("".join(map(line, rows[table])))
    superuser.execute("set session_replication_role = origin")
    superuser.execute("vacuum analyze")
    return made


def line(row: Sequence[Any]) -> str:
    """A row as COPY reads it. No value of this bench holds a tab, a backslash or a line's end."""
    return "\t".join(map(_text, row)) + "\n"


def _text(value: Any) -> str:
    if value is None:
        return "\\N"
    if isinstance(value, bytes):
        return "\\\\x" + value.hex()
    return str(value)


class _Filling:
    def __init__(self, agency: Agency, readable: Sequence[str]) -> None:
        self.agency, self.organisation = agency, agency.organisation_id
        self.chance = random.Random(11)
        self.catalogue: Catalogue = catalogue_of(agency.coach.in_force)
        entries = [self.catalogue.entries[category] for category in readable]
        self.others = [entry for entry in entries if entry.key != self.catalogue.identity.key]
        self.coach = agency.coach.somebody
        self.wrapping = self._wrapping_key()
        self.tokens: dict[tuple[str, ...], list[tuple[str, bytes]]] = {}
        self.day, self.moment = clock.today(), clock.now()

    def find_index_key(self) -> None:
        """The key of tokens is read in a context; outside one it is known for a while."""
        INDEX_KEYS.forget()
        with in_context(self.agency.coach):
            INDEX_KEYS.current(self.organisation, using="default")

    def _wrapping_key(self) -> WrappedKey:
        with connections["owner"].cursor() as cursor:
            cursor.execute(
                "select id, epoch, wrapped from vault.organisation_key"
                " where organisation_id = %s and kind = 'wrapping' and current",
                [self.organisation],
            )
            key_id, epoch, wrapped = cursor.fetchone()
        return WrappedKey(key_id, Epoch(self.organisation, KeyKind.WRAPPING.value, epoch), bytes(wrapped))

    def dossier(self, at: int, rows: dict[str, list[tuple[Any, ...]]], made: Filled) -> None:
        """One dossier with everything in it."""
        one, organisation, decision = Dossier(new_id(), new_id(), new_id()), self.organisation, self.agency.decision
        if at and at % CASELOAD == 0:
            self._coach(rows, at)
        begun = self.day - timedelta(days=self.chance.randrange(20, 300))
        number = f"{self.agency.prefix}-B-{at:06}"
        rows["dossiers_person"].append((one.person, organisation, False, decision, self.moment))
        rows["dossiers_dossier"].append((one.id, organisation, one.person, number, begun, 1, decision))
        rows["dossiers_trajectory"].append(
            (one.trajectory, organisation, one.id, self.agency.principal_id, self.agency.principal_kind, "controller",
             "werkfit", "running", *[""] * 4, False, begun, begun, 1, decision)
        )  # fmt: skip
        rows["dossiers_assignment"].append(
            (new_id(), organisation, one.id, one.trajectory, self.coach, begun, decision)
        )
        rows["dossiers_clientdeclaration"] += [
            (new_id(), organisation, one.id, fact, "written", begun, decision)
            for fact in sorted(DECLARED)
            if fact.endswith("consent")
        ]
        large = 0 < at <= LARGEST
        thick = at < CASELOAD and at % 20 == 0
        made.names.append(self._records(one, rows, LARGE if large else THICK if thick else RECORDS))
        if large or thick:
            (made.large if large else made.thick).append((one.id, number))

    def _coach(self, rows: dict[str, list[tuple[Any, ...]]], at: int) -> None:
        self.coach = new_id()
        login = f"coach{at}@{self.agency.prefix}"
        rows["accounts_account"].append((self.coach, login, "!", "Coach", "staff", "nl", True, True, self.moment))
        rows["accounts_membership"].append(
            (new_id(), self.organisation, self.coach, "coach", "employment", self.day, False, False, False)
        )

    def _records(self, one: Dossier, rows: dict[str, list[tuple[Any, ...]]], count: int) -> str:
        name = f"{self.chance.choice(FIRST)} {self.chance.choice(LAST)}"
        keys: dict[tuple[UUID, str], OpenKey] = {}
        for entry in self._entries(count):
            record, scope = new_id(), one.trajectory if entry.of_trajectory else one.id
            fields = self._fields(entry, name)
            fate = self.catalogue.retention.class_of(
                Subject(entry.key, principal=self.agency.principal_kind, of_trajectory=entry.of_trajectory)
            )
            alone = fate.per_item or entry.rule.erasable
            key = None if alone else keys.get((scope, fate.id))
            if key is None:
                key = keys[scope, fate.id] = self._key(one, scope, fate.id, rows, own=alone)
            sealed = key.seal(Content(fields=fields).to_bytes(), row=record, table=place(1))
            rows["dossiers_record"].append(
                (record, self.organisation, one.id, scope if entry.of_trajectory else None, scope, entry.key, fate.id,
                 key.id, sealed, "client", self.agency.coach.in_force.main_purpose or "", "", self.coach, 0,
                 False, False, self.day - timedelta(days=self.chance.randrange(300)), 1, self.moment, self.moment,
                 self.agency.decision)
            )  # fmt: skip
            rows["dossiers_searchtoken"] += [
                (self.organisation, one.id, record, kind, token) for kind, token in self._tokens(entry, fields)
            ]
        return name

    def _tokens(self, entry: Entry, fields: Mapping[str, str]) -> list[tuple[str, bytes]]:
        """As the services make them; what is invented is invented often, so each is made once."""
        key = (entry.key, *fields.values())
        if key not in self.tokens:
            self.tokens[key] = tokens_of(self.organisation, entry, fields)
        return self.tokens[key]

    def _entries(self, count: int) -> Iterator[Entry]:
        yield self.catalogue.identity
        for at in range(count - 1):
            yield self.others[at % len(self.others)]

    def _key(
        self, one: Dossier, scope: UUID, fate: str, rows: dict[str, list[tuple[Any, ...]]], *, own: bool
    ) -> OpenKey:
        key_id, key = new_id(), new_key()
        wrapped = wrapped_data_key(CACHE.key(self.wrapping), self.wrapping.id, self.organisation, key_id, key)
        rows["vault.data_key"].append(
            (key_id, self.organisation, one.person, scope, fate, own, self.wrapping.id, wrapped, self.moment)
        )
        return OpenKey(id=key_id, organisation_id=self.organisation, key=key)

    def _fields(self, entry: Entry, name: str) -> dict[str, str]:
        return {key: value_of(rule.type, rule.choices, name, self.chance) for key, rule in entry.rule.fields.items()}


def value_of(kind: str, choices: Any, name: str, chance: random.Random) -> str:
    """A value in its kept form. The names are invented, the numbers belong to nobody."""
    if choices:
        return str(next(iter(choices)))
    known = {
        "name": name,
        "date": "2026-03-14",
        "birth_date": f"19{chance.randrange(60, 99)}-03-14",
        "postcode": "1234 AB",
        "email": "naam@voorbeeld.example",
        "phone": "+31612345678",
        "bsn": "111222333",
        "money": "125000",
        "minutes": "45",
        "number": "3",
        "percentage": "50",
        "yes_no": "yes",
        "iban": "NL02ABNA0123456789",
    }
    return known.get(kind, "Gesproken over de volgende stap; afspraak gemaakt voor over twee weken.")
