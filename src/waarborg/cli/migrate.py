"""`waarborg migrate`: the database gets the shape of this program."""

import json
import time
from typing import Annotated

import typer

from waarborg.cli.installation import open_installation
from waarborg.kernel.database.logins import Login

app = typer.Typer()


@app.command()
def migrate(*, as_json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False) -> None:
    """Make and change tables as the owner, and apply every room's rules in SQL. Running it twice is harmless."""
    from waarborg.kernel.database import addresses, migration

    started = time.monotonic()
    open_installation(Login.OWNER)
    migration.migrate(addresses.addresses(), verbosity=0)
    seconds = round(time.monotonic() - started, 2)
    typer.echo(json.dumps({"migrated": True, "seconds": seconds}) if as_json else f"Up to date ({seconds} s).")
