"""What costs what is due, and not what is stored: destruction, and looking back who opened what between two moments.

    python -m bench.archive --sizes 100000,1000000 --due 10000

Two databases of which as much is due, one of them with ten times as much in it. Dossiers are frames, made in SQL. Each
step is measured beside the bare SQL that reads, writes and deletes the same rows without anything else. All that is due
is planned; of one list every line is executed, step by step, each a transaction that is durable.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

from bench.installation import Installation, installation

if TYPE_CHECKING:
    import psycopg

    from bench.agency import Agency

GROWTH, SLACK = 1.2, 1.3
"""The larger may cost this much more where as much is due, and nothing fails for less than the slack over it."""
TIMES_BARE = {"planned": 20.0, "executed": 20.0}
"""Budgets as multiples of the bare SQL. Of each key is asked what stops it, what follows it and what it rests on, and a
line is held to what it points to: `create table as` does none of that."""
COOLING_OFF = timedelta(days=30)
EXECUTED = 1000
"""Lines of one list that are executed: enough for a figure."""
WINDOW = 200
"""Dossiers opened between the two moments that are asked about."""
TRIES = 5


@dataclass(frozen=True, slots=True)
class Cost:
    """Milliseconds of one database: everything that is due planned, a line executed, a list searched and certified."""

    stored: int
    due: int
    lines: int
    filled_s: float
    planned: float
    planned_bare: float
    executed: float
    executed_bare: float
    certified: float
    nothing_due: float
    """The round of a night in which nothing more is due."""
    looked_back: float
    """Who opened what between two moments."""


MEASURED = ("planned", "executed", "certified", "nothing_due", "looked_back")


def main() -> int:
    """Measure, print, and say whether the budgets hold."""
    parser = argparse.ArgumentParser(prog="bench.archive", description=__doc__)
    parser.add_argument("--sizes", default="100000,1000000", help="numbers of dossiers, with commas")
    parser.add_argument("--due", type=int, default=10000, help="how many of them are due")
    parser.add_argument("--executed", type=int, default=EXECUTED, help="how many lines of one list are executed")
    parser.add_argument("--json", type=Path, default=None, help="a file to write every number to")
    given = parser.parse_args()
    with installation() as here:
        costs = [measured(here, int(size), given.due, given.executed) for size in given.sizes.split(",")]
    print("\n".join(map(said, costs)))
    if given.json:
        given.json.write_text(json.dumps([asdict(cost) for cost in costs], indent=2), encoding="utf-8")
    found = over(costs)
    for line in found:
        print(f"over budget: {line}")
    return 1 if found else 0


def measured(here: Installation, stored: int, due: int, executed_lines: int) -> Cost:
    """One database with so many dossiers: fill it, plan what is due, do so much of one list, look back."""
    from bench.agency import founded, regulations
    from bench.archive_filling import fill
    from waarborg.destruction.certifying import certify
    from waarborg.destruction.doing import do
    from waarborg.destruction.proposing import propose
    from waarborg.destruction.remainder import keep_counts
    from waarborg.gate.actors import system_at
    from waarborg.kernel import clock

    name = f"archive_{stored}"
    here.make(name)
    agency = founded(regulations()[0], "EEN")
    system, began = system_at(agency.organisation_id, using="worker"), clock.now()
    with here.past_every_wall(name) as superuser:
        filled = timed(lambda: fill(superuser, agency, stored, due, began - COOLING_OFF, WINDOW)) / 1000
        print(f"{stored} dossiers in {filled:.0f} s", file=sys.stderr)
        looked_back = look_back(agency, began - COOLING_OFF)
        planned_bare = timed(lambda: plan_bare(superuser, agency.organisation_id))
        lists: list[UUID] = []
        planned = timed(lambda: plan(system, lists))
        nothing = min(timed(lambda: propose(system)) for _ in range(TRIES))
        first, last = lists[0], lists[-1]
        if first == last:
            raise RuntimeError("let more be due: what is executed in bare SQL is another list")
        lines = leave_out_all_but(superuser, first, executed_lines)
        with clock.travel(began + timedelta(days=1)):
            approve_by_two(agency, first)
        with clock.travel(began + COOLING_OFF):
            keep_counts(system, first)
            executed = timed(lambda: do(system, first)) / lines
            certified = timed(lambda: certify(system, first))
            executed_bare = execute_bare(superuser, last, lines)
    return Cost(
        stored=stored,
        due=due,
        lines=lines,
        filled_s=round(filled, 1),
        planned=planned,
        planned_bare=planned_bare,
        executed=executed,
        executed_bare=executed_bare,
        certified=certified,
        nothing_due=nothing,
        looked_back=looked_back,
    )


def plan(system: Any, lists: list[UUID]) -> None:
    """Put everything that is due on lists."""
    from waarborg.destruction.proposing import propose

    while (made := propose(system)) is not None:
        lists.append(made)


def plan_bare(superuser: psycopg.Connection[Any], organisation: UUID) -> None:
    """Find the same keys with what hangs on them, and write as many rows, without anything else."""
    superuser.execute(PLAN_BARE, [organisation])
    superuser.execute("drop table bench_lines")


def leave_out_all_but(superuser: psycopg.Connection[Any], listed: UUID, executed: int) -> int:
    """Keep so many lines on a list, dossier after dossier; return how many that are."""
    superuser.execute("set session_replication_role = replica")
    superuser.execute(
        """update destruction_line set left_out = 'judged' where destruction_id = %(list)s and id not in
           (select id from destruction_line where destruction_id = %(list)s order by dossier_id, id limit %(most)s)""",
        {"list": listed, "most": executed},
    )
    superuser.execute("set session_replication_role = origin")
    found = superuser.execute(
        "select count(*) from destruction_line where destruction_id = %s and left_out = ''", [listed]
    ).fetchone()
    return int(found[0]) if found else 0


def approve_by_two(agency: Agency, listed: UUID) -> None:
    """Two people approve, as the regulation asks."""
    from waarborg.destruction.approving import approve

    for one in (agency.all_seeing, agency.deputy):
        approve(one, listed)


def execute_bare(superuser: psycopg.Connection[Any], listed: UUID, executed: int) -> float:
    """Milliseconds for a line in bare SQL: the same deletes in three durable transactions, and nothing else."""
    found = superuser.execute(
        "select data_key_id, dossier_id from destruction_line where destruction_id = %s"
        " order by dossier_id, id limit %s",
        [listed, executed],
    ).fetchall()
    superuser.execute("set session_replication_role = replica")  # no trigger, no check of what refers to what

    def every_line() -> None:
        for key, dossier in found:
            for step in EXECUTE_BARE:
                with superuser.transaction():
                    for statement in step:
                        superuser.execute(statement, {"key": key, "dossier": dossier})

    spent = timed(every_line)
    superuser.execute("set session_replication_role = origin")
    return spent / len(found)


def look_back(agency: Agency, since: Any) -> float:
    """Report a breach, and ask who opened what in the hour after a moment: the best of some tries, in milliseconds."""
    from waarborg.breaches.finding import Search, search
    from waarborg.breaches.reporting import NewBreach, report
    from waarborg.kernel import clock

    made = report(agency.all_seeing, NewBreach(what="Voor de meting gemeld.", aware_at=clock.now()))
    asked = Search(since=since, until=since + timedelta(hours=1))
    found = search(agency.all_seeing, made, asked)
    if len(found) != WINDOW:
        raise RuntimeError(f"{len(found)} dossiers were found of {WINDOW}")
    return min(timed(lambda: search(agency.all_seeing, made, asked)) for _ in range(TRIES))


def timed(work: Callable[[], object]) -> float:
    """Milliseconds."""
    started = time.perf_counter()
    work()
    return (time.perf_counter() - started) * 1000


def said(cost: Cost) -> str:
    """For people."""
    return (
        f"{cost.stored} dossiers, {cost.due} of them due, filled in {cost.filled_s:.0f} s:\n"
        f"  planned in {cost.planned:.0f} ms ({cost.planned / cost.planned_bare:.1f} times bare SQL,"
        f" {cost.planned_bare:.0f} ms)\n"
        f"  a line executed in {cost.executed:.1f} ms ({cost.executed / cost.executed_bare:.1f} times bare SQL,"
        f" {cost.executed_bare:.2f} ms), of {cost.lines}\n"
        f"  a list searched and certified in {cost.certified:.0f} ms\n"
        f"  nothing more due: {cost.nothing_due:.1f} ms\n"
        f"  who opened what in an hour: {cost.looked_back:.1f} ms"
    )


def over(costs: list[Cost]) -> list[str]:
    """What is over its budget, in words."""
    found = []
    for cost in costs:
        for what, times in TIMES_BARE.items():
            measured_times = getattr(cost, what) / getattr(cost, f"{what}_bare")
            if measured_times > times * SLACK:
                found.append(f"{what} at {cost.stored}: {measured_times:.1f} times bare SQL, budget {times}")
    if len(costs) > 1:
        for what in MEASURED:
            times = getattr(costs[-1], what) / getattr(costs[0], what)
            print(f"{what}: {times:.2f} times, {costs[-1].stored} dossiers against {costs[0].stored}")
            if times > GROWTH * SLACK:
                found.append(f"{what} grows {times:.2f} times, budget {GROWTH}")
    return found


PLAN_BARE = """
create table bench_lines as
select e.dossier_id, e.data_key_id, e.scope_id, e.retention_class, array_agg(e.category) as categories,
       max(e.earliest) as earliest, max(e.due) as due,
       (select count(*) from dossiers_record r where r.data_key_id = e.data_key_id) as records,
       array(select b.name from vault.blob b where b.key_id = e.data_key_id) as files
from retention_ending e where e.organisation_id = %s and e.due <= current_date
group by e.dossier_id, e.data_key_id, e.scope_id, e.retention_class
"""
EXECUTE_BARE = (
    (
        """delete from dossiers_searchtoken t using dossiers_record r
           where r.id = t.record_id and r.data_key_id = %(key)s""",
        "update dossiers_record set sealed = '' where data_key_id = %(key)s",
    ),
    (
        """update vault.data_key set wrapped = null, wrapped_by_id = null, destroyed_under = wrapped_by_id,
               destroyed_at = now() where id = %(key)s""",
        "delete from retention_ending where data_key_id = %(key)s",
    ),
    (
        "delete from vault.blob where key_id = %(key)s",
        "delete from dossiers_assignment where dossier_id = %(dossier)s",
        "update dossiers_trajectory set outcome = '', closing_reason = '' where dossier_id = %(dossier)s",
    ),
)
"""Per step what it deletes and empties."""


if __name__ == "__main__":
    sys.exit(main())
