"""What is measured: pages through the whole program, in the process, with a browser's session."""

from __future__ import annotations

import gc
import random
import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import cycle
from typing import Any
from unittest.mock import patch
from uuid import UUID

import psycopg
from django.conf import settings
from django.db import connection
from django.test import Client

from bench.agency import Agency
from bench.filling import Filled, value_of
from bench.unprotected import Unprotected
from waarborg.dossiers import records, selectors
from waarborg.dossiers.catalogue import catalogue_of
from waarborg.gate.actors import Actor
from waarborg.gate.door import open_door
from waarborg.kernel.errors import InvalidInput, Refused
from waarborg.ledger.vocabulary import Kind
from waarborg.policy.decision import decide

REPEATS = 25
DECISIONS = 20_000
BURST = 200

Measure = Callable[[], Any]


@dataclass(frozen=True, slots=True)
class Cost:
    """The middle of many tries, in milliseconds, and the statements of one."""

    ms: float
    statements: int


def measures(agency: Agency, filled: Filled, superuser: psycopg.Connection[Any]) -> dict[str, Measure]:
    """Every measure by its name, in the order in which they are taken."""
    coach, everything = signed_in(agency.coach), signed_in(agency.all_seeing)
    thick, large, names = cycle(filled.thick), cycle(filled.large), cycle(filled.names[:40])
    plain = Unprotected(superuser, agency.coach)

    def unprotected(dossiers: Iterator[tuple[UUID, str]]) -> None:
        dossier_id, number = next(dossiers)
        with ExitStack() as replaced:
            replaced.enter_context(patch.object(selectors, "dossier", lambda *_a, **_k: plain.dossier(dossier_id)))
            replaced.enter_context(patch("waarborg.desk.views.dossier.dossier_numbered", lambda *_a: dossier_id))
            get(coach, f"/dossiers/{number}/")

    def unprotected_list() -> None:
        with patch("waarborg.dossiers.caseloads.caseload", lambda *_a, **_k: plain.caseload()):
            get(coach, "/dossiers/")

    return {
        "empty view": lambda: get(coach, "/leeg/"),
        "dossier page, unprotected": lambda: unprotected(thick),
        "dossier page": lambda: get(coach, f"/dossiers/{next(thick)[1]}/"),
        "large dossier, unprotected": lambda: unprotected(large),
        "large dossier": lambda: get(coach, f"/dossiers/{next(large)[1]}/"),
        "own caseload, unprotected": unprotected_list,
        "own caseload": lambda: get(coach, "/dossiers/"),
        "page of all dossiers": lambda: get(everything, "/dossiers/"),
        "search by number": lambda: found(coach, next(thick)[1]),
        "search by name": lambda: found(coach, next(names)),
        "search by name in all": lambda: found(everything, next(names)),
        "create record": lambda: created(agency.coach, next(thick)[0]),
    }


def signed_in(actor: Actor) -> Client:
    """A browser in which somebody signed in with a second factor."""
    from django.contrib.auth import get_user_model

    client = Client()
    client.force_login(get_user_model().objects.get(pk=actor.account_id), settings.AUTHENTICATION_BACKENDS[0])
    session = client.session
    session["account_authentication_methods"] = [{"method": "mfa"}]
    session.save()
    get(client, "/leeg/")
    return client


def get(client: Client, address: str) -> None:
    """A page, whole."""
    answer = client.get(address)
    if answer.status_code != 200:
        raise RuntimeError(f"{address} answered {answer.status_code}")


def found(client: Client, words: str) -> None:
    """A search that finds."""
    answer = client.post("/zoeken/", {"q": words})
    if answer.status_code != 200 or b"-B-" not in answer.content:
        raise RuntimeError(f"{words!r} was not found: {answer.status_code}")


def created(coach: Actor, dossier_id: UUID) -> None:
    """A new record."""
    records.add_record(coach, dossier_id, _WRITABLE[coach.in_force.version_id])


_WRITABLE: dict[UUID, records.NewRecord] = {}


def find_writable(coach: Actor, dossier_id: UUID) -> bool:
    """Find a kind of data that the coach may add to this dossier. Whether there is one."""
    chance = random.Random(5)
    for entry in catalogue_of(coach.in_force):
        fields = {
            name: value_of(rule.type, rule.choices, "Roos Proef", chance) for name, rule in entry.rule.fields.items()
        }
        if entry.rule.identifies or not fields:
            continue
        source = (entry.rule.sources or ("client",))[0]
        _WRITABLE[coach.in_force.version_id] = records.NewRecord(
            category=entry.key, fields=fields, source=source, note="Voor de meting."
        )
        try:
            created(coach, dossier_id)
        except (InvalidInput, Refused):
            continue
        return True
    return False


class Counter:
    """Counts statements as they are sent."""

    def __init__(self) -> None:
        self.statements = 0

    def __call__(self, execute: Any, sql: Any, params: Any, many: Any, context: Any) -> Any:
        """Count one, and send it."""
        self.statements += 1
        return execute(sql, params, many, context)


def cost(measure: Measure, repeats: int = REPEATS) -> Cost:
    """Take one measure: some to warm up, then the middle of many."""
    for _ in range(3):
        measure()
    counter = Counter()
    with connection.execute_wrapper(counter):
        measure()
    gc.collect()
    times = []
    for _ in range(repeats):
        start = time.perf_counter()
        measure()
        times.append(time.perf_counter() - start)
    return Cost(statistics.median(times) * 1000, counter.statements)


def one_decision(agency: Agency, dossier_id: UUID) -> float:
    """Microseconds for one answer of the policy to the question that a door puts most."""
    with open_door(agency.coach, "read", dossier_id=dossier_id) as door:
        door.note(Kind.DOSSIER_READ)
        question = door.question(catalogue_of(agency.coach.in_force).identity.key, door.scope())
    policy = agency.coach.in_force.policy
    best = float("inf")
    for _ in range(DECISIONS // BURST):  # the best of many short bursts: whatever else runs only ever adds
        start = time.perf_counter()
        for _ in range(BURST):
            decide(policy, question)
        best = min(best, (time.perf_counter() - start) / BURST)
    return best * 1e6
