"""`waarborg ledger`: recompute what happened, and prove one event."""

import json
from pathlib import Path
from typing import Annotated
from uuid import UUID

import typer

from waarborg.cli.installation import open_installation
from waarborg.kernel.database.logins import Login

app = typer.Typer(no_args_is_help=True)

AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON document.")]
SOUND, UNSOUND = 0, 1


@app.command()
def verify(
    head: Annotated[
        list[Path] | None, typer.Option("--head", help="A tree head kept elsewhere (a file; may be repeated).")
    ] = None,
    *,
    as_json: AsJson = False,
) -> None:
    """Recompute every seal of every organisation. Exit 0 when all is as it was sealed, 1 otherwise."""
    open_installation(Login.AUDITOR)
    from waarborg.ledger import heads, verification

    outside = [found for path in head or [] for found in heads.read(path)]
    reports = verification.verify(outside)
    sound = all(report.is_sound for report in reports)
    if as_json:
        _print_json({"sound": sound, "organisations": [report.as_json() for report in reports]})
    for report in [] if as_json else reports:
        state = "sound" if report.is_sound else f"{len(report.findings) + report.more_findings} findings"
        typer.echo(f"{report.organisation_id}: {report.size} sealed, {report.unsealed} waiting, {state}")
        for finding in report.findings:
            typer.echo(f"  {finding.code}: {finding.message} ({finding.place})")
    raise typer.Exit(SOUND if sound else UNSOUND)


@app.command()
def prove(
    event: Annotated[UUID, typer.Argument(help="The identifier of the event.")],
    *,
    as_json: AsJson = False,
) -> None:
    """Print the inclusion proof of one event, checked before it is printed."""
    open_installation(Login.AUDITOR)
    from waarborg.ledger import proofs

    proof = proofs.prove(event)
    holds = proofs.check(proof)
    if as_json:
        _print_json(proof | {"holds": holds})
    else:
        typer.echo(f"event {event}: leaf {proof['index']} of {proof['head']['size']}, sealed {proof['head']['at']}")
        typer.echo(f"root {proof['head']['root']}: the proof {'holds' if holds else 'does not hold'}")
    raise typer.Exit(SOUND if holds else UNSOUND)


def _print_json(content: object) -> None:
    typer.echo(json.dumps(content, indent=2, ensure_ascii=False))
