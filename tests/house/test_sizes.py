"""Nothing grows because nobody said stop. Complexity is counted by ruff (C901, PLR09)."""

import ast
from pathlib import Path

from tests.house.source import SOURCE, functions, place, python_files, told, tree

LINES_OF_A_FILE = 300
LINES_OF_A_TEST_FILE = 400
LINES_OF_A_FUNCTION = 60
LINES_OF_A_VIEW = 25
LINES_OF_THE_DECISION = 60

LONGER_FILES: dict[str, str] = {
    "src/waarborg/desk/urls.py": "one line per address of the workspace",
    "src/waarborg/ledger/vocabulary.py": "one closed list: each word of what can happen, with its sentence beside it",
    "tests/apps/desk/test_ladder.py": "one line per address of the workspace",
}
"""Files that may be longer, each with the reason."""


def lines(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def length(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    return (function.end_lineno or 0) - function.lineno + 1


def test_a_file_holds_one_concept() -> None:
    limits = dict.fromkeys(python_files("src", "bench", "scripts"), LINES_OF_A_FILE)
    limits |= dict.fromkeys(python_files("tests"), LINES_OF_A_TEST_FILE)
    breaches = [
        f"{place(path)}: {lines(path)} lines, at most {limit}"
        for path, limit in limits.items()
        if lines(path) > limit and place(path) not in LONGER_FILES
    ]
    assert not breaches, told(breaches, "cut by concept, or list it in LONGER_FILES with its reason")


def test_an_exception_is_still_longer() -> None:
    files = {place(path): path for path in python_files("src", "tests", "bench", "scripts")}
    assert all(name in files and lines(files[name]) > LINES_OF_A_FILE for name in LONGER_FILES)


def test_a_function_fits_on_a_screen() -> None:
    breaches = [
        f"{place(path)}:{function.lineno} {name}: {length(function)} lines, at most {LINES_OF_A_FUNCTION}"
        for path in python_files("src", "tests", "bench", "scripts")
        for name, function in functions(path)
        if length(function) > LINES_OF_A_FUNCTION
    ]
    assert not breaches, told(breaches, "give the parts names")


def test_a_view_fetches_calls_and_answers() -> None:
    breaches = [
        f"{place(path)}:{function.lineno} {name}: {length(function)} lines, at most {LINES_OF_A_VIEW}"
        for path in python_files("src")
        if "views" in {*path.parts, path.stem}
        for name, function in functions(path)
        if function.args.args and function.args.args[0].arg == "request" and length(function) > LINES_OF_A_VIEW
    ]
    assert not breaches, told(
        breaches, "a view fetches, takes a form, makes one call, answers; the rest is a service's"
    )


def test_the_decision_fits_on_one_screen() -> None:
    module = tree(SOURCE / "policy" / "decision.py")
    judged = [length(node) for node in module.body if isinstance(node, ast.FunctionDef)]
    assert sum(judged) <= LINES_OF_THE_DECISION
