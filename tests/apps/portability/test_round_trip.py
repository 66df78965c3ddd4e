"""A whole organisation leaves one installation and lives on in another: its people, dossiers, keys and ledger."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.db import connections

from tests.apps.gate.agencies import agency
from tests.apps.gate.neighbours import Neighbours, neighbours
from tests.apps.gate.populations import superuser
from tests.conftest import Clone
from tests.patience import until
from waarborg.accounts.models import Account
from waarborg.dossiers.caseloads import caseload
from waarborg.dossiers.list_filters import Asked
from waarborg.dossiers.selectors import dossier
from waarborg.gate.actors import Actor, actor_at
from waarborg.gate.door import open_door
from waarborg.kernel.database.logins import Login
from waarborg.kernel.database.server import EmbeddedServer
from waarborg.kernel.errors import Conflict, InvalidInput, NotFound
from waarborg.ledger.sealing import seal_all
from waarborg.ledger.verification import verify
from waarborg.ledger.vocabulary import Kind
from waarborg.policy.vocabulary import regulations_folder
from waarborg.portability.exporting import export_organisation
from waarborg.portability.importing import import_organisation
from waarborg.portability.tables import OWNER, tables
from waarborg.vault import blobs, master
from waarborg.vault.index_keys import INDEX_KEYS
from waarborg.vault.key_cache import CACHE
from waarborg.vault.open_key import OpenKey
from waarborg.vault.services import open_keys

pytestmark = pytest.mark.real_commits

PASSPHRASE = "een lange zin voor onderweg"
SLUG = "partner-in-werk"
Urls = dict[Login, str]
Move = Callable[[str], None]


@pytest.fixture
def move(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settings: Any) -> Iterator[Move]:
    """Go to another installation: another home with another master key, another place for files. And home again."""

    def moved(name: str) -> None:
        monkeypatch.setenv("WAARBORG_HOME", str(tmp_path / name))
        place = {**settings.STORAGES["blobs"], "OPTIONS": {"location": tmp_path / name / "blobs"}}
        settings.STORAGES = {**settings.STORAGES, "blobs": place}
        forget_keys()

    yield moved
    monkeypatch.undo()
    forget_keys()


def forget_keys() -> None:
    """What a process remembers of the keys of an installation."""
    master.master_key.cache_clear()
    CACHE.forget()
    INDEX_KEYS.forget()


def empty_database() -> None:
    """Another database, with nobody in it."""
    assert Clone.current
    Clone.current.make()


@pytest.fixture
def left(move: Move, server: EmbeddedServer, urls: Urls) -> Neighbours:
    """Two agencies with everything in them, sealed."""
    move("from")
    both = neighbours(server, urls)
    seal_everything()
    return both


def seal_everything() -> None:
    """Seal until nothing waits: a transaction of a test beside this one can hold events back for a moment."""
    until(_nothing_waits, "the end of every transaction that began before")


def _nothing_waits() -> bool:
    seal_all()
    return all(report.unsealed == 0 for report in verify())


def again(actor: Actor) -> Actor:
    """The same person in the installation of now."""
    return actor_at(actor.somebody, actor.organisation_id, strong=True)


def rows(server: EmbeddedServer, urls: Urls, organisation_id: UUID) -> dict[str, set[str]]:
    """Everything that stands of an organisation, without what a database counts for itself."""
    found = {}
    with superuser(server, urls) as god:
        for table in tables():
            condition = table.condition.replace("{organisation}", "%(organisation)s")
            columns = ", ".join(column for column in table.columns if column not in {"password", "sealed_before"})
            statement = f"select md5((t.*)::text) from (select {columns} from {table.name} where {condition}) t"
            found[table.name] = {row[0] for row in god.execute(statement, {"organisation": organisation_id})}
    return found


@contextmanager
def opened_by(actor: Actor, dossier_id: UUID) -> Iterator[OpenKey]:
    """The key of a dossier, inside a unit of work of who reads in it."""
    with open_door(actor, "read", dossier_id=dossier_id) as door, connections["default"].cursor() as cursor:
        door.note(Kind.BLOB_OPENED)
        cursor.execute("select data_key_id from dossiers_record limit 1")
        (key_id,) = cursor.fetchone()
        yield open_keys(actor.organisation_id, [key_id])[key_id]


def stored_file(both: Neighbours) -> blobs.StoredBlob:
    """A file in Anna's dossier."""
    with opened_by(both.anna, both.opened_by_anna.dossier_id) as key:
        return blobs.store_blob(key, [b"een brief ", b"van twee stukken"])


def test_an_organisation_lives_on_elsewhere(
    left: Neighbours, move: Move, server: EmbeddedServer, urls: Urls, tmp_path: Path
) -> None:
    blob = stored_file(left)
    file = tmp_path / "organisation.zip"
    before = dossier(left.anna, left.opened_by_anna.dossier_id)
    manifest = export_organisation(SLUG, file, PASSPHRASE)
    stood = rows(server, urls, left.anna.organisation_id)
    assert manifest["slug"] == SLUG
    assert file.stat().st_mode & 0o077 == 0

    move("to")
    empty_database()
    import_organisation(file, PASSPHRASE)

    stands = rows(server, urls, left.anna.organisation_id)
    for table, known in stood.items():
        extra = stands[table] - known
        assert known <= stands[table], table
        assert len(extra) == (1 if table in ONE_MORE else 0), table
    anna = again(left.anna)
    after = dossier(anna, left.opened_by_anna.dossier_id)
    assert after.name == before.name == "Roos Proef-Persoon"
    assert [record.content for record in after.records] == [record.content for record in before.records]
    assert [row.number for row in caseload(anna, Asked(words="roos")).rows] == [left.opened_by_anna.number]
    with opened_by(anna, left.opened_by_anna.dossier_id) as key:
        found = blobs.blob_row(anna.organisation_id, blob.id)
        assert b"".join(blobs.open_blob(found, key)) == b"een brief van twee stukken"
    seal_everything()
    reports = verify()
    assert [report.organisation_id for report in reports] == [anna.organisation_id]
    assert [report.findings for report in reports] == [[]]
    assert reports[0].size > 20
    assert reports[0].unsealed == 0


