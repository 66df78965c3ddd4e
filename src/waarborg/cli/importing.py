"""`waarborg import`: what a file of clients would bring in under a regulation, and what is refused and why.

Nothing is stored: bringing it in is done on the page by somebody who signed in, whose rights are asked of every row.
"""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table as Lines

from waarborg.cli.installation import open_installation
from waarborg.kernel.errors import InvalidInput

app = typer.Typer()

File = Annotated[Path, typer.Argument(dir_okay=False, help="Excel or CSV; the first row has headings.")]
Agency = Annotated[str, typer.Option("--organisation", help="Its name in addresses; not needed when there is one.")]
Role = Annotated[str, typer.Option("--role", help="As whom: the rules are asked for this role.")]
Empty = Annotated[bool, typer.Option("--template", help="Write an empty template to FILE instead (it must not exist).")]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON document.")]


@app.command(name="import")
def try_file(
    file: File,
    organisation: Agency = "",
    role: Role = "administration",
    *,
    template: Empty = False,
    as_json: AsJson = False,
) -> None:
    """Say what each column seems to be, how many rows would come in, and every refusal with its reason."""
    open_installation()
    from waarborg.imports.on_the_shell import empty_template, look_at

    if template:
        if file.exists():
            raise InvalidInput(f"{file} is there already.")
        file.write_bytes(empty_template(organisation, role))
        typer.echo(f"Written: {file}", err=True)
        return
    if not file.is_file():
        raise InvalidInput(f"There is no file {file}.")
    found = look_at(file.read_bytes(), organisation, role)
    if as_json:
        typer.echo(json.dumps(found, ensure_ascii=False))
    else:
        _print(found)


def _print(found: dict[str, Any]) -> None:
    console = Console()
    columns = Lines("column", "is", title=None)
    for column in found["columns"]:
        columns.add_row(column["header"], column["target"] or "stays out")
    console.print(columns)
    refused = Lines("happens", "column", "why", "article", "rows")
    counted = Counter((one["weight"], one["column"], one["said"], one["article"]) for one in found["findings"])
    for (weight, column, said, article), times in counted.most_common():
        refused.add_row(weight, column, said, article, str(times))
    console.print(refused)
    console.print(f"{found['coming_in']} of {found['rows']} rows would come in. Nothing was stored.")
