"""The repository as text and as syntax trees, for the rules of the house."""

import ast
import subprocess
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import yaml

REPOSITORY = Path(__file__).resolve().parents[2]
SOURCE = REPOSITORY / "src" / "waarborg"
REGULATIONS = REPOSITORY / "regulations"
NOT_AGENCIES = {"law", "practice", "vocabulary"}

Function = ast.FunctionDef | ast.AsyncFunctionDef


def place(path: Path) -> str:
    """A file as people name it: from the root of the repository on."""
    return path.relative_to(REPOSITORY).as_posix()


def told(breaches: list[str], mend: str) -> str:
    """What a test of the house says: where, and how to mend it."""
    return "\n  ".join([f"{len(breaches)} to mend ({mend}):", *breaches])


@cache
def kept_files() -> tuple[Path, ...]:
    """Every file that is kept under version control, or will be. In a copy without git: every file of ours."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=REPOSITORY, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if listed.returncode == 0:
        named = {REPOSITORY / line for line in listed.stdout.splitlines()}
    else:
        tops = ("src", "tests", "docs", "regulations", "requirements", "scripts", "bench", ".ci", "locale")
        named = {path for top in tops for path in (REPOSITORY / top).rglob("*")} | set(REPOSITORY.glob("*.*"))
    return tuple(sorted(path for path in named if path.is_file()))


@cache
def python_files(*tops: str) -> tuple[Path, ...]:
    """The Python files that people write, under these folders (src): migrations are written by Django."""
    roots = [REPOSITORY / top for top in tops or ("src",)]
    found = (path for root in roots for path in root.rglob("*.py"))
    return tuple(sorted(path for path in found if "migrations" not in path.parts and "__pycache__" not in path.parts))


@cache
def tree(path: Path) -> ast.Module:
    """A file's syntax tree; parsed once."""
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


@cache
def nodes(path: Path) -> tuple[ast.AST, ...]:
    """Every node of a file's syntax tree; walked once, for all rules."""
    return tuple(ast.walk(tree(path)))


@cache
def functions(path: Path) -> tuple[tuple[str, Function], ...]:
    """Every function and method of a file with its dotted name, nested ones too."""
    return tuple(functions_within(tree(path)))


def functions_within(module: ast.AST, prefix: str = "") -> Iterator[tuple[str, Function]]:
    """The functions below a node, each with its dotted name."""
    for child in ast.iter_child_nodes(module):
        if isinstance(child, Function):
            yield prefix + child.name, child
            yield from functions_within(child, f"{prefix}{child.name}.")
        elif isinstance(child, ast.ClassDef):
            yield from functions_within(child, f"{prefix}{child.name}.")
        elif isinstance(child, ast.stmt | ast.ExceptHandler | ast.match_case):  # no function stands in an expression
            yield from functions_within(child, prefix)


def docstrings(among: Iterable[ast.AST]) -> set[int]:
    """The identities of the constants that are docstrings, also those under attributes: words for people."""
    return {
        id(node.value)
        for node in among
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)
    }


@cache
def literals(path: Path) -> tuple[tuple[int, str], ...]:
    """Every text in the code of a file with its line; docstrings left out."""
    said = docstrings(nodes(path))
    return tuple(
        (node.lineno, node.value)
        for node in nodes(path)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in said
    )


@cache
def agencies() -> tuple[Path, ...]:
    """The folder of every agency with a regulation."""
    return tuple(sorted(p for p in REGULATIONS.iterdir() if p.is_dir() and p.name not in NOT_AGENCIES))


@cache
def regulation(path: Path) -> dict[str, object]:
    """A regulation or law as plain data."""
    given: dict[str, object] = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CBaseLoader)
    return given


def versions() -> Iterator[Path]:
    """Every version of every agency's regulation, and every law."""
    for folder in agencies():
        yield from sorted(folder.glob("*.yaml"))
    yield from sorted((REGULATIONS / "law").glob("*.yaml"))
