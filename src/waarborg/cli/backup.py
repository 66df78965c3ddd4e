"""`waarborg backup`: data and keys, apart."""

import json
from pathlib import Path
from typing import Annotated

import typer

from waarborg.cli.installation import open_installation
from waarborg.kernel.database.logins import Login

app = typer.Typer()


@app.command()
def backup(
    directory: Annotated[
        Path | None, typer.Argument(help="Where the data goes; without --keys the keys go beside it, apart.")
    ] = None,
    *,
    keys: Annotated[Path | None, typer.Option(help="Where the keys go: another disk, another place.")] = None,
    show_recovery_key: Annotated[
        bool, typer.Option(help="Only print the recovery key, to write down and keep elsewhere.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
) -> None:
    """Make a copy, read it back, and end the copies whose days are over.

    Without a directory it goes where WAARBORG_BACKUP_DATA and WAARBORG_BACKUP_KEYS say.
    """
    from waarborg.backups import key_copies, places

    if show_recovery_key:
        typer.echo(key_copies.for_people(key_copies.recovery_key()))
        return
    at = places.places(directory, keys)
    open_installation(Login.WORKER)
    from waarborg.backups import runs

    made = runs.back_up(at)
    if as_json:
        told = {"name": made.name, "data": str(at.data), "keys": str(at.keys)}
        typer.echo(json.dumps(told | made.as_json(), indent=2))
        return
    typer.echo(f"{made.name}: {made.rows} rows, {made.files} files ({made.new_files} new), read back.")
    typer.echo(f"Data in {at.data}, keys in {at.keys}.")
    if not key_copies.given_recovery_key():
        typer.echo("Without the recovery key nothing opens it. Keep it elsewhere: waarborg backup --show-recovery-key")
