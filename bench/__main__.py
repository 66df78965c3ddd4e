"""`make bench`: fill two databases, measure in turns, print a table; exit 1 when a budget is exceeded."""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

from bench.installation import Installation, installation

ROUNDS = 3


def main() -> int:
    """Measure, and say whether the budgets hold."""
    parser = argparse.ArgumentParser(prog="bench", description=__doc__)
    parser.add_argument("--sizes", default="10000,100000", help="numbers of dossiers, with commas")
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--regulation", default="", help="the name of a regulation's folder")
    parser.add_argument("--json", type=Path, default=None, help="a file to write every number to")
    given = parser.parse_args()
    sizes = [int(size) for size in given.sizes.split(",")]
    with installation() as here:
        report = measured(here, sizes, given.rounds, given.regulation)
    print(report.table())
    if given.json:
        report.write(given.json)
    over = report.over()
    for line in over:
        print(f"over budget: {line}")
    return 1 if over else 0


def measured(here: Installation, sizes: list[int], rounds: int, regulation: str):
    """Everything, in rounds that take the databases in turns."""
    from bench.agency import founded, readable_in, regulations
    from bench.filling import fill
    from bench.imports import imported
    from bench.measures import cost, find_writable, measures, one_decision
    from bench.report import Report

    report = Report(sizes)
    filled = {}
    for size in sizes:
        name = f"bench_{size}"
        here.make(name)
        for file in regulations():
            if regulation in ("", file.parent.name):
                agency = founded(file, "EEN")
                readable = readable_in(agency)
                break
        started = time.monotonic()
        with here.past_every_wall(name) as superuser:
            fill(superuser, founded(file, "TWEE"), size // 10, readable)
            filled[size] = (agency, fill(superuser, agency, size - size // 10, readable))
        report.fill_seconds[size] = round(time.monotonic() - started, 1)
        print(f"{size} dossiers in {report.fill_seconds[size]} s ({file.parent.name})", file=sys.stderr)
    here.look_at(f"bench_{sizes[0]}")
    report.imports = imported(filled[sizes[0]][0])
    for turn in range(rounds):
        for size in sizes:
            here.look_at(f"bench_{size}")
            agency, made = filled[size]
            with here.past_every_wall(f"bench_{size}") as superuser:
                if turn == 0 and not find_writable(agency.coach, made.thick[-1][0]):
                    raise RuntimeError("the coach can write nothing")
                report.decision_us.append(one_decision(agency, made.thick[0][0]))
                for name, measure in measures(agency, made, superuser).items():
                    report.add(name, size, cost(measure))
    return report


if __name__ == "__main__":
    sys.exit(main())
