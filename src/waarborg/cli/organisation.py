"""`waarborg organisation`: a whole organisation out, or in again."""

import json
import os
from pathlib import Path
from typing import Annotated

import typer

from waarborg.cli.installation import open_installation
from waarborg.kernel.database.logins import Login

app = typer.Typer(no_args_is_help=True)

VARIABLE = "WAARBORG_TRANSPORT_PASSPHRASE"
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON document.")]


@app.command("export")
def export_command(
    slug: Annotated[str, typer.Argument(help="The organisation's name in addresses.")],
    file: Annotated[Path, typer.Argument(help="The file to write; it must not exist.")],
    *,
    as_json: AsJson = False,
) -> None:
    """Write a whole organisation to one file: rows, ledger, encrypted files, and its keys under a passphrase.

    The passphrase is asked for, or read from WAARBORG_TRANSPORT_PASSPHRASE. Send it another way than the file.
    """
    open_installation(Login.OWNER)
    from waarborg.portability.exporting import export_organisation

    _say(export_organisation(slug, file, _passphrase(confirm=True)), f"Written to {file}.", as_json=as_json)


@app.command("import")
def import_command(
    file: Annotated[Path, typer.Argument(help="A file that `export` wrote.")],
    *,
    as_json: AsJson = False,
) -> None:
    """Bring a whole organisation in: all of it, or nothing. It must not be here already."""
    open_installation(Login.OWNER)
    from waarborg.portability.importing import import_organisation

    _say(import_organisation(file, _passphrase(confirm=False)), f"Brought in from {file}.", as_json=as_json)


def _passphrase(*, confirm: bool) -> str:
    given = os.environ.get(VARIABLE, "")
    return given or str(typer.prompt("Passphrase", hide_input=True, confirmation_prompt=confirm))


def _say(manifest: dict[str, object], sentence: str, *, as_json: bool) -> None:
    members = manifest["members"]
    rows = sum(member.get("rows", 0) for member in members.values()) if isinstance(members, dict) else 0
    if as_json:
        told = {name: manifest[name] for name in ("organisation", "slug", "name", "written_at", "program")}
        typer.echo(json.dumps({**told, "rows": rows}, indent=2, ensure_ascii=False))
    else:
        typer.echo(f"{manifest['slug']}: {rows} rows. {sentence}")
