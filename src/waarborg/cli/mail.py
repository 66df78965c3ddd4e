"""`waarborg mail`: where the agency's own mail server hands e-mail in."""

import asyncio
import signal
from typing import Annotated

import typer

from waarborg.cli.installation import open_installation
from waarborg.kernel.database.logins import Login

app = typer.Typer()


@app.command()
def mail(
    *,
    address: Annotated[str, typer.Option(help="Where to listen: this machine's own address.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65535)] = 8025,
) -> None:
    """Take e-mail in until told to stop (Ctrl-C, SIGTERM): what was begun is finished first."""
    open_installation(Login.WORKER)
    from waarborg.incoming.server import must_be_safe, serve

    must_be_safe(address)

    async def until_told() -> None:
        told = asyncio.Event()
        for sign in (signal.SIGINT, signal.SIGTERM):
            asyncio.get_running_loop().add_signal_handler(sign, told.set)
        typer.echo(f"E-mail is taken in on {address}, port {port}.")
        await serve(address, port, told)

    asyncio.run(until_told())
