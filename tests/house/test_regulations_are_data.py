"""No agency, no article and no period of a regulation stands in code: a new agency is a folder of YAML."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tests.house.source import (
    SOURCE,
    agencies,
    docstrings,
    literals,
    nodes,
    place,
    python_files,
    regulation,
    told,
    versions,
)

INVENTED_PEOPLE = SOURCE / "demo"
"""Stories of invented people have days and ages of their own; they are told relative to the day of seeding. No rule
reads them: what happens to their dossiers is decided by the regulations like anybody's."""

NUMBERS_OF_OURS = {
    "src/waarborg/destruction/selectors.py:VERY_SHORT": "below this a term is more often a mistake than a rule",
    "src/waarborg/destruction/selectors.py:VERY_LONG": "above this a term is more often a mistake than a rule",
    "src/waarborg/backups/duties.py:SOON": "how long before its own day a rehearsal stands among the tasks",
    "src/waarborg/site/papers.py:A_DAY": "how long a browser keeps a colour and a logo",
    "src/waarborg/overviews/periods.py:LAST_MONTH": "months of a year",
    "src/waarborg/overviews/periods.py:MONTHS_OF_A_QUARTER": "months of a quarter",
    "src/waarborg/overviews/releasing.py:YEARS_BACK": "how far back periods are offered in a form",
    "src/waarborg/kernel/context.py:LIFETIME": "how long a signature holds at the most: no unit of work takes longer",
    "src/waarborg/accounts/sessions.py:SEEN_EVERY": "how often a visit is written down as still going on",
    "src/waarborg/admission/services.py:LINK_WORKS_FOR": "how long an invitation by mail works: a matter of security",
    "src/waarborg/admission/services.py:LETTER_WORKS_FOR": "how long one by letter works: a matter of security",
    "src/waarborg/disclosures/links.py:WORKS_FOR": "how long an address to fetch a copy works: a matter of security",
    "src/waarborg/desk/forms/keeping.py:LOOK_AGAIN": "a day that a form proposes, and that whoever fills it in chooses",
    "src/waarborg/work/party_reviews.py:AHEAD": "how long before its day somebody hears of it: a matter of planning",
    "src/waarborg/letters/rounds.py:HALFWAY": "after how long a worker that does not move is taken to be gone",
    "src/waarborg/handing_over/making.py:HALFWAY": "the same",
    "src/waarborg/mailings/group_rounds.py:HALFWAY": "the same",
    "src/waarborg/letters/outbox.py:FIRST_PAUSE": "when a mail that did not go is tried again",
    "src/waarborg/work/agenda.py:FED_BACK": "how far back a calendar program is given times",
    "src/waarborg/work/agenda.py:FED_AHEAD": "how far ahead a calendar program is given times",
    "src/waarborg/work/approvals.py:WEEKS_BACK": "how many weeks of time a list shows",
    "src/waarborg/subject_access/asking.py:KEPT_FOR": "how long what was made waits; it can be made again",
    "src/waarborg/work/drafts.py:KEPT_FOR": "how long what could not be saved waits for its writer; it is no record",
    "src/waarborg/work/time_sheets.py:WEEK": "a week has seven days",
    "src/waarborg/work/selectors.py:timedelta(days=7 - today.isoweekday())": "a week has seven days",
}
"""Periods in code that belong to the program's machinery, each with what it is. What `config.settings` reads from the
environment with `env.number` is an installation's own and needs no line here."""

UNITS = {"minutes", "hours", "days", "working_days", "weeks", "months", "years", "calendar_years"}
PERIOD_NAME = re.compile(
    r"(?:^|_)(?:DAYS?|WEEKS?|MONTHS?|YEARS?|HOURS|TERMS?|PERIODS?|DEADLINES?)(?:_|$)", re.IGNORECASE
)
ARTICLE = re.compile(r"\b(?:art(?:ikel|icle|\.)?|lid|§)\s*\d", re.IGNORECASE)


@cache
def names_of_agencies() -> tuple[str, ...]:
    """Every id, trade name, entity, registration number and address in the regulations, in small letters."""
    names: set[str] = set()
    for folder in agencies():
        names |= {folder.name, folder.name.replace("-", "_"), folder.name.replace("-", " ")}
        for path in folder.glob("*.yaml"):
            controller: Any = regulation(path).get("controller")
            if controller:
                entities = controller.get("entities", [])
                names |= {controller["name"], *(entity["name"] for entity in entities)}
                names |= {entity[key] for entity in entities for key in ("kvk", "address") if entity.get(key)}
    return tuple(sorted(name.casefold() for name in names))


@cache
def ids_of_rules() -> frozenset[str]:
    """The id of every rule and the number of every article that could not be mistaken for something else."""
    found: set[str] = set()
    for path in versions():
        articles: Any = regulation(path).get("articles") or []
        for article in articles:
            number = str(article["number"])
            found |= {number} if re.search(r"\d[.\d]*\.\d|[a-z]\d|\d[a-z]", number, re.IGNORECASE) else set()
            found |= {rule["id"] for rule in article.get("rules", []) if "id" in rule}
    return frozenset(found)


@cache
def prefixes_of_clauses() -> tuple[str, ...]:
    """What the numbers of the source texts' clauses begin with."""
    found = set()
    for folder in agencies():
        clauses: Any = regulation(folder / "clauses.yaml")["clauses"]
        found |= {clause["id"].split("-")[0] for clause in clauses}
    return tuple(sorted(found))


