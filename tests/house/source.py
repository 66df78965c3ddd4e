"""The repository as text and as syntax trees, for the rules of the house."""

import ast
import subprocess
from collections.abc import Iterator
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


def functions(module: ast.Module) -> Iterator[tuple[str, Function]]:
    """Every function and method with its dotted name, nested ones too."""

    def walk(node: ast.AST, prefix: str) -> Iterator[tuple[str, Function]]:
        for child in ast.iter_child_nodes(node):
            if isinstance(child, Function):
                yield prefix + child.name, child
                yield from walk(child, f"{prefix}{child.name}.")
            elif isinstance(child, ast.ClassDef):
                yield from walk(child, f"{prefix}{child.name}.")
            else:
                yield from walk(child, prefix)

    yield from walk(module, "")


def docstrings(module: ast.Module) -> set[int]:
    """The identities of the constants that are docstrings, also those under attributes: words for people."""
    return {
        id(node.value)
        for node in ast.walk(module)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)
    }


def literals(path: Path) -> Iterator[tuple[int, str]]:
    """Every text in the code of a file with its line; docstrings left out."""
    module = tree(path)
    said = docstrings(module)
    for node in ast.walk(module):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in said:
            yield node.lineno, node.value


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
