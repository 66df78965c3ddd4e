"""The home: one place, and keys that nobody else can read."""

import stat
import subprocess
import sys
from pathlib import Path

import pytest

from waarborg.kernel.errors import ConfigurationError
from waarborg.kernel.home import Home, home


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


MAKES_A_KEY = """
import pathlib, sys
from waarborg.kernel.home import Home

print(Home(pathlib.Path(sys.argv[1])).secret("contested").hex())
"""


def test_a_key_is_made_once_and_kept(private_home: Home) -> None:
    first = private_home.secret("some-key")
    assert len(first) == 32
    assert private_home.secret("some-key") == first
    assert private_home.secret("other-key") != first


def test_a_key_is_for_its_owner_alone(private_home: Home) -> None:
    private_home.secret("some-key")
    assert mode(private_home.keys / "some-key") == 0o600
    assert [mode(place) for place in (private_home.keys, private_home.blobs, private_home.logs)] == [0o700] * 3


def test_a_key_that_others_can_read_is_refused_with_the_remedy(private_home: Home) -> None:
    private_home.secret("some-key")
    (private_home.keys / "some-key").chmod(0o640)
    with pytest.raises(ConfigurationError, match="chmod 600"):
        private_home.secret("some-key")


def test_processes_that_make_a_key_at_once_get_the_same_one(private_home: Home) -> None:
    command = [sys.executable, "-c", MAKES_A_KEY, str(private_home.root)]
    makers = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(6)]
    assert len({maker.communicate()[0] for maker in makers}) == 1
    assert [path.name for path in private_home.keys.iterdir()] == ["contested"]


def test_the_home_is_where_the_environment_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WAARBORG_HOME", "/srv/waarborg")
    assert home().root == Path("/srv/waarborg")


def test_a_copy_of_the_source_has_its_home_within(monkeypatch: pytest.MonkeyPatch, private_home: Home) -> None:
    (private_home.root / "src" / "waarborg").mkdir(parents=True)
    monkeypatch.delenv("WAARBORG_HOME")
    monkeypatch.chdir(private_home.root)
    assert home().root == private_home.root / ".waarborg"


def test_elsewhere_the_home_is_the_users_own(monkeypatch: pytest.MonkeyPatch, private_home: Home) -> None:
    monkeypatch.delenv("WAARBORG_HOME")
    monkeypatch.setenv("HOME", "/home/anna")
    monkeypatch.chdir(private_home.root)
    assert home().root == Path("/home/anna/.local/share/waarborg")
