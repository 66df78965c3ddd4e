"""`waarborg keys`: rotated while everybody works on, or taken back from a copy."""

from pathlib import Path
from typing import Annotated

import typer

from waarborg.cli.installation import open_installation
from waarborg.kernel.database.logins import Login
from waarborg.kernel.home import home

app = typer.Typer(no_args_is_help=True)

COPY = "Now make a copy, since no earlier copy of the keys opens what is here: waarborg backup"


@app.command()
def rotate(
    *,
    master: Annotated[bool, typer.Option(help="Also replace the master key.")] = False,
    index: Annotated[bool, typer.Option(help="Also replace the keys of look-up tokens, and every token.")] = False,
) -> None:
    """End the epochs of every organisation: all keys are wrapped anew, and old wrappings open nothing.

    For when keys may have been seen, and at any other time. Everybody works on.
    """
    open_installation(Login.OWNER)
    from waarborg.backups import all_keys

    organisations, files = all_keys.rotate_everything(master=master)
    typer.echo(f"{organisations} organisations: every key wrapped anew, the earlier epochs ended.")
    if master:
        typer.echo(f"Another master key, under which {files} key files were wrapped anew.")
    if index:
        _organisations, tokens = all_keys.replace_index_keys()
        typer.echo(f"{tokens} look-up tokens made anew.")
    typer.echo(COPY)


@app.command()
def recover(
    directory: Annotated[Path | None, typer.Argument(help="Where copies of the data stand.")] = None,
    *,
    keys: Annotated[Path | None, typer.Option(help="Where copies of the keys stand.")] = None,
    recovery_key_file: Annotated[Path | None, typer.Option(help="A file with the recovery key.")] = None,
) -> None:
    """Take keys that are lost back from the newest copy; what is still there stays as it is.

    Keys of epochs that have ended since are removed again.
    """
    from waarborg.backups import all_keys, places
    from waarborg.cli.restore import recovery_key

    found = all_keys.recover(places.places(directory, keys), recovery_key(recovery_key_file), home())
    open_installation(Login.WORKER)
    from waarborg.backups import all_keys as after

    typer.echo(f"{found} key files taken back, {after.sweep_everything()} removed again.")