ONE_MORE = {"public.ledger_decision", "public.ledger_event", "public.ledger_eventcontent"}
"""That it came in is an event."""


def test_it_comes_to_live_beside_another_organisation_and_is_refused_twice(
    left: Neighbours, move: Move, server: EmbeddedServer, urls: Urls, tmp_path: Path
) -> None:
    file = tmp_path / "organisation.zip"
    export_organisation(SLUG, file, PASSPHRASE)
    with pytest.raises(Conflict, match="here already"):
        import_organisation(file, PASSPHRASE)
    move("to")
    empty_database()
    other = neighbours_elsewhere()
    import_organisation(file, PASSPHRASE)
    with pytest.raises(Conflict, match="here already"):
        import_organisation(file, PASSPHRASE)
    assert dossier(again(left.anna), left.opened_by_anna.dossier_id).name
    assert caseload(other).rows == []
    assert [report.findings for report in verify()] == [[], []]


def neighbours_elsewhere() -> Actor:
    """An agency that was there before, with a coach without clients."""
    return agency(regulations_folder() / SLUG, {"zoe": ("coach",)}, slug="er-al").actor("zoe")


def test_a_file_that_was_changed_or_another_passphrase_leaves_nothing_behind(
    left: Neighbours, move: Move, tmp_path: Path
) -> None:
    file = tmp_path / "organisation.zip"
    export_organisation(SLUG, file, PASSPHRASE)
    attempts = {
        "changed": altered(file, tmp_path, "rows/public.dossiers_record.copy", b"x"),
        "left out": altered(file, tmp_path, "rows/public.ledger_event.copy", None),
        "list changed": altered(file, tmp_path, "manifest.json", relabelled(file)),
        "no export": tmp_path / "empty.zip",
    }
    attempts["no export"].write_bytes(b"PK")
    move("to")
    empty_database()
    with pytest.raises(InvalidInput, match="passphrase"):
        import_organisation(file, "een heel andere zin voor onderweg")
    for how, attempt in attempts.items():
        with pytest.raises(InvalidInput):
            import_organisation(attempt, PASSPHRASE)
        assert not Account.objects.using(OWNER).exists(), how
    assert not list((tmp_path / "to").rglob("*-1.key"))


def test_what_fails_halfway_leaves_no_keys_and_no_rows(left: Neighbours, move: Move, tmp_path: Path) -> None:
    file = tmp_path / "organisation.zip"
    stored_file(left)
    export_organisation(SLUG, file, PASSPHRASE)
    move("to")
    empty_database()
    Account.objects.using(OWNER).create(login="anna@partner-in-werk", display_name="Een andere Anna")
    with pytest.raises(Conflict, match="somebody else"):
        import_organisation(file, PASSPHRASE)
    assert Account.objects.using(OWNER).count() == 1
    here_anyway = {"master.key", "rotation.lock"}
    assert not [path for path in (tmp_path / "to").rglob("*") if path.is_file() and path.name not in here_anyway]


def test_what_travels_holds_no_name_and_no_sign_in_secret(left: Neighbours, tmp_path: Path) -> None:
    file = tmp_path / "organisation.zip"
    export_organisation(SLUG, file, PASSPHRASE)
    with zipfile.ZipFile(file) as archive:
        everything = {name: archive.read(name) for name in archive.namelist()}
        manifest = json.loads(everything["manifest.json"])
    for name, content in everything.items():
        assert b"Proefpersoon" not in content, name
        assert b"Waarneming" not in content, name
        assert b"argon2" not in content, name
    assert "rows/public.dossiers_searchtoken.copy" not in everything
    assert "rows/public.accounts_session.copy" not in everything
    assert manifest["members"]["rows/public.dossiers_dossier.copy"]["rows"] == 2


def test_an_organisation_that_is_not_there_is_not_exported(left: Neighbours, tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        export_organisation("bestaat-niet", tmp_path / "x.zip", PASSPHRASE)
    with pytest.raises(InvalidInput, match="12 characters"):
        export_organisation(SLUG, tmp_path / "x.zip", "kort")
    assert not (tmp_path / "x.zip").exists()


def altered(file: Path, folder: Path, member: str, content: bytes | None) -> Path:
    """A copy of the file with one member changed, or left out."""
    copy = folder / f"altered-{len(list(folder.iterdir()))}.zip"
    with zipfile.ZipFile(file) as source, zipfile.ZipFile(copy, "w") as target:
        for name in source.namelist():
            if name != member:
                target.writestr(name, source.read(name))
            elif content is not None:
                target.writestr(name, content)
    return copy


def relabelled(file: Path) -> bytes:
    """The list of contents under another name."""
    with zipfile.ZipFile(file) as archive:
        manifest = json.loads(archive.read("manifest.json"))
    return json.dumps({**manifest, "slug": "een-ander"}).encode()
