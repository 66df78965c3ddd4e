"""`waarborg regulation coverage` and `render`: what shows that clauses are held, and the regulation for people."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Annotated, Any, Literal, cast

import typer

from waarborg.cli.regulation_input import AsJson, OnDay, Place, day_of, folder_of, print_json, readable
from waarborg.policy.coverage import Covered, read_results
from waarborg.policy.coverage import coverage as covered_clauses
from waarborg.policy.coverage_floor import Floor, read_floor, remarks, shortfalls
from waarborg.policy.loader import Folder
from waarborg.policy.page import Page, page
from waarborg.policy.page_formats import as_html, as_markdown, as_typst
from waarborg.policy.shown import as_shipped
from waarborg.policy.vocabulary import regulations_folder

RESULTS = Path("build/clauses.json")
Asked = Callable[[Floor, str, Sequence[Covered]], Iterator[str]]
Found = Sequence[tuple[Folder, tuple[Covered, ...]]]


def coverage(
    path: Annotated[Path | None, typer.Argument(help="A regulation's folder; without it every shipped one.")] = None,
    results: Annotated[Path, typer.Option(help="What the last test run left.")] = RESULTS,
    floor: Annotated[Path | None, typer.Option(help="What tests must show; less is exit 1.")] = None,
    ship: Annotated[
        Path | None, typer.Option(help="Write which tests showed which clause, as the studio reads it.")
    ] = None,
    *,
    as_json: AsJson = False,
) -> None:
    """Per clause of the source text: how it is enforced, what holds it, its tests and whether they passed."""
    with readable(as_json=as_json):
        places = [path] if path else sorted(found.parent for found in regulations_folder().glob("*/clauses.yaml"))
        passed = read_results(results)
        found = [(folder, covered_clauses(folder, passed)) for folder in map(folder_of, places)]
        least = read_floor(floor) if floor else None
        short = [each for one in found for each in _against(shortfalls, least, one)]
        higher = [each for one in found for each in _against(remarks, least, one)]
    if ship:
        ship.write_text(as_shipped(passed), encoding="utf-8")
    if as_json:
        print_json({"regulations": [_as_data(folder, clauses) for folder, clauses in found], "short": short})
    elif floor:
        for said in (*short, *higher):
            typer.echo(said)
    else:
        _print(found)
    if short:
        raise typer.Exit(1)


def _against(asked: Asked, floor: Floor | None, one: tuple[Folder, tuple[Covered, ...]]) -> list[str]:
    folder, clauses = one
    return list(asked(floor, folder.versions[-1].regulation, clauses)) if floor else []


def _print(found: Found) -> None:
    for folder, clauses in found:
        shown = sum(each.passed for each in clauses)
        uncovered = sum(each.held == "open" for each in clauses)
        said = f"{shown} of {len(clauses)} clauses shown by tests that passed, {uncovered} held by nothing"
        typer.echo(f"{folder.versions[-1].regulation}: {said}")
        for each in clauses:
            state = "failed" if each.tests and not each.passed else each.held
            typer.echo(f"  {each.clause.id:12} {each.clause.enforcement:9} {state:10} {', '.join(each.clause.held_by)}")


def render(
    path: Place,
    to: Annotated[str, typer.Option(help="html, md and pdf, separated by commas.")] = "html",
    into: Annotated[Path, typer.Option(help="The folder that the documents go into.")] = Path(),
    language: Annotated[str, typer.Option(help="nl or en, for all but the text itself.")] = "nl",
    on: OnDay = None,
    *,
    as_json: AsJson = False,
) -> None:
    """Write the regulation for people."""
    formats = [name.strip() for name in to.split(",")]
    if unknown := [name for name in formats if name not in ("html", "md", "pdf")]:
        raise typer.BadParameter(f"no such format: {', '.join(unknown)}", param_hint="--to")
    if language not in ("nl", "en"):
        raise typer.BadParameter("nl or en", param_hint="--language")
    with readable(as_json=as_json):
        version = folder_of(path).in_force(day_of(on))
        written = page(version, cast("Literal['nl', 'en']", language))
    into.mkdir(parents=True, exist_ok=True)
    files = []
    for name in formats:
        file = into / f"{version.regulation}-{version.in_force_from}.{name}"
        file.write_bytes(_pdf(written) if name == "pdf" else _text(written, name).encode())
        files.append(file)
    if as_json:
        print_json({"files": [str(file) for file in files]})
        return
    for file in files:
        typer.echo(str(file))


def _text(written: Page, name: str) -> str:
    return as_html(written) if name == "html" else as_markdown(written)


def _pdf(written: Page) -> bytes:
    """An accessible PDF (PDF/UA-1)."""
    import typst

    pdf: bytes = typst.compile(as_typst(written).encode(), format="pdf", pdf_standards=["ua-1"])
    return pdf


def _as_data(folder: Folder, clauses: tuple[Covered, ...]) -> dict[str, Any]:
    return {
        "id": folder.versions[-1].regulation,
        "passed": sum(each.passed for each in clauses),
        "clauses": [each.as_data() for each in clauses],
    }
