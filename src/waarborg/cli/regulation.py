"""`waarborg regulation`: check, explain and ask a regulation, without any database.

Exit codes: 0 all well; 1 it cannot be read, or a case fails; 3 with `--strict`, open findings of law.
"""

from typing import Annotated, Any

import typer

from waarborg.cli import regulation_lint, regulation_papers
from waarborg.cli.regulation_input import (
    AsJson,
    OnDay,
    Place,
    day_of,
    folder_of,
    policy_of,
    print_json,
    readable,
    standard_input,
)
from waarborg.policy.compile import compile_regulation
from waarborg.policy.compiled import CompiledPolicy
from waarborg.policy.loader import laws_in_force, load_laws
from waarborg.policy.model.regulation import Regulation

app = typer.Typer(no_args_is_help=True)
app.command()(regulation_lint.lint)
app.command()(regulation_papers.coverage)
app.command()(regulation_papers.render)

WRONG, UNLAWFUL = 1, 3


@app.command()
def check(
    path: Place,
    on: OnDay = None,
    *,
    strict: Annotated[bool, typer.Option(help="Exit 3 when a finding of law is open.")] = False,
    as_json: AsJson = False,
) -> None:
    """Validate and lint, the clauses too. Exit 1 when it cannot be compiled; findings of law only with --strict."""
    from waarborg.policy.contradictions import contradictions
    from waarborg.policy.coverage import read_clauses
    from waarborg.policy.english import without_english
    from waarborg.policy.lint import lint

    with readable(as_json=as_json):
        folder, laws = folder_of(path), load_laws()
        regulations = [(version, laws_in_force(laws, _day(on, version))) for version in folder.versions]
        compiled = [compile_regulation(version, floor) for version, floor in regulations]
        read_clauses(folder)
    findings = [finding for version, floor in regulations for finding in lint(version, floor, laws)]
    open_ends = [found for version, floor in regulations for found in contradictions(version, floor)]
    in_dutch = {words: rule for version, _floor in regulations for words, rule in without_english(version).items()}
    blocked = any(finding.blocks for finding in findings) or bool(open_ends)
    if as_json:
        print_json(
            {
                "compiles": True,
                "adoptable": not blocked,
                "versions": [_version_as_data(policy) for policy in compiled],
                "errors": [],
                "findings": [finding.as_data() for finding in findings],
                "contradictions": [found.as_data() for found in open_ends],
                "without_english": in_dutch,
            }
        )
    else:
        for policy in compiled:
            typer.echo(f"{policy.regulation} {policy.in_force_from}: {len(policy.rules)} rules, {policy.sha256}")
        for finding in findings:
            found_at = f" {finding.rule}" if finding.rule else ""
            typer.echo(f"{finding.check.severity:8}{finding.check.id} {finding.state}{found_at}: {finding.message}")
            if finding.state == "open":
                typer.echo(f"        {finding.check.en} ({finding.check.citation})")
        for found in open_ends:
            typer.echo(f"undecided {', '.join(found.rules)}: {found.message}")
        for words, rule in in_dutch.items():
            typer.echo(f"in Dutch {rule}: {words}")
    raise typer.Exit(UNLAWFUL if strict and blocked else 0)


@app.command()
def matrix(path: Place, on: OnDay = None, *, as_json: AsJson = False) -> None:
    """Every role, action and category: permitted when which facts hold, by which article."""
    from waarborg.policy.matrix import matrix as lines_of

    with readable(as_json=as_json):
        policy = policy_of(path, on)
    lines = list(lines_of(policy))
    if as_json:
        cells = [
            {
                "role": line.role,
                "action": line.action,
                "category": line.category,
                "rule": line.rule,
                "article": line.article,
                "when": list(line.when),
                "only": {name: list(words) for name, words in line.only},
                "unless": [{"rule": rule, "applies": words} for rule, words in line.unless],
            }
            for line in lines
        ]
        print_json(_version_as_data(policy) | {"cells": cells})
        return
    for line in lines:
        only = "".join(f"; {name}: {', '.join(words)}" for name, words in line.only)
        barred = "".join(f"; not {rule} ({words})" for rule, words in line.unless)
        where = f"{line.role} {line.action} {line.category}"
        typer.echo(f"{where}: {', '.join(line.when)}{only}{barred} [{line.rule}]")


@app.command()
def decide(path: Place, on: OnDay = None, *, as_json: AsJson = False) -> None:
    """Read one question (or a list of them) on standard input and say yes or no, and why."""
    from waarborg.policy.asking import answer

    with readable(as_json=as_json):
        folder, laws = folder_of(path), load_laws()
        asked = standard_input()
        questions = asked if isinstance(asked, tuple) else (asked,)
        answers = [answer(question, folder, laws, day_of(on)) for question in questions]
    if as_json:
        print_json(answers if isinstance(asked, tuple) else answers[0])
        return
    for found in answers:
        typer.echo(f"{'yes' if found['allowed'] else 'no'}: {', '.join(found['rules']) or 'no rule permits it'}")
        for label, words in (
            ("articles", ", ".join(f"{where} {title}" for where, title in found["titles"].items())),
            ("needs", ", ".join(found["missing"])),
            ("obliges", ", ".join(f"{name}: {value}" for name, value in found["obligations"].items())),
        ):
            if words:
                typer.echo(f"  {label}: {words}")


@app.command()
def terms(path: Place, on: OnDay = None, *, as_json: AsJson = False) -> None:
    """Read events on standard input (`trajectory_ended: 2026-01-31`) and print every date that follows."""
    from waarborg.policy.term_cases import dates_from

    with readable(as_json=as_json):
        folder, laws, day = folder_of(path), load_laws(), day_of(on)
        found = dates_from(standard_input(), day, folder.in_force(day), laws_in_force(laws, day))
    if as_json:
        print_json({"day": day.isoformat(), "dates": [each.as_json() for each in found]})
        return
    for each in found:
        when = each.date.isoformat() if each.date else each.status.value
        about = f" ({', '.join(each.categories)})" if each.categories else ""
        typer.echo(f"{when}  {each.kind.value} {each.what}{about}  article {each.article} [{each.rule}]")


@app.command()
def cases(path: Place, *, as_json: AsJson = False) -> None:
    """Run the worked cases. Exit 1 when one fails; says which rules no case decides."""
    from waarborg.policy.cases import run_cases
    from waarborg.policy.term_cases import answer_terms

    with readable(as_json=as_json):
        report = run_cases(folder_of(path), load_laws(), answer_terms)
    failed = [outcome for outcome in report.outcomes if not outcome.passed]
    if as_json:
        print_json(report.as_data())
    else:
        for outcome in failed:
            typer.echo(f"{outcome.file}:{outcome.line}: {outcome.case.case}: {'; '.join(outcome.differs)}")
        typer.echo(f"{len(report.outcomes) - len(failed)} of {len(report.outcomes)} cases hold")
        typer.echo(f"rules that no case decides: {', '.join(report.undecided) or 'none'}")
        typer.echo(f"permits without a refused neighbour: {', '.join(report.without_neighbour) or 'none'}")
    raise typer.Exit(WRONG if failed else 0)


def _day(on: Any, version: Regulation) -> Any:
    """The day whose law a version is held against: never before it is in force."""
    return max(day_of(on), version.in_force_from)


def _version_as_data(policy: CompiledPolicy) -> dict[str, Any]:
    return {
        "regulation": policy.regulation,
        "in_force_from": policy.in_force_from.isoformat(),
        "sha256": policy.sha256,
        "rules": len(policy.rules),
        "roles": list(policy.roles),
        "categories": list(policy.categories),
    }
