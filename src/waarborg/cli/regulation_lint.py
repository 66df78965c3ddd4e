"""`waarborg regulation lint`: where a regulation falls short of the law of a day, and what was decided about it."""

from typing import Annotated

import typer

from waarborg.cli.regulation_input import AsJson, OnDay, Place, day_of, folder_of, print_json, readable
from waarborg.policy.loader import laws_in_force, load_laws

BLOCKED = 3


def lint(
    path: Place,
    on: OnDay = None,
    language: Annotated[str, typer.Option(help="nl or en, for the advice.")] = "nl",
    *,
    only_open: Annotated[bool, typer.Option("--open", help="Leave out what was decided or is mended by law.")] = False,
    as_json: AsJson = False,
) -> None:
    """Hold the newest version against the law: article, severity, law, advice. Exit 3 when it may not be adopted."""
    from waarborg.policy.lint import lint as held_against

    if language not in ("nl", "en"):
        raise typer.BadParameter("nl or en", param_hint="--language")
    with readable(as_json=as_json):
        version, laws = folder_of(path).versions[-1], load_laws()
    day = max(day_of(on), version.in_force_from)
    every = held_against(version, laws_in_force(laws, day), laws)
    found = [one for one in every if one.state in {"open", "asked"} or not only_open]
    blocked = any(one.blocks for one in every)
    if as_json:
        print_json({"regulation": version.regulation, "day": day.isoformat(), "adoptable": not blocked,
                    "findings": [one.as_data() for one in found]})  # fmt: skip
    else:
        for one in found:
            where = f" article {one.article}" if one.article else f" {one.rule}" if one.rule else ""
            typer.echo(f"{one.check.severity:8}{one.check.id} {one.state}{where} ({one.check.citation})")
            asked = getattr(one.question, language) if one.question else one.check.advice(language)
            typer.echo(f"        {asked}")
            for reason in filter(None, (one.explained, one.neutralised_by)):
                typer.echo(f"        - {reason}")
        typer.echo(f"{version.regulation} {version.in_force_from}: {len(found)} findings")
    raise typer.Exit(BLOCKED if blocked else 0)
