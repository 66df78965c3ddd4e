"""What exists is written down, and what is written down exists."""

import importlib
import importlib.util
import os
import re
import runpy
import subprocess
import sys
from pathlib import Path

import pytest
from django.apps import apps
from django.db.models import TextChoices
from typer.main import get_command

from tests.house.source import REPOSITORY, SOURCE, literals, place, python_files, told
from tests.house.test_services import above_the_gate, opens, writes
from waarborg.cli.main import app
from waarborg.kernel.database.logins import Login
from waarborg.ledger.vocabulary import SENTENCES, Kind

DOCS = REPOSITORY / "docs"
PAGES = [REPOSITORY / "README.md", *sorted(DOCS.rglob("*.md"))]
DECISIONS = sorted((DOCS / "decisions").glob("[0-9]*.md"))
SETTINGS = (DOCS / "operations" / "settings.md").read_text(encoding="utf-8")
GLOSSARY = (DOCS / "glossary.md").read_text(encoding="utf-8")
REFERENCE = runpy.run_path(str(REPOSITORY / "scripts" / "reference"))
PRIVATE = {"WAARBORG_PARENT": "between `waarborg demo` and its own children"}
"""Variables that are nobody's setting, each with what it is for."""

every_page = pytest.mark.parametrize("page", PAGES, ids=place)
every_decision = pytest.mark.parametrize("page", DECISIONS, ids=lambda page: page.stem)


def test_every_setting_is_documented() -> None:
    read = {
        (text, f"{place(path)}:{line}")
        for path in python_files("src")
        for line, text in literals(path)
        if re.fullmatch(r"WAARBORG_[A-Z_]+|DATABASE_URL", text) and text not in PRIVATE
    }
    not_settings = {"WAARBORG_CONTEXT_KEY"} - set(re.findall(r"WAARBORG_[A-Z_]+", SETTINGS))
    breaches = [f"{name} ({where})" for name, where in sorted(read) if not _told_of(name) and name not in not_settings]
    assert not breaches, told(breaches, "a row in docs/operations/settings.md")


def _told_of(name: str) -> bool:
    per_login = name.startswith("WAARBORG_DATABASE_URL") and "WAARBORG_DATABASE_URL_OWNER" in SETTINGS
    return per_login or f"`{name}`" in SETTINGS


def test_every_login_is_documented() -> None:
    page = (DOCS / "operations" / "database.md").read_text(encoding="utf-8")
    assert [login.value for login in Login if f"| {login.value} |" not in page] == []


def test_every_command_is_documented_and_every_documented_one_exists() -> None:
    written = set(re.findall(r"^\| `waarborg ([a-z -]+)`", (DOCS / "commands.md").read_text(), re.MULTILINE))
    assert written == _commands(), "docs/commands.md has a row for each command"


def _commands() -> set[str]:
    found: set[str] = set()
    top = get_command(app)
    for name in top.list_commands(None):  # type: ignore[attr-defined, arg-type]
        command = top.get_command(None, name)  # type: ignore[attr-defined, arg-type]
        below = getattr(command, "commands", {})
        found |= {f"{name} {sub}" for sub in below} or {name}
    return found


@pytest.mark.parametrize("page", ["clauses.md", "events.md", "facts.md", "lint.md"])
def test_the_reference_says_what_the_source_says(page: str) -> None:
    written = (DOCS / "reference" / page).read_text(encoding="utf-8")
    made = {path.name: text for path, text in REFERENCE["pages"]().items()}
    assert written == made[page], "run scripts/reference"


def test_every_event_has_its_sentence_and_its_row() -> None:
    page = (DOCS / "reference" / "events.md").read_text(encoding="utf-8")
    assert [kind for kind in Kind if kind not in SENTENCES or f"| `{kind.value}` |" not in page] == []


def test_every_model_stands_in_the_glossary() -> None:
    ours = {model.__name__ for model in apps.get_models() if model.__module__.startswith("waarborg.")}
    assert not (breaches := _not_in_glossary(ours)), told(
        breaches, "a row in docs/glossary.md; if no word fits, rename"
    )


def test_every_closed_list_stands_in_the_glossary() -> None:
    for path in SOURCE.glob("*/choices.py"):
        importlib.import_module(f"waarborg.{path.parent.name}.choices")
    ours = {one.__name__ for one in TextChoices.__subclasses__() if one.__module__.startswith("waarborg.")}
    assert not (breaches := _not_in_glossary(ours)), told(breaches, "a row in docs/glossary.md")


def test_every_act_stands_in_the_glossary() -> None:
    rooms = {f"src/waarborg/{room}/" for room in ("gate", "parties", "dossiers", "work", "letters")}
    acts = {
        function.name
        for name, function in above_the_gate()
        if opens(function) and writes(function) and not function.name.startswith("_")
        and any(name.startswith(room) for room in rooms)
    }  # fmt: skip
    assert not (breaches := _not_in_glossary(acts)), told(breaches, "a row under Acts in docs/glossary.md")


