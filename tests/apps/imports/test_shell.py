"""`waarborg import`: what a file would bring in, said on the shell; nothing is stored by it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.apps.cast import Cast
from tests.apps.imports.lists import everything, listed, person
from waarborg.demo.messy import messy_file
from waarborg.kernel.database.logins import Login, variable_of

pytestmark = pytest.mark.usefixtures("_with_the_database")


def tried(urls: dict[Login, str], *words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "waarborg.cli.main", "import", *words]
    environment = os.environ | {variable_of(login): url for login, url in urls.items()}
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


def test_it_says_every_refusal_with_its_article_and_stores_nothing(
    cast: Cast, urls: dict[Login, str], tmp_path: Path
) -> None:
    file = tmp_path / "kandidaten.xlsx"
    messy = messy_file(120, ["UWV Vlietdam"])
    file.write_bytes(messy.content)
    before = everything()
    done = tried(urls, str(file), "--organisation", "hier", "--json")
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert found["rows"] == 120
    assert found["coming_in"] == 120 - messy.twice
    wrong = [one for one in found["findings"] if one["column"] == "BSN"]
    assert len(wrong) == messy.wrong_bsn
    assert {one["header"]: one["target"] for one in found["columns"]}["Haarkleur"] == ""
    assert {one["article"] for one in found["findings"] if one["column"] == "Godsdienst"} == {"bijlage"}
    assert everything() == before
    shown = tried(urls, str(file), "--organisation", "hier")
    assert "Nothing was stored" in shown.stdout


def test_an_empty_template_is_written_once(cast: Cast, urls: dict[Login, str], tmp_path: Path) -> None:
    file = tmp_path / "leeg.xlsx"
    assert tried(urls, str(file), "--organisation", "hier", "--template").returncode == 0
    assert file.read_bytes().startswith(b"PK")
    assert tried(urls, str(file), "--organisation", "hier", "--template").returncode == 1


@pytest.mark.parametrize(
    "words", [("--organisation", "nergens"), (), ("--organisation", "hier", "--role", "koning")], ids=str
)
def test_what_it_cannot_do_is_one_message(
    cast: Cast, urls: dict[Login, str], tmp_path: Path, words: tuple[str, ...]
) -> None:
    file = tmp_path / "a.csv"
    file.write_bytes(listed(person(1)))
    done = tried(urls, str(file), *words)
    assert done.returncode == 1
    assert done.stderr.strip()
    assert "Traceback" not in done.stderr
