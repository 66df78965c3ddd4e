"""The log of what a restore must do again: whole or not believed; and a database older than it does not start."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import pytest

from waarborg.backups.destruction_log import Entry, append, copy_log, directory, log_key, read
from waarborg.backups.writing_down import refuse_a_copy, write_down
from waarborg.kernel.errors import ConfigurationError

NOW = datetime(2026, 11, 27, 20, 0, tzinfo=UTC)
KEY = b"k" * 32
FIRST = Entry(1, NOW.isoformat(), str(UUID(int=1)), "key", str(UUID(int=2)), {"destroyed_at": NOW.isoformat()})
SECOND = replace(FIRST, number=2, what="membership", value={"until_on": "2026-11-27"})


@pytest.fixture
def written(tmp_path: Path) -> Path:
    """A log of two lines, written at two moments."""
    at = tmp_path / "log"
    assert append(at, KEY, [FIRST], NOW) == 1
    assert append(at, KEY, [SECOND], NOW) == 1
    return at


def change_a_line(at: Path) -> None:
    text = (at / "log.jsonl").read_text()
    (at / "log.jsonl").write_text(text.replace('2026-11-27"', '2099-11-27"'))


def leave_a_line_out(at: Path) -> None:
    (at / "log.jsonl").write_text((at / "log.jsonl").read_text().splitlines(keepends=True)[1])


def cut_the_tail(at: Path) -> None:
    first = (at / "log.jsonl").read_text().splitlines(keepends=True)[0]
    (at / "log.jsonl").write_text(first)
    end = json.loads((at / "until.json").read_text())
    (at / "until.json").write_text(json.dumps(end | {"lines": 1, "bytes": len(first), "mac": first.split(" ")[0]}))


def say_a_later_moment(at: Path) -> None:
    end = json.loads((at / "until.json").read_text())
    (at / "until.json").write_text(json.dumps(end | {"until": "2099-01-01"}))


@pytest.mark.parametrize("tamper", [change_a_line, leave_a_line_out, cut_the_tail, say_a_later_moment])
def test_a_log_that_is_not_what_was_written_is_not_believed(written: Path, tamper: Callable[[Path], None]) -> None:
    assert read(written, KEY).entries == [FIRST, SECOND]
    tamper(written)
    with pytest.raises(ConfigurationError):
        read(written, KEY)


def test_a_copy_follows_and_never_forgets(written: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    copy_log(written, copy)
    append(written, KEY, [replace(FIRST, number=3)], NOW)
    copy_log(written, copy)
    assert read(copy, KEY) == read(written, KEY)
    append(copy, KEY, [replace(FIRST, number=4)], NOW)
    with pytest.raises(ConfigurationError, match="knows more"):
        copy_log(written, copy)


@pytest.mark.real_commits
@pytest.mark.parametrize("elsewhere", [False, True])
def test_a_database_that_does_not_know_the_last_line_does_not_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, elsewhere: bool
) -> None:
    monkeypatch.setenv("WAARBORG_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("WAARBORG_BACKUP_DATA", str(tmp_path / "copies"))
    assert write_down() == 0
    refuse_a_copy()
    append(tmp_path / "copies" / "keys" / "destruction-log" if elsewhere else directory(), log_key(), [FIRST], NOW)
    with pytest.raises(ConfigurationError, match="older than its destruction log"):
        refuse_a_copy()
