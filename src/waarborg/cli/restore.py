"""`waarborg restore`: a copy put back, with everything that was destroyed since destroyed in it again."""

import json
from pathlib import Path
from typing import Annotated, Any

import typer

from waarborg.cli.installation import open_installation
from waarborg.kernel.database.logins import Login
from waarborg.kernel.home import home

app = typer.Typer()


@app.command()
def restore(
    directory: Annotated[
        Path | None, typer.Argument(help="Where the data stands; without --keys the keys stand beside it.")
    ] = None,
    *,
    keys: Annotated[Path | None, typer.Option(help="Where the keys stand.")] = None,
    backup: Annotated[str, typer.Option(help="The name of the copy; without it the newest.")] = "",
    log: Annotated[Path | None, typer.Option(help="The destruction log; without it the one beside the keys.")] = None,
    recovery_key_file: Annotated[Path | None, typer.Option(help="A file with the recovery key.")] = None,
    finish: Annotated[bool, typer.Option(help="Go on with a restore that stopped.")] = False,
    rehearse: Annotated[bool, typer.Option(help="Try it beside this installation, and throw it away.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
) -> None:
    """Put a copy back into an empty home, do again what happened since, prove it, and open. Exit 1: it stays closed.

    The recovery key is asked for, unless WAARBORG_RECOVERY_KEY or a file gives it.
    """
    from waarborg.backups import fetching, places

    at = places.places(directory, keys)
    if rehearse:
        _say(_rehearsed(at, backup), as_json=as_json)
        return
    into = home()
    if finish:
        found = fetching.fetched(at, into, name=places.newest(at, backup).name, log=log)
    else:
        found = fetching.fetch(at, into, recovery_key(recovery_key_file), name=backup, log=log)
    open_installation(Login.OWNER)
    from waarborg.backups import opening

    _say(opening.restore(found, into, finish=finish), as_json=as_json)


def _rehearsed(at: Any, name: str) -> dict[str, Any]:
    open_installation(Login.WORKER)
    from waarborg.backups import rehearsing

    return rehearsing.rehearse(at, name=name)


def recovery_key(file: Path | None) -> bytes:
    """The recovery key: from a file, from the environment, or asked for."""
    from waarborg.backups import key_copies

    if file is not None:
        return key_copies.as_recovery_key(file.read_bytes().strip())
    given = key_copies.given_recovery_key()
    return given or key_copies.as_recovery_key(typer.prompt("Recovery key", hide_input=True).encode())


def _say(report: dict[str, Any], *, as_json: bool) -> None:
    if as_json:
        typer.echo(json.dumps(report, indent=2))
        return
    typer.echo(f"{report['backup']}: {report['rows']} rows, {report['files']} files.")
    typer.echo(f"Known of what happened since until {report['log_until']}.")
    for what, number in sorted(report["done_again"].items()):
        typer.echo(f"  done again: {number} × {what}")
    for one in (one for several in report["lost"].values() for one in several if not one["ended"]):
        words = " ".join(word for word in (one["what"], one["right"], one["number"]) if word)
        typer.echo(f"  lost, ask for it again: {words}, of {one['on']}")
    typer.echo("Nothing is left of what was destroyed; the ledger is sound.")