CODE = [path for path in SOURCE.rglob("*") if path.suffix in {".py", ".sql", ".html", ".mjs", ".js", ".css", ".typ"}]
CODE = sorted(path for path in CODE if "built" not in path.parts)


def test_there_is_something_to_look_for() -> None:
    assert len(names_of_agencies()) >= 10
    assert len(ids_of_rules()) >= 100
    assert len(prefixes_of_clauses()) >= 5


def test_code_names_no_agency_and_no_clause_of_one() -> None:
    agency = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, names_of_agencies()))})(?!\w)")
    clause = re.compile(rf"\b(?:{'|'.join(prefixes_of_clauses())})-[A-Z]?\d")
    breaches = [
        f"{place(path)}:{number} names {found.group()!r}"
        for path in CODE
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        for found in (agency.search(line.casefold()), clause.search(line))
        if found
    ]
    assert not breaches, told(breaches, "what is true of one agency stands in its regulation, never in code")


def test_code_knows_no_article_and_no_rule() -> None:
    breaches = [
        f"{place(path)}:{line} says {text!r}"
        for path in python_files("src")
        for line, text in literals(path)
        if ARTICLE.search(text) or text in ids_of_rules()
    ]
    assert not breaches, told(breaches, "an article is cited from the rule that decided, never from code")


def periods(path: Path) -> Iterator[tuple[int, str]]:
    """Numbers with a unit of time in the code of a file: (line, name of the constant or source of the call)."""
    named: dict[int, str] = {}
    for node in nodes(path):
        for name, value in _bound(node):
            named[id(value)] = name
            if PERIOD_NAME.search(name) and _only_numbers(value) and _largest(value) > 1:
                yield node.lineno, name  # type: ignore[attr-defined]
        if isinstance(node, ast.Call):
            measured = [keyword.value for keyword in node.keywords if keyword.arg in UNITS]
            if any(_largest(value) > 1 for value in measured):
                yield node.lineno, named.get(id(node)) or ast.unparse(node)


def _bound(node: ast.AST) -> Iterator[tuple[str, ast.expr]]:
    """The names that a statement gives to values, defaults of arguments among them."""
    if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
        yield node.targets[0].id, node.value
    elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and node.value:
        yield node.target.id, node.value
    elif isinstance(node, ast.FunctionDef):
        positional = [*node.args.posonlyargs, *node.args.args]
        pairs = [*zip(reversed(positional), reversed(node.args.defaults), strict=False)]
        pairs += [(one, value) for one, value in zip(node.args.kwonlyargs, node.args.kw_defaults, strict=True) if value]
        yield from ((one.arg, value) for one, value in pairs)


def _only_numbers(node: ast.expr) -> bool:
    """A number, or a sum of numbers such as `4 * 7`."""
    if isinstance(node, ast.BinOp):
        return _only_numbers(node.left) and _only_numbers(node.right)
    return isinstance(node, ast.Constant) and isinstance(node.value, int | float) and not isinstance(node.value, bool)


def _largest(node: ast.AST) -> int | float:
    """The largest number in an expression such as `14` or `max(14, n)`; a step of one unit is arithmetic."""
    found = [part.value for part in ast.walk(node) if isinstance(part, ast.Constant)]
    return max((one for one in found if isinstance(one, int | float) and not isinstance(one, bool)), default=0)


def test_code_knows_no_period_of_a_regulation() -> None:
    breaches = [
        f"{place(path)}:{line} has {name!r}"
        for path in python_files("src")
        if INVENTED_PEOPLE not in path.parents
        for line, name in periods(path)
        if f"{place(path)}:{name}" not in NUMBERS_OF_OURS
    ]
    mend = "periods come from the rule; a number of the machinery itself is listed in NUMBERS_OF_OURS, with its reason"
    assert not breaches, told(breaches, mend)


def test_every_exception_is_still_needed() -> None:
    found = {f"{place(path)}:{name}" for path in python_files("src") for _, name in periods(path)}
    assert set(NUMBERS_OF_OURS) <= found, f"no longer there: {set(NUMBERS_OF_OURS) - found}"


@pytest.mark.parametrize(
    ("text", "caught"),
    [
        ("LIMIT_DAYS = 28", True),
        ("x = timedelta(days=28)", True),
        ("x = day + relativedelta(months=2)", True),
        ("x = add(day, weeks=max(2, n))", True),
        ("x = day + timedelta(days=1)", False),
        ("x = timedelta(days=period.number)", False),
        ("def f(day, *, days=28): ...", True),
        ("KEPT_DAYS = env.number('KEPT', 28)", False),
        ("SIZE = 28", False),
    ],
)
def test_the_search_for_periods_finds_what_it_should(tmp_path: Path, text: str, *, caught: bool) -> None:
    file = tmp_path / "code.py"
    file.write_text(text, encoding="utf-8")
    assert bool(list(periods(file))) is caught


def test_the_search_for_articles_finds_what_it_should() -> None:
    assert ARTICLE.search("volgens artikel 7.2 van het reglement")
    assert ARTICLE.search("art. 9 AVG")
    assert not ARTICLE.search("Article %(article)s does not allow this source.")
    assert docstrings(ast.walk(ast.parse('"""Of art. 9."""')))
