"""One key per thing that ends together: made once, opened by the page, of no other organisation, destroyed for good."""

import threading
from uuid import UUID

import pytest
from django.db import DatabaseError, connections
from django.test.utils import CaptureQueriesContext

from tests.apps.vault.conftest import Within, forget_all
from waarborg.kernel.errors import ConfigurationError
from waarborg.kernel.identifiers import new_id
from waarborg.vault.choices import TokenKind
from waarborg.vault.envelope import SealBrokenError
from waarborg.vault.open_key import OpenKey
from waarborg.vault.services import blind_token, blind_tokens, create_organisation, data_key, destroy, open_keys

pytestmark = pytest.mark.real_commits

ROW, TABLE = UUID(int=7), "dossiers_record"
PERSON, SCOPE = new_id(), new_id()


def key_of(organisation: UUID, *, own: bool = False, **fate: object) -> OpenKey:
    values = {"person_id": PERSON, "scope_id": SCOPE, "retention_class": "report"} | fate
    return data_key(organisation, own=own, **values)  # type: ignore[arg-type]


def opens(key: OpenKey, sealed: bytes) -> bool:
    return key.open(sealed, row=ROW, table=TABLE) == b"plain"


def test_the_same_fate_has_the_same_key_also_in_another_process(within: Within, organisation: UUID) -> None:
    with within(organisation):
        key = key_of(organisation)
        sealed = key.seal(b"plain", row=ROW, table=TABLE)
    forget_all()
    with within(organisation):
        assert key_of(organisation).id == key.id
        assert opens(key_of(organisation), sealed)


@pytest.mark.parametrize(
    "other",
    [
        {"person_id": new_id()},
        {"person_id": None},
        {"scope_id": new_id()},
        {"scope_id": None},
        {"retention_class": "invoice"},
        {"own": True},
    ],
)
def test_another_fate_has_another_key(other: dict[str, object], within: Within, organisation: UUID) -> None:
    with within(organisation):
        key, different = key_of(organisation), key_of(organisation, **other)  # type: ignore[arg-type]
        sealed = key.seal(b"plain", row=ROW, table=TABLE)
        assert different.id != key.id
        with pytest.raises(SealBrokenError):
            opens(different, sealed)
        again = key_of(organisation, **other)  # type: ignore[arg-type]
        assert (again.id == different.id) == ("own" not in other)


def test_an_existing_key_costs_one_statement_and_a_new_one_two(within: Within, organisation: UUID) -> None:
    with within(organisation):
        with CaptureQueriesContext(connections["default"]) as statements:
            key_of(organisation)
        assert len(statements) == 2
        forget_all()
        with CaptureQueriesContext(connections["default"]) as statements:
            key_of(organisation)
        assert len(statements) == 1


def test_a_whole_page_is_opened_in_one_statement(within: Within, organisation: UUID) -> None:
    with within(organisation):
        ids = {key_of(organisation, person_id=new_id()).id for _ in range(50)}
        forget_all()
        with CaptureQueriesContext(connections["default"]) as statements:
            assert set(open_keys(organisation, [*ids, *ids])) == ids
        assert len(statements) == 1
        with CaptureQueriesContext(connections["default"]) as statements:
            assert open_keys(organisation, []) == {}
        assert len(statements) == 0


def test_two_who_make_the_same_key_at_once_get_the_same_one(within: Within, organisation: UUID) -> None:
    found: list[UUID] = []
    ready = threading.Barrier(4)

    def make() -> None:
        try:
            with within(organisation):
                ready.wait()
                found.append(key_of(organisation).id)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=make) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 4
    assert len(set(found)) == 1


def test_in_the_context_of_another_organisation_there_is_no_key(within: Within, organisation: UUID) -> None:
    with within(organisation):
        key = key_of(organisation)
    with within(new_id()):
        assert open_keys(organisation, [key.id]) == {}
        with pytest.raises(ConfigurationError):
            key_of(organisation)
        assert destroy(organisation, [key.id]) == []
    with pytest.raises(DatabaseError, match="row-level security"), within(new_id()):
        create_organisation(new_id())