def _not_in_glossary(names: set[str]) -> list[str]:
    return sorted(name for name in names if f"`{name}`" not in GLOSSARY)


@every_decision
def test_a_decision_says_whether_it_was_decided_and_built(page: Path) -> None:
    first = page.read_text(encoding="utf-8").split("\n\n")[:2]
    number = int(page.name[:4])
    assert re.fullmatch(rf"# {number}\. .+", first[0]), "begins with its number and title"
    assert re.match(r"Decided: (?:yes|no|superseded by \d+)\. Built: .+", first[1]), "then: Decided: yes. Built: …"
    listed = (DOCS / "decisions" / "README.md").read_text(encoding="utf-8")
    assert f"[{number}]({page.name})" in listed, "a row in docs/decisions/README.md"


def test_decisions_are_numbered_once() -> None:
    numbers = [page.name[:4] for page in DECISIONS]
    assert sorted(set(numbers)) == sorted(numbers)


@every_page
def test_every_link_leads_somewhere(page: Path) -> None:
    links = re.findall(r"\]\(([^)#\s]+)", page.read_text(encoding="utf-8"))
    gone = [link for link in links if "://" not in link and not (page.parent / link).exists()]
    assert not gone, f"{place(page)}: {gone}"


@every_page
def test_every_file_that_is_named_exists(page: Path) -> None:
    named = re.findall(r"`((?:src|tests|docs|scripts|regulations|requirements)/[\w./-]+)`", page.read_text("utf-8"))
    gone = [name for name in named if not (REPOSITORY / name).exists()]
    assert not gone, f"{place(page)}: {gone}"


ROOMS = "|".join(sorted(path.name for path in SOURCE.iterdir() if (path / "__init__.py").exists()))


@every_page
def test_every_name_of_code_exists(page: Path) -> None:
    named = re.findall(rf"`(?:waarborg\.)?((?:{ROOMS})\.[a-z_]+(?:\.\w+)*)(?:\(|`)", page.read_text("utf-8"))
    gone = [name for name in named if not _exists(name)]
    assert not gone, f"{place(page)}: {gone}; cite names that are there"


def _exists(name: str) -> bool:
    """A module, or something in one; a table or a function of the database (`gate.context`)."""
    parts = name.split(".")
    if name in {model._meta.db_table.replace('"', "") for model in apps.get_models()}:
        return True
    if any(f"function {name}(" in sql or f"procedure {name}(" in sql for sql in _in_sql()):
        return True
    for cut in range(len(parts), 0, -1):
        module = f"waarborg.{'.'.join(parts[:cut])}"
        if _is_module(module):
            found: object = importlib.import_module(module)
            for part in parts[cut:]:
                found = getattr(found, part, None)
            return found is not None
    return False


def _is_module(name: str) -> bool:
    path = SOURCE.parent / Path(*name.split("."))
    return path.with_suffix(".py").exists() or (path / "__init__.py").exists()


def _in_sql() -> list[str]:
    return [path.read_text(encoding="utf-8") for path in SOURCE.glob("*/security.sql")]


def test_a_dependency_has_its_reason() -> None:
    page = (DOCS / "decisions" / "0002-dependencies.md").read_text(encoding="utf-8").lower()
    lines = [
        line
        for name in ("runtime", "development")
        for line in (REPOSITORY / "requirements" / f"{name}.in").read_text(encoding="utf-8").splitlines()
        if line and not line.startswith(("#", "-"))
    ]
    names = [re.split(r"[\[<>=~]", line)[0].lower() for line in lines]
    told_of = [name for name in names if name in page or (name.startswith("types-") and "types-*" in page)]
    assert sorted(set(names) - set(told_of)) == [], "a row in docs/decisions/0002-dependencies.md"


def test_what_is_run_can_be_run() -> None:
    for name in ("scripts/reference", ".ci/run", "scripts/find-python", "scripts/system-packages"):
        assert os.access(REPOSITORY / name, os.X_OK), name


def _shown_on_the_shell() -> list[str]:
    text = (REPOSITORY / "README.md").read_text(encoding="utf-8").replace(" \\\n", " ")
    blocks = re.findall(r"^```\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    return [line for block in blocks for line in block.splitlines() if "waarborg regulation" in line]


@pytest.mark.parametrize("line", _shown_on_the_shell())
def test_what_the_readme_shows_on_the_shell_works(line: str) -> None:
    here = line.replace(".venv/bin/waarborg", f"{sys.executable} -m waarborg.cli.main")
    done = subprocess.run(["bash", "-c", here], cwd=REPOSITORY, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip()
