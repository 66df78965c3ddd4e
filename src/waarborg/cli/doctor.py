"""`waarborg doctor`: is this installation sound?"""

import json
from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape

from waarborg.cli.installation import open_installation

app = typer.Typer()

MARKS = {"fine": "[green]✓[/]", "warning": "[yellow]![/]", "error": "[red]✗[/]"}


@app.command()
def doctor(*, as_json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False) -> None:
    """Examine settings, logins, row-level security, keys, mail, worker and time. Exit 1 when something is not sound."""
    open_installation()
    from waarborg.kernel.doctor import Verdict, examine

    reports = list(examine())
    sound = all(report.verdict is not Verdict.ERROR for report in reports)
    if as_json:
        checks = [
            {
                "check": report.check,
                "verdict": report.verdict,
                "findings": [vars(finding) for finding in report.findings],
            }
            for report in reports
        ]
        typer.echo(json.dumps({"sound": sound, "checks": checks}, indent=2))
    else:
        console = Console(highlight=False)
        for report in reports:
            for finding in report.findings:
                console.print(f"{MARKS[finding.verdict]} {report.check}: {escape(finding.message)}")
                if finding.advice:
                    console.print(f"    {escape(finding.advice)}")
    if not sound:
        raise typer.Exit(1)
