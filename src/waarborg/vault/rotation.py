"""New epochs: the survivors are wrapped anew, and the old epoch's key file is destroyed.

After that no copy of a wrapped key from before opens: not in PostgreSQL's log or heap files, not on a replica, not in a
backup. Each step may be interrupted and is taken up where it stopped. Runs as the worker, outside a transaction.
"""

from datetime import date, timedelta
from typing import Any, Final
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, connections, transaction

from waarborg.kernel import clock
from waarborg.kernel.errors import ConfigurationError
from waarborg.kernel.identifiers import new_id
from waarborg.vault.choices import KeyKind
from waarborg.vault.envelope import new_key
from waarborg.vault.index_keys import INDEX_KEYS, IndexKey
from waarborg.vault.key_cache import (
    CACHE,
    WrappedKey,
    unwrapped_data_key,
    wrapped_data_key,
    wrapped_organisation_key,
)
from waarborg.vault.keyring import Epoch, keyring

BATCH: Final = 1000


def final_on(destroyed_on: date) -> date:
    """The last day on which anything, a copy of the keys too, opens what was destroyed on `destroyed_on`."""
    return destroyed_on + timedelta(days=settings.EPOCH_DAYS)


def ends_on(destroyed_on: date) -> date:
    """The last day on which the epoch itself ends: copies of the key directory may outlive it for some days more."""
    return destroyed_on + timedelta(days=max(0, settings.EPOCH_DAYS - settings.KEY_COPY_DAYS))


def organisations_due(on: date, *, using: str = "worker") -> list[UUID]:
    """The organisations with a destroyed key whose epoch must end on the day `on` or should have before."""
    first = clock.start_of(on - (ends_on(on) - on) + timedelta(days=1))
    with connections[using].cursor() as cursor:
        cursor.execute(_DUE, [first])
        return [row[0] for row in cursor.fetchall()]


def rotate_epoch(organisation_id: UUID, *, using: str = "worker", batch: int = BATCH) -> list[Epoch]:
    """End the wrapping epoch of one organisation; return the epochs that were destroyed.

    People go on working: new keys are wrapped by the new epoch from its first commit on. Raises `ConfigurationError`
    when the organisation has no keys.
    """
    sweep(organisation_id, using=using)
    current, retiring = _begin(organisation_id, using)
    for old in retiring:
        _retire(organisation_id, old, current, using, batch)
    return [old.epoch for old in retiring]


def sweep(organisation_id: UUID, *, using: str = "worker") -> list[Epoch]:
    """Destroy key files of ended epochs that are there all the same: after an interruption, or from an old copy."""
    with connections[using].cursor() as cursor:
        cursor.execute(_ENDED_EPOCHS, [organisation_id])
        ended = [Epoch(organisation_id, kind, number) for kind, number in cursor.fetchall()]
    return [epoch for epoch in ended if keyring().destroy(epoch)]


def begin_index_epoch(organisation_id: UUID, *, using: str = "worker") -> IndexKey:
    """A new index key, with which to write every token anew in this same transaction; it is current from the commit on.

    Lock the tokens against writers first; after the commit, call `end_index_epochs`.
    """
    with connections[using].cursor() as cursor:
        key = _successor(cursor, organisation_id, KeyKind.INDEX)
    transaction.on_commit(INDEX_KEYS.forget, using=using)
    return IndexKey(key)


def end_index_epochs(organisation_id: UUID, *, using: str = "worker") -> list[Epoch]:
    """Destroy the index keys that are no longer current: old tokens, wherever a copy lies, say nothing any more."""
    with connections[using].cursor() as cursor:
        cursor.execute(_RETIRED_INDEX, [organisation_id])
        old = [(row[0], Epoch(organisation_id, KeyKind.INDEX.value, row[1])) for row in cursor.fetchall()]
    for key_id, epoch in old:
        _end(key_id, epoch, using)
    return [epoch for _, epoch in old]


def _begin(organisation_id: UUID, using: str) -> tuple[WrappedKey, list[WrappedKey]]:
    """The current key, new unless a rotation was interrupted, and the keys that must go."""
    with transaction.atomic(using=using, durable=True), connections[using].cursor() as cursor:
        rows = _wrapping_keys(cursor, organisation_id)
        if len(rows) == 1:
            _successor(cursor, organisation_id, KeyKind.WRAPPING)
            rows = _wrapping_keys(cursor, organisation_id)
    if not rows:
        raise ConfigurationError("an organisation without keys has no epoch to end")
    return rows[0], rows[1:]


