"""Whatever is done to the ledger behind its back, recomputing it says so, and where."""

import dataclasses
import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.db import connections

from tests.apps.ledger.conftest import Happen
from waarborg.kernel.identifiers import new_id
from waarborg.ledger import heads
from waarborg.ledger.sealing import seal
from waarborg.ledger.signing import signing_key
from waarborg.ledger.verification import Report, verify
from waarborg.vault import master

pytestmark = pytest.mark.real_commits

TABLES = ("ledger_decision", "ledger_event", "ledger_eventcontent", "ledger_leaf", "ledger_treehead")


@pytest.fixture
def sealed(organisation: UUID, happen: Happen) -> list[UUID]:
    """Seven events: five under a first head, two more under a second, and heads of both in the file."""
    ids = happen(5)
    seal(organisation)
    ids += happen(2)
    seal(organisation)
    return ids


@contextmanager
def behind_its_back() -> Iterator[Any]:
    """What only somebody with the owner's password can do: take the walls down, and put them up again."""
    with connections["owner"].cursor() as owner:
        for table in TABLES:
            owner.execute(f"alter table {table} no force row level security")
            owner.execute(f"alter table {table} disable trigger user")
        yield owner
        for table in TABLES:
            owner.execute(f"alter table {table} enable trigger user")
            owner.execute(f"alter table {table} force row level security")


def report() -> Report:
    [found] = verify()
    return found


def codes() -> set[str]:
    return {finding.code for finding in report().findings}


def test_what_nobody_touched_is_sound(organisation: UUID, sealed: list[UUID], happen: Happen) -> None:
    happen(2)
    found = report()
    assert found.is_sound
    assert (found.size, found.heads, found.outside_heads, found.unsealed, found.forgotten) == (7, 2, 2, 2, 0)
    assert found.oldest_unsealed is not None


@pytest.mark.parametrize(
    "change",
    [
        "kind = 'signed_out'",
        "actor_id = gen_random_uuid()",
        "dossier_id = gen_random_uuid()",
        "dossier_ids = array[gen_random_uuid()]",
        "responsible_id = gen_random_uuid()",
        "at = at - interval '1 microsecond'",
        "categories = '{health}'",
        "purpose = 'another'",
        "from_where = '198.51.100.0/24'",
        "commitment = sha256('')",
    ],
)
def test_an_event_that_was_changed_is_found(change: str, sealed: list[UUID]) -> None:
    with behind_its_back() as owner:
        owner.execute(f"update ledger_event set {change} where id = %s", [sealed[3]])
    found = report()
    assert {"event_changed", "root_differs"} <= {finding.code for finding in found.findings}
    assert any(str(sealed[3]) in finding.place for finding in found.findings)


@pytest.mark.parametrize(
    "change",
    ["allowed = false", "articles = '{9.9}'", "rules = '{}'", "roles = '{director}'", "facts_true = 'ff'",
     "claims = '{}'", "regulation_hash = 'cd'", "ground = 'consent'", "purpose = 'x'", "action = 'write'"],
)  # fmt: skip
def test_a_decision_that_was_changed_is_found(change: str, sealed: list[UUID]) -> None:
    with behind_its_back() as owner:
        owner.execute(f"update ledger_decision set {change}")
    assert {"event_changed", "root_differs"} <= codes()


def test_a_leaf_that_was_made_to_fit_its_changed_event_does_not_fit_the_root(sealed: list[UUID]) -> None:
    with behind_its_back() as owner:
        owner.execute("update ledger_event set leaf = sha256('') where id = %s", [sealed[0]])
    assert "event_changed" in codes()


def test_details_that_were_changed_are_found(sealed: list[UUID]) -> None:
    with behind_its_back() as owner:
        owner.execute("""update ledger_eventcontent set details = '{"screen":"another"}'""")
    assert codes() == {"content_changed"}


def test_details_that_are_gone_leave_the_rest_proved(sealed: list[UUID]) -> None:
    with behind_its_back() as owner:
        owner.execute("delete from ledger_eventcontent where event_id = any(%s::uuid[])", [sealed[:3]])
    found = report()
    assert found.is_sound
    assert found.forgotten == 3


def test_an_event_that_was_taken_out_is_found(sealed: list[UUID]) -> None:
    with behind_its_back() as owner:
        owner.execute("alter table ledger_leaf drop constraint ledger_leaf_event_id_within")
        owner.execute("delete from ledger_eventcontent where event_id = %s", [sealed[2]])
        owner.execute("delete from ledger_event where id = %s", [sealed[2]])
    assert "event_missing" in codes()


def test_an_event_that_was_taken_out_with_its_leaf_is_found(sealed: list[UUID]) -> None:
    with behind_its_back() as owner:
        owner.execute("delete from ledger_leaf where index = 2")
        owner.execute("delete from ledger_eventcontent where event_id = %s", [sealed[2]])
        owner.execute("delete from ledger_event where id = %s", [sealed[2]])
    assert {"leaf_missing", "leaves_missing", "root_differs"} <= codes()


