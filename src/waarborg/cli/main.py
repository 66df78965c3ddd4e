"""The program on the shell. A command's module is imported only when that command is asked for."""

import sys
from importlib import import_module
from importlib.util import find_spec
from typing import Any

import typer
from rich.console import Console
from typer.core import TyperGroup
from typer.main import get_command

from waarborg.kernel.errors import WaarborgError

COMMANDS = {
    "demo": "Five example agencies with invented clients, in the browser.",
    "run": "The web server, on your own settings.",
    "worker": "The job runner.",
    "mail": "Where your own mail server hands e-mail in.",
    "migrate": "Bring the database to the shape of this program.",
    "doctor": "Is this installation sound?",
    "account": "Let somebody in from the shell, or end an account.",
    "regulation": "Check, explain and ask a regulation.",
    "import": "Clients from Excel or CSV.",
    "ledger": "Verify and prove what happened.",
    "retention": "What is due for destruction, and why.",
    "backup": "Data and keys, apart.",
    "restore": "A backup, with every destruction since then repeated.",
    "keys": "Rotate keys, or take lost ones back from a copy.",
    "organisation": "A whole organisation out, or in again.",
    "manage": "Django's own commands, for developers.",
}
"""Every command with its sentence. The module `waarborg.cli.<name>` holds it as `app`, a Typer application; a
module that does not exist is a command that does not exist."""

_MODULES = {"import": "importing"}  # a word of Python itself names no module


def module_of(command: str) -> str:
    """Return the name of the module in which a command lives."""
    return f"waarborg.cli.{_MODULES.get(command, command)}"


class LazyCommands(TyperGroup):
    """Knows every command by name, and imports only the one that is asked for."""

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002 - the framework's signature
        """Return the names of the commands that there are."""
        return [name for name in COMMANDS if find_spec(module_of(name))]

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ARG002 - the framework's signature
        """Import and return one command; None when there is none of that name."""
        if cmd_name not in COMMANDS or not find_spec(module_of(cmd_name)):
            return None
        command = get_command(import_module(module_of(cmd_name)).app)
        command.name = cmd_name
        command.help = command.help or COMMANDS[cmd_name]
        return command


app = typer.Typer(
    cls=LazyCommands, no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, rich_markup_mode=None
)


@app.callback(help="Waarborg: the client-dossier system in which the privacy regulation is the program.")
def waarborg() -> None:
    """Carry the commands; does nothing by itself."""


def main() -> None:
    """Run the program. What Waarborg itself refuses is one clear message and exit 1, without a trace."""
    try:
        app()
    except WaarborgError as error:
        Console(stderr=True).print(str(error), style="red", markup=False, highlight=False)
        sys.exit(1)


if __name__ == "__main__":
    main()
