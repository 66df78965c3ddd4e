"""`waarborg account`: let somebody in from the shell, when nobody else can; end an account."""

import json
from typing import Annotated

import typer

from waarborg.cli.installation import open_installation

app = typer.Typer(no_args_is_help=True)

Login = Annotated[str, typer.Argument(help="The sign-in name.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON document.")]


@app.command()
def invite(login: Login, *, as_json: AsJson = False) -> None:
    """Print a link with which this person chooses a password. It works once, and is kept nowhere."""
    open_installation()
    from waarborg.accounts.services import invite_by_hand

    link = invite_by_hand(login)
    until = link.expires_at.isoformat(timespec="minutes")
    typer.echo(json.dumps({"login": link.login, "url": link.url, "expires_at": until}) if as_json else link.url)
    if not as_json:
        typer.echo(f"Works once, until {until}.", err=True)


@app.command(name="lost-phone")
def lost_phone(login: Login, *, as_json: AsJson = False) -> None:
    """Take the second step away: they sign in with their password, and set up the app again."""
    open_installation()
    from waarborg.accounts.services import take_second_factor_by_hand

    take_second_factor_by_hand(login)
    typer.echo(json.dumps({"login": login, "second_step": False}) if as_json else "Taken away.")


@app.command()
def end(login: Login, *, as_json: AsJson = False) -> None:
    """End an account for good, and every visit of it at once."""
    open_installation()
    from waarborg.accounts.services import end_account

    end_account(login)
    typer.echo(json.dumps({"login": login, "ended": True}) if as_json else "Ended.")
