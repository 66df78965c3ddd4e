"""`waarborg manage …`: Django's own commands, with the database running (makemigrations, shell, check, ...)."""

import typer

from waarborg.cli.installation import open_installation
from waarborg.kernel.database.logins import Login

app = typer.Typer()


@app.command(context_settings={"allow_extra_args": True, "ignore_unknown_options": True, "help_option_names": []})
def manage(context: typer.Context) -> None:
    """Run one of Django's commands as the owner of the tables."""
    open_installation(Login.OWNER)
    from django.core.management import execute_from_command_line

    execute_from_command_line(["waarborg manage", *context.args])