def test_a_destroyed_key_opens_nothing_any_more(within: Within, organisation: UUID) -> None:
    with within(organisation):
        gone, stays = key_of(organisation), key_of(organisation, retention_class="invoice")
        assert destroy(organisation, [gone.id]) == [gone.id]
    with within(organisation):
        assert set(open_keys(organisation, [gone.id, stays.id])) == {stays.id}
        assert destroy(organisation, [gone.id]) == []
        assert destroy(organisation, []) == []
        assert key_of(organisation).id != gone.id


@pytest.mark.parametrize(
    "attempt",
    [
        "update vault.data_key set destroyed_at = null where destroyed_at is not null",
        "update vault.data_key set wrapped = 'x' where destroyed_at is not null",
        "delete from vault.data_key",
        "truncate vault.data_key cascade",
        "truncate vault.destroyed_epoch",
        "delete from vault.destroyed_epoch",
    ],
)
@pytest.mark.parametrize("alias", ["default", "worker"])
def test_what_is_destroyed_does_not_come_back(alias: str, attempt: str, within: Within, organisation: UUID) -> None:
    with within(organisation):
        destroy(organisation, [key_of(organisation).id])
    with (
        pytest.raises(DatabaseError, match=r"permission denied|stays destroyed|only grows"),
        within(organisation, using=alias),
        connections[alias].cursor() as cursor,
    ):
        cursor.execute(attempt)


def test_many_keys_are_destroyed_in_one_statement(within: Within, organisation: UUID) -> None:
    with within(organisation):
        ids = [key_of(organisation, own=True).id for _ in range(30)]
        with CaptureQueriesContext(connections["default"]) as statements:
            assert sorted(destroy(organisation, ids)) == sorted(ids)
        assert len(statements) == 1


@pytest.mark.parametrize(
    "change", ["id = gen_random_uuid()", "wrapped = set_byte(wrapped, 20, 1 # get_byte(wrapped, 20))"]
)
def test_a_wrapped_key_that_was_changed_does_not_open(change: str, within: Within, organisation: UUID) -> None:
    with within(organisation):
        key_of(organisation)
    with (
        pytest.raises(DatabaseError, match=r"permission denied|ended or left"),
        within(organisation),
        connections["default"].cursor() as cursor,
    ):
        cursor.execute(f"update vault.data_key set {change} where organisation_id = %s", [organisation])
    with within(organisation, using="worker"), connections["worker"].cursor() as cursor:
        cursor.execute(f"update vault.data_key set {change} where organisation_id = %s", [organisation])
    with within(organisation), pytest.raises(SealBrokenError):
        key_of(organisation)


def test_a_name_is_looked_up_without_being_readable(within: Within, organisation: UUID) -> None:
    with within(organisation):
        key_of(organisation)
        with CaptureQueriesContext(connections["default"]) as statements:
            tokens = blind_tokens(organisation, TokenKind.NAME, ["Jansen", "jansen", "Bergsma"])
            assert blind_token(organisation, TokenKind.NAME, "JANSEN") in tokens
        assert len(tokens) == 2
        assert len(statements) == 0


def test_two_organisations_have_nothing_in_common(within: Within, organisation: UUID) -> None:
    other = new_id()
    with within(other):
        create_organisation(other)
        create_organisation(other)
        theirs = blind_token(other, TokenKind.NAME, "Jansen")
    with within(organisation):
        assert blind_token(organisation, TokenKind.NAME, "Jansen") != theirs


def test_the_auditor_has_no_way_in() -> None:
    with pytest.raises(DatabaseError, match="permission denied"), connections["auditor"].cursor() as cursor:
        cursor.execute("select * from vault.data_key")
