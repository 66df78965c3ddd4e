"""Which tests held which clause when the program was made: shipped with it, so that an agency can read it.

`regulations/shown.yaml` is written by `waarborg regulation coverage --ship` after a whole run: per clause the tests
that carry it and that all passed. The studio and anybody without the tests reads it there.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

import yaml

from waarborg.policy.coverage import Covered, Results, coverage
from waarborg.policy.loader import load_folder, load_laws
from waarborg.policy.problems import RegulationErrors
from waarborg.policy.reading import read
from waarborg.policy.vocabulary import regulations_folder

SHIPPED = "shown.yaml"
HEAD = """\
# Per clause of a source text the tests that carried it and passed when the whole suite ran last. Written by
# `waarborg regulation coverage --ship regulations/shown.yaml`; read by the studio.
"""


def as_shipped(results: Results) -> str:
    """What stands in the file: of each clause whose tests all passed, their names without parameters, once."""
    passed = {
        clause: sorted({name.partition("[")[0] for name in tests})
        for clause, tests in sorted(results.items())
        if tests and all(tests.values())
    }
    return HEAD + yaml.safe_dump(passed, allow_unicode=True, sort_keys=False, width=200)


@cache
def shipped(file: Path | None = None) -> Results:
    """What was shipped, in the form of a run; nothing when there is no such file."""
    file = file or regulations_folder() / SHIPPED
    if not file.is_file():
        return {}
    written: Mapping[str, Sequence[str]] = read(file).value
    return {clause: dict.fromkeys(tests, True) for clause, tests in written.items()}


@cache
def shown_of(regulation: str) -> tuple[Covered, ...]:
    """The clauses of a shipped regulation with what holds them; nothing for one that came without its source."""
    folder = regulations_folder() / regulation
    if not (folder / "clauses.yaml").is_file():
        return ()
    try:
        return coverage(load_folder(folder, load_laws()), shipped())
    except RegulationErrors:
        return ()


@cache
def shown_everywhere() -> tuple[tuple[str, tuple[Covered, ...]], ...]:
    """Of each regulation that came with its source: whose it is, and its clauses with what holds them."""
    laws = load_laws()
    folders = sorted(found.parent for found in regulations_folder().glob("*/clauses.yaml"))
    return tuple((load_folder(one, laws).versions[-1].controller.name, shown_of(one.name)) for one in folders)