def test_two_events_that_changed_places_are_found(sealed: list[UUID]) -> None:
    with behind_its_back() as owner:
        owner.execute("update ledger_leaf set index = 100 where index = 1")
        owner.execute("update ledger_leaf set index = 1 where index = 2")
        owner.execute("update ledger_leaf set index = 2 where index = 100")
    assert codes() == {"root_differs"}


def test_a_head_that_was_changed_is_found(sealed: list[UUID]) -> None:
    with behind_its_back() as owner:
        owner.execute("update ledger_treehead set root = sha256('') where size = 5")
    assert codes() == {"root_differs", "signature_wrong"}


def test_leaves_beyond_the_last_head_are_found(sealed: list[UUID]) -> None:
    with behind_its_back() as owner:
        owner.execute("delete from ledger_treehead where size = 7")
    assert "head_missing" in codes()


def test_a_tail_that_was_cut_off_with_its_head_shows_in_the_file_of_heads(sealed: list[UUID]) -> None:
    cut_off_the_tail()
    assert codes() == {"leaves_missing"}


def test_and_in_a_head_that_was_kept_elsewhere(organisation: UUID, sealed: list[UUID]) -> None:
    *_, kept = heads.read(heads.path_of(organisation))
    cut_off_the_tail()
    shutil.rmtree(heads.directory())
    assert report().is_sound
    [found] = verify([kept])
    assert {finding.code for finding in found.findings} == {"leaves_missing"}


def test_a_history_that_was_rewritten_with_fresh_seals_shows_in_a_head_that_was_kept(
    organisation: UUID, sealed: list[UUID]
) -> None:
    [first, _] = heads.read(heads.path_of(organisation))
    with behind_its_back() as owner:
        owner.execute("delete from ledger_leaf where index >= 4")
        owner.execute("delete from ledger_eventcontent where event_id = %s", [sealed[4]])
        owner.execute("delete from ledger_event where id = %s", [sealed[4]])
        owner.execute("delete from ledger_treehead")
        owner.execute("delete from ledger_leaf")
    shutil.rmtree(heads.directory())
    seal(organisation)
    assert report().is_sound
    [found] = verify([first])
    assert {finding.code for finding in found.findings} == {"root_differs"}


def test_a_history_that_was_sealed_with_another_key_is_found(
    own_home: Path, organisation: UUID, sealed: list[UUID], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    with behind_its_back() as owner:
        owner.execute("delete from ledger_treehead")
        owner.execute("delete from ledger_leaf")
    with monkeypatch.context() as elsewhere:
        elsewhere.setenv("WAARBORG_HOME", str(tmp_path / "thief"))
        master.master_key.cache_clear()
        seal(organisation)
        assert report().is_sound
    master.master_key.cache_clear()
    assert codes() == {"key_unknown"}


def test_a_head_that_somebody_else_signed_over_is_found(organisation: UUID, sealed: list[UUID]) -> None:
    *_, kept = heads.read(heads.path_of(organisation))
    [found] = verify([dataclasses.replace(kept, at=kept.at.replace("+00:00", "+00:01"))])
    assert {finding.code for finding in found.findings} == {"signature_wrong"}


def test_a_head_of_an_unknown_organisation_is_found(sealed: list[UUID], organisation: UUID) -> None:
    *_, kept = heads.read(heads.path_of(organisation))
    stranger = dataclasses.replace(kept, organisation_id=new_id())
    found = {one.organisation_id: one for one in verify([stranger])}
    assert found[organisation].is_sound
    assert not found[stranger.organisation_id].is_sound


def test_an_event_that_is_not_sealed_yet_is_recomputed_too(organisation: UUID, happen: Happen) -> None:
    [waiting] = happen()
    with behind_its_back() as owner:
        owner.execute("update ledger_event set purpose = 'another' where id = %s", [waiting])
    assert codes() == {"event_changed"}


def test_a_head_survives_its_way_through_a_file(sealed: list[UUID], organisation: UUID, tmp_path: Path) -> None:
    *_, kept = heads.read(heads.path_of(organisation))
    one = tmp_path / "head.json"
    one.write_text(json.dumps(kept.as_json(), indent=2))
    assert list(heads.read(one)) == [kept]


@pytest.mark.parametrize("text", ["{}", "not json", '{"organisation": "x"}', "[1]", '{"a":1}\n{"b"'])
def test_what_is_no_head_is_refused(text: str, tmp_path: Path) -> None:
    path = tmp_path / "head.json"
    path.write_text(text)
    with pytest.raises(Exception, match=r"not a tree head|is not JSON"):
        list(heads.read(path))


def test_the_signing_key_stands_wrapped_in_its_file(own_home: Path) -> None:
    private = signing_key().private_bytes_raw()
    [file] = [path for path in (own_home / "keys").iterdir() if path.name == "ledger-signing.key"]
    assert private not in file.read_bytes()
    assert signing_key().private_bytes_raw() == private


def cut_off_the_tail() -> None:
    with behind_its_back() as owner:
        owner.execute("delete from ledger_treehead where size = 7")
        owner.execute("delete from ledger_leaf where index >= 5")
        owner.execute("delete from ledger_eventcontent c where not exists"
                      " (select from ledger_leaf l where l.event_id = c.event_id)")  # fmt: skip
        owner.execute("delete from ledger_event e where not exists (select from ledger_leaf l where l.event_id = e.id)")
