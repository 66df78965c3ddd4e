"""What every `waarborg regulation` command reads, and how it tells what it cannot read."""

import datetime as dt
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import typer

from waarborg.kernel.clock import today
from waarborg.policy.compile import compile_regulation
from waarborg.policy.compiled import CompiledPolicy
from waarborg.policy.loader import Folder, laws_in_force, load, load_laws
from waarborg.policy.problems import RegulationErrors
from waarborg.policy.reading import read_text

UNREADABLE = 1

AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON document.")]
Place = Annotated[Path, typer.Argument(help="A regulation's folder, or the file of one version.")]
OnDay = Annotated[dt.datetime | None, typer.Option("--on", formats=["%Y-%m-%d"], help="The day asked about.")]


@contextmanager
def readable(*, as_json: bool) -> Iterator[None]:
    """Whatever cannot be read or answered inside is told with file and line, and ends the command with exit 1."""
    try:
        yield
    except RegulationErrors as mistakes:
        errors = [
            {"file": str(error.file), "line": error.line, "rule": error.rule, "message": error.message}
            for error in mistakes.errors
        ]
    except ValueError as mistake:
        errors = [{"file": "standard input", "line": 1, "rule": None, "message": str(mistake)}]
    else:
        return
    if as_json:
        print_json({"compiles": False, "errors": errors})
    else:
        for error in errors:
            rule = f"{error['rule']}: " if error["rule"] else ""
            typer.echo(f"{error['file']}:{error['line']}: {rule}{error['message']}", err=True)
    raise typer.Exit(UNREADABLE)


def folder_of(path: Path) -> Folder:
    """The regulation at a path, read and checked."""
    return load(path, load_laws())


def policy_of(path: Path, on: dt.datetime | None) -> CompiledPolicy:
    """The version in force on the day, compiled with the law of that day."""
    day = day_of(on)
    return compile_regulation(folder_of(path).in_force(day), laws_in_force(load_laws(), day))


def day_of(on: dt.datetime | None) -> dt.date:
    """The day asked about; today when none is."""
    return on.date() if on else today()


def standard_input() -> Any:
    """What stands on standard input, in JSON or in strict YAML."""
    return read_text(sys.stdin.read(), Path("standard input")).value


def print_json(document: Any) -> None:
    """One JSON document on standard output."""
    typer.echo(json.dumps(document, indent=2, ensure_ascii=False, default=str))
