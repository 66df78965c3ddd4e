"""Nothing half done is called done, nothing that fails is passed over in silence."""

import ast
import re
from pathlib import Path

import pytest

from tests.house.source import functions, kept_files, literals, nodes, place, python_files, told

LATER = re.compile(rf"\b(?:{'|'.join(word[::-1] for word in ('ODOT', 'EMXIF', 'KCAH'))})\b")
"""Written backwards, so that this file does not find itself."""

NOT_RUN = {"skip", "skipif", "skipIf", "skipUnless", "xfail", "importorskip"}

VAGUE = {"utils", "util", "helpers", "helper", "common", "misc", "manager", "managers", "base_utils", "tools", "stuff"}
"""Names that say nothing of what is inside."""

TEXTS = {
    ".py",
    ".sql",
    ".html",
    ".md",
    ".yaml",
    ".toml",
    ".sh",
    ".mjs",
    ".js",
    ".css",
    ".in",
    ".txt",
    ".json",
    ".typ",
    "",
}

ADDRESSES_OF_REGISTRIES = re.compile(
    r"(?:registry\.npmjs|registry\.yarnpkg|files\.pythonhosted|pypi\.org/simple|--(?:extra-)?index-url|find-links)"
    r'|"resolved":\s*"http',
)
PATHS_OF_MACHINES = re.compile(r"""(?<![\w.<-])/(?:home|Users|root|work|mnt)/[\w.-]+|C:\\Users\\""")

EXAMPLES = {"/home/anna": "nobody's home: what a path looks like when somebody has one"}


def text_files() -> list[Path]:
    return [path for path in kept_files() if path.suffix in TEXTS]


def found(pattern: re.Pattern[str], files: list[Path]) -> list[str]:
    return [
        f"{place(path)}:{number}: {match.group()}"
        for path in files
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        for match in pattern.finditer(line)
        if match.group() not in EXAMPLES
    ]


def test_nothing_is_left_for_later() -> None:
    assert not (breaches := found(LATER, text_files())), told(breaches, "do it, or open an issue and take the note out")


def test_every_test_runs() -> None:
    breaches = [
        f"{place(path)}:{node.lineno} {ast.unparse(node)}"
        for path in python_files("tests")
        for node in nodes(path)
        if isinstance(node, ast.Attribute) and node.attr in NOT_RUN and ast.unparse(node).startswith(("pytest", "unit"))
    ]
    assert not breaches, told(breaches, "a test runs or does not exist")


def test_our_own_parts_are_never_replaced_by_stand_ins() -> None:
    breaches = [
        f"{place(path)}:{node.lineno}"
        for path in python_files("tests")
        for node in nodes(path)
        if (isinstance(node, ast.ImportFrom) and (node.module or "").startswith("unittest.mock"))
        or (
            isinstance(node, ast.Import) and any(name.name.startswith(("unittest.mock", "mock")) for name in node.names)
        )
    ]
    assert not breaches, told(breaches, "try it with the real part; a stand-in proves only itself")


def test_no_error_is_swallowed() -> None:
    breaches = [
        f"{place(path)}:{node.lineno}"
        for path in python_files("src", "tests", "scripts", "bench")
        for node in nodes(path)
        if isinstance(node, ast.ExceptHandler) and (node.type is None or (_catches_all(node) and _does_nothing(node)))
    ]
    assert not breaches, told(breaches, "name the errors that are expected, and say what follows from them")


def _catches_all(handler: ast.ExceptHandler) -> bool:
    return handler.type is not None and ast.unparse(handler.type) in {"Exception", "BaseException"}


def _does_nothing(handler: ast.ExceptHandler) -> bool:
    return all(_is_nothing(node) for node in handler.body)


def _is_nothing(node: ast.stmt) -> bool:
    return isinstance(node, ast.Pass | ast.Continue) or (
        isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    )


def test_a_name_says_what_is_inside() -> None:
    breaches = [
        place(path)
        for path in kept_files()
        for name in {path.stem.casefold(), *(part.casefold() for part in path.parts[-4:-1])}
        if name in VAGUE and path.suffix in {".py", ".mjs", ".js", ".sql", ".html"}
    ]
    assert not breaches, told(breaches, "call it after the concept that it holds")


def test_nothing_says_where_packages_come_from() -> None:
    """Whoever installs has a registry of their own choice; hashes say what is meant."""
    files = [path for path in text_files() if path != Path(__file__)]
    assert not (breaches := found(ADDRESSES_OF_REGISTRIES, files)), told(breaches, "leave the address out")


def test_nothing_knows_the_machine_it_was_written_on() -> None:
    files = [path for path in text_files() if path != Path(__file__)]
    assert not (breaches := found(PATHS_OF_MACHINES, files)), told(breaches, "name it from the root of the repository")


def test_regulations_are_read_from_where_they_are_shipped_alone() -> None:
    breaches = [
        f"{place(path)}:{line} {text!r}"
        for path in python_files("src")
        for line, text in literals(path)
        if re.fullmatch(r"(?:\.\./)+regulations.*", text)
    ]
    assert not breaches, told(breaches, "ask `policy.world` where the regulations are")


def test_every_test_is_a_sentence() -> None:
    breaches = [
        f"{place(path)}:{function.lineno} {name}"
        for path in python_files("tests")
        for name, function in functions(path)
        if function.name.startswith("test_") and function.name.count("_") < MINIMUM_OF_WORDS
    ]
    assert not breaches, told(breaches, "name a test by what it shows, as a sentence")


MINIMUM_OF_WORDS = 3


@pytest.mark.parametrize("said", ["ODOT: later", "EMXIF"])
def test_the_search_for_things_left_finds_them(said: str) -> None:
    assert LATER.search(f"# {said.split(':', maxsplit=1)[0][::-1]}")