def _wrapping_keys(cursor: Any, organisation_id: UUID) -> list[WrappedKey]:
    cursor.execute(_WRAPPING_KEYS, [organisation_id])
    return [
        WrappedKey(key_id, Epoch(organisation_id, KeyKind.WRAPPING.value, number), bytes(wrapped))
        for key_id, number, wrapped in cursor.fetchall()
    ]


def _successor(cursor: Any, organisation_id: UUID, kind: KeyKind) -> bytes:
    """Make a new organisation key current, in a new epoch; return the key."""
    cursor.execute(_LAST_EPOCH, {"organisation": organisation_id, "kind": kind.value})
    epoch, key_id, key = Epoch(organisation_id, kind.value, cursor.fetchone()[0] + 1), new_id(), new_key()
    wrapped = wrapped_organisation_key(key, key_id, epoch)
    cursor.execute(_STEP_DOWN, [organisation_id, kind.value])
    cursor.execute(_SUCCEED, [key_id, organisation_id, kind.value, epoch.number, wrapped, clock.now()])
    return key


def _retire(organisation_id: UUID, old: WrappedKey, current: WrappedKey, using: str, batch: int) -> None:
    """Wrap anew until nothing is left under the old key, and then end it.

    The foreign key of data keys decides: as long as a transaction still adds one under the old key, it cannot go, and
    that one is wrapped anew as well.
    """
    while True:
        while _rewrap(organisation_id, old, current, using, batch):
            pass
        try:
            return _end(old.id, old.epoch, using)
        except IntegrityError:
            continue


def _rewrap(organisation_id: UUID, old: WrappedKey, new: WrappedKey, using: str, batch: int) -> int:
    """Wrap one batch of data keys anew, in a transaction of its own; return how many there were."""
    with transaction.atomic(using=using, durable=True), connections[using].cursor() as cursor:
        cursor.execute(_TO_REWRAP, [organisation_id, old.id, batch])
        rows = cursor.fetchall()
        before, after = CACHE.key(old), CACHE.key(new)
        keys = [unwrapped_data_key(before, old.id, organisation_id, key_id, bytes(wrapped)) for key_id, wrapped in rows]
        ids = [key_id for key_id, _ in rows]
        wrapped = [
            wrapped_data_key(after, new.id, organisation_id, key_id, key) for key_id, key in zip(ids, keys, strict=True)
        ]
        cursor.execute(_REWRAP, [new.id, ids, wrapped, organisation_id])
    return len(rows)


def _end(key_id: UUID, epoch: Epoch, using: str) -> None:
    """Remove the wrapped key's row, write down that it ended, and only then destroy the file."""
    with transaction.atomic(using=using, durable=True), connections[using].cursor() as cursor:
        cursor.execute("delete from vault.organisation_key where id = %s", [key_id])
        cursor.execute(_ENDED, [key_id, epoch.organisation_id, epoch.kind, epoch.number, clock.now()])
    keyring().destroy(epoch)
    CACHE.forget(key_id)


_DUE: Final = """
select distinct d.organisation_id from vault.data_key d
join vault.organisation_key k on k.organisation_id = d.organisation_id and k.id = d.destroyed_under
where d.destroyed_at is not null and d.destroyed_at < %s
"""

_ENDED_EPOCHS: Final = "select kind, epoch from vault.destroyed_epoch where organisation_id = %s"

_RETIRED_INDEX: Final = """
select id, epoch from vault.organisation_key where organisation_id = %s and kind = 'index' and not current
"""

_WRAPPING_KEYS: Final = """
select id, epoch, wrapped from vault.organisation_key where organisation_id = %s and kind = 'wrapping'
order by current desc, epoch for update
"""

_LAST_EPOCH: Final = """
select coalesce(max(epoch), 0) from (
    select epoch from vault.organisation_key where organisation_id = %(organisation)s and kind = %(kind)s
    union all
    select epoch from vault.destroyed_epoch where organisation_id = %(organisation)s and kind = %(kind)s
) as known
"""

_STEP_DOWN: Final = """
update vault.organisation_key set current = false where organisation_id = %s and kind = %s and current
"""

_SUCCEED: Final = """
insert into vault.organisation_key (id, organisation_id, kind, epoch, wrapped, current, created_at)
values (%s, %s, %s, %s, %s, true, %s)
"""

_TO_REWRAP: Final = """
select id, wrapped from vault.data_key where organisation_id = %s and wrapped_by_id = %s limit %s for update
"""

_REWRAP: Final = """
update vault.data_key d set wrapped_by_id = %s, wrapped = given.wrapped
from unnest(%s::uuid[], %s::bytea[]) as given (id, wrapped)
where d.organisation_id = %s and d.id = given.id
"""

_ENDED: Final = """
insert into vault.destroyed_epoch (id, organisation_id, kind, epoch, destroyed_at) values (%s, %s, %s, %s, %s)
"""
